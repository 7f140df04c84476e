import { sameBytes } from '../bytes/octets.js';
import { anchorKey } from './anchors.js';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions.js';
import { verifySignature, type SignatureOutcome } from './verify-signature.js';
import type { AnchorSource, Certificate, TrustAnchor } from './types.js';

/** A chain whose signatures hold, up to an anchor. Nothing else of it is validated: `validatePath` does that. */
export interface CandidatePath {
  /** From the certificate itself up to what the anchor issued; never empty. Where the certificate is itself the anchor, it stands alone. */
  certificates: readonly Certificate[];
  anchor: TrustAnchor;
  /** The certificate itself is trusted, and nobody need have issued it. */
  isAnchor: boolean;
}

export interface PathOptions {
  /** Milliseconds since 1970: issuers that are valid then are tried first. */
  at?: number;
  mostDepth?: number;
  mostPaths?: number;
}

/** Why a search ended as it did, where no path was found: the nearest it came to an anchor. */
export type NoPathReason = 'issuer-unknown' | 'issuer-key' | 'issuer-unsupported' | 'self-signed' | 'bounded';

export interface PathSearch { paths: CandidatePath[]; /** Where `paths` is empty. */ reason?: NoPathReason }

const MOST_DEPTH = 10;
const MOST_PATHS = 32;
/** A pool of look-alikes, each with its own key, costs a signature for each: no honest document has so many that fail, or so many at all. */
const MOST_FAILURES = 64;
const MOST_SIGNATURES = 512;
/** Ways that are tried: authorities that all certified each other have more than can be walked, though each signature is checked once. */
const MOST_STEPS = 2000;

interface Search {
  anchors: AnchorSource;
  byName: ReadonlyMap<string, readonly Certificate[]>;
  at: number | undefined;
  mostDepth: number;
  mostPaths: number;
  checked: Map<string, Map<Uint8Array, SignatureOutcome>>;
  signatures: number;
  failures: number;
  steps: number;
  paths: CandidatePath[];
  seen: Set<string>;
  reasons: Set<NoPathReason>;
}

/** Whether a key signed the certificate; asked once for each pair. */
async function signedBy(search: Search, certificate: Certificate, spki: Uint8Array): Promise<SignatureOutcome | 'bounded'> {
  const known = search.checked.get(certificate.sha256) ?? new Map<Uint8Array, SignatureOutcome>();
  search.checked.set(certificate.sha256, known);
  for (const [key, outcome] of known) if (sameBytes(key, spki)) return outcome;
  if (search.signatures >= MOST_SIGNATURES || search.failures >= MOST_FAILURES) return 'bounded';
  search.signatures += 1;
  const { signatureAlgorithm: algorithm, tbs: data, signature } = certificate;
  const outcome = await verifySignature({ algorithm, spki, data, signature });
  if (outcome !== 'valid') search.failures += 1;
  known.set(spki, outcome);
  return outcome;
}

/** The key identifiers say who it may be (RFC 5280 sections 4.2.1.1 and 4.2.1.2). Whoever wrote them may have written anything, so they order and decide nothing. */
function likelihood(certificate: Certificate, issuer: Certificate, at: number | undefined): number {
  const [authority, own] = [authorityKeyIdentifier(certificate), subjectKeyIdentifier(issuer)];
  const named = typeof authority === 'object' ? authority.keyIdentifier : undefined;
  const fits = named && own instanceof Uint8Array ? (sameBytes(named, own) ? 4 : 0) : 2;
  return fits + (at === undefined || (issuer.notBefore <= at && at <= issuer.notAfter) ? 1 : 0);
}

const sameKeyAndName = (a: Certificate, b: Pick<Certificate, 'subject' | 'spki'>): boolean => a.subject.key === b.subject.key && sameBytes(a.spki, b.spki);

function found(search: Search, certificates: readonly Certificate[], anchor: TrustAnchor, isAnchor: boolean): void {
  const key = `${certificates.map(({ sha256 }) => sha256).join(' ')} ${anchorKey(anchor)}`;
  if (search.seen.has(key)) return;
  search.seen.add(key);
  search.paths.push({ certificates, anchor, isAnchor });
}

