import { certificate, days, malformedExtension, pki, testKey, unknownExtension, type CertificateFault, type CertificateOptions, type Pki, type PkiOptions, type TestIdentity } from '@credlens/demo-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorOf, anchorStore, combineAnchors } from './anchors.js';
import { parseCertificate } from './certificate.js';
import { buildPaths, searchPaths } from './path-building.js';
import { validatePath, type ValidationOptions } from './path-validation.js';
import type { Certificate, TrustAnchor } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
const at = Date.parse(NOW);
const read = (identity: TestIdentity): Certificate => parseCertificate(identity.certificate)!;
const anchor = (identity: TestIdentity): TrustAnchor => anchorOf(read(identity), { kind: 'host', name: 'test' });
const trust = (...identities: TestIdentity[]) => anchorStore(identities.map(anchor));
const names = (certificates: readonly Certificate[]) => certificates.map(({ subject }) => subject.attributes.find(({ oid }) => oid === '2.5.4.3')!.value);

let cast: Pki;
beforeAll(async () => { cast = await pki(NOW); });
const pool = (people: Pki): Certificate[] => [people.root, people.ca, people.cross, people.lookAlikeCa, people.lookAlikeRoot, people.plainCa].map(read);

describe('paths are built', () => {
  it('up to an anchor, whose own certificate is not in them', async () => {
    const [path, ...more] = await buildPaths(read(cast.seal), pool(cast), trust(cast.root));
    expect(names(path!.certificates)).toEqual(['University of Example', 'Example Qualified CA']);
    expect(path!.anchor.sha256).toBe(read(cast.root).sha256);
    expect(more).toEqual([]);
  });
  it('to a trusted service that is no root', async () => {
    const [path] = await buildPaths(read(cast.seal), [], trust(cast.ca));
    expect(names(path!.certificates)).toEqual(['University of Example']);
  });
  it('to the certificate itself, where it is the anchor', async () => {
    const [path] = await buildPaths(read(cast.seal), [], trust(cast.seal));
    expect([path!.isAnchor, path!.certificates.length]).toEqual([true, 1]);
    expect(validatePath(path!.certificates, path!.anchor, { at })).toEqual([]);
    expect(validatePath(path!.certificates, path!.anchor, { at: Date.parse('2040-01-01') }).map(({ rule }) => rule)).toEqual(['expired']);
  });
  it('through cross-certificates to each anchor', async () => {
    const paths = await buildPaths(read(cast.seal), pool(cast), combineAnchors([trust(cast.otherRoot), trust(cast.root)]));
    expect(paths.map((path) => path.anchor.sha256).sort()).toEqual([read(cast.root).sha256, read(cast.otherRoot).sha256].sort());
  });
  it('not through issuers that have the name and not the key', async () => {
    expect(await searchPaths(read(cast.seal), pool(cast), trust(cast.lookAlikeRoot))).toEqual({ paths: [], reason: 'issuer-key' });
    expect(await searchPaths(read(cast.lookAlikeSeal), pool(cast), trust(cast.root))).toEqual({ paths: [], reason: 'issuer-key' });
  });
  it('and say what is missing', async () => {
    expect((await searchPaths(read(cast.seal), [], trust(cast.root))).reason).toBe('issuer-unknown');
    expect((await searchPaths(read(cast.seal), [read(cast.ca), read(cast.root)], trust(cast.otherRoot))).reason).toBe('self-signed');
  });
  it('round no loop', async () => {
    const [a, b] = [{ key: testKey('a'), name: 'A' }, { key: testKey('b'), name: 'B' }];
    const base = { from: days(NOW, -10), to: days(NOW, 10), ca: true } as const;
    const first = await certificate({ ...base, subject: { CN: a.name }, key: a.key });
    const second = await certificate({ ...base, subject: { CN: b.name }, key: b.key, issuer: first });
    const back = await certificate({ ...base, subject: { CN: a.name }, key: a.key, issuer: second });
    expect((await searchPaths(read(back), [first, second, back].map(read), trust(cast.root))).paths).toEqual([]);
  });
  it('in bounded time among hundreds of look-alikes, and no deeper than ten', async () => {
    const base = { from: days(NOW, -10), to: days(NOW, 10), ca: true } as const;
    const alike = await Promise.all(Array.from({ length: 300 }, (_, index) => certificate({ ...base, subject: { CN: 'Same' }, key: testKey(`same ${index}`) })));
    const end = await certificate({ ...base, subject: { CN: 'End' }, issuer: { ...alike[0]!, key: testKey('nobody') } });
    const started = performance.now();
    expect((await searchPaths(read(end), alike.map(read), trust(cast.root))).reason).toBe('bounded');
    expect(performance.now() - started).toBeLessThan(5000);
    const chain: TestIdentity[] = [cast.root];
    for (let index = 0; index < 12; index += 1) chain.push(await certificate({ ...base, subject: { CN: `Level ${index}` }, issuer: chain.at(-1)! }));
    expect((await searchPaths(read(chain.at(-1)!), chain.map(read), trust(cast.root))).reason).toBe('bounded');
    expect((await searchPaths(read(chain[9]!), chain.map(read), trust(cast.root))).paths).toHaveLength(1);
  }, 60_000);
  it('key identifiers are hints: a wrong one hinders nothing', async () => {
    const people = await pki(NOW, { seal: { authorityKeyIdentifier: new Uint8Array(20) } });
    expect(await buildPaths(read(people.seal), pool(people), trust(people.root))).toHaveLength(1);
  });
  it('to an anchor that its source knows by digest alone', async () => {
    const known = anchor(cast.ca);
    const byDigest = { matching: (each: Certificate) => (each.sha256 === known.sha256 ? [known] : []), issuersOf: () => [] };
    expect((await buildPaths(read(cast.seal), pool(cast), byDigest)).map(({ certificates }) => names(certificates))).toEqual([['University of Example']]);
    expect((await searchPaths(read(cast.seal), [], byDigest)).paths).toEqual([]);
  });
  it('to an anchor of a list that gave no certificate', async () => {
    const { subject, spki } = read(cast.ca);
    const service = anchorStore([{ subject, spki, origin: { kind: 'trusted-list', territory: 'XX', service: 3 } }]);
    expect((await buildPaths(read(cast.seal), [], service))[0]!.anchor.origin).toEqual({ kind: 'trusted-list', territory: 'XX', service: 3 });
    expect(service.matching(read(cast.ca))).toHaveLength(1);
    expect(service.matching(read(cast.lookAlikeCa))).toHaveLength(0);
  });
});

