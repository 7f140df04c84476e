import { addDss, certificate, crl, days, hours, ocspResponse, pki, sealedPdf, testKey, type CertificateOptions, type Pki, type TestIdentity } from '@credlens/demo-pki';
import type { IssuerRegistry, Report } from '@credlens/core/report';
import type { TrustedListSnapshot } from '@credlens/core/trusted-list';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { expectGood, expectSub, judgeSeal as judge, listsOf as listsFor, SEALED, type SealCase } from './pades-world.js';

/** What somebody who controls a file, its certificates and its answers may try. Nothing of it may come to a report that says more than is known. */

const ASSURED = { oid: '0.4.0.194121.2.1', value: new Uint8Array([5, 0]) };
const SOMEBODY = { C: 'XX', O: 'Another University', organizationIdentifier: 'VATXX-99999999', CN: 'Another University' };

/** A certificate that nobody need ask about. */
const issuedBy = (issuer: TestIdentity, options: Partial<CertificateOptions> = {}): Promise<TestIdentity> =>
  certificate({ issuer, subject: SOMEBODY, ca: false, keyUsage: ['nonRepudiation'], from: days(SEALED, -300), to: days(SEALED, 700), extra: [ASSURED], ...options });

/** A seal by a certificate that somebody of the cast issued. */
const sealedUnder = (issuer: (cast: Pki) => TestIdentity, options: Partial<CertificateOptions> = {}): NonNullable<SealCase['pdf']> => async (cast) => {
  const signer = await issuedBy(issuer(cast), options);
  return sealedPdf({ pki: cast, signer, cms: { certificates: [signer, issuer(cast), cast.ca] } });
};

type HostileCase = Omit<SealCase, 'lists'> & { lists?: (cast: Pki) => Promise<TrustedListSnapshot> };

const listsOf = (cast: Pki): Promise<TrustedListSnapshot> => listsFor(cast);

const judgeSeal = async ({ lists, ...rest }: HostileCase = {}): Promise<Report> => judge({ ...rest, ...(lists ? { lists: await lists(await pki(SEALED, rest.cast)) } : {}) });

const identity = (report: Report) => checkOf(report, 'issuer.identity').code;
const seal = (report: Report) => report.signatures!.find(({ format }) => format !== 'document-timestamp')!;

describe('anchors of a host', () => {
  it.each(['seal', 'tsa', 'ocsp'] as const)('the certificate of a %s is trusted for itself and makes nobody an authority', async (member) => {
    const report = await judgeSeal({ pdf: sealedUnder((cast) => cast[member]), anchors: [member] });
    expectSub(report, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'basic-constraints');
    expect(identity(report)).toBe('issuer.key-unproven');
  });
  it('an authority whose key may not certify', async () => {
    expectSub(await judgeSeal({ cast: { ca: { keyUsage: ['cRLSign', 'digitalSignature'] } }, pdf: sealedUnder((cast) => cast.ca), anchors: ['ca'] }), 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'key-cert-sign');
  });
  it('an authority for its own names issues for no others', async () => {
    const constrained = { cast: { ca: { permitted: [{ directory: { C: 'XX', O: 'University of Example' } }] } }, anchors: ['ca'] } as const;
    expectSub(await judgeSeal({ ...constrained, pdf: sealedUnder((cast) => cast.ca) }), 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'name-constraints');
    expectGood(await judgeSeal({ ...constrained, pdf: sealedUnder((cast) => cast.ca, { subject: { C: 'XX', O: 'University of Example', CN: 'Registrar' } }) }));
  });
  it('an authority for certificates makes no authorities', async () => {
    expectSub(await judgeSeal({
      anchors: ['ca'],
      pdf: async (cast) => {
        const below = await issuedBy(cast.ca, { ca: true, keyUsage: ['keyCertSign', 'cRLSign'], subject: { C: 'XX', CN: 'An authority below' } });
        const signer = await issuedBy(below);
        return sealedPdf({ pki: cast, signer, cms: { certificates: [signer, below] } });
      },
    }), 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'path-length');
  });
  it('a certificate is what a host trusts: with its name and key and later dates it is another', async () => {
    const old = { from: days(SEALED, -900), to: days(SEALED, -400), keyUsage: ['nonRepudiation'] as const, ca: false, subject: SOMEBODY };
    const report = await judgeSeal({
      anchors: ['seal'], cast: { seal: { ...old, extra: [] } },
      pdf: async (cast) => {
        const renewed = await certificate({ ...old, key: cast.seal.key, from: days(SEALED, -10), to: days(SEALED, 900) });
        return sealedPdf({ pki: cast, signer: renewed, cms: { certificates: [renewed] } });
      },
    });
    expectSub(report, 'NO_CERTIFICATE_CHAIN_FOUND');
  });
});

