import { badge, issuerMetadata, jwkDocument, newJoseKey, serve, tokenOf, type BadgeOptions, type JoseKey, type JsonObject, type Resources, type TokenOptions } from '@credlens/demo-issuer';
import type { CheckId, Report } from '@credlens/core/report';
import { CREATED, LATER, checkOf } from './world.js';

/** An issuer with an https identifier, whose controller document gives its keys as JWKs. */
export const ISSUER = 'https://issuer.example/issuers/1';

export interface TokenWorld { resources: Resources; key: JoseKey; kid: string }

export async function tokenWorld(alg = 'ES256', changes: JsonObject = {}): Promise<TokenWorld> {
  const key = await newJoseKey(alg);
  return { key, kid: `${ISSUER}#k1`, resources: serve(new Map(), ISSUER, jwkDocument(ISSUER, { k1: key.public }, changes)) };
}

/** The same issuer as SD-JWT VC has it: with metadata, and no document of its own. */
export async function walletWorld(alg = 'ES256', changes: JsonObject = {}): Promise<TokenWorld> {
  const key = await newJoseKey(alg);
  const { url, document } = issuerMetadata(ISSUER, [{ ...key.public, kid: 'k1' }], changes);
  return { key, kid: 'k1', resources: serve(new Map(), url, document) };
}

export const tokenBadge = (options: Partial<BadgeOptions> = {}): JsonObject =>
  badge({ issuer: ISSUER, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', subjectId: 'did:example:maria', validFrom: CREATED, validUntil: LATER, ...options });

export const tokenFor = ({ key, kid }: TokenWorld, options: Partial<TokenOptions> = {}, document = tokenBadge()): Promise<string> => tokenOf(document, { key, kid, ...options });

/** The code of a check. */
export const codeOf = (report: Report, id: CheckId): string => checkOf(report, id).code;

export const problemsOf = (report: Report, id: CheckId): string[] => checkOf(report, id).problems.map(({ code }) => code);
