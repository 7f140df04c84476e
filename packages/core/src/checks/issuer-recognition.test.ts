import { describe, expect, it } from 'vitest';
import { createAllowList } from '../registry/index.js';
import type { Code, Context, IssuerRegistry, Subject } from '../report/index.js';
import { issuerRecognition } from './issuer-recognition.js';

const UNI = 'did:web:uni.example';

function judge(registries: readonly IssuerRegistry[], { issuer = UNI as unknown, signature = 'signature.valid' as Code, key = 'key.authorized' as Code, what = 'credential' } = {}) {
  const subject = {
    what, mediaType: 'application/vc',
    document: { type: ['VerifiableCredential', 'OpenBadgeCredential'], ...(issuer === undefined ? {} : { issuer }) },
    proofs: [{ signature: { code: signature, problems: [] }, key: { code: key, problems: [], evidence: [] } }],
  } as unknown as Subject;
  return issuerRecognition(subject, { registries, now: 0, once: (_key: string, ask: () => unknown) => ask() } as unknown as Context);
}
const list = (entry: object) => createAllowList({ type: 'allow-list', name: 'Acme', issuers: [{ id: UNI, name: 'Uni Example', status: 'active', ...entry }] });

describe('issuer recognition', () => {
  it('gives each state its own code, and the list’s own name', async () => {
    expect(await judge([list({})])).toMatchObject({ code: 'issuer.recognized', params: { id: UNI, registry: 'Acme', name: 'Uni Example' }, evidence: [{ source: 'snapshot' }] });
    expect(await judge([list({})], { issuer: { id: UNI, name: 'Another Name' } })).toMatchObject({ code: 'issuer.recognized', params: { name: 'Uni Example' } });
    for (const status of ['suspended', 'revoked', 'removed']) expect(await judge([list({ status })]), status).toMatchObject({ code: 'issuer.withdrawn', params: { status } });
    expect((await judge([list({ types: ['ClrCredential'] })])).code).toBe('issuer.other-type');
    expect((await judge([list({ id: 'did:web:else.example' })])).code).toBe('issuer.unrecognized');
    expect((await judge([{ name: 'down', lookup: () => Promise.reject(new Error()) }])).code).toBe('issuer.registry-unreachable');
    expect((await judge([])).code).toBe('issuer.unchecked');
  });

  it('recognises nobody whose key is not proven', async () => {
    expect((await judge([list({})], { signature: 'signature.invalid' })).code).toBe('issuer.key-unproven');
    expect((await judge([list({})], { key: 'key.unreachable' })).code).toBe('issuer.key-unproven');
    expect((await judge([list({})], { key: 'key.not-listed' })).code).toBe('issuer.key-unproven');
  });

  it('a missing issuer, and a presentation', async () => {
    expect((await judge([list({})], { issuer: {} })).code).toBe('issuer.missing');
    expect((await judge([list({})], { what: 'presentation' })).code).toBe('check.see-members');
  });
});
