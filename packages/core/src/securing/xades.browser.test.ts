import { lookupIn, pki, worldResources, xadesSeal, type XadesFault, type XadesOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { createVerifier } from '../index.js';

const SEALED = '2026-03-01T12:00:00Z';
const NOW = '2026-03-02T12:00:00Z';

/** A page has a DOM of its own, which must not be the one that is used. */
describe('sealed European credentials in XML, in a page', () => {
  const judge = async (kind: 'P-256' | 'RSA-2048', seal: Partial<XadesOptions>, change = (text: string) => text) => {
    const cast = await pki(SEALED, { key: kind, territory: 'EE' });
    const { text } = await xadesSeal({ pki: cast, ...seal });
    const resources = lookupIn(await worldResources(cast, { revocation: { at: '2026-03-02T11:00:00Z' } }));
    return createVerifier({ resources, offline: true, anchors: [{ name: 'Example root', certificate: cast.root.certificate }] }).verify(change(text), { at: NOW });
  };
  it.each(['P-256', 'RSA-2048'] as const)('%s holds, up to LTA', async (kind) => {
    for (const canonicalization of ['exclusive', 'inclusive'] as const) {
      const report = await judge(kind, { level: 'LTA', canonicalization });
      expect(report).toMatchObject({ verdict: 'verified', signatures: [{ format: 'XAdES', level: 'LTA', indication: 'TOTAL-PASSED', timestamps: [{ indication: 'TOTAL-PASSED' }, { indication: 'TOTAL-PASSED' }] }], credential: { format: 'europass-xml', recipient: { name: { en: 'Robin Sample' } } } });
    }
  });
  it.each<[XadesFault, string]>([['signature-corrupt', 'SIG_CRYPTO_FAILURE'], ['document-digest-other', 'HASH_FAILURE'], ['duplicate-id', 'FORMAT_FAILURE'], ['transform-xpath', 'SIG_CONSTRAINTS_FAILURE']])('%s: %s', async (fault, subIndication) => {
    expect(await judge('P-256', { fault })).toMatchObject({ signatures: [{ subIndication }] });
  });
  it('a changed word, and a document type', async () => {
    expect((await judge('P-256', {}, (text) => text.replace('Robin Sample', 'Robin Simple'))).verdict).toBe('invalid');
    expect((await judge('P-256', {}, (text) => text.replace('<europassCredential', '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><europassCredential'))).checks[0]!.code).toBe('xml.doctype');
  });
});
