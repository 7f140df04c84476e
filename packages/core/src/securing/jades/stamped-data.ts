import { concatenate } from '../../bytes/inflate.js';
import { strictCanonicalJson } from '../../report/canonical-json.js';
import { isObject, own, wordOf, type JsonValue } from '../../report/json.js';
import type { ValidationProblem } from '../../signature-validation/index.js';
import type { Entry } from './etsi-u.js';
import { problem, word } from '../seals/problem.js';

/** What time-stamps are over besides parts of `etsiU`: the payload as it was signed, the protected header and the signature, as they were written. */
export interface SignedText { stamped?: Uint8Array; head: string; signature: string }

/** What a time-stamp is over, or why that could not be put together. */
export type Stamped = { data: Uint8Array } | { problems: readonly ValidationProblem[] };

const MOST_ARCHIVE = 16;
/** Of what archive time-stamps of one signature are over, together: each is over the whole document. */
const MOST_ARCHIVED_BYTES = 48 * 1024 * 1024;

/** RFC 8785, by the addresses and names that are given to it; no other canonical form of JSON is made here. */
const JCS = /^(?:https?:\/\/(?:www\.)?(?:rfc-editor\.org|tools\.ietf\.org|datatracker\.ietf\.org)\/(?:[a-z]+\/){0,3}rfc8785(?:\.[a-z]+)?\/?|urn:ietf:rfc:8785)$/i;

const encoder = new TextEncoder();
const unfound = (rule: string, params: ValidationProblem['params'] = {}): Stamped => ({ problems: [problem('SIGNED_DATA_NOT_FOUND', rule, params)] });

/** Parts as they were written or, in the clear, in the canonical form that the time-stamp's container names (sections 5.3.6.3 and 5.4.3.3). Where it names none that is known, nobody can tell which octets were meant. */
function textOf(parts: readonly Entry[], container: JsonValue): string | Extract<Stamped, { problems: unknown }> {
  if (parts.every(({ written }) => written !== undefined)) return parts.map(({ written }) => written).join('');
  const named = wordOf(isObject(container) ? own(container, 'canonAlg') : undefined);
  if (!JCS.test(named)) return { problems: [problem('SIGNED_DATA_NOT_FOUND', 'canonicalisation-unknown', named === '' ? {} : { algorithm: word(named) })] };
  try {
    return parts.map(({ name, value }) => strictCanonicalJson({ [name]: value })).join('');
  } catch {
    return { problems: [problem('SIGNED_DATA_NOT_FOUND', 'canonicalisation-impossible')] };
  }
}

/** Section 5.3.6.3: payload, header and signature with dots between them, then all that stands before. @param archives how many there are up to this one */
export function archivedData(before: readonly Entry[], container: JsonValue, { stamped, head, signature }: SignedText, archives: number): Stamped {
  if (archives > MOST_ARCHIVE || archives * (stamped?.length ?? 0) > MOST_ARCHIVED_BYTES) return unfound('too-many-archive-timestamps');
  if (!stamped) return unfound('archived-data');
  const parts = textOf(before, container);
  return typeof parts === 'string' ? { data: concatenate([stamped, encoder.encode(`.${head}.${signature}.${parts}`)]) } : parts;
}

const REFERENCES: readonly string[] = ['xRefs', 'rRefs', 'axRefs', 'arRefs'];

/** Annex A.1.5.1 (`sigRTst`): the signature, its time-stamps and the references that stand before; A.1.5.2 (`rfsTst`): these references alone. */
export function referencesData(name: 'sigRTst' | 'rfsTst', before: readonly Entry[], container: JsonValue, { signature }: SignedText): Stamped {
  const parts = textOf(before.filter((each) => REFERENCES.includes(each.name) || (name === 'sigRTst' && each.name === 'sigTst')), container);
  return typeof parts === 'string' ? { data: encoder.encode(name === 'sigRTst' ? `${signature}.${parts}` : parts) } : parts;
}