const reasonOf = (outcome: SignatureOutcome | 'bounded'): NoPathReason => (outcome === 'bounded' ? 'bounded' : outcome === 'unsupported' ? 'issuer-unsupported' : 'issuer-key');

async function extend(search: Search, chain: readonly Certificate[]): Promise<void> {
  const last = chain.at(-1)!;
  search.steps += 1;
  for (const anchor of search.anchors.issuersOf(last)) {
    if (search.paths.length >= search.mostPaths) return;
    // Past an anchor the way leads to others, not round to itself.
    if (chain.some((each) => sameKeyAndName(each, anchor))) continue;
    const outcome = await signedBy(search, last, anchor.spki);
    if (outcome === 'valid') found(search, chain, anchor, false);
    else search.reasons.add(reasonOf(outcome));
  }
  if (chain.length >= search.mostDepth || search.steps >= MOST_STEPS) {
    search.reasons.add('bounded');
    return;
  }
  // A name and key that the chain has already is a loop, whichever of its certificates it is (RFC 4158 section 2.4.2).
  const candidates = (search.byName.get(last.issuer.key) ?? []).filter((issuer) => !chain.some((each) => sameKeyAndName(each, issuer)));
  const byLikelihood = candidates.map((issuer) => ({ issuer, rank: likelihood(last, issuer, search.at) })).sort((a, b) => b.rank - a.rank || b.issuer.notBefore - a.issuer.notBefore);
  if (candidates.length === 0) search.reasons.add(last.subject.key === last.issuer.key ? 'self-signed' : 'issuer-unknown');
  for (const { issuer } of byLikelihood) {
    if (search.paths.length >= search.mostPaths || search.steps >= MOST_STEPS) return;
    const outcome = await signedBy(search, last, issuer.spki);
    if (outcome !== 'valid') {
      search.reasons.add(reasonOf(outcome));
      continue;
    }
    // An anchor may be known by a digest alone, and then only its certificate tells that it is one.
    for (const anchor of search.anchors.matching(issuer)) found(search, chain, anchor, false);
    await extend(search, [...chain, issuer]);
  }
}

/** The order in which to say why: what somebody did before what is merely missing. */
const REASONS: readonly NoPathReason[] = ['bounded', 'issuer-unsupported', 'issuer-key', 'self-signed', 'issuer-unknown'];

/**
 * Paths from a certificate to anchors, the likeliest first, through the certificates of the pool: by name, and by keys that did sign. Bounded in depth, number and signatures. An
 * anchor that has issuers of its own is one end among others.
 */
export async function searchPaths(certificate: Certificate, pool: readonly Certificate[], anchors: AnchorSource, options: PathOptions = {}): Promise<PathSearch> {
  const byName = new Map<string, Certificate[]>();
  const digests = new Set<string>();
  for (const each of pool) {
    if (digests.has(each.sha256)) continue;
    digests.add(each.sha256);
    const list = byName.get(each.subject.key);
    if (list) list.push(each);
    else byName.set(each.subject.key, [each]);
  }
  const search: Search = {
    anchors, byName, at: options.at, mostDepth: options.mostDepth ?? MOST_DEPTH, mostPaths: options.mostPaths ?? MOST_PATHS,
    checked: new Map(), signatures: 0, failures: 0, steps: 0, paths: [], seen: new Set(), reasons: new Set(),
  };
  // A host's anchor is a certificate: another with its name and key may say anything of itself, and nobody signed it.
  const own = anchors.matching(certificate).filter(({ origin, sha256 }) => origin.kind !== 'host' || sha256 === undefined || sha256 === certificate.sha256);
  for (const anchor of own) found(search, [certificate], anchor, true);
  await extend(search, [certificate]);
  return search.paths.length > 0 ? { paths: search.paths.slice(0, search.mostPaths) } : { paths: [], reason: REASONS.find((reason) => search.reasons.has(reason)) ?? 'issuer-unknown' };
}

/** The paths alone. */
export const buildPaths = async (certificate: Certificate, pool: readonly Certificate[], anchors: AnchorSource, options?: PathOptions): Promise<CandidatePath[]> =>
  (await searchPaths(certificate, pool, anchors, options)).paths;