/** Rules that the path of the cast's seal misses, where one thing is other. */
async function missed(options: PkiOptions, validation: Partial<ValidationOptions> = {}): Promise<string[]> {
  const people = await pki(NOW, options);
  return validatePath([people.seal, people.ca].map(read), anchor(people.root), { at, ...validation }).map(({ rule }) => rule);
}

describe('a path is valid', () => {
  it('where nothing is wrong', async () => expect(await missed({})).toEqual([]));
  it('RFC 5280 section 6.1.3 (a)(2): only in the time of each certificate, told apart', async () => {
    expect(await missed({ seal: { from: days(NOW, -9), to: days(NOW, -1) } })).toEqual(['expired']);
    expect(await missed({ seal: { from: days(NOW, 1) } })).toEqual(['not-yet-valid']);
    expect(await missed({ ca: { to: days(NOW, -1) } })).toEqual(['expired']);
    expect(await missed({ ca: { to: NOW } })).toEqual([]);
  });
  it('section 6.1.3 (a)(4): only where names chain', async () => {
    expect(await missed({ seal: { issuerName: { CN: 'Somebody else' } } })).toEqual(['issuer-name']);
    expect(validatePath([read(cast.seal)], anchor(cast.root), { at }).map(({ rule }) => rule)).toEqual(['issuer-name']);
  });
  it.each<[CertificateFault]>([['duplicate-extension'], ['algorithm-mismatch']])('section 4.1: only without defects, %s', async (fault) => expect(await missed({ seal: { fault } })).toContain('certificate-defect'));
  it('section 6.1.4 (k): only where each issuer may issue', async () => {
    expect(await missed({ ca: { ca: false } })).toContain('basic-constraints');
    const people = await pki(NOW);
    const bare = await certificate({ subject: { CN: 'x' }, issuer: people.root, from: days(NOW, -9), to: days(NOW, 9) });
    const end = await certificate({ subject: { CN: 'y' }, issuer: bare, from: days(NOW, -9), to: days(NOW, 9) });
    expect(validatePath([read(end), read(bare)], anchor(people.root), { at }).map(({ rule }) => rule)).toEqual(['basic-constraints']);
  });
  it('section 6.1.4 (k): only where each issuer is of version 3', async () => expect(await missed({ ca: { fault: 'version-1' } })).toEqual(['version', 'basic-constraints']));
  it('section 6.1.4 (n): only where each issuer may sign certificates', async () => {
    expect(await missed({ ca: { keyUsage: ['cRLSign'] } })).toEqual(['key-cert-sign']);
    expect(await missed({ ca: { keyUsage: ['keyCertSign'] } })).toEqual([]);
  });
  it('section 6.1.4 (l): only as long as each issuer allows', async () => {
    const base = { from: days(NOW, -9), to: days(NOW, 9), ca: true } as const;
    const one = await certificate({ ...base, subject: { CN: 'one' }, issuer: cast.root, pathLength: 0 });
    const two = await certificate({ ...base, subject: { CN: 'two' }, issuer: one });
    const end = await certificate({ ...base, ca: false, subject: { CN: 'end' }, issuer: two });
    const rules = (path: TestIdentity[]) => validatePath(path.map(read), anchor(cast.root), { at }).map(({ rule }) => rule);
    expect(rules([end, two, one])).toEqual(['path-length']);
    expect(rules([two, one])).toEqual([]);
    const renewed = await certificate({ ...base, subject: { CN: 'one' }, key: testKey('new key of one'), issuer: one });
    expect(rules([await certificate({ ...base, ca: false, subject: { CN: 'end' }, issuer: renewed }), renewed, one])).toEqual([]);
  });
  it('section 6.1.4 (o): only without critical extensions that are unknown', async () => {
    expect(await missed({ seal: { extra: [unknownExtension(true)] } })).toEqual(['critical-extension']);
    expect(await missed({ ca: { extra: [unknownExtension(true)] } })).toEqual(['critical-extension']);
    expect(await missed({ seal: { extra: [unknownExtension(false)] } })).toEqual([]);
    expect(await missed({ seal: { extra: [unknownExtension(true)] } }, { understood: [unknownExtension(true).oid] })).toEqual([]);
  });
  it.each<[string, CertificateOptions['raw']]>([['keyUsage', { keyUsage: Uint8Array.of(5, 0) }], ['basicConstraints', { basicConstraints: Uint8Array.of(4, 0) }], ['certificatePolicies', { certificatePolicies: Uint8Array.of(0x30, 0) }]])(
    'only where %s can be read', async (_name, raw) => expect(await missed({ ca: { raw: raw! } })).toContain('extension-malformed'));
  it('only where nameConstraints can be read, and have no minimum (section 4.2.1.10)', async () => {
    expect(await missed({ ca: { permitted: [{ dns: 'a.example' }], subtreeMinimum: 1 } })).toEqual(['extension-malformed']);
    expect(await missed({ ca: { extra: [malformedExtension('2.5.29.30', true)] } })).toEqual(['extension-malformed']);
  });
  it('and bounded in length', () => expect(validatePath(Array.from({ length: 21 }, () => read(cast.ca)), anchor(cast.root), { at }).map(({ rule }) => rule)).toEqual(['path-too-long']));
  it('RFC 5937: an anchor restricts where that is asked for', async () => {
    const people = await pki(NOW, { root: { pathLength: 0 } });
    const path = [people.seal, people.ca].map(read);
    expect(validatePath(path, anchor(people.root), { at })).toEqual([]);
    expect(validatePath(path, anchor(people.root), { at, anchorConstraints: true }).map(({ rule }) => rule)).toEqual(['path-length']);
  });
});

