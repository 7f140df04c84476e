import { algorithmsOf, CONTENT, parseSignedData, verifySignerInfo, type CmsNote, type CmsProblem, type SignedData, type SignerInfo } from '../cms/index.js';
import { sameBytes } from '../bytes/octets.js';
import { oidOf, partsIn } from '../x509/der.js';
import { digest, digestOctets, type Certificate, type AlgorithmIdentifier } from '../x509/index.js';
import { parseTstInfo, type TstInfo } from './tst-info.js';

/** A time-stamp token as it was read. Nothing of it is verified. */
export interface TimestampToken { signedData: SignedData; info: TstInfo; signer: SignerInfo; der: Uint8Array }

export type TimestampReading = { ok: true; token: TimestampToken } | { ok: false; reason: string };

/** RFC 3161 section 2.4.2: SignedData with a TSTInfo inside and one signer. */
export function parseTimestampToken(der: Uint8Array): TimestampReading {
  const reading = parseSignedData(der);
  if (!reading.ok) return reading;
  const { signedData } = reading;
  const [signer, ...others] = signedData.signers;
  if (signedData.trailing) return { ok: false, reason: 'trailing-data' };
  if (signedData.contentType !== CONTENT.tstInfo) return { ok: false, reason: 'content-type' };
  if (!signedData.content) return { ok: false, reason: 'content-missing' };
  if (!signer || others.length > 0) return { ok: false, reason: signer ? 'several-signers' : 'no-signer' };
  const info = parseTstInfo(signedData.content);
  return info ? { ok: true, token: { signedData, info, signer, der } } : { ok: false, reason: 'tst-info-malformed' };
}

export interface TimestampVerification {
  authority?: Certificate;
  /** Empty asserts that the authority's key signed this TSTInfo, that its imprint is the data's, and that the certificate may do nothing but that. Whether the certificate holds is not judged. */
  problems: readonly CmsProblem[];
  notes: readonly CmsNote[];
  /** To be judged against dates: the token's own and the imprint's. */
  algorithms: readonly { digest?: string; signature?: AlgorithmIdentifier; spki?: Uint8Array }[];
}

const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** ETSI EN 319 422 section 5.1: the one extension of TSTInfo in use; it says that the token is qualified. */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.1.3']);

/**
 * Whether a token stamps this data (RFC 3161 sections 2.3 and 2.4.2, EN 319 102-1 section 5.4).
 * @param data what the imprint must be of; absent where it could not be put together
 * @param certificates more places where the authority's may be
 */
export async function verifyTimestampToken(token: TimestampToken, data: Uint8Array | undefined, certificates: readonly Certificate[] = []): Promise<TimestampVerification> {
  const { signedData, info, signer } = token;
  const verified = await verifySignerInfo(signedData, signer, signedData.content!, { profile: 'timestamp', certificates });
  const { certificate } = verified;
  const problems: CmsProblem[] = [...verified.problems];
  const unknown = info.extensions.find(({ oid, critical }) => critical && !KNOWN_EXTENSIONS.has(oid));
  if (unknown) problems.push({ sub: 'FORMAT_FAILURE', rule: 'tst-info-extension', params: { oid: unknown.oid } });
  problems.push(...await imprintProblems(info, data), ...(certificate ? usageProblems(certificate) : []));
  return { problems, notes: verified.notes, algorithms: [{ digest: info.imprint.algorithm }, ...algorithmsOf(signer, certificate)], ...(certificate ? { authority: certificate } : {}) };
}

async function imprintProblems({ imprint }: TstInfo, data: Uint8Array | undefined): Promise<CmsProblem[]> {
  const about = { digest: imprint.digest };
  if (digestOctets(imprint.algorithm) === undefined) return [{ sub: 'CRYPTO_CONSTRAINTS_FAILURE', rule: 'imprint-digest-unknown', params: about }];
  if (!data) return [{ sub: 'SIGNED_DATA_NOT_FOUND', rule: 'imprint-data', params: {} }];
  return sameBytes(await digest(imprint.algorithm, data), imprint.hash) ? [] : [{ sub: 'HASH_FAILURE', rule: 'message-imprint', params: about }];
}

/** RFC 3161 section 2.3: the key is for time-stamps alone, and the extension that says so is critical. */
function usageProblems(certificate: Certificate): CmsProblem[] {
  const usage = certificate.extensions.find(({ oid }) => oid === EXTENDED_KEY_USAGE);
  const purposes = usage && partsIn(usage.value)?.map(oidOf);
  const fault = (rule: string): CmsProblem[] => [{ sub: 'CHAIN_CONSTRAINTS_FAILURE', rule, params: {} }];
  if (!purposes?.includes(TIME_STAMPING)) return fault('time-stamping-usage-missing');
  if (purposes.length !== 1) return fault('time-stamping-usage-shared');
  return usage!.critical ? [] : fault('time-stamping-usage-not-critical');
}