describe('keys for other things sign no documents (RFC 5280 section 4.2.1.12)', () => {
  it.each([
    ['a web server', ['serverAuth']], ['an OCSP responder', ['OCSPSigning']], ['a time-stamping unit', ['timeStamping']], ['all of them', ['serverAuth', 'OCSPSigning', 'timeStamping']],
  ] as const)('%s', async (_name, extendedKeyUsage) => {
    const report = await judgeSeal({ pdf: sealedUnder((cast) => cast.ca, { keyUsage: ['digitalSignature'], extendedKeyUsage }) });
    expectSub(report, 'CHAIN_CONSTRAINTS_FAILURE', 'extended-key-usage');
    expect(identity(report)).toBe('issuer.key-unproven');
  });
  it('the unit of the cast, by the root and by itself', async () => {
    for (const anchors of [['root'], ['tsa']] as const) expectSub(await judgeSeal({ seal: (cast) => ({ signer: cast.tsa }), anchors }), 'CHAIN_CONSTRAINTS_FAILURE', 'extended-key-usage');
  });
  it.each([['documents', ['documentSigning']], ['mail', ['emailProtection']], ['a web server and mail', ['serverAuth', 'emailProtection']]] as const)('and one for %s does', async (_name, extendedKeyUsage) => {
    expectGood(await judgeSeal({ pdf: sealedUnder((cast) => cast.ca, { keyUsage: ['digitalSignature'], extendedKeyUsage }) }));
  });
});

describe('names', () => {
  it('are not established where nothing that is signed says whose key it is', async () => {
    const report = await judgeSeal({ seal: { cms: { ess: { version: 'none' } } } });
    expectSub(report, 'SIG_CONSTRAINTS_FAILURE', 'ess-signing-certificate');
    expect(identity(report)).toBe('issuer.key-unproven');
  });
  it('numbers of persons stand nowhere in a report: nobody knows the issuer, no answer about revocation, a key for something else', async () => {
    const number = '19800101';
    const person = { C: 'XX', givenName: 'Robin', surname: 'Sample', serialNumber: `PNOXX-${number}`, CN: `Robin Sample ${number}` };
    const cases: HostileCase[] = [
      { seal: (cast) => ({ signer: cast.sign }), anchors: ['otherRoot'] }, { seal: (cast) => ({ signer: cast.sign }), world: null },
      { cast: { sign: { keyUsage: ['keyEncipherment'], subject: person } }, seal: (cast) => ({ signer: cast.sign, signature: { name: `SAMPLE ROBIN - ${number}` } }), world: null },
      { cast: { sign: { to: days(SEALED, 3) } }, seal: (cast) => ({ signer: cast.sign }) },
      { pdf: async (cast) => { const signer = await certificate({ subject: person, ca: false, keyUsage: ['nonRepudiation'], from: days(SEALED, -9), to: days(SEALED, 900) }); return sealedPdf({ pki: cast, signer, cms: { certificates: [signer] } }); } },
      { pdf: async (cast) => { const signer = await issuedBy(cast.sign); return sealedPdf({ pki: cast, signer, cms: { certificates: [signer, cast.sign, cast.ca] } }); } },
      { pdf: async (cast) => { const signer = await issuedBy(cast.ca, { subject: { C: 'XX', CN: 'Robin Sample', organizationIdentifier: `TINXX-${number}` } }); return sealedPdf({ pki: cast, signer, cms: { certificates: [signer] } }); }, anchors: ['otherRoot'] },
    ];
    cases.push({ cast: { sign: { subject: { ...person, '0.9.2342.19200300.100.1.1': number } } }, seal: (cast) => ({ signer: cast.sign }), anchors: ['otherRoot'] });
    for (const each of cases) {
      const report = await judgeSeal(each);
      expect(JSON.stringify(report)).not.toContain(number);
      expect(seal(report).signer?.name).toMatch(/Robin Sample|Another University/);
    }
  });
});

