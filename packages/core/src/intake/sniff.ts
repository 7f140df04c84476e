import type { Code } from '../report/codes.js';

/** What an input that is no JSON appears to be. `unsupported`: it could hold a credential, in a form that is not read. */
export interface Sniffed { kind: string; mediaType: string; code: Extract<Code, 'input.unsupported' | 'input.no-credential'> }

const can = (kind: string, mediaType: string): Sniffed => ({ kind, mediaType, code: 'input.unsupported' });
const cannot = (kind: string, mediaType: string): Sniffed => ({ kind, mediaType, code: 'input.no-credential' });

/** Magic numbers; `x` stands for any byte. `pdf`, `png`, `jpeg`, `zip` and `gzip` are opened, so their `code` is for the case that nothing is inside. */
const MAGIC: readonly (readonly [string, Sniffed])[] = [
  ['25504446 2d', cannot('pdf', 'application/pdf')],
  ['89504e47 0d0a1a0a', cannot('png', 'image/png')],
  ['ffd8ff', cannot('jpeg', 'image/jpeg')],
  ['504b0304', cannot('zip', 'application/zip')],
  ['504b0506', cannot('zip', 'application/zip')],
  ['1f8b08', cannot('gzip', 'application/gzip')],
  ['47494638', cannot('picture', 'image/gif')],
  ['52494646 xxxxxxxx 57454250', cannot('picture', 'image/webp')],
  ['49492a00', cannot('picture', 'image/tiff')],
  ['4d4d002a', cannot('picture', 'image/tiff')],
  ['xxxxxxxx 66747970 68656963', cannot('picture', 'image/heic')],
  ['xxxxxxxx 66747970 6d696631', cannot('picture', 'image/heif')],
  ['xxxxxxxx 66747970 61766966', cannot('picture', 'image/avif')],
  ['d0cf11e0 a1b11ae1', cannot('office', 'application/x-ole-storage')],
  // COSE_Sign1 (RFC 9052 section 4.2): tag 18 around an array of four, itself perhaps in the tag of a CWT (61).
  ['d284', can('cose', 'application/cose')],
  ['d83dd284', can('cose', 'application/cose')],
];

const PATTERNS = MAGIC.map(([pattern, sniffed]) => ({ bytes: (pattern.replaceAll(' ', '').match(/../g) ?? []).map((pair) => (pair === 'xx' ? -1 : Number.parseInt(pair, 16))), sniffed }));

/** By the first bytes, never by a file's name or the type that it claims. */
export function sniffBytes(bytes: Uint8Array): Sniffed | undefined {
  const found = PATTERNS.find(({ bytes: pattern }) => pattern.every((byte, index) => (byte === -1 ? index < bytes.length : bytes[index] === byte)));
  // After the array's head comes a byte string, the protected header: major type 2. Without it these bytes begin some other file.
  return found?.sniffed.kind === 'cose' && ((bytes[found.bytes.length] ?? 0) >> 5) !== 2 ? undefined : found?.sniffed;
}

/** Readers look for a PDF's header in the first kilobyte (ISO 32000-2 annex C of older editions), so something may stand before it. */
export function hasPdfHeader(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length - 5, 1024);
  for (let at = 0; at <= end; at += 1) if (bytes[at] === 0x25 && bytes[at + 1] === 0x50 && bytes[at + 2] === 0x44 && bytes[at + 3] === 0x46 && bytes[at + 4] === 0x2d) return true;
  return false;
}

const ADDRESS_SCHEMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:[a-z]+-)?openid4vp:|^haip(?:-vp)?:/i, 'openid4vp request'],
  [/^openid-credential-offer:|^haip-vci:/i, 'credential offer'],
  [/^interaction:|^https:\/\/[^\s]+[?&]iuv=1(?:&|$)/i, 'interaction address'],
  [/^did:[a-z0-9]+:/i, 'did'],
  [/^mdoc:/i, 'mdoc'],
];

/** An address that leads to no credential by being read: a wallet, or a protocol, is meant to answer it. */
export function sniffAddress(text: string): Sniffed | undefined {
  if (text.length > 8192 || /\s/.test(text)) return undefined;
  const kind = ADDRESS_SCHEMES.find(([pattern]) => pattern.test(text))?.[1];
  return kind === undefined ? undefined : can(kind, 'text/uri-list');
}

/** Markup and documents that are text. `text` is trimmed and not empty. */
export function sniffText(text: string): Sniffed | undefined {
  if (text.startsWith('%PDF-')) return cannot('pdf', 'application/pdf');
  if (text.startsWith('{\\rtf')) return cannot('office', 'application/rtf');
  // An address or a token may stand in angle brackets; an element alone has an end.
  if (!text.startsWith('<') || /^<[^<>\s]*[^<>\s/]>$/.test(text)) return undefined;
  const head = text.slice(0, 65_536);
  if (/^<!doctype html|^(?:<[!?][^>]*>\s*)*<html[\s>]/i.test(head.slice(0, 4096))) return cannot('html', 'text/html');
  if (/<(?:[\w.-]+:)?svg[\s>]/i.test(head)) return cannot('svg', 'image/svg+xml');
  if (/^<(?:\?xml|!doctype)\s|^<[A-Za-z_][\w.:-]*(?:[\s>]|\/>)/i.test(withoutComments(head))) return can('xml', 'application/xml');
  return undefined;
}

/** What comes after the comments that a document begins with. */
function withoutComments(text: string): string {
  let at = 0;
  for (;;) {
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : -1;
    if (end < 0) return text.slice(at);
    at = end + 3;
    while (/\s/.test(text.charAt(at))) at += 1;
  }
}
