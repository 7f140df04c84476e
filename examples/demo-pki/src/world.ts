import type { TestIdentity } from './certificate.js';
import { ID_DATA } from './cms.js';
import { base64, context, integer, oid, retag, sequence, setOf, type Bytes } from './der.js';
import type { DigestName } from './digests.js';
import { ocspRequest } from './ocsp.js';
import { ADDRESSES, type Pki } from './pki.js';
import { statements, type RevocationOptions } from './revocation-material.js';

/** One answer of the world: what a verifier's `resources` gives. */
export interface Answer { bytes: Bytes; contentType: string; status: number }

export interface WorldOptions {
  /** Whose status is known. Default the cast's seal. */
  signer?: TestIdentity;
  /** What is said, and when; `null` for a statement makes its address answer 404. */
  revocation?: RevocationOptions;
  /** Lists by their addresses: `listOfLists()`, `trustedList()`. */
  lists?: Readonly<Record<string, Uint8Array>>;
  /** Anything else, or in place of what is there: bytes, or a status. */
  more?: Readonly<Record<string, Uint8Array | number>>;
}

const TYPES = { ocsp: 'application/ocsp-response', crl: 'application/pkix-crl', certificate: 'application/pkix-cert', certificates: 'application/pkcs7-mime', list: 'application/vnd.etsi.tsl+xml' } as const;

/** RFC 6960 appendix A.1: the request in base64, its characters escaped, behind the address. */
export function ocspUrl(address: string, certificate: TestIdentity, issuer: TestIdentity, digest: DigestName = 'SHA-1'): string {
  return `${address}/${encodeURIComponent(base64(ocspRequest(certificate, issuer, digest)))}`;
}

/** A bag of certificates that nobody signed, as CA-issuers addresses may answer (RFC 5280 section 4.2.2.1). */
export function certificateBag(certificates: readonly TestIdentity[]): Bytes {
  const data = sequence(integer(1), setOf(), sequence(oid(ID_DATA)), retag(0xa0, setOf(...certificates.map(({ certificate }) => certificate))), setOf());
  return sequence(oid('1.2.840.113549.1.7.2'), context(0, data));
}

/**
 * All that the PKI publishes, by address: OCSP responses under their GET addresses, revocation lists, certificates of issuers, and lists of trust services. Everything under other addresses is not there.
 * A POST to an OCSP address is answered as well where a verifier asks so: the response stands under the bare address too.
 */
export async function worldResources(pki: Pki, options: WorldOptions = {}): Promise<Map<string, Answer>> {
  const { signer = pki.seal, revocation = {}, lists = {}, more = {} } = options;
  const world = new Map<string, Answer>();
  const put = (url: string, bytes: Uint8Array | undefined, type: keyof typeof TYPES) => {
    if (bytes) world.set(url, { bytes: new Uint8Array(bytes), contentType: TYPES[type], status: 200 });
  };
  const made = await statements(pki, signer, revocation, ['ocsp', 'plainOcsp', 'rootCrl', 'caCrl', 'plainCrl', 'tsaCrl']);
  for (const [name, address, issuer] of [['ocsp', ADDRESSES.ocsp, pki.ca], ['plainOcsp', ADDRESSES.plainOcsp, pki.plainCa]] as const) {
    put(address, made.get(name), 'ocsp');
    for (const digest of ['SHA-1', 'SHA-256'] as const) put(ocspUrl(address, signer, issuer, digest), made.get(name), 'ocsp');
  }
  for (const [name, address] of [['rootCrl', ADDRESSES.rootCrl], ['caCrl', ADDRESSES.caCrl], ['plainCrl', ADDRESSES.plainCrl], ['tsaCrl', ADDRESSES.tsaCrl]] as const) put(address, made.get(name), 'crl');
  for (const [member, address] of [['root', ADDRESSES.rootCertificate], ['ca', ADDRESSES.caCertificate], ['plainCa', ADDRESSES.plainCertificate], ['tsaCa', ADDRESSES.tsaCertificate]] as const) put(address, pki[member].certificate, 'certificate');
  for (const [address, list] of Object.entries(lists)) put(address, list, 'list');
  for (const [address, answer] of Object.entries(more)) {
    if (typeof answer === 'number') world.set(address, { bytes: new Uint8Array(), contentType: 'text/plain', status: answer });
    else put(address, answer, 'ocsp');
  }
  return world;
}

/** A verifier's `resources`: what the world does not publish is not there. */
export function lookupIn(world: ReadonlyMap<string, Answer>): (url: string) => Answer {
  return (url) => world.get(url) ?? { bytes: new Uint8Array(), contentType: 'text/plain', status: 404 };
}