describe('what a report says of time and qualification', () => {
  it('a forged token is by no qualified service, whoever it names', async () => {
    for (const timestamp of [{ fault: 'imprint-wrong' }, { cms: { fault: 'signature-corrupt' } }, { cms: { fault: 'signature-by-other-key' } }] as const) {
      const report = await judgeSeal({ lists: listsOf, seal: { timestamp } });
      expect(seal(report).timestamps[0]).toMatchObject({ indication: 'TOTAL-FAILED', authority: 'Example time-stamping unit' });
      expect(seal(report).timestamps[0]).not.toHaveProperty('qualified');
      expect(seal(report).time).not.toHaveProperty('proved');
    }
  });
  it('a list that is too old proves no time, and says of nobody who they are', async () => {
    const report = await judgeSeal({ lists: listsOf, anchors: ['ca'], seal: { timestamp: {} }, at: days(SEALED, 480), cast: { seal: { extra: [ASSURED] } }, world: { revocation: { at: days(SEALED, 480) } } });
    expect(seal(report).time).not.toHaveProperty('proved');
    expect(seal(report).timestamps[0]).not.toHaveProperty('qualified');
    const listed = await judgeSeal({ lists: listsOf, anchors: [], at: days(SEALED, 480), world: { revocation: { at: days(SEALED, 480) } } });
    expect({ key: checkOf(listed, 'proof.key').code, identity: identity(listed), verdict: listed.verdict }).toEqual({ key: 'list.too-old', identity: 'issuer.key-unproven', verdict: 'indeterminate' });
  });
  it('a forged path is told to be no qualified seal, and not even to be one if it held', async () => {
    const qualified = { qc: { compliance: true, sscd: true, type: 'eSeal' }, policies: ['0.4.0.194112.1.3'] } as const;
    const report = await judgeSeal({ lists: listsOf, anchors: [], pdf: sealedUnder((cast) => cast.seal, qualified) });
    expectSub(report, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'basic-constraints');
    expect(seal(report)).not.toHaveProperty('ifHeld');
    const waiting = await judgeSeal({ lists: listsOf, anchors: [], world: null });
    expect(seal(waiting)).toMatchObject({ qualification: 'indeterminate', ifHeld: 'QESeal' });
  });
  it('a document time-stamp that could not be checked is undecided', async () => {
    const report = await judgeSeal({ seal: { timestampBy: 'document', level: 'T' }, cast: { tsaCa: { fault: 'signature-by-other-key' } } });
    expect(report.signatures!.find(({ format }) => format === 'document-timestamp')).toMatchObject({ indication: 'INDETERMINATE', qualification: 'indeterminate' });
  });
});

