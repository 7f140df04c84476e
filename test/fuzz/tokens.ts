import { createVerifier } from '@credlens/core';
import type { Report } from '@credlens/core/report';
import {
  badge, ed25519TestKey, enveloped, identityObject, joseKeyOf, jwkDocument, jws, learningCredential, lookup, presentation, sdJwt, serve, tokenOf, tokenStatusList, type JoseKey, type JsonObject, type Resources,
} from '@credlens/demo-issuer';
import * as fc from 'fast-check';
import { changeJson, jsonChange } from './arbitraries.js';
import { checkShape } from './check-shape.js';
import { CREATED, NOW } from './instants.js';

const ISSUER = 'https://issuer.example/issuers/1';
const STATUS = 'https://issuer.example/token-status/1';
const IAT = Date.parse(CREATED) / 1000;
const ASKED = { challenge: 'n-1', domain: 'https://jobs.example' };

export interface TokenPool { tokens: string[]; payloads: JsonObject[]; key: JoseKey; resources: Resources }

/** Good tokens of every kind. Ed25519 makes one signature of one text, so one seed makes one run. */
export async function tokenPool(): Promise<TokenPool> {
  const key = await joseKeyOf(await ed25519TestKey('tokens'));
  const holder = await joseKeyOf(await ed25519TestKey('maria'));
  const resources: Resources = serve(new Map(), ISSUER, jwkDocument(ISSUER, { k1: key.public }));
  serve(resources, STATUS, await tokenStatusList({ key, url: STATUS, iat: IAT, header: { kid: 'k1' } }));
  const kid = `${ISSUER}#k1`;
  const identifiers = [await identityObject('maria@issuer.example', { salt: 's' })];
  const credential = (dataModel: '1.1' | '2.0') => badge({ issuer: ISSUER, subjectId: ISSUER, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', validFrom: CREATED, identifiers, dataModel, ...(dataModel === '1.1' ? { openBadges: '3.0.1' as const } : {}) });
  const learning = learningCredential({ iss: ISSUER, iat: IAT, cnf: holder.public, members: { status: { status_list: { idx: 3, uri: STATUS } } } });
  const plain = await tokenOf(credential('2.0'), { key, kid });
  const held = { ...presentation([], { holder: ISSUER }), verifiableCredential: [enveloped(plain)] };
  const tokens = [
    plain, await tokenOf(credential('1.1'), { key, kid, form: 'claim' }), await tokenOf(credential('2.0'), { key, form: 'open-badges', header: { jwk: key.public } }),
    await sdJwt(learning, { key, header: { kid: 'k1' }, disclosable: ['/email', '/learning_outcomes/0'], decoys: 1, binding: { key: holder, nonce: ASKED.challenge, aud: ASKED.domain, iat: IAT } }),
    await sdJwt(credential('2.0'), { key, header: { kid, typ: 'vc+sd-jwt' }, disclosable: ['/credentialSubject/achievement/alignment/0', '/name'] }),
    await tokenOf(held, { key, kid, claims: { nonce: ASKED.challenge, aud: ASKED.domain } }),
  ];
  return { tokens, payloads: [credential('2.0'), { vc: credential('1.1'), iss: ISSUER }, learning, held], key, resources };
}

const CHARACTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~', ''];
const HEADERS: JsonObject[] = [{ typ: 'vc+jwt' }, { typ: 'JWT' }, { typ: 'vp+jwt' }, { typ: 'dc+sd-jwt' }, { typ: 'vc+sd-jwt' }, { typ: 'statuslist+jwt' }, { crit: ['b64'], b64: false }, { kid: 7 }, { jwk: {} }, { x5c: [''] }, {}];

/** Which token, and what is done to it. */
export interface Recipe { token: string; edits: [number, string][]; payload: JsonObject; header: JsonObject; tail: string; kind: 'changed' | 'signed'; asked: boolean }

export function tokenRecipe({ tokens, payloads }: TokenPool): fc.Arbitrary<Recipe> {
  const payload = fc.tuple(fc.constantFrom(...payloads), fc.array(jsonChange, { maxLength: 4 })).map(([source, changes]) => changeJson(source, changes));
  return fc.record({
    token: fc.constantFrom(...tokens), edits: fc.array(fc.tuple(fc.nat(100_000), fc.constantFrom(...CHARACTERS)), { minLength: 1, maxLength: 3 }),
    payload: payload.map((one) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? one : {})), header: fc.constantFrom(...HEADERS), tail: fc.constantFrom('', '~', '~e30~', '~~', '~WyJzIiwidiJd~'),
    kind: fc.constantFrom('changed' as const, 'signed' as const), asked: fc.boolean(),
  });
}

/** Changed by somebody who cannot sign, a token is never verified; signed by its issuer, whatever it says, it gets a report. */
export function verifyTokens({ tokens, key, resources }: TokenPool): (recipe: Recipe) => Promise<Report['verdict']> {
  const verifier = createVerifier({ resources: lookup(resources), offline: true });
  return async ({ token, edits, payload, header, tail, kind, asked }) => {
    const changed = edits.reduce((text, [at, to]) => text.slice(0, at % text.length) + to + text.slice((at % text.length) + 1), token);
    const text = kind === 'changed' ? changed : await jws(payload, { key, header: { kid: `${ISSUER}#k1`, ...header } }) + tail;
    const report = await verifier.verify(text, { at: NOW, recipient: 'maria@issuer.example', ...(asked ? { presentation: ASKED } : {}) });
    checkShape(report);
    if (kind === 'changed' && report.verdict === 'verified' && !tokens.includes(text)) throw new Error('Verified what nobody signed');
    return report.verdict;
  };
}
