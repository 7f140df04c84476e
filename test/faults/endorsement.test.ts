import { achievement, addProof, change, corruptProof, didKey, didWeb, ed25519TestKey, endorsement, issue, joseKeyOf, publish, lookup, tokenOf, type EndorsementOptions, type Identity, type JsonObject } from '@credlens/demo-issuer';
import { compareOutcomes } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, expectOnly, goodBadge, goodCredential, judge, LATER, world, type World } from './world.js';

const BADGE = 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11';

async function here(): Promise<World & { chamber: Identity }> {
  const { uni } = await world();
  const chamber = didWeb('chamber.example', await ed25519TestKey('chamber'));
  return { uni, chamber, resources: publish([uni, chamber]) };
}

const endorse = (by: Identity, of: string, options: Partial<EndorsementOptions> = {}): Promise<JsonObject> =>
  issue(endorsement({ issuer: by.id, of, validFrom: CREATED, validUntil: LATER, ...options }), { by, created: CREATED });

/** The first content of the Open Badges context has no word for tokens: signed over its JSON, a badge can carry them all the same. */
const overJson = (by: Identity, members: JsonObject): Promise<JsonObject> => addProof(goodBadge(by, { members }), { by, created: CREATED, suite: 'eddsa-jcs-2022' });

const listed = ({ uni, chamber }: { uni: Identity; chamber: Identity }) => [{ id: uni.id, name: 'University' }, { id: chamber.id, name: 'Chamber of Water' }];

