/**
 * What a web page says of data behind it, by the standard ways alone: `<link rel="alternate" type="…" href>` (HTML, "Links") and `<script type="application/ld+json">` (JSON-LD 1.1 section 7).
 * The page is read in one pass as text; nothing of it runs, is drawn or is fetched here.
 */
export interface HtmlLinks {
  /** Absolute https addresses of other forms of the page, the likeliest first. */
  alternates: { url: string; type: string }[];
  /** The exact text of each JSON-LD block. */
  blocks: string[];
}

/** Media types that may be a credential, the likeliest first. */
const TYPES: readonly string[] = [
  'application/vc', 'application/vp', 'application/vc+ld+json', 'application/vp+ld+json', 'application/vc+jwt', 'application/vp+jwt', 'application/vc+sd-jwt', 'application/dc+sd-jwt', 'application/jwt',
  'application/ld+json', 'application/json',
];
const MOST_ALTERNATES = 16;
const MOST_BLOCKS = 8;
const MOST_ATTRIBUTES = 64;
const LONGEST_URL = 4096;
/** Elements whose content is text up to their own end tag (HTML section 13.1.2, raw text and escapable raw text), and `template`, whose content is not of the page. */
const RAW: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'iframe', 'noembed', 'noframes', 'xmp', 'template']);

/** @param text a page as text, of any size that the fetch allowed. @param base the page's address. Never throws. */
export function htmlLinks(text: string, base: string): HtmlLinks {
  const alternates: { url: string; type: string }[] = [];
  const blocks: string[] = [];
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let origin = base;
  let hasBase = false;
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open < 0) break;
    if (text.startsWith('<!--', open)) {
      const close = text.indexOf('-->', open + 4);
      if (close < 0) break;
      at = close + 3;
      continue;
    }
    const name = nameAt(lower, open + 1);
    if (name === '') {
      at = open + 1;
      continue;
    }
    const tag = readTag(text, open + 1 + name.length);
    at = tag.end;
    if (name === 'base' && !hasBase) {
      hasBase = true;
      origin = resolve(tag.attributes.get('href'), base) ?? base;
    } else if (name === 'link' && alternates.length < MOST_ALTERNATES) {
      const type = mediaTypeOf(tag.attributes.get('type'));
      const url = resolve(tag.attributes.get('href'), origin);
      const relations = (tag.attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
      if (url?.startsWith('https:') && relations.includes('alternate') && TYPES.includes(type) && !alternates.some((known) => known.url === url)) alternates.push({ url, type });
    }
    if (RAW.has(name)) {
      const close = lower.indexOf(`</${name}`, at);
      const end = close < 0 ? text.length : close;
      if (name === 'script' && mediaTypeOf(tag.attributes.get('type')) === 'application/ld+json' && blocks.length < MOST_BLOCKS) blocks.push(text.slice(at, end));
      at = end;
      if (close < 0) break;
    }
  }
  alternates.sort((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type));
  return { alternates, blocks };
}

const mediaTypeOf = (value: string | undefined): string => (value ?? '').split(';', 1)[0]!.trim().toLowerCase();

/** The name of a start tag; empty where there is none, as at an end tag. */
function nameAt(lower: string, at: number): string {
  let end = at;
  while (end < at + 32 && isNameCode(lower.charCodeAt(end), end > at)) end += 1;
  return lower.slice(at, end);
}

const isNameCode = (code: number, inside: boolean): boolean => (code >= 97 && code <= 122) || (inside && ((code >= 48 && code <= 57) || code === 45));
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const QUOTE = 34, APOSTROPHE = 39, SLASH = 47, EQUALS = 61, GREATER = 62;

/** The attributes of a tag, from behind its name to behind its `>`. The first of two equal names counts (HTML section 13.2.5.33). */
function readTag(text: string, start: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return { attributes, end: at + 1 };
    if (isSpace(code) || code === SLASH) {
      at += 1;
      continue;
    }
    const nameStart = at;
    at += 1; // an attribute may begin with "=" (HTML section 13.2.5.32), so one character is always taken
    while (at < text.length && !isSpace(text.charCodeAt(at)) && ![EQUALS, GREATER, SLASH].includes(text.charCodeAt(at))) at += 1;
    const name = text.slice(nameStart, Math.min(at, nameStart + 64)).toLowerCase();
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    let value = '';
    if (text.charCodeAt(at) === EQUALS) {
      at += 1;
      while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
      const quote = text.charCodeAt(at);
      if (quote === QUOTE || quote === APOSTROPHE) {
        const close = text.indexOf(text[at]!, at + 1);
        const end = close < 0 ? text.length : close;
        value = text.slice(at + 1, end);
        at = end + 1;
      } else {
        const valueStart = at;
        while (at < text.length && !isSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== GREATER) at += 1;
        value = text.slice(valueStart, at);
      }
    }
    if (!attributes.has(name) && attributes.size < MOST_ATTRIBUTES) attributes.set(name, value.length > LONGEST_URL ? '' : decode(value));
  }
  return { attributes, end: text.length };
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/** Character references, as far as addresses need them. */
function decode(value: string): string {
  return value.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|quot|apos|lt|gt));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

function resolve(href: string | undefined, base: string): string | undefined {
  if (href === undefined || href.trim() === '') return undefined;
  try {
    return new URL(href.trim(), base).href;
  } catch {
    return undefined;
  }
}
