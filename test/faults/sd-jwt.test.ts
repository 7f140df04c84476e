import type { Code, Outcome, Verdict } from '@credlens/core/report';
import { digestOf, disclosure, jwkDocument, learningCredential, newJoseKey, sdJwt, serve, testCertificate, type BindingOptions, type JsonObject, type SdJwtOptions } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { codeOf, ISSUER, problemsOf, tokenBadge, tokenWorld, walletWorld, type TokenWorld } from './token-world.js';
import { CREATED, expectCase, expectOnly, judge, LATER, NOW } from './world.js';

const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);
const claims = (members: JsonObject = {}, cnf?: JsonObject) => learningCredential({ iss: ISSUER, iat: seconds(CREATED), exp: seconds(LATER), ...(cnf ? { cnf } : {}), members });
const wallet = ({ key, kid }: TokenWorld, options: Partial<SdJwtOptions> = {}, payload = claims()) => sdJwt(payload, { key, ...options, header: { kid, ...options.header } });
const ALL = ['/email', '/family_name', '/learning_outcomes/0'];

describe('a wallet credential that is in order', () => {
  it('the EU learning credential, everything disclosed', async () => {
    const world = await walletWorld();
    const report = await judge(await wallet(world, { disclosable: ALL }), world, { recipient: 'maria@issuer.example' });
    expectCase(report, 'verified', 'proof.coverage', 'pass', 'coverage.complete');
    expectOnly(report);
    expect(codeOf(report, 'format.data-model')).toBe('sd-jwt.conforms');
    expect(codeOf(report, 'recipient.match')).toBe('recipient.matched');
    expect(codeOf(report, 'issuer.identity')).toBe('issuer.domain');
    expect(report.credential).toEqual({
      format: 'sd-jwt-vc', dataModel: 'other', types: ['urn:eu.europa.ec.eudi:learning:credential:1'], title: { und: 'Water Quality Analysis' }, description: { und: 'Laboratory and field methods.' },
      issuer: { id: ISSUER, name: { und: 'University of Example' } },
      recipient: { id: 'urn:example:learner:1', name: { und: 'Maria Muster' }, identifiers: [{ type: 'emailAddress', hashed: false, value: 'maria@issuer.example' }] },
      validFrom: '2026-06-01T09:00:00Z', validUntil: '2027-06-01T09:00:00Z',
      achievements: [{
        name: { und: 'Water Quality Analysis' }, description: { und: 'Laboratory and field methods.' }, type: 'European learning credential', results: [{ value: 'A', pointer: '/assessment_grade' }],
        skills: [{ name: { und: 'analyse water samples' }, pointer: '/learning_outcomes/0' }, { name: { und: 'write laboratory reports' }, pointer: '/learning_outcomes/1' }],
        pointer: '',
      }],
      statements: [
        { property: 'learning_outcomes', on: 'achievement', name: { und: 'analyse water samples' }, pointer: '/learning_outcomes/0' },
        { property: 'learning_outcomes', on: 'achievement', name: { und: 'write laboratory reports' }, pointer: '/learning_outcomes/1' },
      ],
    });
  });

  it('with some kept back, and decoys', async () => {
    const world = await walletWorld();
    const report = await judge(await wallet(world, { disclosable: ALL, withhold: ['/email'], decoys: 3 }), world, { recipient: 'maria@issuer.example' });
    expect(codeOf(report, 'proof.coverage')).toBe('coverage.partly-disclosed');
    expectCase(report, 'indeterminate', 'recipient.match', 'indeterminate', 'recipient.not-comparable');
    expect(JSON.stringify(report.credential)).not.toContain('maria@');
  });

  it('with a disclosure inside another', async () => {
    const world = await walletWorld();
    const payload = claims({ address: { street: 'Main St', city: 'Anytown' } });
    const options = { disclosable: ['/address/street', '/address'] };
    expectCase(await judge(await wallet(world, options, payload), world), 'verified', 'proof.coverage', 'pass', 'coverage.complete');
    expectCase(await judge(await wallet(world, { ...options, withhold: ['/address/street'] }, payload), world), 'verified', 'proof.coverage', 'pass', 'coverage.partly-disclosed');
    expectCase(await judge(await wallet(world, { ...options, withhold: ['/address'] }, payload), world), 'invalid', 'proof.coverage', 'fail', 'coverage.disclosure-unreferenced');
  });

  it('a badge of the W3C data model', async () => {
    const world = await tokenWorld('ES512');
    const token = await sdJwt(tokenBadge(), { key: world.key, header: { kid: world.kid, typ: 'vc+sd-jwt', cty: 'vc' }, disclosable: ['/credentialSubject/id', '/credentialSubject/achievement/alignment/0'] });
    const report = await judge(token, world);
    expectCase(report, 'verified', 'proof.coverage', 'pass', 'coverage.complete');
    expectOnly(report);
    expect(report.credential).toMatchObject({ format: 'open-badges-3', recipient: { id: 'did:example:maria' } });
  });

  it('a badge of the W3C data model that may hide its end', async () => {
    const world = await tokenWorld();
    const token = await sdJwt(tokenBadge(), { key: world.key, header: { kid: world.kid, typ: 'vc+sd-jwt' }, disclosable: ['/validUntil'], withhold: ['/validUntil'] });
    expectCase(await judge(token, world), 'verified', 'proof.coverage', 'warn', 'coverage.terms-withheld');
  });

  it('a key in the issuer’s controller document, where there is no metadata', async () => {
    const world = await tokenWorld();
    expectCase(await judge(await wallet({ ...world, kid: 'k1' }), world), 'verified', 'proof.key', 'pass', 'key.authorized');
  });
});

