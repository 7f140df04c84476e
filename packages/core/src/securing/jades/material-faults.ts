import { allMaterial } from '../../cms/index.js';
import { sameBytes } from '../../bytes/octets.js';
import { parseTimestampToken, type TimestampToken } from '../../timestamp/index.js';
import { authorityKeyIdentifier, digestNow, parseCertificate, parseCrl, parseOcspResponse, readKeyInfo, subjectKeyIdentifier, verifySignature, type AlgorithmIdentifier, type AnchorSource, type Certificate, type Crl, type DistinguishedName, type OcspResponse } from '../../x509/index.js';

/** Octets that stand beside a seal to validate it by, with the place of the part that they are in. */
export interface Placed { der: Uint8Array; place: string }

export interface Material { certificates: readonly Placed[]; revocation: readonly Placed[]; tokens: readonly Placed[] }

/** Something that nobody can have made so: it was changed since. */
export interface MaterialFault { place: string; rule: string }

/** Signatures that may be checked for this alone, of one file. An honest one has some thirty. */
export interface Budget { signatures: number }
export const budgetOf = (): Budget => ({ signatures: 400 });

/**
 * Whether the material that is carried along is as its authorities made it: certificates, lists and responses under the keys of those that they name, as far as these are at hand. A path or an answer is not built from what was
 * changed, so it decides nothing; but a file of which a part was changed is not the file that was sealed and kept. It asserts nothing of what it does not name: of a certificate whose issuer is not at hand nobody can tell.
 * @param chain of the protected header: hints for issuers, which the seal itself protects; @param budget is used up
 */
export async function materialFaults({ certificates, revocation, tokens }: Material, chain: readonly Uint8Array[], anchors: AnchorSource, budget: Budget): Promise<MaterialFault[]> {
  const found: MaterialFault[] = [];
  const fault = (place: string, rule: string): void => { found.push({ place, rule }); };
  const read = readAll({ certificates, revocation, tokens }, fault);
  const pool = [...new Map([...read.certificates.map(({ certificate }) => certificate), ...chain.flatMap((der) => parseCertificate(der) ?? [])].map((each) => [each.sha256, each])).values()];
  const madeBy = maker(budget);
  for (const { certificate, place, within, responder } of read.certificates) {
    const issuers = [...issuersIn(pool, certificate), ...anchors.issuersOf(certificate)];
    // RFC 5280 section 4.1.1.2: the algorithm stands twice, once where nothing signs it.
    if (certificate.defects.includes('algorithms-differ')) fault(place, 'certificate-algorithms');
    else if (issuers.length > 0 ? !await madeBy(certificate, issuers) : claimsItself(certificate)) fault(place, 'certificate-signature');
    else if (within && isStranger(certificate, within, pool)) fault(place, 'certificate-unconnected');
    else if (responder && issuers.length === 0 && !pool.some((each) => each !== certificate && each.issuer.key === certificate.issuer.key)) fault(place, 'certificate-unconnected');
    else if (issuers.length === 0 && isAlteredCopy(certificate, pool)) fault(place, 'certificate-copy-differs');
  }
  for (const { response, place } of read.responses) {
    const keys = pool.filter((each) => isResponder(response.responder, each));
    // One that brings certificates brings its responder's (RFC 6960 section 4.2.1).
    if (keys.length > 0 ? !await madeBy(response, keys) : response.certificates.length > 0) fault(place, 'response-signature');
  }
  for (const { list, place } of read.lists) {
    const keys = [...issuersIn(pool, list)];
    if (keys.length > 0 && !await madeBy(list, keys)) fault(place, 'list-signature');
    else if (keys.length === 0 && !pool.some(({ subject, issuer }) => subject.key === list.issuer.key || issuer.key === list.issuer.key)) fault(place, 'list-unconnected');
  }
  // What could not be looked at is not known to be whole.
  const [first] = [...certificates, ...revocation, ...tokens];
  if (first && budget.signatures <= 0) fault(first.place, 'too-much-to-check');
  return found;
}

interface Read {
  /** Each once at each place. `within`: the time-stamp that brings it. `responder`: a response brings it, as its responder's, which is of an authority that issued something here (RFC 6960 section 4.2.2.2). */
  certificates: { certificate: Certificate; place: string; within?: TimestampToken; responder?: true }[];
  responses: { response: OcspResponse; place: string }[];
  lists: { list: Crl; place: string }[];
}

