/** The style of the pages, served as a file of its own: their policy allows none in the page. */
export const STYLE = `:root { color-scheme: light dark; --line: #6b7280; --accent: #1d4ed8; --quiet: #4b5563; font: 1rem/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --line: #9ca3af; --accent: #93b4ff; --quiet: #c3c9d4; } }
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
form, .notice { border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 1rem 0; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
label.check { font-weight: 400; display: flex; gap: .6rem; align-items: start; }
input[type=checkbox] { width: 1.25rem; height: 1.25rem; flex: none; }
input[type=file] { max-width: 100%; font: inherit; }
button { font: inherit; font-weight: 600; padding: .6rem 1.2rem; border-radius: .5rem; border: 2px solid var(--accent); background: var(--accent); color: Canvas; cursor: pointer; margin-top: 1rem; }
button.second { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: start; vertical-align: top; border-top: 1px solid var(--line); padding: .5rem .75rem .5rem 0; overflow-wrap: anywhere; }
td ul { margin: 0; padding-inline-start: 1.1rem; }
.coverage { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; } .coverage div { display: flex; flex-direction: column-reverse; } .coverage dd { margin: 0; font-size: 1.4rem; font-weight: 700; }
.problem { border-inline-start: 5px solid var(--accent); }
.about, .hint { color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; }
credential-verifier { display: block; margin: 1rem 0; } credential-verifier::part(intake), credential-verifier::part(title) { display: none; }
@media (max-width: 40rem) { table, thead, tbody, tr, th, td { display: block; } thead { display: none; } }
`;

/**
 * Shows the reports of the server in the verifier's element, where the page has it. Without it, or without scripts at all, the page says the same in its own words.
 */
export const SCRIPT = `const place = document.getElementById('reports');
if (place) {
  const load = async () => {
    await import(place.dataset.element);
    const answer = await fetch(place.dataset.src, { credentials: 'same-origin' });
    if (!answer.ok) return;
    for (const report of await answer.json()) {
      const element = document.createElement('credential-verifier');
      element.setAttribute('heading-level', '3');
      element.setAttribute('offline', '');
      place.append(element);
      element.report = report;
    }
  };
  load().catch(() => {});
}
for (const form of document.forms) form.addEventListener('submit', () => { setTimeout(() => { for (const button of form.querySelectorAll('button')) button.disabled = true; }); });
`;