describe('the disclosures', () => {
  /** Signs a digest of that text, and adds the text. */
  const signed = (text: string, digest: string): Partial<SdJwtOptions> => ({ payload: (payload) => ({ ...payload, _sd: [...payload['_sd'] as string[], digest] }), disclosures: (texts) => [...texts, text] });

  it.each<[string, () => Promise<Partial<SdJwtOptions>>, Code]>([
    ['one that nobody signed', async () => { const text = await disclosure('degree', 'PhD'); return { disclosures: (texts) => [...texts, text] }; }, 'coverage.disclosure-unreferenced'],
    ['one given twice', async () => ({ disclosures: (texts) => [...texts, texts[0]!] }), 'coverage.digest-repeated'],
    ['one changed', async () => ({ disclosures: ([first = '', ...texts]) => [first.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), ...texts] }), 'coverage.disclosure-malformed'],
    ['one that is no JSON', async () => signed('AAAA', await digestOf('AAAA')), 'coverage.disclosure-malformed'],
    ['one that takes the place of a claim', async () => { const text = await disclosure('given_name', 'Mallory'); return signed(text, await digestOf(text)); }, 'coverage.claim-collision'],
    ['one called _sd', async () => { const text = await disclosure('_sd', []); return signed(text, await digestOf(text)); }, 'coverage.claim-reserved'],
    ['one called ...', async () => { const text = await disclosure('...', 'x'); return signed(text, await digestOf(text)); }, 'coverage.claim-reserved'],
    ['of an array’s item where a claim is meant', async () => { const text = await disclosure('item'); return signed(text, await digestOf(text)); }, 'coverage.disclosure-malformed'],
    ['a digest that stands twice', async () => ({ payload: (payload) => ({ ...payload, _sd: [...payload['_sd'] as string[], ...payload['_sd'] as string[]] }) }), 'coverage.digest-repeated'],
    ['digests that are no list', async () => ({ payload: (payload) => ({ ...payload, more: { _sd: 'x' } }) }), 'coverage.disclosure-malformed'],
    ['an item with more than its digest', async () => ({ payload: (payload) => ({ ...payload, more: [{ '...': 'x', y: 1 }] }) }), 'coverage.claim-reserved'],
    ['... where no item is', async () => ({ payload: (payload) => ({ ...payload, more: { '...': 'x' } }) }), 'coverage.claim-reserved'],
  ])('%s', async (_name, options, code) => {
    const world = await walletWorld();
    const report = await judge(await wallet(world, { disclosable: ALL, ...await options() }), world);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', code);
    expect(codeOf(report, 'proof.signature')).toBe('signature.valid');
  });

  it.each(['iss', 'exp', 'vct', 'cnf', 'status'])('of %s, which must stand open', async (name) => {
    const world = await walletWorld();
    const payload = claims({ status: { status_list: { idx: 1, uri: 'https://issuer.example/s' } } }, world.key.public);
    expectCase(await judge(await wallet(world, { disclosable: [`/${name}`] }, payload), world), 'invalid', 'proof.coverage', 'fail', 'coverage.claim-reserved');
  });

  it('by an algorithm that is not known', async () => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, {}, claims({ _sd_alg: 'md5' })), world), 'indeterminate', 'proof.coverage', 'indeterminate', 'coverage.digest-algorithm');
  });

  it('nested far too deeply are refused, not followed', async () => {
    const world = await walletWorld();
    let text = await disclosure('end', 'x');
    const texts = [text];
    for (let depth = 0; depth < 300; depth += 1) {
      text = await disclosure('next', { _sd: [await digestOf(text)] });
      texts.push(text);
    }
    const digest = await digestOf(text);
    const report = await judge(await wallet(world, { payload: (payload) => ({ ...payload, _sd: [digest] }), disclosures: () => texts }), world);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.disclosure-malformed');
  });
});

