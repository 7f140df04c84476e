import { SaxesParser } from 'saxes';
import type { Problem } from '../report/report.js';
import { note } from './artifacts.js';
import { once, type Baked, type BakedKind, type BakedReading } from './baked-reading.js';

/** Element by namespace and local name; its prefix is of no matter. */
const ELEMENTS: Readonly<Record<string, BakedKind>> = {
  'https://purl.imsglobal.org/ob/v3p0 credential': 'credential',
  'https://purl.imsglobal.org/clr/v2p0 credential': 'credential',
  'http://openbadges.org assertion': 'assertion',
};
const SVG = 'http://www.w3.org/2000/svg';

export type SvgReading = BakedReading & { isSvg: boolean };

interface Open { kind: BakedKind; verify: string | undefined; body: string; depth: number }

class Stop extends Error {
  constructor(readonly code: 'xml.doctype' | 'input.too-deep') { super(code); }
}

/**
 * What is baked into an SVG: the attribute `verify`, or else the element's text or CDATA (Open Badges 3.0 section 5.3.2, CLR 2.0 section 5.3.2, Open Badges 2.0 Baking Specification).
 * Read as XML with namespaces, without a document type: nothing is expanded but the five predefined entities and character references, nothing is fetched.
 */
export function bakedSvg(text: string, limits: { depth: number }): SvgReading {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const found: Baked[] = [];
  const problems: Problem[] = [];
  let open: Open | undefined;
  let depth = 0;
  let isSvg = false;
  let empty = false;

  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { throw new Stop('xml.doctype'); });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > limits.depth) throw new Stop('input.too-deep');
    if (depth === 1) isSvg = tag.uri === SVG && tag.local === 'svg';
    const name = `${tag.uri} ${tag.local}`;
    if (open || !Object.hasOwn(ELEMENTS, name)) return;
    open = { kind: ELEMENTS[name]!, verify: Object.hasOwn(tag.attributes, 'verify') ? tag.attributes['verify']!.value.trim() : undefined, body: '', depth };
  });
  const append = (part: string) => { if (open?.depth === depth) open.body += part; };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    if (open?.depth === depth) {
      const body = open.body.trim();
      const content = open.verify === undefined || open.verify === '' ? body : open.verify;
      if (content === '') empty = true;
      // Open Badges 2.0 may repeat the assertion in the body, for reading; the attribute is what is verified.
      else if (content !== body && body !== '' && open.kind === 'credential') problems.push(note('baked.nonconformant', { reason: 'attribute and text' }));
      found.push({ kind: open.kind, content });
      open = undefined;
    }
    depth -= 1;
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop) return { isSvg, found: [], stop: { code: error.code }, problems };
    // Damage is damage of a credential only where there may have been one.
    const hinted = found.length > 0 || open !== undefined || /purl\.imsglobal\.org\/(?:ob\/v3p0|clr\/v2p0)|http:\/\/openbadges\.org/.test(text);
    return hinted ? { isSvg, found: [], stop: { code: 'baked.malformed', params: { reason: 'xml' } }, problems } : { isSvg, found: [], problems: [note('picture.damaged', { reason: 'xml' })] };
  }
  if (empty) return { isSvg, found: [], stop: { code: 'baked.malformed', params: { reason: 'empty' } }, problems };
  return { isSvg, ...once(found, problems) };
}
