import { createVerifier, type VerifierOptions, type VerifyInput, type VerifyOptions } from '@credlens/core';
import { parseRegistry, type IssuerRegistry } from '@credlens/core/registry';
import type { Check, CheckId, Code, Outcome, Report, Verdict } from '@credlens/core/report';
import {
  allowList, badge, issue, lookup, publish, serve, statusEntry, statusList, university,
  type BadgeOptions, type EntryOptions, type Identity, type JsonObject, type ListedIssuer, type ListOptions, type Resources,
} from '@credlens/demo-issuer';
import { expect } from 'vitest';

/** The instant that every case is judged at. */
export const NOW = '2026-08-22T00:00:00Z';
export const CREATED = '2026-06-01T09:00:00Z';
export const LIST = 'https://issuer.example/status/1';
export const LATER = '2027-06-01T09:00:00Z';

/** A university with its own served documents. Each test has its own, so that one thing can be changed. */
export interface World { uni: Identity; resources: Resources }

export async function world(): Promise<World> {
  const uni = await university();
  return { uni, resources: publish([uni]) };
}

/** A good badge: what a test changes is the one thing that is wrong with it. */
export function goodBadge(by: Identity, options: Partial<BadgeOptions> = {}): JsonObject {
  return badge({ issuer: by.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', subjectId: 'did:example:maria', validFrom: CREATED, validUntil: LATER, ...options });
}

export async function goodCredential(by: Identity, options: Partial<BadgeOptions> = {}): Promise<JsonObject> {
  return issue(goodBadge(by, options), { by, created: CREATED });
}

/** Serves a signed list and gives a badge that points to it. */
export async function badgeWithList(
  { uni, resources }: World,
  list: Partial<ListOptions> = {},
  entry: Partial<EntryOptions> = {},
  signer: Identity = uni,
): Promise<JsonObject> {
  const document = await statusList({ url: LIST, issuer: signer.id, validFrom: CREATED, validUntil: LATER, ...list });
  serve(resources, LIST, await issue(document, { by: signer, created: CREATED }), 'application/vc');
  return goodCredential(uni, { status: statusEntry({ list: LIST, index: '94567', ...entry }) });
}

export interface JudgeOptions extends VerifyOptions {
  /** Issuers on the host's allow-list. Default: none, and no registry. */
  trust?: readonly ListedIssuer[];
  verifier?: VerifierOptions;
}

function registryOf(issuers: readonly ListedIssuer[]): IssuerRegistry {
  const registry = parseRegistry(allowList('Issuers of the test', issuers));
  if ('error' in registry) throw new TypeError(registry.error);
  return registry;
}

/** One whole verification with nothing but what the issuers serve. */
export async function judge(input: VerifyInput, { resources }: Pick<World, 'resources'>, { trust, verifier, ...options }: JudgeOptions = {}): Promise<Report> {
  const registries = trust ? [registryOf(trust)] : [];
  return createVerifier({ resources: lookup(resources), offline: true, registries, ...verifier }).verify(input, { at: NOW, ...options });
}

export function checkOf(report: Report, id: CheckId): Check {
  const found = report.checks.find((check) => check.id === id);
  if (!found) throw new Error(`The report has no check ${id}`);
  return found;
}

/** The verdict, and the one check that the case is about. */
export function expectCase(report: Report, verdict: Verdict, id: CheckId, outcome: Outcome, code: Code): void {
  const { outcome: found, code: foundCode } = checkOf(report, id);
  expect({ verdict: report.verdict, id, outcome: found, code: foundCode }).toEqual({ verdict, id, outcome, code });
  if (outcome !== 'pass' && outcome !== 'not-applicable') expect(report.reasons).toContain(id);
}

/** Every other check that counts is in order: the one fault is the one thing that the report names. */
export function expectOnly(report: Report, ...ids: CheckId[]): void {
  const others = report.checks.filter((check) => !ids.includes(check.id) && check.id !== 'issuer.recognition' && (check.outcome === 'fail' || check.outcome === 'indeterminate'));
  expect(others.map((check) => `${check.id} ${check.code}`)).toEqual([]);
}
