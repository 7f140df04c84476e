import type { CredentialView, IssuerFinding, Report, SignatureFact, TrustedListFact } from '@credlens/core/report';
import { every, makeReport, type Change } from './reports.js';

/** Reports of sealed PDFs made by hand, for stories and component tests: what the element is shown, without an engine. */

const SIGNER: NonNullable<SignatureFact['signer']> = {
  name: 'University of Example', organization: 'University of Example', organizationIdentifier: 'NTRCZ-00000001', country: 'CZ', issuer: 'CN=Example Qualified CA 2, O=Example Trust, C=CZ',
  sha256: 'd1'.repeat(32), validFrom: '2025-01-10T00:00:00Z', validUntil: '2027-01-10T00:00:00Z',
};
const STAMP: NonNullable<SignatureFact['signer']> = { name: 'Example Time-stamping Unit 3', country: 'CZ', issuer: 'CN=Example Qualified TSA, O=Example Trust, C=CZ', sha256: 'd2'.repeat(32), validFrom: '2024-01-10T00:00:00Z', validUntil: '2030-01-10T00:00:00Z' };
const LIST: TrustedListFact = { territory: 'CZ', state: 'used', sequence: 212, issued: '2026-07-30T10:00:00Z', nextUpdate: '2027-01-30T10:00:00Z', sha256: 'e1'.repeat(32) };
const LOTL: TrustedListFact = { territory: 'EU', state: 'used', sequence: 371, issued: '2026-08-01T10:00:00Z', nextUpdate: '2027-02-01T10:00:00Z', sha256: 'e2'.repeat(32) };
const LISTS: NonNullable<Report['trustedLists']> = { snapshot: 'f1'.repeat(32), created: '2026-08-21T04:00:00Z', lists: [LOTL, LIST] };

export const SEAL: SignatureFact = {
  pointer: '/signatures/0', format: 'PAdES', kind: 'seal', indication: 'TOTAL-PASSED', rules: [], level: 'LTA', signer: SIGNER, time: { proved: '2026-06-01T10:00:03Z', claimed: '2026-06-01T10:00:00Z' },
  timestamps: [
    { kind: 'signature', time: '2026-06-01T10:00:03Z', indication: 'TOTAL-PASSED', authority: STAMP.name, qualified: true },
    { kind: 'document', time: '2026-06-01T10:05:00Z', indication: 'TOTAL-PASSED', authority: STAMP.name, qualified: true },
  ],
  anchor: { name: 'CN=Example Qualified CA 2, O=Example Trust, C=CZ', by: 'trusted-list' }, revocation: { status: 'good', source: 'ocsp', at: '2026-06-01T10:01:00Z' },
  algorithms: { digest: 'SHA-256', signature: 'RSASSA-PKCS1-v1_5', keyBits: 3072 }, covers: { revision: 1, revisions: 1, bytes: 48_000, wholeFile: true }, changes: [], qualification: 'QESeal',
  qualifiedBy: { reason: 'service-granted', territory: 'CZ', provider: 'Example Trust', service: 'Issuing of qualified certificates for seals', qscd: true, list: LIST },
  claims: { field: 'Seal1', reason: 'Award of a degree', location: 'Prague', name: 'Prof. Somebody Else' },
};
const DOCUMENT_STAMP: SignatureFact = {
  pointer: '/signatures/2', format: 'document-timestamp', kind: 'timestamp', indication: 'TOTAL-PASSED', rules: [], signer: STAMP, anchor: { name: STAMP.issuer, by: 'trusted-list' }, time: { proved: '2026-06-03T08:00:00Z' },
  timestamps: [], algorithms: {}, changes: [], qualification: 'AdES', claims: {},
};
/** A signature without what it would take to establish anybody. */
function unanchored(fact: SignatureFact): SignatureFact {
  const { anchor, revocation, qualifiedBy, ...rest } = fact;
  void [anchor, revocation, qualifiedBy];
  return rest;
}

