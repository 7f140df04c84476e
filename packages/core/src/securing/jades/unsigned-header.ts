import { strictCanonicalJson } from '../../report/canonical-json.js';
import { asArray, isObject, own, type JsonValue } from '../../report/json.js';
import type { Layer, TimestampInput, ValidationProblem } from '../../signature-validation/index.js';
import { entriesOf, type Entry } from './etsi-u.js';
import type { MaterialFault } from './material-faults.js';
import { shapeFault } from './part-shape.js';
import { archivedData, referencesData, type SignedText } from './stamped-data.js';
import { problem } from '../seals/problem.js';
import { octets, octetsIn, tokensIn } from './values.js';

interface Found { der: Uint8Array; layer: Layer; /** Where it stands: `/etsiU/0`. */ place: string }

/** What `etsiU` brings (TS 119 182-1 section 5.3): proofs of time and what validates, each at its place. None of it is signed by the signer. */
export interface UnsignedHeader {
  certificates: Found[];
  revocation: Found[];
  timestamps: TimestampInput[];
  /** Of each time-stamp, where it stands. */
  places: string[];
  counterSignatures: { value: JsonValue; place: string }[];
  format: ValidationProblem[];
  /** Parts that are not what such a part is, or that are there twice. */
  faults: MaterialFault[];
}

const MOST_MATERIAL = 256;

const encoder = new TextEncoder();

/** A time-stamp over references alone: it proves these, which are digests, and nothing that is asked of it here. */
const NOTHING: Layer = Number.NEGATIVE_INFINITY;

/** The signature's own layer is 0: what is in `etsiU` lies above it in its order, and an archive time-stamp covers what stands before it. */
export const layerAt = (index: number): Layer => index + 1;

export function readUnsigned(etsiU: JsonValue | undefined, signed: SignedText): UnsignedHeader {
  const found: UnsignedHeader = { certificates: [], revocation: [], timestamps: [], places: [], counterSignatures: [], format: [], faults: [] };
  if (etsiU === undefined) return found;
  const entries = entriesOf(etsiU);
  if (!Array.isArray(entries)) return { ...found, format: [entries] };
  const seen = new Set<string>();
  let archives = 0;
  for (const [index, { name, value }] of entries.entries()) {
    const layer = layerAt(index);
    const place = `/etsiU/${index}`;
    const fault = shapeFault(name, value) ?? (isCopy(entries[index]!, seen) ? 'part-twice' : undefined);
    if (fault) found.faults.push({ place, rule: fault });
    const stamps = (stamp: Omit<TimestampInput, 'token' | 'layer'>) => {
      const tokens = tokensIn(value);
      if (!tokens) found.format.push(problem('FORMAT_FAILURE', 'etsiU-malformed', { name, place }));
      for (const token of tokens ?? []) {
        found.timestamps.push({ ...stamp, token, layer });
        found.places.push(place);
      }
    };
    switch (name) {
      case 'sigTst': stamps({ kind: 'signature', data: encoder.encode(signed.signature), covers: 'signature' }); break;
      case 'arcTst':
        archives += 1;
        stamps({ kind: 'archive', covers: layerAt(index) - 1, ...archivedData(entries.slice(0, index), value, signed, archives) });
        break;
      case 'sigRTst': case 'rfsTst': stamps({ kind: 'refs', covers: name === 'sigRTst' ? 'signature' : NOTHING, ...referencesData(name, entries.slice(0, index), value, signed) }); break;
      case 'xVals': case 'axVals': certificates(value, { layer, place }, found); break;
      case 'rVals': case 'arVals': revocation(value, { layer, place }, found); break;
      case 'tstVD': case 'anyValData':
        if (!isObject(value)) { found.format.push(problem('FORMAT_FAILURE', 'etsiU-malformed', { name, place })); break; }
        certificates(own(value, 'xVals'), { layer, place }, found);
        revocation(own(value, 'rVals'), { layer, place }, found);
        break;
      case 'cSig': found.counterSignatures.push({ value, place }); break;
      default: break;
    }
  }
  return found;
}

/** The very same part again: nobody needs it twice, and no signer adds it so. */
function isCopy({ name, value, written }: Entry, seen: Set<string>): boolean {
  const text = written ?? canonical({ [name]: value });
  if (text === undefined) return false;
  const known = seen.has(text);
  seen.add(text);
  return known;
}

function canonical(value: JsonValue): string | undefined {
  try {
    return strictCanonicalJson(value);
  } catch {
    return undefined;
  }
}

function certificates(value: JsonValue | undefined, at: Pick<Found, 'layer' | 'place'>, { certificates: found }: UnsignedHeader): void {
  for (const each of asArray(value).filter(isObject)) {
    const certificate = own(each, 'x509Cert');
    if (isObject(certificate) && found.length < MOST_MATERIAL) found.push({ der: octets(certificate), ...at });
  }
}

function revocation(value: JsonValue | undefined, at: Pick<Found, 'layer' | 'place'>, { revocation: found }: UnsignedHeader): void {
  if (!isObject(value)) return;
  for (const der of [...octetsIn(own(value, 'ocspVals')), ...octetsIn(own(value, 'crlVals'))]) if (found.length < MOST_MATERIAL) found.push({ der, ...at });
}
