/**
 * How an e-mail address is compared. Always: white space around it is dropped, Unicode is NFC, the domain is compared without case and in the A-label and the U-label form.
 * The part before the @ is compared as it is, then in lower case, which is how issuers usually hash it. Nothing else is forgiven: no dots, no "+tag", since only the
 * domain's owner knows whether those are one mailbox (RFC 5321 section 2.3.11).
 */

export interface Variant { text: string; /** How it differs from what was asked. */ variant: 'exact' | 'domain' | 'lower-case' }

/** Every spelling under which an issuer may have hashed this address, the closest first. */
export function emailVariants(address: string): Variant[] {
  const text = address.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  if (at < 0) return distinct([{ text, variant: 'exact' }, { text: text.toLowerCase(), variant: 'lower-case' }]);
  const local = text.slice(0, at);
  const domains = domainForms(text.slice(at + 1));
  return distinct([
    { text, variant: 'exact' },
    ...domains.map((domain): Variant => ({ text: `${local}@${domain}`, variant: 'domain' })),
    ...domains.map((domain): Variant => ({ text: `${local.toLowerCase()}@${domain}`, variant: 'lower-case' })),
  ]);
}

function distinct(variants: Variant[]): Variant[] {
  return variants.filter(({ text }, index) => variants.findIndex((other) => other.text === text) === index);
}

/** Lower case, then the A-label form and the U-label form where they differ. */
function domainForms(domain: string): string[] {
  const lower = domain.toLowerCase();
  if (!/[\u0080-\uffff]|(?:^|\.)xn--/.test(lower) || /[\s/?#@:\\%[\]]/.test(lower)) return [lower];
  const aLabels = toALabels(lower);
  const uLabels = aLabels?.split('.').map(toULabel).join('.');
  return [lower, ...(aLabels === undefined ? [] : [aLabels]), ...(uLabels === undefined ? [] : [uLabels])];
}

function toALabels(domain: string): string | undefined {
  try {
    return new URL(`https://${domain}/`).hostname;
  } catch {
    return undefined;
  }
}

/** Decodes one label by RFC 3492; one that is no A-label, or is damaged, stays as it is. */
export function toULabel(label: string): string {
  if (!label.startsWith('xn--') || label.length > 63) return label;
  const encoded = label.slice(4);
  const delimiter = encoded.lastIndexOf('-');
  const output = Array.from(encoded.slice(0, Math.max(0, delimiter)), (character) => character.codePointAt(0) ?? 0);
  let code = 128, bias = 72, position = 0, first = true;
  const input = encoded.slice(delimiter + 1);
  for (let at = 0; at < input.length;) {
    const before = position;
    for (let weight = 1, step = 36; ; step += 36) {
      const digit = digitOf(input.charCodeAt(at));
      at += 1;
      if (digit === undefined || digit * weight > 0x7fffffff) return label;
      position += digit * weight;
      const threshold = Math.min(26, Math.max(1, step - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    let delta = first ? Math.floor((position - before) / 700) : (position - before) >> 1;
    first = false;
    delta += Math.floor(delta / length);
    let scale = 0;
    for (; delta > 455; scale += 36) delta = Math.floor(delta / 35);
    bias = scale + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(position / length);
    if (code > 0x10ffff) return label;
    position %= length;
    output.splice(position, 0, code);
    position += 1;
  }
  return String.fromCodePoint(...output);
}

/** a to z are 0 to 25, 0 to 9 are 26 to 35; the end of the text, where a digit is due, is none. */
function digitOf(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : undefined;
}
