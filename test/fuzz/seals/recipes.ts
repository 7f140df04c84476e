import { ADDRESSES, attacks, SIGNATURE_FAULTS, type CmsFault, type OcspFault, type SignatureFault, type TimestampFault } from '@credlens/demo-pki';
import * as fc from 'fast-check';
import { byteChange, jsonChange, type changeBytes, type JsonChange } from '../arbitraries.js';
import { CREATED, NOW } from '../instants.js';
import { derChange, type DerChange } from './der-changes.js';
import { pdfChange, type PdfChange } from './pdf-changes.js';
import { update, type Update } from './pdf-updates.js';

type ByteChanges = Parameters<typeof changeBytes>[1];

/** Everything that one who seals can do wrong, several at once. */
export interface Faults {
  cms?: CmsFault; signature?: SignatureFault; timestamp?: TimestampFault; ocsp?: OcspFault;
  signer: 'seal' | 'sign' | 'plainSeal' | 'lookAlikeSeal' | 'tsa' | 'ca' | 'otherRoot' | 'ocsp';
  level: 'B' | 'T' | 'LT' | 'LTA';
  xref: 'table' | 'stream' | 'hybrid';
  subFilter?: string;
}

/** What is done, and to which of the good files. */
export type Deed =
  | { kind: 'as it is' }
  | { kind: 'structure'; changes: PdfChange[] }
  | { kind: 'bytes'; changes: ByteChanges }
  /** In what a seal covers, and nowhere else. */
  | { kind: 'signed byte'; at: number; bit: number }
  /** Of what its CMS protects: the attributes that are signed, and the signature value. */
  | { kind: 'protected bit'; seal: number; at: number; bit: number }
  /** Of a CMS that is put back in its place. */
  | { kind: 'CMS'; seal: number; changes: DerChange[]; bytes: ByteChanges; zeros: boolean }
  | { kind: 'written on'; updates: Update[]; changes: PdfChange[] }
  /** What comes after the first seal, and nothing before. */
  | { kind: 'behind the seal'; updates: Update[]; changes: PdfChange[] }
  /** Written on, and then signed by somebody else, or stamped. */
  | { kind: 'signed over'; updates: Update[]; by: 'sign' | 'lookAlikeSeal' | 'tsa'; visible: boolean }
  | { kind: 'attack'; variant: number; xref: 'table' | 'stream' | 'hybrid'; changes: PdfChange[] }
  /** What is published is otherwise. */
  | { kind: 'served'; url: string; by: 'ocsp' | 'crl'; changes: DerChange[]; bytes: ByteChanges }
  | { kind: 'made'; faults: Faults; changes: PdfChange[] }
  /** The host's own snapshot is damaged. */
  | { kind: 'snapshot'; changes: JsonChange[] };

export interface Recipe { file: number; deed: Deed; policy: 'default' | 'strict'; trust: 'anchors' | 'lists'; at: string }

const CMS_FAULTS: readonly CmsFault[] = [
  'signature-corrupt', 'signature-by-other-key', 'signature-over-content', 'signature-over-implicit-tag', 'signature-empty', 'message-digest-wrong', 'message-digest-missing', 'message-digest-two-values', 'message-digest-twice', 'message-digest-not-octets', 'content-type-wrong', 'content-type-missing', 'content-type-twice',
  'no-signed-attributes', 'signed-attributes-unsorted', 'signed-attributes-empty', 'no-signers', 'two-signers', 'signer-serial-wrong', 'signer-issuer-wrong', 'digest-algorithm-wrong', 'digest-algorithms-empty', 'digest-algorithms-other', 'digest-unknown', 'signature-algorithm-wrong', 'signature-algorithm-unknown',
  'algorithm-protection-digest-wrong', 'algorithm-protection-signature-wrong', 'version-wrong', 'not-signed-data', 'content-info-only', 'trailing-bytes', 'truncated', 'indefinite-length', 'empty',
];
const TIMESTAMP_FAULTS: readonly TimestampFault[] = ['imprint-wrong', 'imprint-algorithm-wrong', 'imprint-short', 'not-tst-info', 'tst-info-malformed', 'tst-info-version-2', 'time-without-z', 'time-trailing-zero', 'other-authority-name', 'critical-extension', 'content-missing'];
const OCSP_FAULTS: readonly OcspFault[] = ['signature-corrupt', 'signature-by-other-key', 'algorithm-unknown', 'cert-id-other-key', 'cert-id-other-serial', 'responder-name-other', 'responder-certificate-missing', 'try-later', 'malformed', 'truncated', 'trailing-bytes', 'no-responses', 'critical-extension', 'cert-hash-wrong', 'version-2'];

