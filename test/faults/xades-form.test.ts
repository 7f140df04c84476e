import type { SubIndication } from '@credlens/core/report';
import { europassCredential, said, xml, type XadesFault, type XadesOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { expectGood, expectSub } from './pades-world.js';
import { checkOf } from './world.js';
import { judgeXades, signatureIn } from './xades-world.js';

describe('EN 319 132-1: a seal that holds', () => {
  it.each<[string, Partial<XadesOptions>]>([
    ['as Europass writes it', {}], ['with all namespaces at the root', { declareAll: true }], ['with Canonical XML 1.0', { canonicalization: 'inclusive' }], ['by the enveloped-signature transform', { removal: 'enveloped' }],
    ['both', { canonicalization: 'inclusive', removal: 'enveloped' }], ['with SHA-512', { digest: 'SHA-512', signature: { digest: 'SHA-512' } }], ['with SHA-384', { digest: 'SHA-384', signature: { digest: 'SHA-384' } }],
    ['with the older SigningCertificate', { fault: 'signing-certificate-v1' }], ['with both', { fault: 'signing-certificate-both' }],
  ])('%s', async (_name, seal) => {
    const report = await judgeXades({ seal });
    expectGood(report);
    expect(report.signatures).toMatchObject([{ format: 'XAdES', kind: 'seal', level: 'B', time: { claimed: '2026-03-01T12:00:00.000Z' } }]);
    expect(checkOf(report, 'proof.coverage').code).toBe('coverage.complete');
  });
  it.each(['RSA-2048', 'P-384', 'P-521'] as const)('by a key %s', async (key) => expectGood(await judgeXades({ cast: { key } })));
  it('with RSA-PSS', async () => expectGood(await judgeXades({ cast: { key: 'RSA-2048' }, seal: { signature: { pss: true } } })));
  it.each<[string, (text: string) => string]>([
    ['a byte order mark', (text) => `\uFEFF${text}`], ['a comment before it, and one in it', (text) => text.replace('<europassCredential', '<!-- a --><europassCredential').replace('<title>', '<!-- b --><title>')],
    ['quotes of the other kind', (text) => text.replace('lang="en"', "lang='en'")], ['empty elements', (text) => text.replace('></awardingBody>', '/>')],
    ['characters by number, and CDATA', (text) => text.replace('>Robin Sample<', '>&#82;obin <![CDATA[Sample]]><')], ['declarations that nobody uses', (text) => text.replace('<europassCredential', '<europassCredential xmlns:x="urn:x"')],
  ])('written otherwise: %s', async (_name, change) => expectGood(await judgeXades({ change })));
});

describe('each fault is refused, by its rule', () => {
  it.each<[XadesFault, SubIndication, string]>([
    ['signature-corrupt', 'SIG_CRYPTO_FAILURE', 'signature-value'], ['signature-by-other-key', 'SIG_CRYPTO_FAILURE', 'signature-value'], ['document-digest-other', 'HASH_FAILURE', 'document-digest'],
    ['signature-sha1', 'CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm'], ['hmac', 'CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm'], ['digest-sha1', 'CRYPTO_CONSTRAINTS_FAILURE', 'digest-algorithm'],
    ['reference-missing', 'FORMAT_FAILURE', 'document-reference'], ['reference-twice', 'FORMAT_FAILURE', 'document-reference'], ['reference-external', 'FORMAT_FAILURE', 'document-reference'],
    ['reference-to-content', 'FORMAT_FAILURE', 'document-reference'], ['transform-extra', 'FORMAT_FAILURE', 'document-reference'], ['transform-missing', 'FORMAT_FAILURE', 'document-reference'],
    ['transform-xpath', 'SIG_CONSTRAINTS_FAILURE', 'transforms'], ['filter-intersect', 'SIG_CONSTRAINTS_FAILURE', 'transforms'], ['filter-other-expression', 'SIG_CONSTRAINTS_FAILURE', 'transforms'],
    ['filter-other-namespace', 'SIG_CONSTRAINTS_FAILURE', 'transforms'], ['prefix-list', 'SIG_CONSTRAINTS_FAILURE', 'transforms'], ['canonicalization-comments', 'SIG_CONSTRAINTS_FAILURE', 'canonicalization-algorithm'],
    ['duplicate-id', 'FORMAT_FAILURE', 'duplicate-id'], ['target-wrong', 'FORMAT_FAILURE', 'signed-properties'], ['signed-properties-missing', 'FORMAT_FAILURE', 'signed-properties'], ['signed-properties-untyped', 'FORMAT_FAILURE', 'signed-properties'],
    ['property-unknown', 'SIG_CONSTRAINTS_FAILURE', 'property-unknown'], ['signing-certificate-missing', 'NO_SIGNING_CERTIFICATE_FOUND', 'certificate-reference-missing'],
    ['signing-certificate-other', 'NO_SIGNING_CERTIFICATE_FOUND', 'certificate-differs'], ['signing-certificate-sha1', 'NO_SIGNING_CERTIFICATE_FOUND', 'certificate-digest-unknown'],
    ['key-value-only', 'NO_SIGNING_CERTIFICATE_FOUND', 'certificate-missing'], ['key-info-other', 'NO_SIGNING_CERTIFICATE_FOUND', 'certificate-differs'],
    ['issuer-serial-other', 'SIG_CONSTRAINTS_FAILURE', 'issuer-serial-differs'], ['issuer-serial-malformed', 'SIG_CONSTRAINTS_FAILURE', 'issuer-serial-malformed'],
    ['unsigned-properties-twice', 'FORMAT_FAILURE', 'unsigned-properties-twice'], ['stamp-malformed', 'FORMAT_FAILURE', 'time-stamp-property-malformed'], ['counter-signature-in-object', 'FORMAT_FAILURE', 'misplaced-signature'],
  ])('%s', async (fault, sub, rule) => expectSub(await judgeXades({ seal: { fault, ...(fault === 'stamp-malformed' || fault === 'unsigned-properties-twice' ? { level: 'T' as const } : {}) } }), sub, rule));
});

describe('nothing is shown that was not sealed', () => {
  it.each<[string, (text: string) => string]>([
    ['a word', (text) => text.replace('Robin Sample', 'Robin Simple')], ['an attribute', (text) => text.replace('spatialID="EE"', 'spatialID="LV"')], ['a grade', (text) => text.replace('87 of 100', '97 of 100')],
    ['an element', (text) => text.replace('<activities>', '<achievements><learningAchievement><title><text lang="en">Doctor</text></title></learningAchievement></achievements><activities>')],
    ['a processing instruction', (text) => text.replace('<title>', '<?a b?><title>')], ['one before the root', (text) => text.replace('<europassCredential', '<?a b?><europassCredential')],
    ['white space between elements', (text) => text.replace('<title>', '\n<title>')], ['what stands beside the signature', (text) => text.replace('</proof>', '<title>Doctor</title></proof>')], ['another namespace', (text) => text.replace('<title>', '<title xmlns="urn:other">')],
  ])('%s', async (_name, change) => {
    const report = await judgeXades({ change });
    expectSub(report, 'HASH_FAILURE', 'document-digest');
    expect(report.verdict).toBe('invalid');
  });
  it('what the signature says of itself', async () => expectSub(await judgeXades({ change: (text) => text.replace('<xades:SigningTime>2026', '<xades:SigningTime>2025') }), 'HASH_FAILURE', 'signed-properties-digest'));
  it('an object in the signature is covered by nothing, and shown nowhere', async () => {
    const report = await judgeXades({ change: (text) => text.replace('</ds:KeyInfo>', '</ds:KeyInfo><ds:Object><europassCredential xmlns="http://data.europa.eu/snb"><title><text lang="en">Doctor</text></title></europassCredential></ds:Object>') });
    expectGood(report);
    expect(JSON.stringify(report.credential)).not.toContain('Doctor');
  });
});

describe('wrapping', () => {
  it.each<[string, (text: string) => string, string]>([
    ['the sealed document inside another one', (text) => text.replace(/(<europassCredential.*)$/s, (all) => `<europassCredential xmlns="http://data.europa.eu/snb"><title><text lang="en">Doctor</text></title><other>${all}</other></europassCredential>`), 'misplaced-signature'],
    ['the signature elsewhere in the document', (text) => text.replace(signatureIn(text), '').replace('<agentReferences>', `<agentReferences>${signatureIn(text)}`), 'misplaced-signature'],
    ['the signed properties a second time, in the document', (text) => text.replace('<activities>', '<activities><x Id="signed-properties"></x>'), 'duplicate-id'],
    ['with another name of the attribute', (text) => text.replace('<activities>', '<activities><x xml:id="signed-properties"></x>'), 'duplicate-id'],
    ['the identifier of the signature a second time', (text) => text.replace('<activities>', '<activities><x id="signature"></x>'), 'duplicate-id'],
    ['a second SignedInfo', (text) => text.replace('<ds:SignatureValue', '<ds:SignedInfo></ds:SignedInfo><ds:SignatureValue'), 'signature-form'],
    ['a reference to the content in place of the properties', (text) => text.replace('URI="#signed-properties"', 'URI="#urn:epass:person:1"'), 'foreign-reference'],
    ['an address in place of the properties', (text) => text.replace('URI="#signed-properties"', 'URI="https://university.example/#signed-properties"'), 'foreign-reference'],
  ])('%s', async (_name, change, rule) => {
    const report = await judgeXades({ change });
    expectSub(report, 'FORMAT_FAILURE', rule);
    expect(report.verdict).toBe('invalid');
  });
  it('two signatures: which of them counts is open', async () => {
    const report = await judgeXades({ change: (text) => text.replace('</proof>', `${signatureIn(text).replaceAll('signature"', 'other"').replaceAll('signed-properties"', 'other-properties"').replaceAll('"value"', '"other-value"')}</proof>`) });
    expect(report).toMatchObject({ verdict: 'indeterminate' });
    expect(checkOf(report, 'intake.credential').code).toBe('xades.several-signatures');
  });
  it('identifiers of the content may be there twice: they are none of XML, and nothing refers to them', async () => {
    const root = europassCredential({ more: [xml('agentReferences', xml('organization', { id: 'urn:epass:org:1' }, said('prefLabel', 'Another')))] });
    const report = await judgeXades({ seal: { root } });
    expectGood(report);
    expect(report.credential?.issuer.name?.['en']).toBe('University of Example');
  });
});
