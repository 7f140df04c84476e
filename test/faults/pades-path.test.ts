import { certificate, days, OTHER_KEY_IDENTIFIER, pki, sealedPdf, testKey, timestampToken, unknownExtension, type CertificateFault, type CertificateOptions, type Member, type Pki, type TestIdentity } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { cases, expectCheck, expectRow, judgeBytes, SEALED, type Row, type SealCase } from './pades-world.js';

const member = (name: string, of: Member, options: Partial<CertificateOptions>, expected: Row[2], rule?: string): Row => [name, { cast: { [of]: options } }, expected, rule];
const fault = (name: string, of: Member, which: CertificateFault, expected: Row[2], rule?: string): Row => member(name, of, { fault: which }, expected, rule);

describe('RFC 5280 section 6.1.3 (a): each certificate by itself', () => {
  const rows: Row[] = [
    fault('(a)(1): the signer\'s certificate with a signature that does not verify', 'seal', 'signature-corrupt', 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('(a)(1): the signer\'s certificate by another key than its issuer\'s', 'seal', 'signature-by-other-key', 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('(a)(1): the authority\'s certificate with a signature that does not verify', 'ca', 'signature-corrupt', 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('(a)(1): the authority\'s certificate by another key than its issuer\'s', 'ca', 'signature-by-other-key', 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('(a)(1): a signature algorithm that nobody knows', 'seal', 'algorithm-unknown', 'NO_CERTIFICATE_CHAIN_FOUND'),
    member('(a)(4): another issuer\'s name', 'seal', { issuerName: { C: 'XX', CN: 'Somebody' } }, 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('(a)(4): no issuer\'s name', 'seal', 'empty-issuer', 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('4.1.1.2: another algorithm inside than outside, in the signer\'s certificate', 'seal', 'algorithm-mismatch', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    fault('4.1.1.2: another algorithm inside than outside, in the authority\'s', 'ca', 'algorithm-mismatch', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    fault('4.2: an extension twice in the signer\'s certificate', 'seal', 'duplicate-extension', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    fault('4.2: an extension twice in the authority\'s certificate', 'ca', 'duplicate-extension', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    fault('4.1.2.1: extensions in a certificate of version 1', 'seal', 'version-1-with-extensions', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    fault('4.1.2.1: a version that there is not', 'ca', 'version-7', 'NO_CERTIFICATE_CHAIN_FOUND'),
    fault('4.1.2.9: a list of extensions with nothing in it', 'ca', 'extensions-empty', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    fault('4.1.2.2: a serial number below zero is dealt with', 'seal', 'negative-serial', 'good'),
  ];
  cases(rows);
});

describe('RFC 5280 section 6.1.4: who may issue', () => {
  const rows: Row[] = [
    fault('(k): an authority with a certificate of version 1', 'ca', 'version-1', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    member('(k): an authority that is none by its basic constraints', 'ca', { ca: false }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    ['(k): an authority without basic constraints', { cast: { ca: { raw: { basicConstraints: new Uint8Array([0x30, 0]) } } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    member('(n): an authority whose key usage does not let it certify', 'ca', { keyUsage: ['cRLSign', 'digitalSignature'] }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    member('(o): a critical extension in the authority\'s certificate that nobody knows', 'ca', { extra: [unknownExtension(true)] }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    member('6.1.5 (f): a critical extension in the signer\'s certificate that nobody knows', 'seal', { extra: [unknownExtension(true)] }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    member('4.2: an extension that nobody knows and that is not critical', 'seal', { extra: [unknownExtension(false)] }, 'good'),
    ['4.2.1.9: basic constraints that are no DER', { cast: { ca: { raw: { basicConstraints: new Uint8Array([0x30, 5, 1]) } } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['4.2.1.3: a key usage that is no DER', { cast: { ca: { raw: { keyUsage: new Uint8Array([0x04, 1, 6]) } } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    member('EN 319 102-1 section 5.2.6: a signer\'s key that is for encryption', 'seal', { keyUsage: ['keyEncipherment'] }, 'CHAIN_CONSTRAINTS_FAILURE', 'key-usage'),
    member('EN 319 412-2 section 4.3.2: a signer\'s key for digital signatures', 'seal', { keyUsage: ['digitalSignature'] }, 'good'),
    ['EN 319 412-2 section 4.3.2: a certificate that says nothing of its key\'s usage', { cast: { seal: (() => { const none: Partial<CertificateOptions> = {}; return { ...none, keyUsage: undefined } as never; })() } }, 'good'],
  ];
  cases(rows);
});

describe('RFC 5280 section 6.1.3 (b) and (c): names that an authority may certify', () => {
  const rows: Row[] = [
    member('permitted: the directory name of the subject', 'ca', { permitted: [{ directory: { C: 'XX' } }] }, 'good'),
    member('permitted: another directory name', 'ca', { permitted: [{ directory: { C: 'YY' } }] }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    member('excluded: the directory name of the subject', 'ca', { excluded: [{ directory: { C: 'XX', O: 'University of Example' } }] }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    member('excluded: a look-alike in another script is another name', 'ca', { excluded: [{ directory: { C: 'XX', O: 'Univеrsity of Example' } }] }, 'good'),
    member('7.1: excluded in other case and spaces is the same name', 'ca', { excluded: [{ directory: { C: 'xx', O: '  UNIVERSITY  of example ' } }] }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'),
    ...([
      ['dns', { dns: 'seals.uni.example' }, { dns: 'uni.example' }, { dns: 'other.example' }], ['e-mail', { email: 'seal@uni.example' }, { email: 'uni.example' }, { email: 'other@uni.example' }],
      ['uri', { uri: 'https://seals.uni.example/a' }, { uri: '.uni.example' }, { uri: '.other.example' }], ['address', { ip: '10.1.2.3' }, { ip: '10.1.0.0/255.255.0.0' }, { ip: '10.2.0.0/255.255.0.0' }],
    ] as const).flatMap(([kind, name, inside, outside]): Row[] => [
      [`permitted: an alternative name inside, ${kind}`, { cast: { seal: { alternativeNames: [name] }, ca: { permitted: [inside] } } }, 'good'],
      [`permitted: an alternative name outside, ${kind}`, { cast: { seal: { alternativeNames: [name] }, ca: { permitted: [outside] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
      [`excluded: an alternative name inside, ${kind}`, { cast: { seal: { alternativeNames: [name] }, ca: { excluded: [inside] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ]),
    ['4.2.1.10: a minimum that must be zero', { cast: { ca: { permitted: [{ directory: { C: 'XX' } }], subtreeMinimum: 1 } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
  ];
  cases(rows);
});

describe('RFC 5280 section 6.1.3 (d) to (f): policies', () => {
  const rows: Row[] = [
    ['an explicit policy is required, and there is one', { cast: { ca: { requireExplicitPolicy: 0, policies: ['any'] } } }, 'good'],
    ['(f): an explicit policy is required, and the signer\'s certificate has none', { cast: { ca: { requireExplicitPolicy: 0, policies: ['any'] }, seal: { policies: [] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['(f): an explicit policy is required, and the signer has another than its authority', { cast: { ca: { requireExplicitPolicy: 0, policies: ['1.2.3'] }, seal: { policies: ['1.2.4'] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['(d)(2): any policy is inhibited, and the signer has any', { cast: { ca: { requireExplicitPolicy: 0, inhibitAnyPolicy: 0, policies: ['1.2.3'] }, seal: { policies: ['any'] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['6.1.4 (a): any policy is mapped', { cast: { ca: { policies: ['any'], policyMappings: [{ issuer: '2.5.29.32.0', subject: '1.2.3' }] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['6.1.4 (b): a policy mapped to the signer\'s', { cast: { ca: { requireExplicitPolicy: 0, policies: ['1.2.3'], policyMappings: [{ issuer: '1.2.3', subject: '1.2.4' }] }, seal: { policies: ['1.2.4'] } } }, 'good'],
    ['6.1.4 (b)(2): a policy mapped away from the signer\'s', { cast: { ca: { requireExplicitPolicy: 0, policies: ['1.2.3'], policyMappings: [{ issuer: '1.2.3', subject: '1.2.4' }] }, seal: { policies: ['1.2.3'] } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
  ];
  cases(rows);
});

/** A seal below one more authority. */
async function below(cast: Pki, sub: Partial<CertificateOptions>): Promise<{ seal: TestIdentity; chain: TestIdentity[] }> {
  const subCa = await certificate({ issuer: cast.ca, subject: { C: 'XX', O: 'Example Trust Services', CN: 'A lower CA' }, ca: true, keyUsage: ['keyCertSign', 'cRLSign'], from: days(SEALED, -700), to: days(SEALED, 900), validityAssured: true, policies: ['any'], ...sub });
  const seal = await certificate({ issuer: subCa, subject: { C: 'XX', O: 'University of Example', organizationIdentifier: 'VATXX-12345678', CN: 'A seal' }, ca: false, keyUsage: ['nonRepudiation'], from: days(SEALED, -300), to: days(SEALED, 400), validityAssured: true });
  return { seal, chain: [seal, subCa, cast.ca] };
}

describe('RFC 5280 section 6.1.4 (l) and (m): the length of paths', () => {
  const sealed = async (options: Parameters<typeof pki>[1], sub: Partial<CertificateOptions> = {}) => {
    const cast = await pki(SEALED, options);
    const { seal, chain } = await below(cast, sub);
    return judgeBytes((await sealedPdf({ pki: cast, signer: seal, cms: { certificates: chain } })).bytes, cast);
  };
  it('(m): one authority more than pathLenConstraint allows', async () => {
    const report = await sealed({ ca: { pathLength: 0 } });
    expect(checkOf(report, 'proof.key')).toMatchObject({ code: 'ades.certificate-chain-general-failure', params: { rule: 'path-length' } });
  });
  it('(m): as many as it allows', async () => expect(checkOf(await sealed({ ca: { pathLength: 1 } }, { pathLength: 0 }), 'proof.key').code).toBe('key.certified'));
});

describe('EN 319 102-1 section 5.2.6: the way to an anchor', () => {
  it('no anchor at all', () => expectRow({ anchors: [] }, 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('another anchor than the chain\'s', () => expectRow({ anchors: ['otherRoot'] }, 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('an anchor with the root\'s name and another key', () => expectRow({ anchors: ['lookAlikeRoot'] }, 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('a seal of an authority with the names of ours and keys of its own', async () => {
    const report = await expectRow({ seal: ({ lookAlikeSeal, lookAlikeCa, lookAlikeRoot }) => ({ signer: lookAlikeSeal, cms: { certificates: [lookAlikeSeal, lookAlikeCa, lookAlikeRoot] } }) }, 'NO_CERTIFICATE_CHAIN_FOUND');
    expect(report.issuer.established).toBeUndefined();
    expect(checkOf(report, 'issuer.identity').outcome).not.toBe('pass');
  });
  it('look-alikes among the certificates do not hide the right way', () => expectRow({ seal: ({ seal, ca, lookAlikeCa, lookAlikeRoot, root, cross }) => ({ cms: { certificates: [lookAlikeRoot, lookAlikeCa, cross, root, seal, ca] } }) }, 'good'));
  it('the authority\'s certificate is missing, and is fetched', () => expectRow({ seal: ({ seal }) => ({ cms: { certificates: [seal] } }) }, 'good'));
  it('the authority\'s certificate is missing, and nobody has it', () => expectRow({ seal: ({ seal }) => ({ cms: { certificates: [seal] } }), world: { more: { 'http://pki.trust.example/qualified.cer': 404 } } }, 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('the issuer\'s address answers with an authority that has only its name', () => expectRow({ seal: ({ seal }) => ({ cms: { certificates: [seal] } }), world: ({ lookAlikeCa }) => ({ more: { 'http://pki.trust.example/qualified.cer': lookAlikeCa.certificate } }) }, 'NO_CERTIFICATE_CHAIN_FOUND'));
  it('a key identifier of another issuer is a hint alone', () => expectRow({ cast: { seal: { authorityKeyIdentifier: OTHER_KEY_IDENTIFIER } } }, 'good'));
  it('the anchor is the authority itself', () => expectRow({ anchors: ['ca'] }, 'good'));
  it('the anchor is the signer\'s certificate itself', () => expectRow({ anchors: ['seal'], world: null }, 'good'));
  it('certificates that lead round in a circle', async () => {
    const cast = await pki(SEALED);
    const [a, b] = [testKey('circle a'), testKey('circle b')];
    const authority = { ca: true, keyUsage: ['keyCertSign'] as const, from: days(SEALED, -700), to: days(SEALED, 700) };
    const seedA = await certificate({ ...authority, subject: { CN: 'A' }, key: a });
    const b1 = await certificate({ ...authority, subject: { CN: 'B' }, key: b, issuer: seedA });
    const a1 = await certificate({ ...authority, subject: { CN: 'A' }, key: a, issuer: b1 });
    const seal = await certificate({ subject: { CN: 'S' }, ca: false, keyUsage: ['nonRepudiation'], from: days(SEALED, -7), to: days(SEALED, 700), issuer: a1 });
    const report = await judgeBytes((await sealedPdf({ pki: cast, signer: seal, cms: { certificates: [seal, a1, b1] } })).bytes, cast);
    expectCheck(report, 'indeterminate', 'proof.key', 'ades.no-certificate-chain-found');
  });
  it('a hundred authorities of one name and one key', async () => {
    const cast = await pki(SEALED);
    const authority = { ca: true, keyUsage: ['keyCertSign'] as const, from: days(SEALED, -700), to: days(SEALED, 700), subject: { CN: 'Many' }, key: testKey('many') };
    const first = await certificate(authority);
    const many = await Promise.all(Array.from({ length: 100 }, (_, at) => certificate({ ...authority, issuer: first, serial: BigInt(at + 1) })));
    const seal = await certificate({ subject: { CN: 'S' }, ca: false, keyUsage: ['nonRepudiation'], from: days(SEALED, -7), to: days(SEALED, 700), issuer: first });
    const started = performance.now();
    const report = await judgeBytes((await sealedPdf({ pki: cast, signer: seal, signature: { size: 60_000 }, cms: { certificates: [seal, ...many] } })).bytes, cast);
    expect(report.verdict).toBe('indeterminate');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('EN 319 102-1 sections 5.2.6 and 5.5.4: validity in time', () => {
  const short = { from: days(SEALED, -100), to: days(SEALED, 30) };
  const authority = { from: days(SEALED, -700), to: days(SEALED, 30) };
  const content = (at: string, options: SealCase['cast']): SealCase => ({ ...(options ? { cast: options } : {}), seal: ({ tsa, tsaCa }) => ({ cms: { contentTimestamp: (imprintOf) => timestampToken({ imprintOf, at, tsa, certificates: [tsa, tsaCa] }) } }) });
  const rows: Row[] = [
    ['5.2.6.4: expired since, and nothing proves that it was used before', { cast: { seal: short } }, 'OUT_OF_BOUNDS_NO_POE'],
    ['5.2.6.4: expired since, known not to have been revoked, and nothing proves that it was used before', { cast: { seal: short }, world: { revocation: { ocsp: { archiveCutoff: days(SEALED, -365) } } } }, 'OUT_OF_BOUNDS_NOT_REVOKED'],
    ['5.5.4: expired since, and a time-stamp proves that it was used before', { cast: { seal: short }, seal: { level: 'LT' } }, 'good'],
    ['5.5.4: expired before the time that is proved', { cast: { seal: { from: days(SEALED, -100), to: days(SEALED, -1) } }, seal: { level: 'LT' } }, 'OUT_OF_BOUNDS_NO_POE'],
    ['5.3.4: signed after it had expired, as a time-stamp on the content shows', content(SEALED, { seal: { from: days(SEALED, -100), to: days(SEALED, -1) } }), 'EXPIRED'],
    ['5.5.4 (b): not yet valid at the time that is proved', { cast: { seal: { from: days(SEALED, 1), to: days(SEALED, 700) } }, seal: { level: 'LT' } }, 'NOT_YET_VALID'],
    ['5.2.6.4: not yet valid now', { cast: { seal: { from: days(SEALED, 300), to: days(SEALED, 700) } } }, 'NOT_YET_VALID'],
    ['5.2.6.4: valid never', { cast: { seal: { fault: 'times-swapped' } } }, 'NOT_YET_VALID'],
    ['5.6.2.4: the authority expired since; nothing proves what its responder said to be older', { cast: { ca: authority, seal: short }, seal: { level: 'LT' } }, 'REVOCATION_OUT_OF_BOUNDS_NO_POE'],
    ['5.6.2.4: the authority expired since; a document time-stamp proves signature and answers', { cast: { ca: authority, seal: short }, seal: { level: 'LTA' } }, 'good'],
    ['5.2.6.4: the authority expired since, and nothing is proved', { cast: { ca: authority } }, 'OUT_OF_BOUNDS_NO_POE'],
    ['5.6.2.2.4: signer and authority were never valid together', { cast: { ca: { from: days(SEALED, -700), to: days(SEALED, -400) } } }, 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
  ];
  cases(rows);
});