describe('endorsements', () => {
  it('of the credential, its issuer and its achievement, by somebody whom a list names', async () => {
    const world = await here();
    const { uni, chamber } = world;
    const made = achievement();
    const document = goodBadge(uni, { achievement: { ...made, endorsement: [await endorse(chamber, String(made['id']))] }, members: { endorsement: [await endorse(chamber, BADGE)] } });
    const issuer = { ...document['issuer'] as JsonObject, endorsement: [await endorse(chamber, uni.id)] };
    const report = await judge(await issue({ ...document, issuer }, { by: uni, created: CREATED }), world, { trust: listed(world) });
    expectCase(report, 'verified', 'issuer.endorsement', 'pass', 'endorsement.verified');
    expectOnly(report);
    expect(checkOf(report, 'issuer.endorsement').params).toEqual({ endorsements: 3, recognised: 3, by: 'Chamber of Water' });
    expect(report.endorsements?.map(({ verdict }) => verdict)).toEqual(['verified', 'verified', 'verified']);
    expect(report.subjects).toEqual([]);
  });

  it('by somebody whom no list names: shown, and worth nothing', async () => {
    const world = await here();
    const report = await judge(await goodCredential(world.uni, { members: { endorsement: [await endorse(world.chamber, BADGE)] } }), world, { trust: [{ id: world.uni.id, name: 'University' }] });
    expectCase(report, 'verified', 'issuer.endorsement', 'not-applicable', 'endorsement.unrecognized');
    expect(checkOf(report, 'issuer.endorsement').params).toMatchObject({ recognised: 0, by: 'chamber.example' });
  });

  it('copied, with what it is of, into a credential by somebody else: it adds nothing', async () => {
    const world = await here();
    const mill = didWeb('mill.example', await ed25519TestKey('mill'));
    const resources = publish([world.uni, world.chamber, mill]);
    const made = achievement();
    const forged = goodBadge(mill, { achievement: { ...made, endorsement: [await endorse(world.chamber, String(made['id']))] }, members: { endorsement: [await endorse(world.chamber, BADGE)] } });
    const report = await judge(await issue(forged, { by: mill, created: CREATED }), { resources }, { trust: listed(world) });
    expectCase(report, 'verified', 'issuer.endorsement', 'not-applicable', 'endorsement.unbound');
    expect(checkOf(report, 'issuer.endorsement').params).toMatchObject({ recognised: 0 });
  });

  it('of an address of the issuer’s own, and of the issuer: whoever the host knows', async () => {
    const world = await here();
    const made = achievement();
    const trust = [{ id: world.chamber.id, name: 'Chamber of Water' }];
    for (const [id, path, code] of [[made['id'], [], 'endorsement.verified'], [made['id'], ['faculty'], 'endorsement.unbound'], ['https://issuer.example.other.example/a', [], 'endorsement.unbound'], ['urn:a', [], 'endorsement.unbound']] as const) {
      const by = didWeb('issuer.example', await ed25519TestKey('university'), { path });
      const document = goodBadge(by, { achievement: { ...made, id: String(id), endorsement: [await endorse(world.chamber, String(id))] } });
      expectCase(await judge(await issue(document, { by, created: CREATED }), { resources: publish([by, world.chamber]) }, { trust }), 'verified', 'issuer.endorsement', code === 'endorsement.verified' ? 'pass' : 'not-applicable', code);
      const issuer = { ...document['issuer'] as JsonObject, endorsement: [await endorse(world.chamber, by.id)] };
      const ofIssuer = await issue({ ...goodBadge(by), issuer }, { by, created: CREATED });
      expectCase(await judge(ofIssuer, { resources: publish([by, world.chamber]) }, { trust }), 'verified', 'issuer.endorsement', 'pass', 'endorsement.verified');
    }
  });

  it('in a credential that was altered, it is not counted', async () => {
    const world = await here();
    const good = await goodCredential(world.uni, { members: { endorsement: [await endorse(world.chamber, BADGE)] } });
    const report = await judge(change(good, '/credentialSubject/achievement/name', 'Doctor'), world, { trust: listed(world) });
    expectCase(report, 'invalid', 'issuer.endorsement', 'skipped', 'check.not-reached');
  });

  it('altered, expired, or no endorsement at all', async () => {
    const world = await here();
    const { uni, chamber } = world;
    const good = await endorse(chamber, BADGE);
    const bad = [corruptProof(good), change(good, '/name', 'Best of all'), await endorse(chamber, BADGE, { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }), await goodCredential(uni), { note: 'trust us' }, 'trust us', 7];
    for (const one of bad) {
      const signed = await addProof(goodBadge(uni, { members: { endorsement: [one] } }), { by: uni, created: CREATED, lossy: true });
      const report = await judge(signed, world, { trust: listed(world) });
      expect([checkOf(report, 'issuer.endorsement').outcome, checkOf(report, 'issuer.endorsement').code]).toEqual(['warn', 'endorsement.invalid']);
    }
  });

  it('of something else', async () => {
    const world = await here();
    const report = await judge(await goodCredential(world.uni, { members: { endorsement: [await endorse(world.chamber, 'urn:uuid:another')] } }), world, { trust: listed(world) });
    expectCase(report, 'verified', 'issuer.endorsement', 'warn', 'endorsement.other-subject');
  });

  it('a forged one, in a great name, by a key that anybody could have made, improves nothing', async () => {
    const world = await here();
    const fake = await endorse(didKey(await ed25519TestKey('anybody')), BADGE, { issuerName: 'Chamber of Water' });
    const nobody = didKey(await ed25519TestKey('nobody'));
    for (const [by, trust] of [[world.uni, listed(world)], [world.uni, []], [nobody, listed(world)]] as const) {
      const [without, withIt] = await Promise.all([{}, { members: { endorsement: [fake] } }].map(async (options) => judge(await goodCredential(by, options), world, { trust })));
      expect(withIt?.verdict).toBe(without?.verdict);
      for (const check of withIt?.checks ?? []) expect(compareOutcomes(check.outcome, without?.checks.find(({ id }) => id === check.id)?.outcome ?? 'fail')).toBeGreaterThanOrEqual(0);
      expect(checkOf(withIt!, 'issuer.endorsement').code).toBe('endorsement.unchecked');
      expect(JSON.stringify(checkOf(withIt!, 'issuer.endorsement'))).not.toContain('Chamber of Water');
    }
  });

  it('beside a good one, a bad one is what is said', async () => {
    const world = await here();
    const good = await endorse(world.chamber, BADGE);
    const judged = async (others: JsonObject[]) => checkOf(await judge(await goodCredential(world.uni, { members: { endorsement: [good, ...others] } }), world, { trust: listed(world) }), 'issuer.endorsement');
    expect((await judged([])).code).toBe('endorsement.verified');
    expect((await judged([corruptProof(good)])).code).toBe('endorsement.invalid');
    const stranger = didWeb('stranger.example', await ed25519TestKey('stranger'));
    expect((await judged([await endorse(stranger, BADGE)])).code).toBe('endorsement.unchecked');
  });

  it('endorsements of endorsements end, and those beyond the limit are not read', async () => {
    const world = await here();
    let inner = await endorse(world.chamber, BADGE);
    for (let depth = 0; depth < 5; depth++) {
      inner = await endorse(world.chamber, depth === 4 ? BADGE : 'urn:uuid:3b0f7a52-6c1e-4a63-8f57-1d2a9c0b4e11', { members: { endorsement: [inner, inner] } });
    }
    const before = performance.now();
    const report = await judge(await goodCredential(world.uni, { members: { endorsement: [inner] } }), world);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(report.verdict).toBe('verified');
  }, 60_000);

  it.each(['https://issuer.example/endorsement', 'iVBORw0KGgo=', '{"note":1}', 'data:,x'])('a text %s is no endorsement, and leads nowhere', async (value) => {
    const world = await here();
    const asked: string[] = [];
    const resources = (url: string) => { asked.push(url); return lookup(world.resources)(url); };
    const report = await judge(await overJson(world.uni, { endorsementJwt: [value] }), world, { verifier: { resources } });
    expectCase(report, 'verified', 'issuer.endorsement', 'warn', 'endorsement.invalid');
    expect(asked.filter((url) => !url.endsWith('did.json'))).toEqual([]);
  });

  it('as a token: the same, and altered it is none', async () => {
    const world = await here();
    const { uni, chamber } = world;
    const statement = endorsement({ issuer: chamber.id, of: BADGE, validFrom: CREATED, validUntil: LATER });
    const token = await tokenOf(statement, { key: await joseKeyOf(chamber.key), kid: chamber.verificationMethod });
    const judged = async (one: string) => judge(await overJson(uni, { endorsementJwt: [one] }), world, { trust: listed(world) });
    const report = await judged(token);
    expectCase(report, 'verified', 'issuer.endorsement', 'pass', 'endorsement.verified');
    expect(report.endorsements).toHaveLength(1);
    expectCase(await judged(await tokenOf(statement, { key: await joseKeyOf(chamber.key), kid: chamber.verificationMethod, fault: 'flip' })), 'verified', 'issuer.endorsement', 'warn', 'endorsement.invalid');
  });

  it('many take nothing from what else is judged', async () => {
    const world = await here();
    const good = await endorse(world.chamber, BADGE);
    const report = await judge(await goodCredential(world.uni, { members: { endorsement: [good, good, good] } }), world, { verifier: { limits: { members: 2 } } });
    expectCase(report, 'verified', 'issuer.endorsement', 'indeterminate', 'endorsement.unchecked');
    expect(report.endorsements).toHaveLength(2);
  });

  it('an endorsement that a caller hands over is a credential like any other', async () => {
    const world = await here();
    expectCase(await judge(await endorse(world.chamber, BADGE), world), 'verified', 'proof.signature', 'pass', 'signature.valid');
  });
});
