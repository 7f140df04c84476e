import * as fc from 'fast-check';
import { allMaterial, allOf, anchorStore, candidatesFor, parseCertificate, parseSignedData, parseTimestampToken, readCertificates, readCmsSignature, validateSignature, verifySignerInfo, verifyTimestampToken } from './rooms.js';
import { NOW } from '../instants.js';
import { insist, parser, type Parser } from '../parser.js';
import { changedDer } from './certificate-parsers.js';
import type { SealPool } from './seal-pool.js';

const found = (part: Uint8Array, among: readonly Uint8Array[]): boolean => among.some((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength).includes(Buffer.from(part)));

/** What a CMS protects of itself: the attributes that are signed, and the signature value. */
export interface Protected { attributes: string; value: string }

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Of each signer. Nothing where it cannot be read. */
export function protectedParts(cms: Uint8Array): Protected[] {
  const reading = parseSignedData(cms);
  return reading.ok ? reading.signedData.signers.map(({ signedAttributes, signature }) => ({ attributes: signedAttributes ? hex(signedAttributes.bytes) : '', value: hex(signature) })) : [];
}

export function signatureParsers({ cast, cms, tokens, certificates, ocsps, crls }: SealPool): Parser[] {
  const ders = [...cms.map(({ der }) => der), ...tokens.map(({ der }) => der)];
  const others = [...ders, ...certificates, ...ocsps, ...crls];
  const root = parseCertificate(cast.root.certificate)!;
  const anchors = anchorStore([allOf(root)]);
  const good = new Set(ders.flatMap(protectedParts).map(({ attributes, value }) => `${attributes} ${value}`));
  const isGood = (der: Uint8Array): boolean => protectedParts(der).some(({ attributes, value }) => good.has(`${attributes} ${value}`));
  const question = fc.constantFrom(...cms).chain((one) => changedDer([one.der], others).map((der) => ({ der, content: one.content })));
  return [
    parser('CMS', fc.tuple(question, fc.constantFrom('pades' as const, 'pkcs7' as const, 'timestamp' as const)), async ([{ der, content }, profile]) => {
      const reading = parseSignedData(der);
      if (!reading.ok) { insist(reading.reason !== '', 'nothing read and nothing said'); return; }
      const { signedData } = reading;
      insist([...signedData.certificates, ...signedData.crls, ...signedData.ocsps].every((part) => found(part, [der])), 'what is no part of it');
      allMaterial(signedData);
      const material = readCertificates(signedData.certificates);
      for (const signer of signedData.signers.slice(0, 4)) {
        candidatesFor(signer.sid, material);
        const verified = await verifySignerInfo(signedData, signer, content, { profile });
        const { attributes = '', value } = protectedParts(der)[signedData.signers.indexOf(signer)]!;
        if (verified.problems.length === 0) insist(good.has(`${attributes} ${value}`), 'a signature that nobody made');
      }
    }, 16),
    parser('time-stamp token', fc.constantFrom(...tokens).chain((one) => changedDer([one.der], others).map((der) => ({ der, imprintOf: one.imprintOf }))), async ({ der, imprintOf }) => {
      const reading = parseTimestampToken(der);
      if (!reading.ok) return;
      insist(Number.isFinite(reading.token.info.time) && reading.token.info.accuracy >= 0, 'no time');
      const { problems } = await verifyTimestampToken(reading.token, imprintOf, certificates.flatMap((one) => parseCertificate(one) ?? []));
      if (problems.length === 0) insist(isGood(der), 'a time-stamp that nobody made');
    }, 8),
    parser('signature as EN 319 102-1 has it', fc.tuple(question, fc.constantFrom('pades' as const, 'pkcs7' as const, 'sha1' as const), fc.constantFrom(NOW, '2026-06-02T00:00:00Z', '2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z')), async ([{ der, content }, profile, at]) => {
      const described = await readCmsSignature({ cms: der, content, profile, layer: 0 });
      const input = { ...described, revocation: [...described.revocation, ...[...ocsps.slice(0, 1), ...crls.slice(0, 3)].map((one) => ({ der: one, layer: 1 }))] };
      const { indication, time, path } = await validateSignature(input, { anchors, now: Date.parse(at) });
      insist(indication !== 'TOTAL-PASSED' || isGood(der), 'passed what nobody signed');
      insist(indication !== 'TOTAL-PASSED' || path.length > 0, 'passed without a path');
      insist(time.proved === undefined || time.proved <= Date.parse(at) + 600_000, 'proved a time to come');
    }, 2),
  ];
}