describe('name constraints (RFC 5280 section 4.2.1.10)', () => {
  type Names = NonNullable<CertificateOptions['permitted']>;
  const cases: [string, { permitted?: Names; excluded?: Names; names?: Names; subject?: CertificateOptions['subject'] }, string[]][] = [
    ['a directory name within', { permitted: [{ directory: { C: 'XX' } }] }, []],
    ['a directory name that differs in case', { permitted: [{ directory: { C: 'XX', O: 'UNIVERSITY of example' } }] }, []],
    ['a directory name beside', { permitted: [{ directory: { C: 'YY' } }] }, ['name-constraints']],
    ['a directory name excluded', { excluded: [{ directory: { C: 'XX', O: 'University of Example' } }] }, ['name-constraints']],
    ['a longer directory name does not exclude', { excluded: [{ directory: { C: 'XX', O: 'University' } }] }, []],
    ['a host within', { permitted: [{ dns: 'uni.example' }], names: [{ dns: 'WWW.uni.example' }] }, []],
    ['a host that only ends alike', { permitted: [{ dns: 'uni.example' }], names: [{ dns: 'evil-uni.example' }] }, ['name-constraints']],
    ['any host excluded', { excluded: [{ dns: '' }], names: [{ dns: 'a.example' }] }, ['name-constraints']],
    ['a mailbox', { permitted: [{ email: 'seal@uni.example' }], names: [{ email: 'seal@UNI.example' }] }, []],
    ['another mailbox', { permitted: [{ email: 'seal@uni.example' }], names: [{ email: 'other@uni.example' }] }, ['name-constraints']],
    ['a mail host itself', { permitted: [{ email: 'uni.example' }], names: [{ email: 'a@uni.example' }] }, []],
    ['a mail host below, where only the host itself may', { permitted: [{ email: 'uni.example' }], names: [{ email: 'a@sub.uni.example' }] }, ['name-constraints']],
    ['a mail host below', { permitted: [{ email: '.uni.example' }], names: [{ email: 'a@sub.uni.example' }] }, []],
    ['an address in the subject', { permitted: [{ email: 'uni.example' }], subject: { CN: 'x', emailAddress: 'a@evil.example' } }, ['name-constraints']],
    ['a URI by its host', { permitted: [{ uri: '.uni.example' }], names: [{ uri: 'https://user@www.uni.example:443/x' }] }, []],
    ['a URI whose host is beside', { permitted: [{ uri: 'uni.example' }], names: [{ uri: 'https://evil.example/uni.example' }] }, ['name-constraints']],
    ['a URI without a host', { permitted: [{ uri: 'uni.example' }], names: [{ uri: 'urn:x:y' }] }, ['name-constraints']],
    ['a URI by number', { excluded: [{ uri: 'uni.example' }], names: [{ uri: 'https://10.0.0.1/' }] }, ['name-constraints']],
    ['an address within the network', { permitted: [{ ip: '10.0.0.0/255.0.0.0' }], names: [{ ip: '10.1.2.3' }] }, []],
    ['an address beside the network', { permitted: [{ ip: '10.0.0.0/255.0.0.0' }], names: [{ ip: '11.1.2.3' }] }, ['name-constraints']],
    ['an address of the other length', { permitted: [{ ip: '10.0.0.0/255.0.0.0' }], names: [{ ip: '20010db8000000000000000000000001' }] }, ['name-constraints']],
    ['a kind that is not understood, where it matters', { excluded: [{ registeredId: '1.2.3' }], names: [{ registeredId: '1.2.3.4' }] }, ['name-constraints-unsupported']],
    ['a kind that is not understood, where no name has it', { excluded: [{ registeredId: '1.2.3' }] }, []],
  ];
  it.each(cases)('%s', async (_name, { permitted, excluded, names: alternativeNames, subject }, rules) => {
    expect(await missed({ ca: { ...(permitted && { permitted }), ...(excluded && { excluded }) }, seal: { ...(alternativeNames && { alternativeNames }), ...(subject && { subject }) } })).toEqual(rules);
  });
  it('section 6.1.4 (g): those of two issuers hold together', async () => {
    const base = { from: days(NOW, -9), to: days(NOW, 9), ca: true } as const;
    const wide = await certificate({ ...base, subject: { CN: 'wide' }, issuer: cast.root, permitted: [{ dns: 'example' }] });
    const narrow = await certificate({ ...base, subject: { CN: 'narrow' }, issuer: wide, permitted: [{ dns: 'uni.example' }, { dns: 'org' }] });
    const rules = async (dns: string) => validatePath([read(await certificate({ ...base, ca: false, subject: { CN: 'end' }, issuer: narrow, alternativeNames: [{ dns }] })), read(narrow), read(wide)], anchor(cast.root), { at }).map(({ rule }) => rule);
    expect([await rules('a.uni.example'), await rules('a.org'), await rules('a.example')]).toEqual([[], ['name-constraints'], ['name-constraints']]);
  });
  it('are bounded: names times subtrees', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ dns: `h${index}.example` }));
    expect(await missed({ ca: { excluded: many(1500) }, seal: { alternativeNames: many(900) } })).toEqual(['name-constraints-unsupported']);
  });
});