describe('services of a list', () => {
  it('one that stamps the time vouches for no name', async () => {
    const lists = (cast: Pki): Promise<TrustedListSnapshot> => listsFor(cast, { list: { providers: [{ name: 'Time', services: [{ type: 'TSA/QTST', from: days(SEALED, -900), identities: [cast.tsaCa, cast.tsa] }] }] } });
    for (const pdf of [sealedUnder((cast) => cast.tsaCa), async (cast: Pki) => sealedPdf({ pki: cast, signer: cast.tsa })]) {
      const report = await judgeSeal({ lists, anchors: [], pdf });
      expectSub(report, 'NO_CERTIFICATE_CHAIN_FOUND');
      expect(identity(report)).toBe('issuer.key-unproven');
    }
    expect(seal(await judgeSeal({ lists, seal: { timestamp: {} } })).time).toMatchObject({ proved: expect.any(String) });
  });
});

describe('who is recognised', () => {
  it('a person whose certificate names an organisation is not that organisation', async () => {
    const registry: IssuerRegistry = { name: 'list', lookup: ({ id }) => Promise.resolve({ state: id === 'VATXX-12345678' ? 'listed' : 'not-listed', evidence: [], ...(id === 'VATXX-12345678' ? { entry: { id, name: 'University of Example', status: 'active' } } : {}) } as never) };
    const recognised = async (options: HostileCase): Promise<string> => checkOf(await judgeSeal({ ...options, verifier: { registries: [registry] } }), 'issuer.recognition').code;
    expect(await recognised({})).toBe('issuer.recognized');
    const staff = { subject: { C: 'XX', givenName: 'Mallory', surname: 'Sample', O: 'University of Example', organizationIdentifier: 'VATXX-12345678', CN: 'Mallory Sample' } };
    expect(await recognised({ pdf: sealedUnder((cast) => cast.ca, staff) })).toBe('issuer.unrecognized');
  });
});

describe('what costs much', () => {
  it('authorities that have all certified each other, and none of whom is known', { timeout: 60_000 }, async () => {
    const report = await judgeSeal({
      pdf: async (cast) => {
        const authority = { ca: true, keyUsage: ['keyCertSign'] as const, from: days(SEALED, -100), to: days(SEALED, 900) };
        const names = Array.from({ length: 11 }, (_, index) => ({ ...authority, subject: { CN: `Authority ${index}` }, key: testKey(`authority ${index}`) }));
        const tops = await Promise.all(names.map((name) => certificate(name)));
        const web = await Promise.all(names.flatMap((name, at) => tops.filter((_, index) => index !== at).map((issuer) => certificate({ ...name, issuer }))));
        const signer = await issuedBy(tops[0]!);
        return sealedPdf({ pki: cast, signer, signature: { size: 150_000 }, cms: { certificates: [signer, ...web] } });
      },
    });
    expectSub(report, 'NO_CERTIFICATE_CHAIN_FOUND', 'bounded');
  });
});

describe('answers about revocation that look alike', () => {
  it('are each read: of one responder about two certificates, of one length and with one end', async () => {
    const about = async (cast: Pki, member: 'seal' | 'sign'): Promise<Uint8Array> => ocspResponse({ certificate: cast[member], issuer: cast.ca, responder: cast.ocsp, thisUpdate: hours(SEALED, 1), nextUpdate: days(SEALED, 1), status: 'good' });
    const report = await judgeSeal({
      cast: { key: 'RSA-2048' }, world: null, at: hours(SEALED, 3),
      pdf: async (cast) => {
        const first = await sealedPdf({ pki: cast });
        const second = await sealedPdf({ pki: cast, signer: cast.sign, document: first, signature: { field: 'Second' } });
        const [one, two] = [await about(cast, 'seal'), await about(cast, 'sign')];
        expect({ length: one.length, end: one.subarray(-32) }).toEqual({ length: two.length, end: two.subarray(-32) });
        return addDss(second, { ocsps: [one, two], crls: [await crl({ issuer: cast.root, thisUpdate: hours(SEALED, 1), nextUpdate: days(SEALED, 90) })] });
      },
    });
    expectGood(report);
  });
});
