import { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import {
  allOf, anchorStore, authorityInfoAccess, authorityKeyIdentifier, basicConstraints, certificatePolicies, crlDistributionPoints, crlStatement, describeSubject, extendedKeyUsage, findEntry, inhibitAnyPolicy, issuingDistributionPoint, keyBits, keyUsage, nameConstraints, nameText, noRevAvail, ocspNoCheck,
  ocspResponseStatus, ocspStatement, parseCertificate, parseCrl, parseOcspResponse, parsePem, policyConstraints, policyMappings, qcStatements, readName, revocationUrls, searchPaths, subjectAltName, subjectKeyIdentifier, validatePath, validityAssured, verifySignature, type Certificate,
} from './rooms.js';
import { byteChange, changeBytes } from '../arbitraries.js';
import { NOW } from '../instants.js';
import { insist, parser, type Parser } from '../parser.js';
import { changeDer, derChange } from './der-changes.js';
import type { SealPool } from './seal-pool.js';

const AT = Date.parse(NOW);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
/** Whether these very bytes are somewhere in what is good. */
const known = (part: Uint8Array, among: readonly Uint8Array[]): boolean => among.some((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength).includes(Buffer.from(part)));

/** An encoding, changed in its structure, in its bytes, or in both; half of them in Node's own kind of bytes, whose `slice` is no copy. */
export function changedDer(sources: readonly Uint8Array[], others: readonly Uint8Array[] = sources): fc.Arbitrary<Uint8Array> {
  return fc.tuple(fc.constantFrom(...sources), fc.array(derChange, { maxLength: 4 }), fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(byteChange, { minLength: 1, maxLength: 2 }) }), fc.boolean())
    .map(([source, changes, bytes, node]) => { const made = changeBytes(changeDer(source, changes, others), bytes); return node ? Buffer.from(made) : made; });
}

function twosComplement(hex: string): bigint {
  const value = BigInt(`0x${hex}`);
  return Number.parseInt(hex.slice(0, 2), 16) >= 0x80 ? value - (1n << BigInt(hex.length * 4)) : value;
}

/** Of one encoding, OpenSSL must read what we read, where both read anything. */
function agreesWithOpenSsl(read: Certificate): void {
  let other: X509Certificate;
  try {
    other = new X509Certificate(read.der);
  } catch {
    return;
  }
  // It writes the outermost part anew, and what is signed as it was read.
  insist(known(read.tbs, [other.raw]), 'OpenSSL reads another certificate');
  const serial = other.serialNumber;
  insist(serial === '' || BigInt(`0x${serial.replace('-', '')}`) === (twosComplement(read.serialNumber) < 0n ? -twosComplement(read.serialNumber) : twosComplement(read.serialNumber)), `the number is ${read.serialNumber} here and ${serial} there`);
  for (const [ours, theirs] of [[read.notBefore, other.validFrom], [read.notAfter, other.validTo]] as const) {
    // A year of one or two digits is one of another century to JavaScript.
    const parsed = / \d{4} GMT$/.test(theirs) ? Date.parse(theirs) : NaN;
    insist(Number.isNaN(parsed) || Math.abs(parsed - ours) < 1000, `a date is ${ours} here and ${theirs} there`);
  }
  // What is no authority here is none there. The other way round, something else of it may be wrong.
  const constraints = basicConstraints(read);
  insist(!other.ca || constraints === undefined || constraints === 'malformed' || constraints.ca || read.defects.length > 0, 'an authority for OpenSSL alone');
}

/** Everything that anybody asks of a certificate. */
function askAll(certificate: Certificate): void {
  for (const ask of [
    authorityInfoAccess, authorityKeyIdentifier, basicConstraints, certificatePolicies, crlDistributionPoints, describeSubject, extendedKeyUsage, inhibitAnyPolicy, keyUsage, nameConstraints, noRevAvail, ocspNoCheck, policyConstraints, policyMappings, qcStatements, revocationUrls, subjectAltName, subjectKeyIdentifier, validityAssured,
  ]) ask(certificate);
  nameText(certificate.subject);
  keyBits(certificate.spki);
}