/** With each of these nothing holds, whatever else is as it should be. One that is cut short is filled up by the room behind it, and what it loses may be a time-stamp alone. */
export const FATAL: ReadonlySet<string> = new Set<CmsFault>([
  'signature-corrupt', 'signature-by-other-key', 'signature-over-content', 'signature-over-implicit-tag', 'signature-empty', 'message-digest-wrong', 'message-digest-missing', 'message-digest-not-octets', 'content-type-wrong', 'no-signers', 'digest-unknown', 'signature-algorithm-unknown', 'algorithm-protection-digest-wrong', 'algorithm-protection-signature-wrong',
  'not-signed-data', 'content-info-only', 'empty',
]);

export const BEFORE = '2025-06-01T00:00:00Z';
const INSTANTS = [BEFORE, '2026-05-30T00:00:00Z', '2026-06-01T09:30:00Z', '2026-06-03T00:00:00Z', '2028-12-01T00:00:00Z', '2035-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', CREATED];

const xref = fc.constantFrom('table' as const, 'stream' as const, 'hybrid' as const);
const few = fc.array(pdfChange, { maxLength: 2 });
const mostlyNone = <T>(all: readonly T[]) => fc.option(fc.constantFrom(...all), { nil: undefined, freq: 2 });

const faults: fc.Arbitrary<Faults> = fc.record({
  cms: mostlyNone(CMS_FAULTS), signature: mostlyNone(SIGNATURE_FAULTS), timestamp: mostlyNone(TIMESTAMP_FAULTS), ocsp: mostlyNone(OCSP_FAULTS),
  signer: fc.constantFrom('seal', 'seal', 'seal', 'sign', 'plainSeal', 'lookAlikeSeal', 'tsa', 'ca', 'otherRoot', 'ocsp'), level: fc.constantFrom('B', 'T', 'LT', 'LTA'), xref,
  subFilter: fc.option(fc.constantFrom('adbe.pkcs7.detached', 'adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1', 'ETSI.RFC3161', 'x'), { nil: undefined, freq: 6 }),
}).map(({ cms, signature, timestamp, ocsp, subFilter, ...rest }) => ({ ...rest, ...(cms ? { cms } : {}), ...(signature ? { signature } : {}), ...(timestamp ? { timestamp } : {}), ...(ocsp ? { ocsp } : {}), ...(subFilter ? { subFilter } : {}) }));

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('as it is' as const) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('structure' as const), changes: fc.array(pdfChange, { minLength: 1, maxLength: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('bytes' as const), changes: fc.array(byteChange, { minLength: 1, maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('signed byte' as const), at: fc.nat(), bit: fc.nat(7) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('protected bit' as const), seal: fc.nat(3), at: fc.nat(), bit: fc.nat(7) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('CMS' as const), seal: fc.nat(3), changes: fc.array(derChange, { maxLength: 3 }), bytes: fc.array(byteChange, { maxLength: 1 }), zeros: fc.boolean() }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('written on' as const), updates: fc.array(update, { minLength: 1, maxLength: 3 }), changes: fc.oneof({ weight: 3, arbitrary: fc.constant<PdfChange[]>([]) }, { weight: 1, arbitrary: few }) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('behind the seal' as const), updates: fc.array(update, { maxLength: 2 }), changes: fc.array(pdfChange, { minLength: 1, maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('signed over' as const), updates: fc.array(update, { maxLength: 2 }), by: fc.constantFrom('sign' as const, 'sign' as const, 'lookAlikeSeal' as const, 'tsa' as const), visible: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('attack' as const), variant: fc.nat(attacks.length - 1), xref, changes: few }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('served' as const), url: fc.constantFrom(...Object.values(ADDRESSES)), by: fc.constantFrom('ocsp' as const, 'crl' as const), changes: fc.array(derChange, { minLength: 1, maxLength: 3 }), bytes: fc.array(byteChange, { maxLength: 1 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('made' as const), faults, changes: fc.oneof({ weight: 3, arbitrary: fc.constant<PdfChange[]>([]) }, { weight: 1, arbitrary: few }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('snapshot' as const), changes: fc.array(jsonChange, { minLength: 1, maxLength: 3 }) }) },
);

export const recipe: fc.Arbitrary<Recipe> = fc.record({
  file: fc.nat(1000), deed, policy: fc.constantFrom('default' as const, 'default' as const, 'strict' as const), trust: fc.constantFrom('anchors' as const, 'lists' as const),
  at: fc.oneof({ weight: 8, arbitrary: fc.constant(NOW) }, { weight: 1, arbitrary: fc.constantFrom(...INSTANTS) }),
});
