import { decodeCanonical, type JwsSignature } from '../../jose/index.js';
import { concatenate } from '../../bytes/inflate.js';
import { isObject, isString, own, wordOf, type JsonObject } from '../../report/json.js';
import type { SignatureFact } from '../../report/signature-fact.js';
import type { SignatureInput, TimestampInput, ValidationProblem } from '../../signature-validation/index.js';
import { verifyValue } from '../seals/signature-value.js';
import { algorithmOf } from './algorithm.js';
import { claimedTime, type JadesHeader } from './header.js';
import type { SignedData } from './signed-data.js';
import { chainOf, signingCertificate } from './signing-certificate.js';
import { readUnsigned, type UnsignedHeader } from './unsigned-header.js';
import { problem, word } from '../seals/problem.js';
import { tokensIn } from './values.js';

export interface JadesSignature {
  input: SignatureInput;
  /** Of each of the input's time-stamps, where it stands in the signature. */
  places: readonly string[];
  /** Of `etsiU`: what is no such part, what validates by its places, and who signed the signature. */
  unsigned: Pick<UnsignedHeader, 'faults' | 'certificates' | 'revocation' | 'counterSignatures'>;
  /** DER, of the protected header. */
  chain: readonly Uint8Array[];
  claims: SignatureFact['claims'];
}

/** What the signature itself protects lies below it. */
const SIGNED = -1;

/**
 * One JAdES signature as EN 319 102-1 takes it. Its own cryptography is checked here, over the bytes as they were written.
 * @param also what is wrong with it by what stands beside it
 */
export async function jadesSignature(signature: JwsSignature, { header, format, constraints }: JadesHeader, data: SignedData, also: readonly ValidationProblem[]): Promise<JadesSignature> {
  const { protected: head, signature: encoded, unprotected = {} } = signature;
  const value = decodeCanonical(encoded);
  const unsigned = readUnsigned(own(unprotected, 'etsiU'), { head, signature: encoded, ...(data.stamped ? { stamped: data.stamped } : {}) });
  const signer = await signingCertificate(header, unsigned.certificates.map(({ der }) => der));
  const signed = data.payload && concatenate([new TextEncoder().encode(`${head}.`), data.payload]);
  const alg = wordOf(own(header, 'alg'));
  const verified = await verifyValue(alg, algorithmOf(alg), signed, value, signer.certificate);
  const content = contentTimestamps(header, data);
  const time = claimedTime(header);
  const policy = own(header, 'sigPId');
  const inHeader = chainOf(header).map((der) => ({ der, layer: SIGNED }));
  return {
    input: {
      format: [...format, ...also, ...data.format, ...unsigned.format, ...(value && value.length > 0 ? [] : [problem('FORMAT_FAILURE', 'signature-encoding')])],
      signer: { problems: signer.problems.filter(({ sub }) => sub === 'NO_SIGNING_CERTIFICATE_FOUND'), ...(signer.certificate ? { certificate: signer.certificate.der } : {}) },
      integrity: [...data.integrity, ...verified.integrity],
      constraints: [...constraints, ...verified.constraints, ...signer.problems.filter(({ sub }) => sub !== 'NO_SIGNING_CERTIFICATE_FOUND')],
      ...(policy === undefined ? {} : { signaturePolicy: policyOf(policy) }),
      algorithms: verified.algorithms, names: verified.names, certificates: [...inHeader, ...unsigned.certificates], revocation: unsigned.revocation,
      timestamps: [...content, ...unsigned.timestamps], layer: 0, ...(time ? { claimedTime: time.at } : {}),
    },
    places: [...content.map(() => '/adoTst'), ...unsigned.places], unsigned, chain: inHeader.map(({ der }) => der), claims: claimsOf(header),
  };
}

/** TS 119 182-1 section 5.2.6: over what was going to be signed, before it was. */
function contentTimestamps(header: JsonObject, { stamped }: SignedData): TimestampInput[] {
  return (tokensIn(own(header, 'adoTst')) ?? []).map((token): TimestampInput => ({
    kind: 'content', token, covers: 'signed-data', layer: SIGNED, ...(stamped ? { data: stamped } : { problems: [problem('SIGNED_DATA_NOT_FOUND', 'content-timestamp-data')] }),
  }));
}

/** Section 5.2.7: an OID or a URL. */
function policyOf(policy: unknown): string {
  const id = isObject(policy) ? own(policy, 'id') : undefined;
  const name = isObject(id) ? own(id, 'id') : id;
  return isString(name) && name !== '' ? word(name) : 'unreadable';
}

const PLACE: readonly string[] = ['streetAddress', 'streetAddr', 'postalCode', 'addressLocality', 'addressRegion', 'addressCountry'];

/** What the signer says of the signature: where, and to what it commits (sections 5.2.3 and 5.2.4). Nobody has checked it. */
function claimsOf(header: JsonObject): SignatureFact['claims'] {
  const [place, commitments] = [own(header, 'sigPl'), own(header, 'srCms')];
  const location = isObject(place) ? PLACE.map((name) => wordOf(own(place, name))).filter((part) => part !== '').join(', ').slice(0, 200) : '';
  const reasons = (Array.isArray(commitments) ? commitments : []).slice(0, 8).filter(isObject).map((each) => own(each, 'commId')).filter(isObject).map((id) => wordOf(own(id, 'desc')) || wordOf(own(id, 'id'))).filter((text) => text !== '');
  return { ...(location === '' ? {} : { location }), ...(reasons.length === 0 ? {} : { reason: reasons.join(', ').slice(0, 200) }) };
}
