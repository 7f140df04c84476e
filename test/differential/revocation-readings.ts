import * as asn1js from 'asn1js';
import { BasicOCSPResponse, CertificateRevocationList, OCSPResponse, RelativeDistinguishedNames, type Extension, type RevokedCertificate, type SingleResponse } from 'pkijs';
import { findEntry, ocspResponseStatus, parseCrl, parseOcspResponse, type Crl } from '@credlens/core/x509';
import { buffer, hex, pkijsExtension, pkijsName, schemaOf } from './certificate-readings.js';

interface Extended { oid: string; critical: boolean; value: Uint8Array }
const extensions = (all: readonly Extended[]): string[] => all.map(({ oid, critical, value }) => `${oid}${critical ? ' critical' : ''} ${hex(value)}`);
const orUndefined = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

export interface CrlReading {
  version: number;
  issuer: string[];
  thisUpdate: number;
  nextUpdate: number | undefined;
  extensions: string[];
  signatureAlgorithm: string;
  tbs: string;
  signature: string;
  /** What is found under each number that pkijs lists, or of so many of them, and under one that nobody has. */
  entries: string[];
}

/** Numbers that are looked for: of a long list its ends and some between. */
function sought(list: readonly RevokedCertificate[]): Uint8Array[] {
  const step = Math.max(1, Math.floor(list.length / 100));
  return [...list.filter((_, index) => index % step === 0 || index >= list.length - 3).map(({ userCertificate }) => userCertificate.valueBlock.valueHexView), Uint8Array.of(0x7e, 0xed, 0xc0, 0xde)];
}

/** RFC 5280 section 5.3.1; 7 is not used, and one list in use has it: no reason that means anything. */
const REASONS = ['unspecified', 'keyCompromise', 'cACompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation', 'certificateHold', 'unspecified', 'removeFromCRL', 'privilegeWithdrawn', 'aACompromise'];
const ofReason = (der: Uint8Array): string | undefined => REASONS[der[2] ?? 7];

function entryOf(crl: Crl, serial: Uint8Array): string {
  const found = findEntry(crl, serial);
  return `${hex(serial)} ${found.state === 'listed' ? JSON.stringify([found.entry.revokedAt, found.entry.reason ?? null, found.entry.invalidityDate ?? null]) : found.state}`;
}

/** pkijs has the first of those with the number, and leaves what an extension means to whoever asks. */
function pkijsEntry(list: readonly RevokedCertificate[], serial: Uint8Array): string {
  const own = (oid: string, of: readonly Extension[]): Uint8Array | undefined => of.find(({ extnID }) => extnID === oid)?.extnValue.valueBlock.valueHexView;
  const unknown = list.some(({ crlEntryExtensions }) => crlEntryExtensions?.extensions.some(({ extnID, critical }) => critical && extnID !== '2.5.29.21' && extnID !== '2.5.29.24'));
  const found = list.find(({ userCertificate }) => hex(userCertificate.valueBlock.valueHexView) === hex(serial));
  if (unknown) return `${hex(serial)} critical-extension`;
  if (!found) return `${hex(serial)} not-listed`;
  const all = found.crlEntryExtensions?.extensions ?? [];
  const [reason, date] = [own('2.5.29.21', all), own('2.5.29.24', all)];
  const invalidity = date && (asn1js.fromBER(buffer(date)).result as asn1js.GeneralizedTime).toDate().getTime();
  return `${hex(serial)} ${JSON.stringify([found.revocationDate.value.getTime(), (reason && ofReason(reason)) ?? null, invalidity ?? null])}`;
}

/** The same list as both read it; undefined for who refuses it. */
export function crlReadings(der: Uint8Array): { ours: CrlReading | undefined; pkijs: CrlReading | undefined } {
  const [own, other] = [parseCrl(der), orUndefined(() => new CertificateRevocationList({ schema: schemaOf(der) }))];
  const list = other?.revokedCertificates ?? [];
  const numbers = sought(list);
  return {
    ours: own && {
      version: own.version, issuer: own.issuer.attributes.map(({ oid, value }) => `${oid}=${value}`), thisUpdate: own.thisUpdate, nextUpdate: own.nextUpdate, extensions: extensions(own.extensions),
      signatureAlgorithm: own.signatureAlgorithm.oid, tbs: hex(own.tbs), signature: hex(own.signature), entries: numbers.map((number) => entryOf(own, number)),
    },
    pkijs: other && {
      // Absent is version 1, which pkijs writes as 0.
      version: other.version + 1, issuer: pkijsName(other.issuer), thisUpdate: other.thisUpdate.value.getTime(), nextUpdate: other.nextUpdate?.value.getTime(), extensions: (other.crlExtensions?.extensions ?? []).map(pkijsExtension),
      signatureAlgorithm: other.signatureAlgorithm.algorithmId, tbs: hex(other.tbsView), signature: hex(other.signatureValue.valueBlock.valueHexView), entries: numbers.map((number) => pkijsEntry(list, number)),
    },
  };
}

