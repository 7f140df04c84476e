// The page around the element: a button for each sample. An employer's own page needs none of this.
const verifier = document.querySelector('#verifier');
const list = document.querySelector('#samples');

/** What the recruiter knows of the candidate goes in as `recipient`; what the candidate sent is verified as if it had been pasted, or dropped where it is a file. */
async function show(sample, button) {
  for (const other of list.querySelectorAll('button')) other.setAttribute('aria-pressed', String(other === button));
  await customElements.whenDefined('credential-verifier');
  verifier.recipient = sample.recipient;
  await verifier.verify(sample.text ?? new File([Uint8Array.from(atob(sample.base64), (character) => character.charCodeAt(0))], sample.filename, { type: sample.mediaType }));
  // Where the samples stand above the element, the result would be out of sight.
  if (matchMedia('(max-width: 52rem)').matches) verifier.focusResult();
}

function entry(sample) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.id = `sample-${sample.id}`;
  button.setAttribute('aria-pressed', 'false');
  button.append(sample.title);
  if (sample.recipient) {
    const whose = document.createElement('span');
    whose.className = 'for';
    // An address may break before its @, not in the middle of a name.
    const [name, host] = sample.recipient.split('@');
    whose.append(`sent by ${name}`, document.createElement('wbr'), `@${host}`);
    button.append(whose);
  }
  button.addEventListener('click', () => { void show(sample, button); });
  item.append(button);
  return item;
}

try {
  const response = await fetch('samples.json');
  if (!response.ok) throw new Error(`samples.json answered ${response.status}`);
  const { samples } = await response.json();
  list.replaceChildren(...samples.map(entry));
} catch {
  document.querySelector('#samples-problem').textContent = 'The samples could not be loaded. The page works without them.';
}
