import { parseSignedData } from '../cms/index.js';
import type { GuardedFetch } from '../report/context.js';
import type { Evidence } from '../report/report.js';
import { ocspGetUrl, ocspRequest, parseCertificate, parsePem, revocationUrls, type Certificate, type RevocationIssuer } from '../x509/index.js';

/** Bytes, and when they came, in milliseconds since 1970; absent where whoever gave them does not know. */
export interface Fetched { bytes: Uint8Array; at?: number }

/** What may be had from the network for one signature, within its number of requests. Every answer is evidence; nothing of it is believed for where it came from. */
export interface Fetcher {
  readonly enabled: boolean;
  readonly evidence: readonly Evidence[];
  issuersOf(certificate: Certificate): Promise<Certificate[]>;
  /** OCSP responses and lists, the first address of each kind that answers. `failed`: an address was there, and it brought nothing or could not be asked any more. */
  statementsFor(certificate: Certificate, issuer: RevocationIssuer, kind: 'ocsp' | 'crl'): Promise<{ found: Fetched[]; failed: boolean }>;
}

const OCSP_BYTES = 256 * 1024;
const CRL_BYTES = 16 * 1024 * 1024;
const CERTIFICATE_BYTES = 512 * 1024;

export function createFetcher(fetch: GuardedFetch | undefined, most: number, signal?: AbortSignal): Fetcher {
  const evidence: Evidence[] = [];
  const answers = new Map<string, Promise<Fetched | undefined>>();
  let left = most;
  const ask = (url: string, accept: string, maxBytes: number): Promise<Fetched | undefined> => {
    const known = answers.get(url);
    if (known) return known;
    if (!fetch || signal?.aborted || left <= 0) return Promise.resolve(undefined);
    left -= 1;
    const answer = fetch(url, { accept, maxBytes, signedContent: true }).then((result) => {
      if (!result.ok) return undefined;
      evidence.push(result.evidence);
      const { fetchedAt } = result.evidence;
      return { bytes: result.bytes, ...(fetchedAt === undefined ? {} : { at: Date.parse(fetchedAt) }) };
    }).catch(() => undefined);
    answers.set(url, answer);
    return answer;
  };
  const first = async (urls: readonly string[], accept: string, maxBytes: number): Promise<Fetched | undefined> => {
    for (const url of urls) {
      const answer = await ask(url, accept, maxBytes);
      if (answer) return answer;
    }
    return undefined;
  };
  return {
    enabled: fetch !== undefined,
    evidence,
    async issuersOf(certificate) {
      const answer = await first(revocationUrls(certificate).caIssuers, 'application/pkix-cert, application/pkcs7-mime;q=0.9, */*;q=0.1', CERTIFICATE_BYTES);
      return answer ? readCertificateFile(answer.bytes) : [];
    },
    async statementsFor(certificate, issuer, kind) {
      const urls = revocationUrls(certificate);
      if (kind === 'crl') {
        const list = await first(urls.crl, 'application/pkix-crl, */*;q=0.1', CRL_BYTES);
        return { found: list ? [list] : [], failed: !list && urls.crl.length > 0 };
      }
      const request = urls.ocsp.length > 0 ? ocspRequest(certificate, issuer) : undefined;
      const response = request && await first(urls.ocsp.map((url) => ocspGetUrl(url, request)), 'application/ocsp-response, */*;q=0.1', OCSP_BYTES);
      return { found: response ? [response] : [], failed: !response && urls.ocsp.length > 0 };
    },
  };
}

/** RFC 5280 section 4.2.2.1: one certificate in DER, or several in a CMS without signers; PEM is met as well. */
export function readCertificateFile(bytes: Uint8Array): Certificate[] {
  const one = parseCertificate(bytes);
  if (one) return [one];
  const bundle = parseSignedData(bytes);
  const ders = bundle.ok ? bundle.signedData.certificates : bytes[0] === 0x30 ? [] : parsePem(new TextDecoder('latin1').decode(bytes));
  return ders.slice(0, 16).flatMap((der) => parseCertificate(der) ?? []);
}
