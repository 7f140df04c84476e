import { castServices, certificate, pki, testKey, trustedList, type ListFault } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { verifyEnveloped } from './index.js';

const NOW = '2026-08-22T00:00:00Z';

/** A page has a DOM of its own, which must not be the one that is used. */
describe('signed lists in a page', () => {
  const list = async (kind: 'P-256' | 'RSA-2048', fault?: ListFault) => {
    const signer = await certificate({ subject: { CN: 'List signer' }, from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z', key: testKey('list', kind) });
    return trustedList({ territory: 'XX', issued: NOW, signer, providers: [{ name: 'Provider', services: castServices(await pki(NOW)) }], ...(fault && { fault }) });
  };
  it.each(['P-256', 'RSA-2048'] as const)('%s holds', async (kind) => {
    const result = await verifyEnveloped(await list(kind));
    expect(result.ok).toBe(true);
    if (result.ok) expect(result.root).not.toBeInstanceOf(Element);
  });
  it.each([['content-changed' as ListFault, 'digest-mismatch'], ['signature-by-other-key' as ListFault, 'signature-mismatch'], ['signature-wrapped' as ListFault, 'misplaced-signature'], ['doctype' as ListFault, 'doctype']])('%s: %s', async (fault, failure) => {
    expect(await verifyEnveloped(await list('P-256', fault))).toEqual({ ok: false, failure });
  });
});
