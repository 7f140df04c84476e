import { createVerifier, type VerifierOptions } from '@credlens/core';
import type { CheckId, Code, Outcome, Report, SubIndication, Verdict } from '@credlens/core/report';
import { loadTrustedLists, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import {
  castServices, certificate, days, digest, listOfLists, lookupIn, LOTL_ADDRESS, pki, sealedPdf, trustedList, worldResources,
  type ListOfListsOptions, type Member, type Pki, type PkiOptions, type SealedPdfOptions, type TestIdentity, type TrustedListOptions, type WorldOptions,
} from '@credlens/demo-pki';
import { expect, it } from 'vitest';
import { checkOf } from './world.js';

/** When everything is sealed, and the instant that it is judged at. The cast's seal is good from a year before the one to well after the other. */
export const SEALED = '2026-03-01T12:00:00Z';
export const NOW = '2026-08-22T00:00:00Z';
/** An hour before: what is published then is fresh. */
export const FRESH = '2026-08-21T23:00:00Z';
export const LIST = 'https://lists.example/xx.xml';

type Of<T> = T | ((cast: Pki) => T | Promise<T>);
const given = <T>(value: Of<T> | undefined, cast: Pki, otherwise: T): T | Promise<T> => (value === undefined ? otherwise : typeof value === 'function' ? (value as (cast: Pki) => T | Promise<T>)(cast) : value);

export interface SealCase {
  /** What is otherwise in the PKI. */
  cast?: PkiOptions;
  /** What is otherwise in the seal: level B, but for this. */
  seal?: Of<Partial<SealedPdfOptions>>;
  /** A file of its own in place of a seal of the cast. */
  pdf?: (cast: Pki) => Promise<{ bytes: Uint8Array }>;
  /** What is published otherwise. `null`: nothing is. */
  world?: Of<WorldOptions> | null;
  /** Default the root alone. */
  anchors?: readonly Member[];
  /** A snapshot of the lists. */
  lists?: TrustedListSnapshot;
  at?: string;
  verifier?: VerifierOptions;
}

/** One whole verification of one PDF, with nothing but what the PKI publishes. */
export async function judgeSeal(options: SealCase = {}): Promise<Report> {
  const cast = await pki(SEALED, options.cast);
  const { bytes } = options.pdf ? await options.pdf(cast) : await sealedPdf({ pki: cast, ...await given(options.seal, cast, {}) });
  return judgeBytes(bytes, cast, options);
}

export async function judgeBytes(bytes: Uint8Array, cast: Pki, { world, anchors = ['root'], lists, at = NOW, verifier }: SealCase = {}): Promise<Report> {
  const { revocation, ...published } = world === null ? {} : await given(world, cast, {});
  const resources = lookupIn(world === null ? new Map() : await worldResources(cast, { ...published, revocation: { at: FRESH, ...revocation } }));
  const trust = anchors.map((member) => ({ name: `Example ${member}`, certificate: cast[member].certificate }));
  return createVerifier({ resources, offline: true, anchors: trust, ...(lists ? { trustedLists: lists } : {}), ...verifier }).verify(bytes, { at });
}

const CHECK_OF: Readonly<Record<SubIndication, CheckId>> = {
  FORMAT_FAILURE: 'proof.signature', HASH_FAILURE: 'proof.signature', SIG_CRYPTO_FAILURE: 'proof.signature', SIGNED_DATA_NOT_FOUND: 'proof.signature',
  SIG_CONSTRAINTS_FAILURE: 'proof.terms', CRYPTO_CONSTRAINTS_FAILURE: 'proof.terms', CRYPTO_CONSTRAINTS_FAILURE_NO_POE: 'proof.terms', POLICY_PROCESSING_ERROR: 'proof.terms',
  SIGNATURE_POLICY_NOT_AVAILABLE: 'proof.terms', TIMESTAMP_ORDER_FAILURE: 'proof.terms', NO_SIGNING_CERTIFICATE_FOUND: 'proof.key', NO_CERTIFICATE_CHAIN_FOUND: 'proof.key',
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: 'proof.key', CERTIFICATE_CHAIN_GENERAL_FAILURE: 'proof.key', CHAIN_CONSTRAINTS_FAILURE: 'proof.key', OUT_OF_BOUNDS_NO_POE: 'proof.key',
  OUT_OF_BOUNDS_NOT_REVOKED: 'proof.key', EXPIRED: 'proof.key', NOT_YET_VALID: 'proof.key', NO_POE: 'proof.key', REVOKED: 'status.revocation', REVOKED_NO_POE: 'status.revocation',
  REVOKED_CA_NO_POE: 'status.revocation', TRY_LATER: 'status.revocation', REVOCATION_OUT_OF_BOUNDS_NO_POE: 'status.revocation',
};
const FAILED: readonly SubIndication[] = ['FORMAT_FAILURE', 'HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'REVOKED', 'EXPIRED', 'NOT_YET_VALID'];

/** The sub-indication of EN 319 102-1 that a report gives, by its check, its code, its URN and the rule that was missed; and the verdict that follows. */
export function expectSub(report: Report, sub: SubIndication, rule?: string): void {
  const check = checkOf(report, CHECK_OF[sub]);
  const outcome: Outcome = FAILED.includes(sub) ? 'fail' : 'indeterminate';
  const types = check.problems.map(({ type }) => type);
  const rules = check.problems.flatMap(({ params }) => (params?.['rule'] === undefined ? [] : [String(params['rule'])]));
  expect({ check: check.id, code: check.code, outcome: check.outcome, type: types[0], ...(rule === undefined ? {} : { rule: rules.includes(rule) ? rule : rules.join(' ') }) })
    .toEqual({ check: CHECK_OF[sub], code: `ades.${sub.toLowerCase().replaceAll('_', '-')}`, outcome, type: `urn:etsi:019102:subindication:${sub}`, ...(rule === undefined ? {} : { rule }) });
  expect(report.verdict).not.toBe('verified');
}

/** A sealed PDF that nothing is wrong with: whatever a case adds is no fault. */
export function expectGood(report: Report): void {
  const wrong = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'indeterminate').map(({ id, code, problems }) => `${id} ${code} ${problems.map(({ params }) => params?.['rule'] ?? '').join(' ')}`);
  expect({ verdict: report.verdict, wrong, indications: report.signatures?.filter(({ format }) => format !== 'document-timestamp').map(({ indication }) => indication) })
    .toEqual({ verdict: 'verified', wrong: [], indications: report.signatures?.filter(({ format }) => format !== 'document-timestamp').map(() => 'TOTAL-PASSED') });
}

export function expectCheck(report: Report, verdict: Verdict, id: CheckId, code: Code): void {
  expect({ verdict: report.verdict, id, code: checkOf(report, id).code }).toEqual({ verdict, id, code });
}

/** Who signs lists. */
export const operator = (): Promise<TestIdentity> => certificate({ subject: { C: 'XX', O: 'Scheme operator', CN: 'List signer' }, from: days(SEALED, -400), to: days(SEALED, 1000), ca: false, keyUsage: ['digitalSignature'], extendedKeyUsage: ['tslSigning'] });

const hexadecimal = (bytes: Uint8Array) => [...bytes].map((octet) => octet.toString(16).padStart(2, '0')).join('');

export interface ListCase {
  list?: Partial<TrustedListOptions>;
  lotl?: Partial<ListOfListsOptions>;
  services?: Parameters<typeof castServices>[1];
  /** More documents by address; bytes in place of a list. */
  more?: Readonly<Record<string, Uint8Array>>;
  anchors?: readonly TestIdentity[];
  now?: string;
  previous?: TrustedListSnapshot;
}

/** Reads the lists of the cast as a host does: one list of lists, one country. */
export async function loadLists(cast: Pki, options: ListCase = {}): Promise<Awaited<ReturnType<typeof loadTrustedLists>>> {
  const signer = await operator();
  const issued = days(SEALED, 150);
  const list = await trustedList({ territory: cast.territory, issued, signer, providers: [{ name: 'Example Trust Services', services: castServices(cast, options.services) }], ...options.list });
  const lotl = await listOfLists({ issued, signer, pointers: [{ territory: cast.territory, url: LIST, signers: [signer] }], ...options.lotl });
  const documents = new Map<string, Uint8Array>(Object.entries({ [LOTL_ADDRESS]: lotl, [LIST]: list, ...options.more }));
  const fetch = async (url: string) => {
    const bytes = documents.get(url);
    const evidence = { url, source: 'inline' as const };
    return bytes ? { ok: true as const, bytes, evidence, url, contentType: 'application/xml' } : { ok: false as const, code: 'net.http-status' as const, status: 404, evidence, retryable: false };
  };
  return loadTrustedLists({
    fetch: fetch as never, now: Date.parse(options.now ?? NOW), lotlUrl: LOTL_ADDRESS, anchors: (options.anchors ?? [signer]).map((each) => hexadecimal(digest('SHA-256', each.certificate))),
    ...(options.previous ? { previous: options.previous } : {}),
  });
}

export async function listsOf(cast: Pki, options: ListCase = {}): Promise<TrustedListSnapshot> {
  const { snapshot, lotl } = await loadLists(cast, options);
  if (!snapshot) throw new Error(`No snapshot: ${lotl.state}`);
  return snapshot;
}

/** A case: what it is called (the rule's clause first), what is otherwise, and the sub-indication that it must give; `good` where the rule allows it. */
export type Row = readonly [name: string, options: SealCase, expected: SubIndication | 'good', rule?: string | undefined];

export async function expectRow(options: SealCase, expected: SubIndication | 'good', rule?: string): Promise<Report> {
  const report = await judgeSeal(options);
  if (expected === 'good') expectGood(report); else expectSub(report, expected, rule);
  return report;
}

/** A test of each. */
export function cases(rows: readonly Row[]): void {
  it.each(rows.map(([name, ...row]) => [name, row] as const))('%s', async (_name, row) => void await expectRow(...row));
}
