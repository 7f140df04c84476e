import { worseFinding } from '../../checks/worst.js';
import { decodeCanonical, encodeBase64Url, readJws, type JwsSignature } from '../../jose/index.js';
import type { Finding } from '../../report/finding.js';
import { isObject, isString, own, type JsonValue } from '../../report/json.js';
import type { Problem } from '../../report/report.js';
import { validateSignature, type Conclusion, type ValidationEnvironment } from '../../signature-validation/index.js';
import type { JudgedSignature } from '../seals/together.js';
import { readStrictJson } from '../strict-json.js';
import { sameBytes } from '../../bytes/octets.js';
import { coverageOf, note } from './coverage.js';
import type { Budget } from './material-faults.js';
import { expired, readHeader, type JadesHeader } from './header.js';
import { jadesSignature, type JadesSignature } from './signature-input.js';
import type { SignedData } from './signed-data.js';
import { problem, word } from '../seals/problem.js';

/** What is left for all of a file: counter-signatures, each of which may lead to fetches, and what proofs beside them cost. */
export interface CounterBudget extends Budget { counterSignatures: number }
export const MOST_COUNTER_SIGNATURES = 4;

export interface CounterSignatures {
  /** Each as it was judged by itself. None of them makes anybody the issuer of what the seal is over. */
  judged: JudgedSignature[];
  /** What they say of the file. */
  finding?: Finding;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Signatures over a signature (TS 119 182-1 section 5.3.2): each a JWS whose payload is the signature value that it stands beside. One that holds asserts that somebody had that signature before them, and nothing of what is sealed.
 * @param at where the signature stands that they are over
 */
export async function counterSignatures(parts: JadesSignature['unsigned']['counterSignatures'], over: string, at: string, environment: ValidationEnvironment, budget: CounterBudget): Promise<CounterSignatures> {
  const found: CounterSignatures = { judged: [] };
  const tell = (problems: Problem[]): void => {
    for (const each of problems) {
      const next: Finding = { code: each.code, params: each.params ?? {}, problems: [each] };
      found.finding = found.finding ? worseFinding(found.finding, next) : next;
    }
  };
  for (const { value, place } of parts) {
    const pointer = `${at}${place}`;
    const signatures = read(value);
    if (!signatures) tell([note('jades.counter-signature-failed', { place, rule: 'counter-signature-malformed' }, pointer)]);
    for (const each of signatures ?? []) {
      if (budget.counterSignatures <= 0) {
        tell([note('jades.counter-signature-open', { place, rule: 'too-many-counter-signatures' }, pointer)]);
        return found;
      }
      budget.counterSignatures -= 1;
      const { conclusion, described, data } = await judge(each, over, environment);
      const coverage = await coverageOf(data, conclusion, described, pointer, environment.anchors, budget);
      const [why] = conclusion.problems;
      const params = { place, ...(conclusion.signer ? { sha256: conclusion.signer.sha256 } : {}), ...(why ? { rule: why.rule } : {}) };
      tell([note(conclusion.indication === 'TOTAL-PASSED' ? 'jades.counter-signature' : conclusion.indication === 'TOTAL-FAILED' ? 'jades.counter-signature-failed' : 'jades.counter-signature-open', params, pointer)]);
      if (coverage.code !== 'coverage.complete') tell(coverage.problems ?? []);
      if (described.unsigned.counterSignatures.length > 0) tell([note('jades.counter-signature-open', { place, rule: 'counter-signature-inside' }, pointer)]);
      found.judged.push({ conclusion, coverage, documentTimestamps: [], contained: { pointer, format: 'JAdES', changes: [], claims: described.claims, counterSignatureOf: at } });
    }
  }
  return found;
}

interface Signed { signature: JwsSignature; payload?: string }

/** A JWS in any serialization: text, or the object itself. */
function read(value: JsonValue): Signed[] | undefined {
  const text = isString(value) ? value : isObject(value) ? JSON.stringify(value) : undefined;
  const reading = text === undefined ? undefined : readJws(text, readStrictJson);
  if (!reading?.ok || reading.jws.signatures.length === 0) return undefined;
  const { payload, signatures } = reading.jws;
  return signatures.map((signature) => ({ signature, ...(payload === undefined ? {} : { payload }) }));
}

/**
 * The signature that it is over as a payload: its octets, or its text, as whoever made it understood "value"; both say which one it is. Under `b64` false they stand as they are (RFC 7797).
 * Where it brings a payload of its own, that must be one of them.
 */
function payloadsOf(over: string, header: JadesHeader['header'], payload: string | undefined): SignedData[] {
  const [octets, text] = [decodeCanonical(over) ?? new Uint8Array(), encode(over)];
  const plain = own(header, 'b64') === false;
  const all = [text, octets].map((content): SignedData => {
    const written = plain ? content : encode(encodeBase64Url(content));
    return { payload: written, content, stamped: written, detached: false, format: [], integrity: [] };
  });
  if (Object.hasOwn(header, 'sigD')) return [{ detached: false, format: [problem('FORMAT_FAILURE', 'sigD-in-counter-signature')], integrity: [] }];
  if (payload === undefined) return all;
  const given = encode(payload);
  const meant = all.filter((each) => sameBytes(each.payload, given));
  return meant.length > 0 ? meant : [{ payload: given, stamped: given, detached: false, format: [], integrity: [problem('HASH_FAILURE', 'counter-signature-of-another', { payload: word(payload) })] }];
}

async function judge({ signature, payload }: Signed, over: string, environment: ValidationEnvironment): Promise<{ conclusion: Conclusion; described: JadesSignature; data: SignedData }> {
  const header = readHeader(signature);
  const full = { ...header, constraints: [...header.constraints, ...expired(header.header, environment.now)] };
  const candidates = payloadsOf(over, header.header, payload);
  let [data] = candidates;
  let described = await jadesSignature(signature, full, data!, []);
  for (const other of candidates.slice(1)) {
    if (!described.input.integrity.some(({ rule }) => rule === 'signature-value')) break;
    const next = await jadesSignature(signature, full, other, []);
    if (next.input.integrity.length === 0) [data, described] = [other, next];
  }
  return { conclusion: await validateSignature(described.input, environment), described, data: data! };
}
