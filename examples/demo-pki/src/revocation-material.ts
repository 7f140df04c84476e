import type { TestIdentity } from './certificate.js';
import { crl, type CrlOptions } from './crl.js';
import { hex, type Bytes } from './der.js';
import { ocspResponse, type OcspOptions } from './ocsp.js';
import { days, type Pki } from './pki.js';

/** What is said about the cast's certificates, each in its own document. `null` leaves one out; other options change it. */
export interface RevocationOptions {
  /** ISO 8601: thisUpdate of all. */
  at?: string;
  /** By the responder of `ca` about the signer. */
  ocsp?: Partial<OcspOptions> | null;
  /** By `plainCa` about the signer, where `plainCa` issued it. */
  plainOcsp?: Partial<OcspOptions> | null;
  /** By `root`: about `ca`, `tsaCa` and `plainCa`. */
  rootCrl?: Partial<CrlOptions> | null;
  /** By `ca`. */
  caCrl?: Partial<CrlOptions> | null;
  plainCrl?: Partial<CrlOptions> | null;
  /** By `tsaCa`: about `tsa`. */
  tsaCrl?: Partial<CrlOptions> | null;
}

export type StatementName = Exclude<keyof RevocationOptions, 'at'>;

/** The member that issued somebody, by its name; nobody for who issued itself. */
export function issuerIn(pki: Pki, of: TestIdentity): TestIdentity | undefined {
  const name = hex(of.issuerName);
  if (hex(of.name) === name) return undefined;
  const candidates = [pki.root, pki.ca, pki.plainCa, pki.tsaCa, pki.otherRoot, pki.lookAlikeRoot, pki.lookAlikeCa].filter((each) => hex(each.name) === name);
  const lookAlike = of === pki.lookAlikeSeal || of === pki.lookAlikeCa;
  return candidates.length > 1 ? candidates.find((each) => (each === pki.lookAlikeCa || each === pki.lookAlikeRoot) === lookAlike) : candidates[0];
}

/** Certificates from somebody up to what a root issued, the root itself left out. */
export function chainIn(pki: Pki, of: TestIdentity): TestIdentity[] {
  const chain = [of];
  for (let next = issuerIn(pki, of); next && issuerIn(pki, next) && chain.length < 8; next = issuerIn(pki, next)) chain.push(next);
  return chain;
}

/** Each statement's DER, by its name. */
export async function statements(pki: Pki, signer: TestIdentity, options: RevocationOptions, which: readonly StatementName[]): Promise<Map<StatementName, Bytes>> {
  const at = options.at ?? pki.now;
  const list = (issuer: TestIdentity, name: 'rootCrl' | 'caCrl' | 'plainCrl' | 'tsaCrl') => crl({ issuer, thisUpdate: at, nextUpdate: days(at, name === 'rootCrl' ? 180 : 7), ...options[name] });
  const answer = (issuer: TestIdentity, responder: TestIdentity, name: 'ocsp' | 'plainOcsp') => ocspResponse({ certificate: signer, issuer, responder, thisUpdate: at, nextUpdate: days(at, 1), ...options[name] });
  const make: Record<StatementName, () => Promise<Bytes>> = {
    ocsp: () => answer(pki.ca, pki.ocsp, 'ocsp'), plainOcsp: () => answer(pki.plainCa, pki.plainCa, 'plainOcsp'),
    rootCrl: () => list(pki.root, 'rootCrl'), caCrl: () => list(pki.ca, 'caCrl'), plainCrl: () => list(pki.plainCa, 'plainCrl'), tsaCrl: () => list(pki.tsaCa, 'tsaCrl'),
  };
  const made = await Promise.all(which.filter((name) => options[name] !== null).map(async (name) => [name, await make[name]()] as const));
  return new Map(made);
}

/** What a file at level LT needs about a signer: of its own CA an OCSP response, of the others lists. */
export function statementsFor(pki: Pki, signer: TestIdentity, options: RevocationOptions): StatementName[] {
  const names: StatementName[] = ['rootCrl', 'tsaCrl', issuerIn(pki, signer) === pki.plainCa ? 'plainOcsp' : 'ocsp'];
  const more = (['caCrl', 'plainCrl'] as const).filter((name) => options[name]);
  return [...names, ...more];
}