describe('policies (RFC 5280 section 6.1, by the graph of RFC 9618)', () => {
  const [A, B, C] = ['1.3.6.1.4.1.99999.10.1', '1.3.6.1.4.1.99999.10.2', '1.3.6.1.4.1.99999.10.3'];
  /** Policies are needed from the start. */
  const needed = { requireExplicitPolicy: true } as const;
  const cases: [string, Partial<CertificateOptions>, Partial<CertificateOptions>, Partial<ValidationOptions>, string[]][] = [
    ['the same policy all the way', { policies: [A] }, { policies: [A] }, needed, []],
    ['any policy of the issuer', { policies: ['any'] }, { policies: [A] }, needed, []],
    ['another policy', { policies: [A] }, { policies: [B] }, needed, ['policy-required']],
    ['another policy, where none is needed', { policies: [A] }, { policies: [B] }, {}, []],
    ['(i): another policy, where the issuer needs one', { policies: [A], requireExplicitPolicy: 0 }, { policies: [B] }, {}, ['policy-required']],
    ['(i): an issuer that needs one later than the path is long', { policies: [A], requireExplicitPolicy: 5 }, { policies: [B] }, {}, []],
    ['6.1.5 (b): an end that needs one', { policies: [A] }, { policies: [B], requireExplicitPolicy: 0 }, {}, ['policy-required']],
    ['(b)(1): a policy that is mapped', { policies: [A], policyMappings: [{ issuer: A, subject: B }] }, { policies: [B] }, needed, []],
    ['(b)(1): the policy that was mapped away', { policies: [A], policyMappings: [{ issuer: A, subject: B }] }, { policies: [A] }, needed, ['policy-required']],
    ['(b)(2): mapping that is inhibited', { policies: [A], policyMappings: [{ issuer: A, subject: B }] }, { policies: [B] }, { ...needed, inhibitPolicyMapping: true }, ['policy-required']],
    ['(b)(1): mapping out of anyPolicy', { policies: ['any'], policyMappings: [{ issuer: A, subject: B }] }, { policies: [B] }, { ...needed, policies: [A] }, []],
    ['(a): anyPolicy is not mapped', { policies: ['any'], policyMappings: [{ issuer: '2.5.29.32.0', subject: B }] }, { policies: [B] }, {}, ['policy-mapping']],
    ['(d)(2): anyPolicy that is inhibited', { policies: [A], inhibitAnyPolicy: 0 }, { policies: ['any'] }, needed, ['policy-required']],
    ['(d)(2): anyPolicy that is not', { policies: [A] }, { policies: ['any'] }, needed, []],
    ['(g): one of the policies wanted', { policies: ['any'] }, { policies: [A] }, { ...needed, policies: [A, C] }, []],
    ['(g): none of the policies wanted', { policies: ['any'] }, { policies: [A] }, { ...needed, policies: [C] }, ['policy-not-wanted']],
    ['(g): a policy wanted in the words of the anchor', { policies: [A], policyMappings: [{ issuer: A, subject: B }] }, { policies: [B] }, { ...needed, policies: [A] }, []],
    ['(g): not in the words of the end', { policies: [A], policyMappings: [{ issuer: A, subject: B }] }, { policies: [B] }, { ...needed, policies: [B] }, ['policy-not-wanted']],
  ];
  it.each(cases)('%s', async (_name, ca, seal, validation, rules) => expect(await missed({ ca, seal }, validation)).toEqual(rules));
  it('a certificate without policies ends them', async () => {
    const base = { from: days(NOW, -9), to: days(NOW, 9) } as const;
    const ca = await certificate({ ...base, ca: true, subject: { CN: 'ca' }, issuer: cast.root });
    const end = await certificate({ ...base, subject: { CN: 'end' }, issuer: ca, policies: [A] });
    expect(validatePath([read(end), read(ca)], anchor(cast.root), { at, ...needed }).map(({ rule }) => rule)).toEqual(['policy-required', 'policy-required']);
  });
  it('mappings of everything to everything cost no time', async () => {
    const all = Array.from({ length: 14 }, (_, index) => `1.3.6.1.4.1.99999.11.${index}`);
    const mesh = all.flatMap((issuer) => all.map((subject) => ({ issuer, subject })));
    const base = { from: days(NOW, -9), to: days(NOW, 9), ca: true, policies: all } as const;
    const chain: TestIdentity[] = [cast.root];
    for (let index = 0; index < 9; index += 1) chain.push(await certificate({ ...base, subject: { CN: `Level ${index}` }, issuer: chain.at(-1)!, policyMappings: mesh }));
    const started = performance.now();
    expect(validatePath(chain.slice(1).reverse().map(read), anchor(cast.root), { at, ...needed, policies: [all[0]!] })).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
