import { sameBytes } from '../../bytes/octets.js';
import { readIssuerSerial } from '../../cms/ess.js';
import type { ValidationProblem } from '../../signature-validation/index.js';
import { readOne } from '../../x509/der.js';
import { digest, fromBase64, parseCertificate, sameName, type Certificate } from '../../x509/index.js';
import { attribute, children, only, text } from '../../xml-signature/dom.js';
import { DIGESTS, DSIG, entry, XADES } from '../../xml-signature/names.js';
import type { XmlElement } from '../../xml-signature/types.js';
import { problem, word } from '../seals/problem.js';

/** Certificates that are looked through. */
const MOST = 64;

export interface SigningCertificate { certificate?: Certificate; problems: ValidationProblem[] }

const missing = (rule: string, params: ValidationProblem['params'] = {}): SigningCertificate => ({ problems: [problem('NO_SIGNING_CERTIFICATE_FOUND', rule, params)] });

/** DER of what is written in base64; empty for what is none, which will be found to be no certificate. */
export const octetsOf = (element: XmlElement | undefined): Uint8Array => fromBase64(text(element)) ?? new Uint8Array();

/**
 * EN 319 102-1 section 5.2.3: the certificate that the signer names by a digest that is signed (EN 319 132-1 section 5.2.2: the first of `SigningCertificateV2`; of the older `SigningCertificate` likewise).
 * Where both are there, both must mean it. Keys in `KeyValue` and names in `KeyName` are never used: nothing says whose they are.
 * @param candidates from `KeyInfo`, then from what validates
 */
export async function signingCertificate(signed: XmlElement | undefined, candidates: readonly Uint8Array[]): Promise<SigningCertificate> {
  const properties = signed ? [...children(signed, XADES, 'SigningCertificateV2'), ...children(signed, XADES, 'SigningCertificate')] : [];
  const references = properties.map((each) => children(each, XADES, 'Cert')[0]);
  if (references.length === 0 || references.includes(undefined)) return missing('certificate-reference-missing');
  if (new Set(properties.map(({ localName }) => localName)).size !== properties.length) return missing('certificate-reference-twice');
  const named = references.map((cert) => digestOf(cert!));
  const unknown = named.find(({ algorithm, value }) => algorithm === undefined || value.length === 0);
  if (unknown) return missing('certificate-digest-unknown', { digest: word(unknown.name) });
  if (candidates.length === 0) return missing('certificate-missing');
  for (const der of candidates.slice(0, MOST)) {
    const fits = await Promise.all(named.map(async ({ algorithm, value }) => sameBytes(await digest(algorithm!, der), value)));
    if (!fits.every(Boolean)) continue;
    const certificate = parseCertificate(der);
    return certificate ? { certificate, problems: references.flatMap((cert) => issuerProblems(cert!, certificate)) } : missing('certificate-malformed');
  }
  return missing('certificate-differs');
}

function digestOf(cert: XmlElement): { name: string; algorithm: string | undefined; value: Uint8Array } {
  const named = only(cert, XADES, 'CertDigest');
  const name = attribute(only(named, DSIG, 'DigestMethod'), 'Algorithm') ?? '';
  return { name, algorithm: entry(DIGESTS, name), value: octetsOf(only(named, DSIG, 'DigestValue')) };
}

/** Who issued it under which number, where the reference says so. One that means another certificate shows that somebody mixed two. */
function issuerProblems(cert: XmlElement, certificate: Certificate): ValidationProblem[] {
  const differs = (rule: string): ValidationProblem[] => [problem('SIG_CONSTRAINTS_FAILURE', rule)];
  const written = only(cert, XADES, 'IssuerSerialV2');
  if (written) {
    const tlv = readOne(octetsOf(written));
    const named = tlv && readIssuerSerial(tlv);
    if (!named) return differs('issuer-serial-malformed');
    return named.serialNumber === certificate.serialNumber && sameName(named.issuer, certificate.issuer) ? [] : differs('issuer-serial-differs');
  }
  const older = only(cert, XADES, 'IssuerSerial');
  const number = text(only(older, DSIG, 'X509SerialNumber'));
  // The name is a text that programs write in many ways; the number is one.
  return !older || (/^\d{1,60}$/.test(number) && BigInt(number) === BigInt(`0x${certificate.serialNumber}`)) ? [] : differs('issuer-serial-differs');
}
