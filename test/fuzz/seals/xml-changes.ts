import * as fc from 'fast-check';

/** One change to a document in XML. Numbers are taken modulo what is there. */
export interface XmlChange { kind: typeof KINDS[number]; at: number; to: number; text: string }

const KINDS = [
  'double', 'remove', 'move', 'wrap', 'attribute', 'attribute', 'remove attribute', 'identifier', 'text', 'text', 'comment', 'instruction', 'cdata', 'character reference', 'entity', 'doctype', 'declaration', 'depth', 'rename', 'prefix', 'namespace', 'byte', 'byte', 'cut', 'white space', 'signature', 'into signature',
] as const;

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const TEXTS = [
  '', ' ', '0', '-1', '5', '6', '1e9', '99999999999999999999', 'EU', 'XX', 'ZZ', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59Z', '2026-08-22T00:00:00', '0001-01-01T00:00:00Z', 'AAAA', 'AA==', '!', 'x'.repeat(5000), '__proto__', '\u202E', '\u0130', '&amp;', '&lt;', '&#0;', '&#x10FFFF;', '&#xD800;', '&a;', ']]&gt;', '{}',
  'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted', 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn', 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC', 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST', 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSeals',
  'http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/TR/1999/REC-xslt-19991116', 'http://www.w3.org/TR/1999/REC-xpath-19991116', 'http://www.w3.org/2002/06/xmldsig-filter2', `${DSIG}enveloped-signature`, `${DSIG}base64`, `${DSIG}sha1`,
  `${DSIG}rsa-sha1`, `${DSIG}hmac-sha1`, 'http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', '#', '#x', '#xpointer(/)', "#xpointer(id('x'))", 'https://issuer.example/', 'file:///etc/passwd', 'http://www.w3.org/2000/xmlns/', 'http://www.w3.org/XML/1998/namespace',
];
const ATTRIBUTES = ['Id', 'ID', 'id', 'xml:id', 'URI', 'Type', 'Algorithm', 'xml:lang', 'xml:space', 'xmlns', 'xmlns:ds', 'xmlns:a', 'a:Id', 'Critical', 'assert', 'Encoding', '__proto__'];

export const xmlChange: fc.Arbitrary<XmlChange> = fc.record({ kind: fc.constantFrom(...KINDS), at: fc.nat(), to: fc.nat(), text: fc.constantFrom(...TEXTS) });

interface Span { start: number; openEnd: number; end: number; name: string }

/** Where elements are, by their tags alone: good enough for documents that we wrote ourselves, and for what changes have left of them. */
function elementsOf(source: string): Span[] {
  const open: Span[] = [];
  const found: Span[] = [];
  for (const match of source.matchAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)[^>]*?(\/?)>/g)) {
    const [all, closes, opens, empty] = match;
    const at = match.index;
    if (opens !== undefined) {
      const span = { start: at, openEnd: at + all.length, end: at + all.length, name: opens };
      found.push(span);
      if (empty === '') open.push(span);
    } else if (closes !== undefined) {
      const span = open.pop();
      if (span) span.end = at + all.length;
    }
  }
  return found;
}

const put = (source: string, from: number, to: number, text: string): string => source.slice(0, from) + text + source.slice(to);
const pick = <T>(list: readonly T[], at: number): T | undefined => (list.length === 0 ? undefined : list[at % list.length]);

/** Text between tags that is more than white space. */
const textsOf = (source: string): RegExpExecArray[] => [...source.matchAll(/>([^<>]*[^<>\s][^<>]*)</g)];

function changeText(source: string, { kind, at, to, text }: XmlChange): string {
  const match = pick(textsOf(source), at);
  if (!match) return source;
  const [from, old] = [match.index + 1, match[1]!];
  const middle = old.length === 0 ? 0 : to % old.length;
  const with_ = (inside: string) => put(source, from, from + old.length, inside);
  switch (kind) {
    case 'comment': return with_(`${old.slice(0, middle)}<!--${text.replaceAll('-', '')}-->${old.slice(middle)}`);
    case 'instruction': return with_(`${old.slice(0, middle)}<?x ${text.replaceAll('?', '')}?>${old.slice(middle)}`);
    case 'cdata': return with_(`${old.slice(0, middle)}<![CDATA[${old.slice(middle)}]]>`);
    case 'character reference': return with_(`${old.slice(0, middle)}&#${old.charCodeAt(middle)};${old.slice(middle + 1)}`);
    case 'white space': return with_(`\n  ${old}\r\n\t`);
    default: return with_(text);
  }
}

