import { parseCertificate, readKeyInfo } from '../x509/certificate.js';
import { oidOf, readOne } from '../x509/der.js';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';
const CURVES: Readonly<Record<string, string>> = { '1.2.840.10045.3.1.7': 'P-256', '1.3.132.0.34': 'P-384', '1.3.132.0.35': 'P-521' };
/** EN 319 412 and TS 119 312 have had no shorter one for years; nobody signs a list with less. */
const LEAST_RSA_BITS = 2048;

/**
 * The key of a certificate for one algorithm. `undefined`: this is no certificate, or its key is of another kind or too short. `unsupported`: a curve that the platform does not have.
 */
export async function importSignerKey(certificate: Uint8Array, algorithm: { name: string; hash: string }): Promise<CryptoKey | 'unsupported' | undefined> {
  const spki = parseCertificate(certificate)?.spki;
  const info = spki && readKeyInfo(spki);
  const wanted = algorithm.name === 'ECDSA' ? EC : RSA;
  if (!spki || info?.algorithm.oid !== wanted) return undefined;
  const oid = info.algorithm.parameters && oidOf(readOne(info.algorithm.parameters));
  const curve = oid !== undefined && Object.hasOwn(CURVES, oid) ? CURVES[oid] : undefined;
  if (wanted === EC && curve === undefined) return 'unsupported';
  const parameters = wanted === EC ? { name: 'ECDSA', namedCurve: curve } : { name: algorithm.name, hash: algorithm.hash };
  try {
    const key = await crypto.subtle.importKey('spki', spki as Uint8Array<ArrayBuffer>, parameters, false, ['verify']);
    const bits = (key.algorithm as { modulusLength?: number }).modulusLength;
    return bits !== undefined && bits < LEAST_RSA_BITS ? undefined : key;
  } catch {
    return undefined;
  }
}