describe('whose wallet credential it is', () => {
  it.each<[string, JsonObject, Verdict, Outcome, Code]>([
    ['metadata of somebody else', { issuer: 'https://mallory.example' }, 'indeterminate', 'indeterminate', 'key.document-invalid'],
    ['metadata that names its keys twice', { jwks_uri: 'https://issuer.example/jwks' }, 'indeterminate', 'indeterminate', 'key.document-invalid'],
    ['metadata without keys', { jwks: { keys: [] } }, 'indeterminate', 'indeterminate', 'key.document-invalid'],
  ])('%s', async (_name, changes, verdict, outcome, code) => {
    const world = await walletWorld('ES256', changes);
    expectCase(await judge(await wallet(world), world), verdict, 'proof.key', outcome, code);
  });

  it('a key that the metadata does not list', async () => {
    const world = await walletWorld();
    const mallory = await newJoseKey('ES256');
    expectCase(await judge(await wallet({ ...world, key: mallory, kid: 'm' }), world), 'invalid', 'proof.key', 'fail', 'key.not-listed');
  });

  it.each(['jwt', undefined, 'at+jwt', 'vp+sd-jwt', 'vc+jwt'])('typ %s is no wallet credential', async (typ) => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, { header: { typ } }), world), 'invalid', 'proof.terms', 'fail', 'terms.media-type');
  });

  it('a certificate proves that its key signed, and no more', async () => {
    const world = await walletWorld();
    world.resources.clear();
    const x5c = [await testCertificate(world.key, 'University of Example')];
    const report = await judge(await wallet(world, { header: { kid: undefined, x5c } } as Partial<SdJwtOptions>), world);
    expectCase(report, 'indeterminate', 'proof.key', 'indeterminate', 'key.certificate-unchecked');
    expect(codeOf(report, 'proof.signature')).toBe('signature.valid');
    const { iss: _iss, ...rest } = claims();
    const unnamed = await judge(await wallet(world, { header: { kid: undefined, x5c } } as Partial<SdJwtOptions>, rest), world);
    expectCase(unnamed, 'indeterminate', 'issuer.identity', 'indeterminate', 'issuer.key-unproven');
  });

  it('a certificate of a key that the issuer publishes', async () => {
    const world = await walletWorld();
    const x5c = [await testCertificate(world.key, 'University of Example')];
    expectCase(await judge(await wallet(world, { header: { kid: undefined, x5c } } as Partial<SdJwtOptions>), world), 'verified', 'proof.key', 'pass', 'key.authorized');
  });

  it('a certificate of another key', async () => {
    const world = await walletWorld();
    const x5c = [await testCertificate(await newJoseKey('ES256'), 'University of Example')];
    expectCase(await judge(await wallet(world, { header: { kid: undefined, x5c } } as Partial<SdJwtOptions>), world), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('a certificate that is none', async () => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, { header: { x5c: ['AAAA'] } }), world), 'invalid', 'proof.key', 'fail', 'key.malformed');
  });

  it('the older vc+sd-jwt is one', async () => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, { header: { typ: 'vc+sd-jwt' } }), world), 'verified', 'proof.terms', 'pass', 'terms.accepted');
  });
});

describe('the claims of a wallet credential', () => {
  it.each<[string, JsonObject, 'format.data-model' | 'validity.period' | 'proof.terms' | 'issuer.identity', Code]>([
    ['a type that is no text', { vct: '' }, 'format.data-model', 'sd-jwt.violations'],
    ['an issuer that is no address', { iss: 'someone' }, 'format.data-model', 'sd-jwt.violations'],
    ['a holder’s key that is none', { cnf: {} }, 'format.data-model', 'sd-jwt.violations'],
    ['a place in a list that is none', { status: { status_list: { idx: -1, uri: 'https://issuer.example/s' } } }, 'format.data-model', 'sd-jwt.violations'],
    ['expired', { exp: seconds('2026-07-01T00:00:00Z') }, 'validity.period', 'validity.expired'],
    ['expired by its own words', { date_of_expiry: '2026-07-01' }, 'validity.period', 'validity.expired'],
    ['not yet', { nbf: seconds('2026-12-01T00:00:00Z') }, 'validity.period', 'validity.not-yet'],
    ['dates that cannot be read', { exp: 'never' }, 'proof.terms', 'terms.malformed'],
  ])('%s', async (_name, members, id, code) => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, {}, claims(members)), world), 'invalid', id, 'fail', code);
  });

  it('a date in words is read, and said', async () => {
    const world = await walletWorld();
    const report = await judge(await wallet(world, {}, claims({ iat: CREATED, exp: LATER })), world);
    expectCase(report, 'verified', 'proof.terms', 'warn', 'terms.claim-type');
    expect(problemsOf(report, 'proof.terms')).toHaveLength(2);
  });

  it('without an issuer', async () => {
    const world = await walletWorld();
    const { iss: _iss, ...rest } = claims();
    expectCase(await judge(await wallet(world, {}, rest), world), 'invalid', 'issuer.identity', 'fail', 'issuer.missing');
  });
});

