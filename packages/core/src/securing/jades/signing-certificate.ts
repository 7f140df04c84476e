import { decodeCanonical } from '../../jose/index.js';
import { isObject, isString, own, stringsOf, wordOf, type JsonObject } from '../../report/json.js';
import type { ValidationProblem } from '../../signature-validation/index.js';
import { digest, fromBase64, parseCertificate, type Certificate, type DigestName } from '../../x509/index.js';
import { hex, sameBytes } from '../../bytes/octets.js';
import { isInteger, partsIn, TAG } from '../../x509/der.js';
import { problem, word } from '../seals/problem.js';

/** Certificates that are looked through, and references that are followed. */
const MOST = 64;

/** Digests as TS 119 182-1 annex and its forerunners write them; SHA-1 is none that a certificate can be told by. */
const DIGESTS: Readonly<Record<string, DigestName>> = {
  'S256': 'SHA-256', 'S384': 'SHA-384', 'S512': 'SHA-512', 'S3-256': 'SHA3-256', 'S3-384': 'SHA3-384', 'S3-512': 'SHA3-512', 'sha-256': 'SHA-256', 'sha-384': 'SHA-384', 'sha-512': 'SHA-512',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'SHA-256', 'http://www.w3.org/2001/04/xmldsig-more#sha384': 'SHA-384', 'http://www.w3.org/2001/04/xmlenc#sha512': 'SHA-512',
};

export const digestNamed = (name: string): DigestName | undefined => (Object.hasOwn(DIGESTS, name) ? DIGESTS[name] : undefined);

export interface SigningCertificate { certificate?: Certificate; problems: ValidationProblem[] }

const missing = (rule: string, params: ValidationProblem['params'] = {}): SigningCertificate => ({ problems: [problem('NO_SIGNING_CERTIFICATE_FOUND', rule, params)] });

/** DER of each element of `x5c` (RFC 7515 section 4.1.6: base64, not base64url). */
export const chainOf = (header: JsonObject): Uint8Array[] => stringsOf(own(header, 'x5c')).slice(0, MOST).map((text) => fromBase64(text) ?? new Uint8Array());

/**
 * EN 319 102-1 section 5.2.3: the certificate that the signer names by a digest that is signed (TS 119 182-1 section 5.1.7: `x5t#S256`, `x5t#o`, or the first of `sigX5ts`). Every one of those that are there must mean it.
 * Keys in `jwk`, and addresses in `jku` and `x5u`, are never used: nothing says whose they are.
 * @param others from `etsiU`, where the header has no chain
 */
export async function signingCertificate(header: JsonObject, others: readonly Uint8Array[]): Promise<SigningCertificate> {
  const references = referencesOf(header);
  if (references.length === 0) return missing('certificate-reference-missing');
  const chain = chainOf(header);
  // RFC 7515 section 4.1.6: the first is the signer's. A chain that begins with another is not searched for one that fits.
  for (const der of chain.length > 0 ? chain.slice(0, 1) : others.slice(0, MOST)) {
    const fits = await Promise.all(references.map(({ name, value }) => matches(der, name, value)));
    if (fits.includes('unknown')) return missing('certificate-digest-unknown');
    if (!fits.every((each) => each === 'same')) {
      if (chain.length > 0) return missing('certificate-differs');
      continue;
    }
    const certificate = parseCertificate(der);
    return certificate ? { certificate, problems: keyIdentifierProblems(header, certificate) } : missing('certificate-malformed');
  }
  return missing('certificate-missing');
}

function referencesOf(header: JsonObject): { name: string; value: string }[] {
  const plain = own(header, 'x5t#S256');
  const [first] = [own(header, 'sigX5ts')].flatMap((list) => (Array.isArray(list) ? list : []));
  const objects = [own(header, 'x5t#o'), first].filter(isObject).map((each) => ({ name: wordOf(own(each, 'digAlg')), value: wordOf(own(each, 'digVal')) }));
  return [...(isString(plain) ? [{ name: 'S256', value: plain }] : []), ...objects];
}

async function matches(der: Uint8Array, name: string, value: string): Promise<'same' | 'other' | 'unknown'> {
  const known = digestNamed(name);
  const expected = decodeCanonical(value) ?? fromBase64(value);
  if (!known) return 'unknown';
  const computed = await digest(known, der);
  return computed && expected && sameBytes(computed, expected) ? 'same' : 'other';
}

/** TS 119 182-1 section 5.1.4: `kid` may be the IssuerSerial of RFC 5035 in base64. It is a hint; one that means another certificate shows that somebody mixed two. */
function keyIdentifierProblems(header: JsonObject, certificate: Certificate): ValidationProblem[] {
  const kid = own(header, 'kid');
  const der = isString(kid) ? fromBase64(kid) : undefined;
  const parts = der && partsIn(der, TAG.sequence, 2);
  const [, serial] = parts ?? [];
  if (!parts || parts.length !== 2 || !serial || !isInteger(serial)) return [];
  return hex(serial.content) === certificate.serialNumber ? [] : [problem('SIG_CONSTRAINTS_FAILURE', 'kid-differs', { serial: word(hex(serial.content)) })];
}