const VIEW: CredentialView = {
  format: 'sealed-pdf', dataModel: 'other', types: [], title: { und: 'Diploma supplement' }, issuer: { id: 'NTRCZ-00000001', name: { und: SIGNER.name } }, recipient: { identifiers: [] }, achievements: [],
};
const BY_CERTIFICATE: IssuerFinding = { claimed: { id: 'NTRCZ-00000001', name: SIGNER.name }, established: { id: 'NTRCZ-00000001', name: SIGNER.name, by: 'certificate' }, recognition: 'recognised', evidence: [] };
const UNKNOWN: IssuerFinding = { claimed: { id: 'NTRCZ-00000001', name: SIGNER.name }, recognition: 'unchecked', evidence: [] };
export const PDF_INPUT: Report['input'] = { channel: 'file', mediaType: 'application/pdf', sha256: 'c'.repeat(64), bytes: 48_000, filename: 'diploma.pdf' };

const SEALED: Parameters<typeof makeReport>[0] = {
  'format.data-model': 'pdf.conforms', 'format.schema': 'schema.none', 'proof.coverage': 'pdf.covered', 'proof.key': 'key.certified', 'issuer.identity': { code: 'issuer.certificate', params: { name: SIGNER.name } },
  'issuer.qualification': 'qualification.qualified-seal', 'validity.period': 'validity.undated', 'status.revocation': 'seal.not-revoked', 'status.suspension': 'status.none', 'recipient.match': 'recipient.not-asked',
};

export function sealedReport(changes: Parameters<typeof makeReport>[0] = {}, rest: Partial<Report> = {}): Report {
  return makeReport({ ...SEALED, ...changes }, { input: PDF_INPUT, credential: VIEW, issuer: BY_CERTIFICATE, signatures: [SEAL], qualification: 'QESeal', trustedLists: LISTS, ...rest });
}

const HIDDEN: Change = { code: 'pdf.shadow-hide', params: { detail: 'page 1' }, problems: [{ type: 'about:blank', code: 'pdf.shadow-hide', pointer: '/signatures/0', params: { kind: 'annotation-altered', detail: 'page 1' } }] };
const HOSTILE = '<img src=x onerror="globalThis.pwned=1">\u202efdp.exe\u200b';

function unsigned(): Report {
  const { credential, ...rest } = makeReport({
    ...every('check.not-reached', (id) => id.startsWith('intake')), 'intake.credential': { code: 'input.unsigned', params: { kind: 'pdf' }, problems: [{ type: 'about:blank', code: 'pdf.empty-signature-field', params: { field: 'Rector' } }] },
  }, { input: PDF_INPUT, issuer: { claimed: {}, recognition: 'unchecked', evidence: [] } });
  void credential;
  return rest;
}

