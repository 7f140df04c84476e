import { createVerifier, type Verifier, type VerifyInput } from '@credlens/core';
import type { AgreementFact, AgreementFactId, AgreementStatus, Report } from '@credlens/core/report';
import { lookup, samples, university, badge, issue, identityObject, type BadgeOptions, type JsonObject } from '@credlens/demo-issuer';
import { lookupIn, sealedTwins, worldResources, type Pki, type SealedTwinsOptions } from '@credlens/demo-pki';
import { castOf, edc } from './jades-world.js';
import { FRESH, NOW } from './pades-world.js';
import { checkOf } from './world.js';

export interface TwinsWorld {
  cast: Pki;
  verifier: Verifier;
  /** Sealed JSON and a sealed PDF of one European credential. */
  twins(options?: Partial<SealedTwinsOptions>): Promise<{ json: Uint8Array<ArrayBuffer>; pdf: Uint8Array<ArrayBuffer> }>;
  /** An Open Badge of the demonstration's university, of the same award. */
  openBadge(options?: Partial<BadgeOptions>): Promise<string>;
  together(...inputs: VerifyInput[]): Promise<Report>;
}

export const HOLDER = 'robin@student.example';

/** A world in which the university of `edc()` seals PDFs and JSON, and issues Open Badges. */
export async function twinsWorld(): Promise<TwinsWorld> {
  const cast = await castOf();
  const [made, world] = [await samples(new Date(NOW)), lookupIn(await worldResources(cast, { revocation: { at: FRESH } }))];
  const badges = lookup(made.resources);
  const verifier = createVerifier({
    resources: async (url) => { const found = await badges(url); return found ?? world(url); }, offline: true, anchors: [{ name: 'Root of the test', certificate: cast.root.certificate }], clock: () => new Date(NOW),
  });
  const issuer = await university();
  return {
    cast, verifier,
    twins: (options = {}) => sealedTwins({ pki: cast, payload: edc(), ...options }),
    async openBadge(options = {}) {
      const document = badge({
        issuer: issuer.id, id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-000000000042', validFrom: '2026-03-01T12:00:00Z', identifiers: [await identityObject(HOLDER, { salt: 'Vattendrag' })],
        ...options, members: { name: 'Introduction to Seals', ...options.members },
      });
      return JSON.stringify(await issue(document, { by: issuer, created: '2026-03-01T12:00:00Z' }));
    },
    together: (...inputs) => verifier.verifyTogether(inputs),
  };
}

export const factOf = (report: Report, id: AgreementFactId): AgreementFact | undefined => report.agreement?.facts.find(({ fact }) => fact === id);
export const statusOf = (report: Report, id: AgreementFactId): AgreementStatus | undefined => factOf(report, id)?.status;
export const agreeOf = (report: Report) => { const { code, outcome } = checkOf(report, 'members.agree'); return [code, outcome]; };

/** A copy with other members in the document. */
export const edcWith = (more: JsonObject): JsonObject => edc(more) as JsonObject;
