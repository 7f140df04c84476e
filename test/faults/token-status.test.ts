import type { Code, Outcome, Verdict } from '@credlens/core/report';
import { learningCredential, newJoseKey, sdJwt, serve, statusEntry, statusList, tokenOf, tokenStatusList, type TokenStatusListOptions } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { codeOf, ISSUER, tokenBadge, tokenWorld, walletWorld } from './token-world.js';
import { CREATED, expectCase, expectOnly, judge, LATER, LIST } from './world.js';

const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);
const URL_ = 'https://issuer.example/token-status/1';

async function wallet(options: Partial<TokenStatusListOptions> = {}, idx = 7, status?: object) {
  const world = await walletWorld();
  const list = await tokenStatusList({ key: world.key, url: URL_, iat: seconds(CREATED), ...options, header: { kid: 'k1', ...options.header } });
  serve(world.resources, URL_, list, 'application/statuslist+jwt');
  const members = { status: status ?? { status_list: { idx, uri: URL_ } } } as Parameters<typeof learningCredential>[0]['members'] & object;
  return { world, token: await sdJwt(learningCredential({ iss: ISSUER, iat: seconds(CREATED), members }), { key: world.key, header: { kid: 'k1' } }) };
}

describe('a Token Status List', () => {
  it.each<[string, Partial<TokenStatusListOptions>, Verdict, 'status.revocation' | 'status.suspension', Outcome, Code]>([
    ['says nothing against it', {}, 'verified', 'status.revocation', 'pass', 'status.clear'],
    ['revokes others', { values: { 6: 1, 8: 1 } }, 'verified', 'status.revocation', 'pass', 'status.clear'],
    ['revokes it', { values: { 7: 1 } }, 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['revokes it, in two bits', { bits: 2, values: { 7: 1 } }, 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['suspends it', { bits: 2, values: { 7: 2 } }, 'invalid', 'status.suspension', 'fail', 'status.suspended'],
    ['suspends it, in a byte', { bits: 8, values: { 7: 2 } }, 'invalid', 'status.suspension', 'fail', 'status.suspended'],
    ['says something of its own', { bits: 4, values: { 7: 12 } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.unknown-value'],
    ['has run out', { claims: { exp: seconds(CREATED) + 60 } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-expired'],
    ['is to come', { iat: seconds(LATER) }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-not-yet-valid'],
    ['was changed', { fault: 'flip' }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-invalid'],
    ['is not signed', { fault: 'none', header: { alg: 'none' } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-invalid'],
    ['names another address', { claims: { sub: 'https://issuer.example/token-status/2' } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-invalid'],
    ['is of another kind', { header: { typ: 'JWT' } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-invalid'],
    ['has bits that cannot be', { claims: { status_list: { bits: 3, lst: 'eJw' } } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-malformed'],
    ['cannot be inflated', { claims: { status_list: { bits: 1, lst: 'AAAA' } } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-malformed'],
    ['does not say when it was made', { claims: { iat: undefined } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-malformed'],
    ['is signed by nobody who can be found', { claims: { iss: 'https://nowhere.example' } }, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-unproven'],
  ])('%s', async (_name, options, verdict, id, outcome, code) => {
    const { world, token } = await wallet(options);
    expectCase(await judge(token, world), verdict, id, outcome, code);
  });

  it('is too short for its index', async () => {
    const { world, token } = await wallet({ entries: 8 }, 8);
    expectCase(await judge(token, world), 'indeterminate', 'status.revocation', 'indeterminate', 'status.index-outside');
  });

  it('cannot be reached', async () => {
    const { world, token } = await wallet();
    world.resources.delete(URL_);
    expectCase(await judge(token, world), 'indeterminate', 'status.revocation', 'indeterminate', 'status.unreachable');
  });

  it('is of somebody else', async () => {
    const { world, token } = await wallet();
    const other = await newJoseKey('ES256');
    serve(world.resources, 'https://lists.example/.well-known/jwt-vc-issuer', { issuer: 'https://lists.example', jwks: { keys: [{ ...other.public, kid: 'l' }] } });
    serve(world.resources, URL_, await tokenStatusList({ key: other, url: URL_, iat: seconds(CREATED), claims: { iss: 'https://lists.example' }, header: { kid: 'l' } }));
    expectCase(await judge(token, world), 'verified', 'status.revocation', 'warn', 'status.other-issuer');
  });

  it('of a kind that is not known', async () => {
    const { world, token } = await wallet({}, 7, { identifier_list: { id: 'x' } });
    expectCase(await judge(token, world), 'indeterminate', 'status.revocation', 'indeterminate', 'status.unknown-type');
  });
});

describe('a status claim of a JWT credential', () => {
  const withBoth = async (bits: object, token: object) => {
    const world = await tokenWorld();
    serve(world.resources, URL_, await tokenStatusList({ key: world.key, url: URL_, iat: seconds(CREATED), header: { kid: world.kid }, ...token }));
    const list = await statusList({ url: LIST, issuer: ISSUER, validFrom: CREATED, validUntil: LATER, ...bits });
    serve(world.resources, LIST, await tokenOf(list, { key: world.key, kid: world.kid }), 'application/vc+jwt');
    const claims = { status: { status_list: { idx: 7, uri: URL_ } } };
    return { world, token: await tokenOf(tokenBadge({ status: statusEntry({ list: LIST, index: '94567' }) }), { key: world.key, kid: world.kid, claims }), bare: await tokenOf(tokenBadge(), { key: world.key, kid: world.kid, claims }) };
  };

  it('is asked beside the credential’s own status, and the worse of both stands', async () => {
    const good = await withBoth({}, {});
    expectCase(await judge(good.token, good.world), 'verified', 'status.revocation', 'pass', 'status.clear');
    const listed = await withBoth({ values: { 94567: 1 } }, {});
    expectCase(await judge(listed.token, listed.world), 'invalid', 'status.revocation', 'fail', 'status.revoked');
    const claimed = await withBoth({}, { values: { 7: 1 } });
    expectCase(await judge(claimed.token, claimed.world), 'invalid', 'status.revocation', 'fail', 'status.revoked');
    expectCase(await judge(claimed.bare, claimed.world), 'invalid', 'status.revocation', 'fail', 'status.revoked');
  });
});

describe('a Bitstring Status List that is a JWT', () => {
  const withList = async (revoked: boolean, options: Parameters<typeof tokenOf>[1] extends infer O ? Partial<O> : never = {}) => {
    const world = await tokenWorld();
    const list = await statusList({ url: LIST, issuer: ISSUER, validFrom: CREATED, validUntil: LATER, ...(revoked ? { values: { 94567: 1 } } : {}) });
    serve(world.resources, LIST, await tokenOf(list, { key: world.key, kid: world.kid, ...options }), 'application/vc+jwt');
    return { world, token: await tokenOf(tokenBadge({ status: statusEntry({ list: LIST, index: '94567' }) }), { key: world.key, kid: world.kid }) };
  };

  it('says nothing against it', async () => {
    const { world, token } = await withList(false);
    const report = await judge(token, world);
    expectCase(report, 'verified', 'status.revocation', 'pass', 'status.clear');
    expectOnly(report);
  });

  it('revokes it', async () => {
    const { world, token } = await withList(true);
    expectCase(await judge(token, world), 'invalid', 'status.revocation', 'fail', 'status.revoked');
  });

  it.each<[string, Parameters<typeof withList>[1], Code]>([
    ['was changed', { fault: 'flip' }, 'status.list-invalid'],
    ['is not signed', { fault: 'none', header: { alg: 'none' } }, 'status.list-invalid'],
    ['is of another kind', { header: { typ: 'statuslist+jwt' } }, 'status.list-invalid'],
  ])('%s', async (_name, options, code) => {
    const { world, token } = await withList(false, options);
    expectCase(await judge(token, world), 'indeterminate', 'status.revocation', 'indeterminate', code);
  });

  it('brings its own key, which proves nothing', async () => {
    const { world, token } = await withList(false);
    const mallory = await newJoseKey('ES256');
    const list = await statusList({ url: LIST, issuer: 'https://nowhere.example', validFrom: CREATED });
    serve(world.resources, LIST, await tokenOf(list, { key: mallory, header: { jwk: mallory.public } }));
    expect(codeOf(await judge(token, world), 'status.revocation')).toBe('status.list-unproven');
  });
});