export function certificateParsers({ cast, certificates, crls, ocsps, cms }: SealPool): Parser[] {
  const others = [...certificates, ...crls, ...ocsps, ...cms.map(({ der }) => der)];
  const people = certificates.map((der) => parseCertificate(der)!);
  const [root, ca, seal] = [cast.root, cast.ca, cast.seal].map(({ certificate }) => parseCertificate(certificate)!) as [Certificate, Certificate, Certificate];
  const anchors = anchorStore([allOf(root)]);
  return [
    parser('certificate', changedDer(certificates, others), (der) => {
      const read = parseCertificate(der);
      if (!read) return;
      insist(same(read.der, der) && known(read.tbs, [der]) && known(read.spki, [der]), 'what is no part of it');
      insist(Number.isFinite(read.notBefore) && Number.isFinite(read.notAfter) && read.version >= 1 && read.version <= 3, 'no date, or no version');
      askAll(read);
      agreesWithOpenSsl(read);
    }, 16),
    parser('name', changedDer(people.flatMap(({ subject }) => subject.der)), (der) => {
      const name = readName(der);
      if (name) insist(readName(name.der)?.key === name.key && typeof nameText(name) === 'string', 'another name the second time');
    }, 4),
    parser('PEM', fc.tuple(fc.constantFrom(...certificates), fc.array(byteChange, { maxLength: 3 }), fc.constantFrom('CERTIFICATE', 'TRUSTED CERTIFICATE', 'X509 CRL', '')).map(([der, changes, label]) => new TextDecoder('latin1').decode(changeBytes(new TextEncoder().encode(`Subject: x\n-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`.repeat(2)), changes))), (text) => { for (const der of parsePem(text)) parseCertificate(der); }, 4),
    parser('path of certificates', fc.tuple(changedDer([cast.seal.certificate, cast.ca.certificate, cast.tsa.certificate], others), fc.array(changedDer(certificates, others), { maxLength: 4 }), fc.boolean()), async ([end, pool, whole]) => {
      const certificate = parseCertificate(end);
      if (!certificate) return;
      const read = [...pool.flatMap((der) => parseCertificate(der) ?? []), ...(whole ? people : [])];
      const { paths } = await searchPaths(certificate, read, anchors, { at: AT });
      for (const path of paths) {
        validatePath(path.certificates, path.anchor, { at: AT, anchorConstraints: true });
        insist(path.isAnchor || path.certificates.every(({ tbs }) => known(tbs, certificates)), 'a path over what nobody signed');
      }
    }, 4),
    parser('signature of a certificate', fc.tuple(changedDer([cast.seal.certificate, ...certificates.slice(-2)], others), fc.constantFrom(...people)), async ([der, issuer]) => {
      const read = parseCertificate(der);
      if (!read) return;
      const outcome = await verifySignature({ algorithm: read.signatureAlgorithm, signature: read.signature, data: read.tbs, spki: issuer.spki });
      insist(outcome !== 'valid' || known(read.tbs, certificates), 'verified what nobody signed');
    }, 4),
    parser('signature by a key of any form', fc.tuple(changedDer(people.map(({ spki }) => spki), others), fc.constantFrom(...people)), async ([spki, { tbs, signature, signatureAlgorithm }]) => { keyBits(spki); await verifySignature({ algorithm: signatureAlgorithm, signature, data: tbs, spki }); }, 4),
    parser('revocation list', fc.tuple(changedDer(crls, others), fc.constantFrom(...people)), async ([der, certificate]) => {
      const list = parseCrl(der);
      if (!list) return;
      const entry = findEntry(list, Uint8Array.from(Buffer.from(certificate.serialNumber, 'hex')));
      insist(entry.state !== 'listed' || Number.isFinite(entry.entry.revokedAt), 'revoked at no time');
      issuingDistributionPoint(list);
      for (const issuer of [ca, root]) {
        const found = await crlStatement(certificate, issuer, list);
        insist(!found.ok || known(list.tbs, crls), 'a statement that nobody made');
      }
    }, 8),
    parser('OCSP response', fc.tuple(changedDer(ocsps, others), fc.boolean()), async ([der, trust]) => {
      ocspResponseStatus(der);
      const response = parseOcspResponse(der);
      if (!response) return;
      const found = await ocspStatement(seal, ca, response, { pool: people, ...(trust ? { trusted: people.slice(-1) } : {}) });
      insist(!found.ok || known(response.tbs, ocsps), 'a statement that nobody made');
    }, 8),
  ];
}
