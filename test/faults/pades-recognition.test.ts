import { createVerifier } from '@credlens/core';
import { createAllowList } from '@credlens/core/registry';
import { pki, seal, sealedPdf, type Pki } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';

const NOW = '2026-08-22T00:00:00Z';

describe('whether those who sealed a document are known', async () => {
  const cast: Pki = await pki(NOW);
  const list = (...ids: string[]) => [createAllowList({ type: 'allow-list', name: 'Known', issuers: ids.map((id) => ({ id, name: `Known ${id}`, status: 'active' })) })];
  const verify = async (file: Uint8Array, ...ids: string[]) => createVerifier({ anchors: [{ name: 'root', certificate: cast.root.certificate }], registries: list(...ids), offline: true, clock: () => new Date(NOW) }).verify(file);
  const recognition = async (...args: Parameters<typeof verify>) => (await verify(...args)).checks.find(({ id }) => id === 'issuer.recognition')!;
  const one = await sealedPdf({ pki: cast, level: 'LT' });
  const two = await seal(one, { pki: cast, signer: cast.plainSeal, signature: { field: 'Second' } });

  it('by the identifier of the organisation, or by the certificate', async () => {
    expect((await recognition(one.bytes, 'VATXX-12345678')).code).toBe('issuer.recognized');
    const [first] = (await verify(one.bytes)).signatures!;
    expect((await recognition(one.bytes, `sha256:${first!.signer!.sha256}`)).code).toBe('issuer.recognized');
    expect((await recognition(one.bytes, 'University of Example')).code).toBe('issuer.unrecognized');
  });

  it('of two seals the one that is less known decides', async () => {
    const report = await verify(two.bytes);
    const ids = report.signatures!.map(({ signer }) => `sha256:${signer!.sha256}`);
    expect(ids).toHaveLength(2);
    expect((await recognition(two.bytes, ids[0]!)).code).toBe('issuer.unrecognized');
    expect((await recognition(two.bytes, ids[1]!)).code).toBe('issuer.unrecognized');
    expect((await recognition(two.bytes, ...ids)).code).toBe('issuer.recognized');
  });
});
