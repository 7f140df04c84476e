import { decodeCanonical, utf8Text } from '../../jose/index.js';
import { asArray, isObject, isString, own, type JsonObject, type JsonValue } from '../../report/json.js';
import type { Layer, RevocationMaterial, TimestampInput, ValidationProblem } from '../../signature-validation/index.js';
import { concatenate } from '../../bytes/inflate.js';
import { readStrictJson } from '../strict-json.js';
import { problem, word } from '../seals/problem.js';
import { octets, octetsIn, tokensIn } from './values.js';

/** What `etsiU` brings (TS 119 182-1 section 5.3): proofs of time and what validates, each at its place. None of it is signed by the signer. */
export interface UnsignedHeader {
  certificates: { der: Uint8Array; layer: Layer }[];
  revocation: RevocationMaterial[];
  timestamps: TimestampInput[];
  /** Of each time-stamp, where it stands: `/etsiU/0`. */
  places: string[];
  counterSignatures: number;
  format: ValidationProblem[];
}

const MOST_ENTRIES = 128;
const MOST_MATERIAL = 256;
const MOST_ARCHIVE = 16;
/** Of what archive time-stamps of one signature are over, together: each is over the whole document. */
const MOST_ARCHIVED_BYTES = 48 * 1024 * 1024;

const encoder = new TextEncoder();

interface Entry { name: string; value: JsonValue; /** As it was written, where it is a string. */ written?: string }

/** The signature's own layer is 0: what is in `etsiU` lies above it in its order, and an archive time-stamp covers what stands before it. */
export const layerAt = (index: number): Layer => index + 1;

/** @param signed what is stamped besides: the payload as it was signed, the protected header and the signature, as they were written */
export function readUnsigned(etsiU: JsonValue | undefined, signed: { stamped?: Uint8Array; head: string; signature: string }): UnsignedHeader {
  const found: UnsignedHeader = { certificates: [], revocation: [], timestamps: [], places: [], counterSignatures: 0, format: [] };
  if (etsiU === undefined) return found;
  const entries = entriesOf(etsiU);
  if (!Array.isArray(entries)) return { ...found, format: [entries] };
  let archives = 0;
  for (const [index, { name, value }] of entries.entries()) {
    const layer = layerAt(index);
    const stamps = (tokens: Uint8Array[] | undefined, stamp: Omit<TimestampInput, 'token' | 'layer'>) => {
      if (!tokens) found.format.push(problem('FORMAT_FAILURE', 'etsiU-malformed', { name, index }));
      for (const token of tokens ?? []) {
        found.timestamps.push({ ...stamp, token, layer });
        found.places.push(`/etsiU/${index}`);
      }
    };
    switch (name) {
      case 'sigTst': stamps(tokensIn(value), { kind: 'signature', data: encoder.encode(signed.signature), covers: 'signature' }); break;
      case 'arcTst': {
        archives += 1;
        const tooMany = archives > MOST_ARCHIVE || archives * (signed.stamped?.length ?? 0) > MOST_ARCHIVED_BYTES;
        const data = tooMany ? undefined : archived(entries.slice(0, index), signed);
        stamps(tokensIn(value), { kind: 'archive', covers: layerAt(index) - 1, ...(data ? { data } : { problems: [problem('SIGNED_DATA_NOT_FOUND', tooMany ? 'too-many-archive-timestamps' : 'archive-needs-canonicalisation')] }) });
        break;
      }
      // Over references, whose form is canonicalised in ways that are not done here: they prove nothing.
      case 'sigRTst': case 'rfsTst': stamps(tokensIn(value), { kind: 'refs', covers: 'signature', problems: [problem('SIGNED_DATA_NOT_FOUND', 'references-timestamp')] }); break;
      case 'xVals': case 'axVals': certificates(value, layer, found); break;
      case 'rVals': case 'arVals': revocation(value, layer, found); break;
      case 'tstVD': case 'anyValData':
        if (!isObject(value)) { found.format.push(problem('FORMAT_FAILURE', 'etsiU-malformed', { name, index })); break; }
        certificates(own(value, 'xVals'), layer, found);
        revocation(own(value, 'rVals'), layer, found);
        break;
      case 'cSig': found.counterSignatures += 1; break;
      default: break;
    }
  }
  return found;
}

/** Section 5.3.1: all of them strings of base64url, or all of them objects; each holds one member. */
function entriesOf(etsiU: JsonValue): Entry[] | ValidationProblem {
  if (!Array.isArray(etsiU) || etsiU.length === 0) return problem('FORMAT_FAILURE', 'etsiU-malformed');
  if (etsiU.length > MOST_ENTRIES) return problem('FORMAT_FAILURE', 'etsiU-too-long', { limit: MOST_ENTRIES });
  const strings = etsiU.filter(isString).length;
  if (strings > 0 && strings < etsiU.length) return problem('FORMAT_FAILURE', 'etsiU-mixed');
  const entries: Entry[] = [];
  for (const [index, each] of etsiU.entries()) {
    const object = isString(each) ? decoded(each) : isObject(each) ? each : undefined;
    const [only, second] = object ? Object.entries(object) : [];
    if (!only || second) return problem('FORMAT_FAILURE', 'etsiU-malformed', { index, ...(only ? { name: word(only[0]) } : {}) });
    entries.push({ name: only[0], value: only[1], ...(isString(each) ? { written: each } : {}) });
  }
  return entries;
}

function decoded(text: string): JsonObject | undefined {
  const bytes = decodeCanonical(text);
  const json = bytes && utf8Text(bytes);
  const reading = json === undefined ? undefined : readStrictJson(json);
  return reading && reading.problems.length === 0 && isObject(reading.value) ? reading.value : undefined;
}

/** Section 5.3.6.3: payload, header and signature with dots between them, then what stands before, as it was written. Objects in the clear would have to be canonicalised first. */
function archived(before: readonly Entry[], { stamped, head, signature }: { stamped?: Uint8Array; head: string; signature: string }): Uint8Array | undefined {
  if (!stamped || before.some(({ written }) => written === undefined)) return undefined;
  return concatenate([stamped, encoder.encode(`.${head}.${signature}.${before.map(({ written }) => written).join('')}`)]);
}

function certificates(value: JsonValue | undefined, layer: Layer, { certificates: found }: UnsignedHeader): void {
  for (const each of asArray(value).filter(isObject)) {
    const certificate = own(each, 'x509Cert');
    if (isObject(certificate) && found.length < MOST_MATERIAL) found.push({ der: octets(certificate), layer });
  }
}

function revocation(value: JsonValue | undefined, layer: Layer, { revocation: found }: UnsignedHeader): void {
  if (!isObject(value)) return;
  for (const der of [...octetsIn(own(value, 'ocspVals')), ...octetsIn(own(value, 'crlVals'))]) if (found.length < MOST_MATERIAL) found.push({ der, layer });
}