function changeElement(source: string, { kind, at, to, text }: XmlChange): string {
  const all = elementsOf(source);
  const span = pick(all, at);
  if (!span) return source;
  const whole = source.slice(span.start, span.end);
  const open = source.slice(span.start, span.openEnd);
  const target = pick(all, to)!;
  switch (kind) {
    case 'double': return put(source, span.end, span.end, whole);
    case 'remove': return put(source, span.start, span.end, '');
    case 'move': return span.start <= target.start && target.start < span.end ? source : target.start > span.start ? put(put(source, target.start, target.start, whole), span.start, span.end, '') : put(put(source, span.start, span.end, ''), target.start, target.start, whole);
    case 'wrap': return put(source, span.start, span.end, to % 2 === 0 ? `<Wrapper>${whole}</Wrapper>` : `<w:Object xmlns:w="${DSIG}">${whole}</w:Object>`);
    case 'depth': return put(source, span.start, span.end, '<d>'.repeat(1 + (to % 200)) + whole + '</d>'.repeat(1 + (to % 200)));
    case 'rename': return whole.endsWith(`</${span.name}>`) ? put(source, span.start, span.end, `<Other${whole.slice(1 + span.name.length, -span.name.length - 3)}</Other>`) : source;
    case 'prefix': return whole.endsWith(`</${span.name}>`) ? put(source, span.start, span.end, `<q:${span.name} xmlns:q="${text.replace(/["<&]/g, '')}"${whole.slice(1 + span.name.length, -span.name.length - 3)}</q:${span.name}>`) : source;
    case 'namespace': return put(source, span.start, span.openEnd, open.replace(/(\/?>)$/, ` xmlns:n${to % 9}="${to % 2 === 0 ? DSIG : 'urn:n'}"$1`));
    case 'attribute': return put(source, span.start, span.openEnd, open.replace(/(\/?>)$/, ` ${ATTRIBUTES[to % ATTRIBUTES.length]}="${text.replace(/["<]/g, '')}"$1`));
    case 'remove attribute': return put(source, span.start, span.openEnd, open.replace(/\s[\w:.-]+="[^"]*"/, ''));
    case 'identifier': {
      const attributes = [...open.matchAll(/="([^"]*)"/g)];
      const one = pick(attributes, to);
      return one ? put(source, span.start + one.index + 2, span.start + one.index + 2 + one[1]!.length, text.replace(/["<]/g, '')) : source;
    }
    default: return source;
  }
}

/** A signature where another belongs, and something inside one. */
function changeSignature(source: string, { kind, to, text }: XmlChange): string {
  const all = elementsOf(source);
  const signature = all.findLast(({ name }) => /(?:^|:)Signature$/.test(name));
  if (!signature) return source;
  const whole = source.slice(signature.start, signature.end);
  const target = pick(all, to)!;
  if (kind === 'signature') return put(source, target.openEnd, target.openEnd, whole.replace(/Id="[^"]*"/g, to % 2 === 0 ? '$&' : `Id="x${to % 9}"`));
  const inside = elementsOf(whole);
  const place = pick(inside, to)!;
  return put(source, signature.start, signature.end, put(whole, place.openEnd, place.openEnd, text.includes('<') ? '' : text));
}

function changeDocument(source: string, { kind, to, text }: XmlChange): string {
  const body = source.replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '');
  if (kind === 'declaration') return `<?xml version="${to % 3 === 0 ? '1.1' : '1.0'}" encoding="${['UTF-16', 'ISO-8859-1', 'utf-8', 'UTF-7', '', 'ebcdic'][to % 6]}"${to % 2 === 0 ? ' standalone="yes"' : ''}?>${body}`;
  const entities = `<!ENTITY a "${text.replace(/["%&]/g, '')}">${to % 2 === 0 ? '<!ENTITY b SYSTEM "file:///etc/passwd">' : Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at} "${`&e${at - 1};`.repeat(8)}">`).join('')}`;
  const doctype = `<!DOCTYPE TrustServiceStatusList [${entities}]>`;
  if (kind === 'doctype') return doctype + body;
  const match = pick(textsOf(body), to);
  return (to % 3 === 0 ? '' : doctype) + (match ? put(body, match.index + 1, match.index + 1, to % 2 === 0 ? '&a;' : '&e11;') : body);
}

function changeBytes(source: string, { kind, at, to }: XmlChange): string {
  if (source.length === 0) return source;
  const place = at % source.length;
  if (kind === 'cut') return source.slice(0, place);
  return put(source, place, place + 1, String.fromCharCode(source.charCodeAt(place) ^ (1 << (to % 7))));
}

export function changeXml(source: string, changes: readonly XmlChange[]): string {
  let text = source;
  for (const change of changes) {
    if (text.length > 4_000_000) break;
    switch (change.kind) {
      case 'text': case 'comment': case 'instruction': case 'cdata': case 'character reference': case 'white space': text = changeText(text, change); break;
      case 'entity': case 'doctype': case 'declaration': text = changeDocument(text, change); break;
      case 'byte': case 'cut': text = changeBytes(text, change); break;
      case 'signature': case 'into signature': text = changeSignature(text, change); break;
      default: text = changeElement(text, change);
    }
  }
  return text;
}

/** How its text stands in bytes. */
export function encodeXml(text: string, how: number): Uint8Array {
  if (how % 16 === 0) return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
  if (how % 16 === 1) return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf8'));
  if (how % 16 === 2) return Uint8Array.from(Buffer.from(text, 'latin1'));
  return Uint8Array.from(Buffer.from(text, 'utf8'));
}
