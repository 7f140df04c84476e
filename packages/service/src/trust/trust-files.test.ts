import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotText, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import { pki } from '@credlens/demo-pki';
import { UsageError } from '../usage-error.js';
import { loadPolicy } from './policy.js';
import { loadTrust } from './trust-files.js';

const SNAPSHOT: TrustedListSnapshot = {
  type: 'trusted-list-snapshot', version: 1, created: '2026-08-22T00:00:00.000Z', lotl: { territory: 'EU', url: 'https://lists.example/lotl.xml', state: 'used', services: 0 }, lists: [], services: [],
};

let directory: string;
beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), 'credlens-trust-')); });
afterAll(async () => { await rm(directory, { recursive: true, force: true }); });

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(directory, name), content);
  return join(directory, name);
}

describe('loadTrust', () => {
  it('recognises an allow-list and both registry forms by their content, in the order given', async () => {
    const list = await file('a', JSON.stringify({ type: 'allow-list', name: 'Ours', issuers: [{ id: 'did:web:uni.example', name: 'Uni', status: 'active' }] }));
    const legacy = await file('b', `\uFEFF${JSON.stringify({ meta: {}, registry: { 'did:web:two.example': { name: 'Two' } } })}`);
    const known = await file('c', JSON.stringify([{ type: 'dcc-legacy', name: 'Three', url: 'https://three.example/registry.json' }]));
    const { registries, anchors, trustedLists } = await loadTrust([list, legacy, known]);
    expect(registries.map(({ name }) => name)).toEqual(['Ours', 'b', 'c']);
    expect(anchors).toEqual([]);
    expect(trustedLists).toBeUndefined();
  });
  it('recognises certificates and a snapshot of the trusted lists beside them', async () => {
    const { root } = await pki('2026-08-22T00:00:00Z');
    const pem = `subject=somebody\n-----BEGIN CERTIFICATE-----\n${Buffer.from(root.certificate).toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
    const list = JSON.stringify({ type: 'allow-list', name: 'Ours', issuers: [] });
    const files = await Promise.all([file('root.pem', pem), file('lists.json', snapshotText(SNAPSHOT)), file('own.json', list)]);
    const trust = await loadTrust(files);
    expect(trust.anchors).toHaveLength(1);
    expect([...trust.anchors[0]!.certificate]).toEqual([...root.certificate]);
    expect(trust.anchors[0]!.name).toMatch(/\S/);
    expect(trust.trustedLists).toEqual(SNAPSHOT);
    expect(trust.registries.map(({ name }) => name)).toEqual(['Ours']);
    await expect(loadTrust([files[1]!, files[1]!])).rejects.toThrow(/one snapshot/);
  });
  it.each([
    ['a certificate that is none', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', /cannot be read/],
    ['a key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n', /no certificate/],
    ['a trusted list', '<?xml version="1.0"?><TrustServiceStatusList/>', /credlens trust-lists update/],
    ['a snapshot of a later version', JSON.stringify({ ...SNAPSHOT, version: 2 }), /snapshot of the trusted lists that cannot be used: \/version/],
    ['a snapshot that names no file', '{"type":"trusted-list-snapshot"}', /\/version: it is missing/],
    ['a credential', JSON.stringify({ '@context': [], type: ['VerifiableCredential'] }), /list of issuers/],
    ['no JSON', 'hello', /JSON/],
    ['nothing', '', /JSON/],
  ])('refuses %s', async (name, content, message) => {
    const path = await file(`bad ${name}`, content);
    await expect(loadTrust([path])).rejects.toThrow(UsageError);
    await expect(loadTrust([path])).rejects.toThrow(message);
  });
  it('names a file that is missing', async () => {
    await expect(loadTrust([join(directory, 'absent')])).rejects.toThrow(/absent: there is no such file/);
  });
});

describe('loadPolicy', () => {
  it('knows the policies by name', async () => { expect(await loadPolicy('strict')).toBe('strict'); });
  it('reads one of the host', async () => {
    const policy = { id: 'acme', extends: 'strict', levels: { 'issuer.recognition': 'required' }, maxStatusAgeSeconds: 60 };
    expect(await loadPolicy(await file('acme.json', JSON.stringify(policy)))).toEqual(policy);
  });
  it.each([
    ['no such name or file', 'nope', /there is no such file; the policies with a name are default, strict, vcalm/],
    ['an unknown check', '{"id":"x","levels":{"nope":"required"}}', /unknown check/],
    ['a better outcome', '{"id":"x","outcomes":{"status.revoked":"pass"}}', /made worse, not better/],
    ['no id', '{}', /needs an id/],
    ['null', 'null', /needs an id/],
    ['a wrong type of member', '{"id":"x","levels":7}', /./],
    ['no JSON', '{', /not JSON/],
  ])('refuses %s', async (name, content, message) => {
    const path = name.startsWith('no such') ? content : await file(`policy ${name}`, content);
    await expect(loadPolicy(path)).rejects.toThrow(message);
    await expect(loadPolicy(path)).rejects.toThrow(UsageError);
  });
});