describe('the key binding', () => {
  const asked = { presentation: { challenge: 'n-1', domain: 'https://jobs.example' } };
  const binding = (key: BindingOptions['key'], changes: Partial<BindingOptions> = {}): BindingOptions => ({ key, nonce: 'n-1', aud: 'https://jobs.example', iat: seconds(NOW) - 60, ...changes });
  const bound = async (changes: Partial<BindingOptions> = {}, options: Partial<SdJwtOptions> = {}) => {
    const world = await walletWorld();
    const holder = await newJoseKey('ES256');
    return { world, holder, token: await wallet(world, { disclosable: ALL, binding: binding(holder, changes), ...options }, claims({}, holder.public)) };
  };

  it('answers who asked', async () => {
    const { world, token } = await bound();
    const report = await judge(token, world, asked);
    expectCase(report, 'verified', 'recipient.holder', 'pass', 'holder.proved');
    expectOnly(report);
  });

  it('is sound, and nobody asked', async () => {
    const { world, token } = await bound();
    expectCase(await judge(token, world), 'verified', 'recipient.holder', 'not-applicable', 'holder.not-asked');
  });

  it.each<[string, Partial<BindingOptions>]>([
    ['signed by another key', {}], ['damaged', { fault: 'flip' }], ['of another typ', { header: { typ: 'JWT' } }], ['with something critical', { header: { crit: ['x'], x: 1 } }],
    ['without a signature', { fault: 'none', header: { alg: 'none' } }], ['over other disclosures', { claims: { sd_hash: 'AAAA' } }], ['without a nonce', { claims: { nonce: undefined } }],
    ['made in the future', { iat: seconds(LATER) }], ['that does not say when it was made', { claims: { iat: undefined } }],
  ])('%s', async (name, changes) => {
    const other = name === 'signed by another key' ? { key: await newJoseKey('ES256') } : {};
    const { world, token } = await bound({ ...changes, ...other });
    expectCase(await judge(token, world, asked), 'invalid', 'recipient.holder', 'fail', 'holder.binding-invalid');
    expectCase(await judge(token, world), 'invalid', 'recipient.holder', 'fail', 'holder.binding-invalid');
  });

  it('with a disclosure taken away after it was made', async () => {
    const { world, token } = await bound();
    const parts = token.split('~');
    expectCase(await judge([...parts.slice(0, 1), ...parts.slice(2)].join('~'), world, asked), 'invalid', 'recipient.holder', 'fail', 'holder.binding-invalid');
  });

  it.each<[string, Partial<BindingOptions>, Code]>([['another challenge', { nonce: 'n-2' }, 'terms.challenge'], ['another asker', { aud: 'https://mallory.example' }, 'terms.domain']])('for %s', async (_name, changes, code) => {
    const { world, token } = await bound(changes);
    expectCase(await judge(token, world, asked), 'invalid', 'proof.terms', 'fail', code);
  });

  it('is missing, and was asked for', async () => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, {}, claims({}, world.key.public)), world, asked), 'indeterminate', 'recipient.holder', 'indeterminate', 'holder.unproved');
  });

  it('by a key that the issuer did not name', async () => {
    const world = await walletWorld();
    expectCase(await judge(await wallet(world, { binding: binding(world.key) }), world, asked), 'invalid', 'recipient.holder', 'fail', 'holder.binding-invalid');
  });
});

it('a wallet credential whose issuer has both a document and metadata', async () => {
  const world = await walletWorld();
  serve(world.resources, ISSUER, jwkDocument(ISSUER, { other: (await newJoseKey('ES256')).public }));
  expectCase(await judge(await wallet(world), world), 'verified', 'proof.key', 'pass', 'key.authorized');
});
