import type { Code, Outcome, Verdict } from '@credlens/core/report';
import { enveloped, jwkDocument, newJoseKey, presentation, sdJwt, serve, tokenOf, type Json, type JsonObject, type TokenOptions } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { codeOf, ISSUER, tokenBadge, tokenFor, tokenWorld, type TokenWorld } from './token-world.js';
import { expectCase, expectOnly, judge } from './world.js';

const HOLDER = 'https://people.example/maria';
const ASKED = { presentation: { challenge: 'n-1', domain: 'https://jobs.example' } };
const ANSWER = { nonce: 'n-1', aud: 'https://jobs.example' };

async function worldOfTwo() {
  const world = await tokenWorld();
  const holder = await newJoseKey('EdDSA');
  serve(world.resources, HOLDER, jwkDocument(HOLDER, { h1: holder.public }));
  return { ...world, holder };
}

type Two = Awaited<ReturnType<typeof worldOfTwo>>;

const badgeOf = (world: TokenWorld, subjectId = HOLDER) => tokenFor(world, {}, tokenBadge({ subjectId }));
const present = (world: Two, members: Json[], options: Partial<TokenOptions> = {}, changes: JsonObject = {}) =>
  tokenOf({ ...presentation([], { holder: HOLDER }), verifiableCredential: members, ...changes }, { key: world.holder, kid: `${HOLDER}#h1`, claims: ANSWER, ...options });

describe('a presentation as a JWT', () => {
  it('with a credential in its envelope answers who asked', async () => {
    const world = await worldOfTwo();
    const report = await judge(await present(world, [enveloped(await badgeOf(world))]), world, ASKED);
    expectCase(report, 'verified', 'recipient.holder', 'pass', 'holder.proved');
    expectOnly(report);
    expect(report.subjects.map(({ verdict, credential }) => [verdict, credential?.format])).toEqual([['verified', 'open-badges-3']]);
  });

  it('with an SD-JWT in its envelope', async () => {
    const world = await worldOfTwo();
    const token = await sdJwt(tokenBadge({ subjectId: HOLDER }), { key: world.key, header: { kid: world.kid, typ: 'vc+sd-jwt' }, disclosable: ['/name'] });
    expectCase(await judge(await present(world, [enveloped(token)]), world, ASKED), 'verified', 'members.verdict', 'pass', 'members.verified');
  });

  it('of VCDM 1.1, with a token as text and the holder in the claims alone', async () => {
    const world = await worldOfTwo();
    const document = { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiablePresentation'], verifiableCredential: [await badgeOf(world)] };
    const token = await tokenOf(document, { key: world.holder, kid: `${HOLDER}#h1`, form: 'claim', claims: { ...ANSWER, iss: HOLDER } });
    const report = await judge(token, world, ASKED);
    expectCase(report, 'verified', 'recipient.holder', 'pass', 'holder.proved');
    expect(report.credential?.recipient.id).toBe(HOLDER);
  });

  it.each<[string, Partial<TokenOptions>, Code]>([
    ['another challenge', { claims: { ...ANSWER, nonce: 'n-2' } }, 'terms.challenge'],
    ['no challenge', { claims: { aud: ANSWER.aud } }, 'terms.challenge'],
    ['another asker', { claims: { ...ANSWER, aud: 'https://mallory.example' } }, 'terms.domain'],
    ['no asker', { claims: { nonce: 'n-1' } }, 'terms.domain'],
    ['typ of a credential', { header: { typ: 'vc+jwt' } }, 'terms.media-type'],
    ['cty of a credential', { header: { cty: 'vc' } }, 'terms.media-type'],
    ['another holder in its claims', { claims: { ...ANSWER, iss: ISSUER } }, 'terms.claim-mismatch'],
  ])('for %s', async (_name, options, code) => {
    const world = await worldOfTwo();
    expectCase(await judge(await present(world, [enveloped(await badgeOf(world))], options), world, ASKED), 'invalid', 'proof.terms', 'fail', code);
  });

  it('for several askers, of whom we are one', async () => {
    const world = await worldOfTwo();
    expectCase(await judge(await present(world, [enveloped(await badgeOf(world))], { claims: { ...ANSWER, aud: ['https://a.example', 'https://jobs.example'] } }), world, ASKED), 'verified', 'proof.terms', 'pass', 'terms.accepted');
  });

  it.each<[string, (world: Two) => Promise<string>, Verdict, 'members.verdict' | 'recipient.holder' | 'proof.key', Outcome, Code]>([
    ['a credential that was changed', async (world) => present(world, [enveloped(await tokenFor(world, { fault: 'flip' }, tokenBadge({ subjectId: HOLDER })))]), 'invalid', 'members.verdict', 'fail', 'members.invalid'],
    ['an envelope without a token', async (world) => present(world, [{ ...enveloped(''), id: 'not-a-credential' }]), 'invalid', 'members.verdict', 'fail', 'members.invalid'],
    ['somebody else’s credential', async (world) => present(world, [enveloped(await badgeOf(world, 'https://people.example/other'))]), 'invalid', 'recipient.holder', 'fail', 'holder.other'],
    ['a key that is not the holder’s', async (world) => present(world, [enveloped(await badgeOf(world))], { key: world.key, kid: world.kid }), 'invalid', 'proof.key', 'fail', 'key.not-listed'],
    ['an issuer’s key that is not for logging in', async (world) => {
      serve(world.resources, HOLDER, jwkDocument(HOLDER, { h1: world.holder.public }, { authentication: [] }));
      return present(world, [enveloped(await badgeOf(world))]);
    }, 'invalid', 'proof.key', 'fail', 'key.not-for-assertion'],
  ])('with %s', async (_name, make, verdict, id, outcome, code) => {
    const world = await worldOfTwo();
    const token = await make(world);
    expectCase(await judge(token, world, ASKED), verdict, id, outcome, code);
  });

  it('a token is judged by itself when it is handed over in its envelope', async () => {
    const world = await worldOfTwo();
    const report = await judge(JSON.stringify(enveloped(await badgeOf(world))), world);
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expect(codeOf(report, 'recipient.holder')).toBe('holder.not-asked');
  });

  it('an unsigned presentation only holds, and a token inside has its own report', async () => {
    const world = await worldOfTwo();
    const report = await judge({ ...presentation([]), verifiableCredential: [enveloped(await badgeOf(world))] }, world);
    expectCase(report, 'verified', 'members.verdict', 'pass', 'members.verified');
    expect(report.subjects[0]?.proofs).toMatchObject([{ type: 'JWT' }]);
  });
});