export const sealReports = {
  qualifiedSeal: sealedReport(),
  sealWithoutList: sealedReport({
    'proof.key': { code: 'ades.no-certificate-chain-found', params: { issuer: SIGNER.issuer }, problems: [{ type: 'about:blank', code: 'list.missing', pointer: '/signatures/0', params: { territory: 'CZ' } }] },
    'issuer.identity': 'issuer.key-unproven', 'issuer.recognition': 'issuer.unrecognized', 'issuer.qualification': { code: 'qualification.indeterminate', params: { reason: 'list-missing' } }, 'status.revocation': 'check.not-reached',
  }, {
    issuer: UNKNOWN, qualification: 'indeterminate', trustedLists: { ...LISTS, lists: [LOTL, { territory: 'CZ', state: 'missing' }] },
    signatures: [{
      ...unanchored(SEAL), indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', rules: [{ subIndication: 'NO_CERTIFICATE_CHAIN_FOUND', rule: 'no-path', params: { issuer: SIGNER.issuer } }], level: 'B',
      time: { claimed: '2026-06-01T10:00:00Z' }, timestamps: [], qualification: 'indeterminate', qualifiedBy: { reason: 'list-missing', territory: 'CZ', list: { territory: 'CZ', state: 'missing' } },
    }],
  }),
  changedAfterSealing: sealedReport({ 'proof.coverage': HIDDEN, 'issuer.qualification': 'qualification.not-ades' }, {
    qualification: 'not-AdES',
    signatures: [{
      ...SEAL, covers: { revision: 1, revisions: 3, bytes: 30_000, wholeFile: false }, qualification: 'not-AdES', qualifiedBy: { reason: 'validation-failed' }, certifies: 'forms',
      changes: [{ revision: 1, kind: 'form-filling', permitted: true, detail: 'Remarks' }, { revision: 2, kind: 'annotation-altered', permitted: false, attack: 'shadow-hide', detail: 'page 1' }],
    }],
  }),
  revokedSeal: sealedReport({ 'status.revocation': { code: 'ades.revoked', params: { at: '2026-05-20T00:00:00Z' } }, 'issuer.identity': 'issuer.key-unproven', 'issuer.qualification': 'qualification.not-ades' }, {
    issuer: { ...UNKNOWN, recognition: 'unrecognised' }, qualification: 'not-AdES',
    signatures: [{
      ...SEAL, indication: 'TOTAL-FAILED', subIndication: 'REVOKED', rules: [{ subIndication: 'REVOKED', rule: 'revoked-before-signing', params: { at: '2026-05-20T00:00:00Z' } }],
      revocation: { status: 'revoked', source: 'crl', at: '2026-08-22T02:00:00Z', revokedAt: '2026-05-20T00:00:00Z', reason: 'keyCompromise' }, qualification: 'not-AdES', qualifiedBy: { reason: 'validation-failed' },
    }],
  }),
  severalSignatures: sealedReport({ 'proof.coverage': 'pdf.extended', 'issuer.qualification': 'qualification.qualified-certificate' }, {
    qualification: 'AdESig-QC',
    signatures: [
      { ...SEAL, covers: { revision: 1, revisions: 4, bytes: 20_000, wholeFile: false }, changes: [{ revision: 1, kind: 'signature', permitted: true, detail: 'Rector' }, { revision: 2, kind: 'validation-material', permitted: true }, { revision: 3, kind: 'document-timestamp', permitted: true }] },
      {
        ...SEAL, pointer: '/signatures/1', kind: 'signature', level: 'LTA', signer: { ...SIGNER, name: 'Jana Příkladová', onBehalfOf: 'University of Example', sha256: 'd3'.repeat(32) }, covers: { revision: 2, revisions: 4, bytes: 30_000, wholeFile: false },
        changes: [{ revision: 2, kind: 'validation-material', permitted: true }, { revision: 3, kind: 'document-timestamp', permitted: true }], qualification: 'AdESig-QC',
        qualifiedBy: { reason: 'service-granted', territory: 'CZ', provider: 'Example Trust', service: 'Issuing of qualified certificates', qscd: false, list: LIST }, claims: { field: 'Rector' },
      },
      DOCUMENT_STAMP,
    ],
  }),
  unsignedPdf: unsigned(),
  hostileSeal: sealedReport({ 'issuer.identity': 'issuer.key-unproven', 'proof.signature': 'ades.sig-crypto-failure', 'issuer.qualification': 'qualification.not-ades' }, {
    issuer: UNKNOWN, qualification: 'not-AdES',
    signatures: [{
      ...unanchored(SEAL), indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE', rules: [{ subIndication: 'SIG_CRYPTO_FAILURE', rule: HOSTILE }], qualification: 'not-AdES', anchor: { name: HOSTILE, by: 'host' },
      signer: { ...SIGNER, name: HOSTILE, organization: `שלום ${HOSTILE}`, organizationIdentifier: `VATDE-${HOSTILE}`, onBehalfOf: HOSTILE, country: HOSTILE, issuer: HOSTILE, sha256: HOSTILE, validFrom: HOSTILE, validUntil: HOSTILE, pseudonym: true },
      time: { claimed: HOSTILE }, timestamps: [{ kind: 'signature', time: HOSTILE, indication: 'TOTAL-FAILED', authority: HOSTILE }], algorithms: { digest: HOSTILE, signature: HOSTILE },
      changes: [{ revision: 1, kind: HOSTILE, permitted: false, attack: HOSTILE, detail: HOSTILE }], covers: { revision: 1, revisions: 2, bytes: 10, wholeFile: false },
      qualifiedBy: { reason: HOSTILE, provider: HOSTILE, service: HOSTILE, territory: HOSTILE }, claims: { field: HOSTILE, name: HOSTILE, reason: HOSTILE, location: HOSTILE, contact: HOSTILE },
    }],
  }),
} satisfies Record<string, Report>;
