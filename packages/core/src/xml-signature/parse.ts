import { DOMParser } from '@xmldom/xmldom';
import { boundsProblem } from './bounds.js';
import { XML_LIMITS, type XmlElement, type XmlLimits, type XmlProblem } from './types.js';

export type XmlReading = { ok: true; root: XmlElement } | { ok: false; problem: XmlProblem };

/**
 * Parses a document, UTF-8 with or without byte order mark. Bounds come first (`bounds.ts`), so that what is built is no larger and no deeper than they say.
 * The same parser in page, worker and Node.
 */
export function parseXml(input: Uint8Array | string, limits: XmlLimits = XML_LIMITS): XmlReading {
  if (input.length > limits.bytes) return { ok: false, problem: 'too-large' };
  const source = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decode(input);
  if (source === undefined) return { ok: false, problem: 'encoding' };
  const problem = boundsProblem(source, limits);
  if (problem) return { ok: false, problem };
  try {
    const parser = new DOMParser({ locator: false, onError: refuse });
    const document = parser.parseFromString(source, 'application/xml');
    const root = document.documentElement;
    if (!root) return { ok: false, problem: 'not-well-formed' };
    return document.doctype ? { ok: false, problem: 'doctype' } : { ok: true, root };
  } catch {
    return { ok: false, problem: 'not-well-formed' };
  }
}

/** What the parser would only warn of is no document of ours either. */
function refuse(): never {
  throw new TypeError('XML');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
