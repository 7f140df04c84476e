import type { AgreementFactId, AgreementValue } from '../../report/agreement.js';
import { folded } from '../folded.js';
import type { Moment } from './moment.js';

/**
 * How much a statement weighs. `key`: an identifier, by which it is or is not the same. `text`: a name, a title or a date, which one award may have several of.
 * `hint`: what may be the same and shows nothing where it is not, such as the title of a file.
 */
export type Weight = 'key' | 'text' | 'hint';

/** One thing that one form of an award says. */
export interface Statement {
  fact: AgreementFactId;
  weight: Weight;
  value: AgreementValue;
  /** What it is compared by; any one in common is enough. */
  keys: readonly string[];
  /** Set where nothing but the document itself says so, as of the name that an issuer gives itself. */
  claim?: true;
  /** Of a date. */
  moment?: Moment;
  /** Of an identifier behind a hash: the hash itself, by which it is compared with others of the same salt. */
  hash?: { salt: string; digest: string };
}

/** Text that names no language may be in any. */
export const NO_LANGUAGE = 'und';

/** The language without its region: `en-GB` is English. */
export const primaryLanguage = (tag: string): string => tag.toLowerCase().split('-')[0] ?? NO_LANGUAGE;

export const textKeys = (text: string): string[] => { const key = folded(text); return key === '' ? [] : [key]; };

/** Of which sort an identifier is: numbers of two sorts say nothing of each other. A `urn:uuid:` is another sort than `urn:credential:`. */
export function kindOfIdentifier(id: string): string {
  const [, scheme, method] = /^([a-z][a-z0-9+.-]*):(?:([a-z0-9-]+):)?/i.exec(id) ?? [];
  if (scheme === undefined) return 'identifier';
  const known = scheme.toLowerCase();
  return (known === 'did' || known === 'urn') && method !== undefined ? `${known}:${method.toLowerCase()}` : known;
}

/** Names that a document has for its own parts, as European Digital Credentials do: the same in every document, and so of nobody. */
export const isLocal = (id: string): boolean => /^(?:urn:epass:|_:|#)/i.test(id);
