import { diplomaSupplement, mandatedAttendance, microCredential } from '@credlens/demo-issuer';
import type { Report } from '@credlens/core/report';
import { credentialView } from '../../packages/core/src/view/index.js';
import { every, makeReport, type Change } from './reports.js';
import { SEAL, sealedReport } from './seal-reports.js';

/** Reports on the demonstration's European Digital Credentials: what is said is read from the documents, the checks are made by hand. */

const ISSUED = '2026-06-01T10:00:00Z';
const INPUT: Report['input'] = { channel: 'file', mediaType: 'application/jose+json', sha256: 'e'.repeat(64), bytes: 21_000, filename: 'credential.jsonld' };
const GOOD = { 'format.data-model': 'vcdm.conforms', 'format.schema': 'schema.conforms', 'proof.coverage': 'coverage.complete', 'validity.period': 'validity.current', 'status.revocation': 'status.none', 'status.suspension': 'status.none' } as const;

function european(document: Parameters<typeof credentialView>[0], changes: Partial<Record<keyof typeof GOOD | 'issuer.identity' | 'recipient.match', Change | Change['code']>> = {}, rest: Partial<Report> = {}): Report {
  const fact = { ...SEAL, format: 'JAdES' as const };
  const { covers: _covers, ...seal } = fact;
  return sealedReport({ ...GOOD, ...changes }, { input: INPUT, credential: credentialView(document), signatures: [{ ...seal, claims: {} }], ...rest });
}

export const europeanReports = {
  micro: european(microCredential(ISSUED), { 'recipient.match': { code: 'recipient.matched', params: { type: 'emailAddress', method: 'plain', variant: 'exact' } } }),
  supplement: european(diplomaSupplement(ISSUED)),
  mandate: european(mandatedAttendance(ISSUED), { 'issuer.identity': { code: 'edc.issuer-by-mandate', params: { claimed: 'VATXX-99999999', name: 'NTRCZ-00000001' } } }, {
    issuer: { claimed: { id: 'urn:epass:org:1', name: 'University of Example' }, established: { id: 'NTRCZ-00000001', name: 'Example Sealing Service', by: 'certificate' }, recognition: 'recognised', evidence: [] },
  }),
  unsigned: makeReport({ ...every('check.not-reached', (id) => id.startsWith('intake')), 'intake.credential': 'input.unsigned' }, {
    input: { ...INPUT, mediaType: 'application/ld+json' }, credential: credentialView(microCredential(ISSUED)), issuer: { claimed: { id: 'urn:epass:org:1', name: 'University of Example' }, recognition: 'unchecked', evidence: [] },
  }),
} satisfies Record<string, Report>;
