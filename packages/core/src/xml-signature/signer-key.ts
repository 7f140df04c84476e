import { ObjectIdentifier, Sequence, fromBER, type BaseBlock } from 'asn1js';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const CURVES: Readonly<Record<string, string>> = { '1.2.840.10045.3.1.7': 'P-256', '1.3.132.0.34': 'P-384', '1.3.132.0.35': 'P-521' };
/** EN 319 412 and TS 119 312 have had no shorter one for years; nobody signs a list with less. */
const LEAST_RSA_BITS = 2048;

/**
 * The key of a certificate for one algorithm. `undefined`: this is no certificate, or its key is of another kind. `unsupported`: a curve that the platform does not have.
 */
export async function importSignerKey(certificate: Uint8Array, algorithm: { name: string; hash: string }): Promise<CryptoKey | 'unsupported' | undefined> {
  const spki = subjectPublicKeyInfo(certificate);
  if (!spki) return undefined;
  const wanted = algorithm.name === 'ECDSA' ? EC : RSA;
  if (spki.algorithm !== wanted) return undefined;
  const curve = spki.curve !== undefined && Object.hasOwn(CURVES, spki.curve) ? CURVES[spki.curve] : undefined;
  if (wanted === EC && curve === undefined) return 'unsupported';
  const parameters = wanted === EC ? { name: 'ECDSA', namedCurve: curve } : { name: algorithm.name, hash: algorithm.hash };
  try {
    const key = await crypto.subtle.importKey('spki', spki.der as Uint8Array<ArrayBuffer>, parameters, false, ['verify']);
    const bits = (key.algorithm as { modulusLength?: number }).modulusLength;
    return bits !== undefined && bits < LEAST_RSA_BITS ? undefined : key;
  } catch {
    return undefined;
  }
}

/** RFC 5280 section 4.1: the seventh field of what is signed, where the version is written. */
function subjectPublicKeyInfo(certificate: Uint8Array): { der: Uint8Array; algorithm: string; curve?: string } | undefined {
  const { result, offset } = fromBER(certificate);
  if (offset !== certificate.length) return undefined;
  const [tbs] = inside(result);
  const fields = inside(tbs);
  const spki = fields[fields[0]?.idBlock.tagClass === 3 ? 6 : 5];
  const [algorithm, curve] = inside(inside(spki)[0]);
  if (!spki || !(algorithm instanceof ObjectIdentifier)) return undefined;
  return { der: new Uint8Array(spki.valueBeforeDecodeView), algorithm: algorithm.getValue(), ...(curve instanceof ObjectIdentifier && { curve: curve.getValue() }) };
}

function inside(block: BaseBlock | undefined): BaseBlock[] {
  return block instanceof Sequence ? block.valueBlock.value : [];
}