export interface OcspReading {
  responder: string[] | string;
  producedAt: number;
  responses: string[];
  extensions: string[];
  signatureAlgorithm: string;
  tbs: string;
  signature: string;
  certificates: string[];
}

function pkijsSingle({ certID, certStatus, thisUpdate, nextUpdate, singleExtensions = [] }: SingleResponse): string {
  const status = certStatus as asn1js.BaseBlock & { valueBlock: { value: [asn1js.GeneralizedTime, asn1js.Constructed?] } };
  const kind = ['good', 'revoked', 'unknown'][status.idBlock.tagNumber]!;
  const [at, reason] = kind === 'revoked' ? status.valueBlock.value : [];
  const code = reason && (reason.valueBlock.value[0] as asn1js.Enumerated).valueBlock.valueDec;
  return JSON.stringify([
    certID.hashAlgorithm.algorithmId, hex(certID.issuerNameHash.valueBlock.valueHexView), hex(certID.issuerKeyHash.valueBlock.valueHexView), hex(certID.serialNumber.valueBlock.valueHexView), kind,
    at?.toDate().getTime() ?? null, code === undefined ? null : REASONS[code]!, thisUpdate.getTime(), nextUpdate?.getTime() ?? null, singleExtensions.map(pkijsExtension),
  ]);
}

/** A whole OCSPResponse, or a BasicOCSPResponse alone as signatures have them. */
function pkijsBasic(der: Uint8Array): BasicOCSPResponse {
  const whole = orUndefined(() => new OCSPResponse({ schema: schemaOf(der) }));
  if (!whole) return new BasicOCSPResponse({ schema: schemaOf(der) });
  if (!whole.responseBytes || whole.responseBytes.responseType !== '1.3.6.1.5.5.7.48.1.1') throw new Error('no basic response');
  return new BasicOCSPResponse({ schema: schemaOf(whole.responseBytes.response.valueBlock.valueHexView) });
}

export function ocspReadings(der: Uint8Array): { ours: OcspReading | undefined; pkijs: OcspReading | undefined } {
  const [own, other] = [parseOcspResponse(der), orUndefined(() => pkijsBasic(der))];
  const responder: unknown = other?.tbsResponseData.responderID;
  return {
    ours: own && {
      responder: 'name' in own.responder ? own.responder.name.attributes.map(({ oid, value }) => `${oid}=${value}`) : hex(own.responder.keyHash), producedAt: own.producedAt,
      responses: own.responses.map(({ id, status, revokedAt, reason, thisUpdate, nextUpdate, extensions: all }) => JSON.stringify([
        id.digest, hex(id.nameHash), hex(id.keyHash), hex(id.serialNumber), status, revokedAt ?? null, reason ?? null, thisUpdate, nextUpdate ?? null, extensions(all),
      ])),
      extensions: extensions(own.extensions), signatureAlgorithm: own.signatureAlgorithm.oid, tbs: hex(own.tbs), signature: hex(own.signature), certificates: own.certificates.map((each) => hex(each.der)),
    },
    pkijs: other && {
      responder: responder instanceof RelativeDistinguishedNames ? pkijsName(responder) : hex((responder as asn1js.OctetString).valueBlock.valueHexView), producedAt: other.tbsResponseData.producedAt.getTime(),
      responses: other.tbsResponseData.responses.map(pkijsSingle), extensions: (other.tbsResponseData.responseExtensions ?? []).map(pkijsExtension), signatureAlgorithm: other.signatureAlgorithm.algorithmId,
      tbs: hex(other.tbsResponseData.tbsView), signature: hex(other.signature.valueBlock.valueHexView), certificates: (other.certs ?? []).map((each) => hex(each.toSchema().toBER())),
    },
  };
}

/** The status of a response by its number, which pkijs gives and we by name. */
export function ocspStatuses(der: Uint8Array): { ours: string | undefined; pkijs: string | undefined } {
  const NAMES = ['successful', 'malformedRequest', 'internalError', 'tryLater', undefined, 'sigRequired', 'unauthorized'];
  return { ours: ocspResponseStatus(der), pkijs: orUndefined(() => NAMES[new OCSPResponse({ schema: schemaOf(der) }).responseStatus.valueBlock.valueDec]) };
}
