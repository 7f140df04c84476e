import type { Code } from '../report/codes.js';

/** What an input that is no JSON appears to be. `unsupported`: it could hold a credential, in a form that is not read. */
export interface Sniffed { kind: string; mediaType: string; code: Extract<Code, 'input.unsupported' | 'input.no-credential'> }

const can = (kind: string, mediaType: string): Sniffed => ({ kind, mediaType, code: 'input.unsupported' });
const cannot = (kind: string, mediaType: string): Sniffed => ({ kind, mediaType, code: 'input.no-credential' });

const MAGIC: readonly (readonly [readonly number[], Sniffed])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], can('pdf', 'application/pdf')],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], can('png', 'image/png')],
  [[0x50, 0x4b, 0x03, 0x04], can('zip', 'application/zip')],
  [[0x50, 0x4b, 0x05, 0x06], can('zip', 'application/zip')],
  [[0x1f, 0x8b], cannot('gzip', 'application/gzip')],
  [[0xff, 0xd8, 0xff], cannot('jpeg', 'image/jpeg')],
  [[0x47, 0x49, 0x46, 0x38], cannot('gif', 'image/gif')],
];

/** By the first bytes, never by a file's name or the type that it claims. */
export function sniffBytes(bytes: Uint8Array): Sniffed | undefined {
  return MAGIC.find(([magic]) => magic.every((byte, index) => bytes[index] === byte))?.[1];
}

// Three parts, of which the second is empty where the payload is elsewhere (RFC 7515 appendix F); quotes are there when a JSON string was copied whole.
const COMPACT_JWS = /^("?)ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\1$/;
const SD_JWT = /^ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+~[A-Za-z0-9_.~-]*$/;
const URL_ALONE = /^(?:https?|openid4vp|openid-credential-offer|interaction):[^\s]+$/i;

/** Text that does not start like JSON. `text` is trimmed and not empty. */
export function sniffText(text: string): Sniffed {
  if (text.startsWith('%PDF-')) return can('pdf', 'application/pdf');
  if (COMPACT_JWS.test(text)) return can('jwt', 'application/jwt');
  if (SD_JWT.test(text)) return can('sd-jwt', 'application/sd-jwt');
  if (URL_ALONE.test(text)) return can('url', 'text/uri-list');
  if (text.startsWith('<')) {
    const head = text.slice(0, 4096);
    if (/<(?:[\w.-]+:)?svg[\s>]/i.test(head)) return can('svg', 'image/svg+xml');
    if (/^<!doctype html|<html[\s>]/i.test(head)) return cannot('html', 'text/html');
    if (/^<(?:\?xml|!doctype)\s|^<[A-Za-z_][\w.:-]*(?:[\s>]|\/>)/i.test(head)) return can('xml', 'application/xml');
  }
  return cannot('text', 'text/plain');
}
