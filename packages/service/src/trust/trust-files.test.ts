import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { loadPolicy } from './policy.js';
import { loadTrust } from './trust-files.js';

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
    const registries = await loadTrust([list, legacy, known]);
    expect(registries.map(({ name }) => name)).toEqual(['Ours', 'b', 'c']);
  });
  it.each([
    ['certificates', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', /certificates \(PEM\)/],
    ['a trusted list', '<?xml version="1.0"?><TrustServiceStatusList/>', /trusted list \(XML\)/],
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
