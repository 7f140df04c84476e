import { parseCertificate, type Certificate } from '../x509/index.js';
import { createFetcher, type Fetcher } from './fetching.js';
import type { SignatureInput, ValidationEnvironment, ValidationPolicy } from './input.js';
import { createProofStore, type ProofStore } from './poe.js';
import { policyFrom } from './policy.js';
import { createMaterialStore, type MaterialStore } from './statements.js';

/** What the building blocks share while one signature is validated. */
export interface Session {
  environment: ValidationEnvironment;
  policy: ValidationPolicy;
  now: number;
  proofs: ProofStore;
  material: MaterialStore;
  fetcher: Fetcher;
  /** Certificates from everywhere: hints for building paths. */
  pool: Map<string, Certificate>;
  /** Certificates of which a statement could not be fetched, by digest: another time it may be. */
  retry: Set<string>;
  names: Map<string, number>;
  budget: Budget;
}

/** Of a document security store and all tokens together; no honest signature has so many. */
const MOST_CERTIFICATES = 500;
/** Of one name: an authority that renewed its certificate, and had it cross-certified, has a few. */
const MOST_OF_A_NAME = 12;
/** Path searches of one verification, all signatures and time-stamps of a container together. */
const MOST_SEARCHES = 200;

/** Work that is left; whoever runs out is told that it was too much. */
export interface Budget { searches: number }

export async function createSession(input: SignatureInput, environment: ValidationEnvironment): Promise<Session> {
  const policy = policyFrom(environment.policy);
  const proofs = createProofStore(environment.now, input.layer);
  const fresh = (): Promise<Budget> => Promise.resolve({ searches: MOST_SEARCHES });
  const session: Session = {
    environment, policy, now: environment.now, proofs, material: createMaterialStore(proofs, environment), fetcher: createFetcher(environment.fetch, policy.maxFetches, environment.signal), pool: new Map(), retry: new Set(), names: new Map(), budget: await (environment.once?.('signature-validation budget', fresh) ?? fresh()),
  };
  addCertificates(session, input.certificates.map(({ der }) => der));
  if (input.signer.certificate) addCertificates(session, [input.signer.certificate]);
  for (const each of input.revocation) session.material.add(each, { layer: each.layer });
  return session;
}

export function addCertificates(session: Session, certificates: readonly (Uint8Array | Certificate)[]): void {
  for (const each of certificates) {
    if (session.pool.size >= MOST_CERTIFICATES) return;
    const certificate = each instanceof Uint8Array ? parseCertificate(each) : each;
    if (!certificate || session.pool.has(certificate.sha256)) continue;
    const namesakes = session.names.get(certificate.subject.key) ?? 0;
    if (namesakes >= MOST_OF_A_NAME) continue;
    session.names.set(certificate.subject.key, namesakes + 1);
    session.pool.set(certificate.sha256, certificate);
  }
}