function readAll({ certificates, revocation, tokens }: Material, fault: (place: string, rule: string) => void): Read {
  const read: Read = { certificates: [], responses: [], lists: [] };
  const known = new Set<string>();
  const keep = (certificate: Certificate | undefined, place: string, by: { within?: TimestampToken; responder?: true } = {}): void => {
    if (!certificate) return fault(place, 'certificate-malformed');
    if (known.has(`${certificate.sha256} ${place}`)) return;
    known.add(`${certificate.sha256} ${place}`);
    read.certificates.push({ certificate, place, ...by });
  };
  const statement = (der: Uint8Array, place: string): void => {
    const response = parseOcspResponse(der);
    const list = response ? undefined : parseCrl(der);
    if (response) {
      read.responses.push({ response, place });
      for (const each of response.certificates) keep(each, place, { responder: true });
      if (response.unreadCertificates > 0) fault(place, 'certificate-malformed');
    } else if (list) read.lists.push({ list, place });
    else fault(place, 'revocation-malformed');
  };
  for (const { der, place } of certificates) keep(parseCertificate(der), place);
  for (const { der, place } of revocation) statement(der, place);
  for (const { der, place } of tokens) {
    const reading = parseTimestampToken(der);
    // One that cannot be read is told as a time-stamp that cannot.
    if (!reading.ok) continue;
    const { token } = reading;
    const material = allMaterial(token.signedData);
    for (const each of material.certificates) keep(parseCertificate(each), place, { within: token });
    for (const each of [...material.crls, ...material.ocsps]) statement(each, place);
    if (!describesItself(token)) fault(place, 'token-algorithms');
  }
  return read;
}

interface Signed { signatureAlgorithm: AlgorithmIdentifier; tbs: Uint8Array; signature: Uint8Array }

/** Whether one of several keys made a signature. What cannot be computed, or is too much to compute, speaks against nobody. */
function maker(budget: Budget): (signed: Signed, keys: readonly { spki: Uint8Array }[]) => Promise<boolean> {
  return async ({ signatureAlgorithm: algorithm, tbs: data, signature }, keys) => {
    for (const { spki } of keys) {
      if (budget.signatures <= 0) return true;
      budget.signatures -= 1;
      const outcome = await verifySignature({ algorithm, spki, data, signature });
      if (outcome === 'valid' || outcome === 'unsupported') return true;
    }
    return false;
  };
}

/** RFC 5280 section 4.2.1.1: an issuer of this name with another key is another issuer, or the same with another of its keys; and one with the key that is named made it, whatever it is called. */
function issuersIn(pool: readonly Certificate[], issued: Pick<Certificate, 'issuer' | 'extensions'>): Certificate[] {
  const named = authorityKeyIdentifier(issued);
  const wanted = typeof named === 'object' ? named.keyIdentifier : undefined;
  return pool.filter((each) => {
    const own = keyIdentifierOf(each);
    return wanted === undefined || own === undefined ? each.subject.key === issued.issuer.key : sameBytes(own, wanted);
  });
}

/** One signature is over one certificate: of two that have it, one was changed. */
function isAlteredCopy(certificate: Certificate, pool: readonly Certificate[]): boolean {
  return pool.some((each) => each !== certificate && each.sha256 !== certificate.sha256 && sameBytes(each.signature, certificate.signature));
}

/** One that names its own key as its issuer's, and another name. */
function claimsItself(certificate: Certificate): boolean {
  const [own, named] = [keyIdentifierOf(certificate), authorityKeyIdentifier(certificate)];
  return own !== undefined && typeof named === 'object' && named.keyIdentifier !== undefined && sameBytes(own, named.keyIdentifier) && certificate.subject.key !== certificate.issuer.key;
}

/** A token brings the certificates of its own authority (RFC 3161 section 2.4.1, `certReq`): one that neither made it nor issued anything that is here is none of them. */
function isStranger(certificate: Certificate, { signer }: TimestampToken, pool: readonly Certificate[]): boolean {
  const { sid } = signer;
  const own = sid.kind === 'issuer-and-serial' ? sid.serialNumber === certificate.serialNumber : sameBytes(keyIdentifierOf(certificate), sid.keyIdentifier);
  return !own && !pool.some((each) => each !== certificate && each.issuer.key === certificate.subject.key);
}

function keyIdentifierOf(certificate: Certificate): Uint8Array | undefined {
  const own = subjectKeyIdentifier(certificate);
  return own instanceof Uint8Array ? own : undefined;
}

function isResponder(responder: { name: DistinguishedName } | { keyHash: Uint8Array }, { subject, spki }: Certificate): boolean {
  return 'name' in responder ? responder.name.key === subject.key : sameBytes(responder.keyHash, digestNow('SHA-1', readKeyInfo(spki)?.key ?? new Uint8Array()));
}

/** RFC 5652 section 5.1: the set names the digest that the signer used, and nothing protects it. */
function describesItself({ signedData, signer }: TimestampToken): boolean {
  return signedData.digestAlgorithms.some(({ oid }) => oid === signer.digestAlgorithm.oid);
}
