import { createVerifier } from '@credlens/core';
import { didWeb, ed25519TestKey, issue, publish, serve, statusEntry, statusList } from '@credlens/demo-issuer';
import { expect, it } from 'vitest';
import { serveOnLoopback } from '../support/loopback.js';
import { CREATED, expectCase, goodCredential, LATER, NOW } from './world.js';

it('a did:web issuer on loopback is reached through a resolver that the test names, and through nothing else', async () => {
  const uni = didWeb('localhost%3A8443', await ed25519TestKey('loopback'));
  const list = 'https://localhost:8443/status/1';
  const published = publish([uni]);
  serve(published, list, await issue(await statusList({ url: list, issuer: uni.id, validFrom: CREATED, validUntil: LATER }), { by: uni, created: CREATED }), 'application/vc');
  const document = await goodCredential(uni, { status: statusEntry({ list, index: '5' }) });
  const server = await serveOnLoopback('localhost:8443', published);
  try {
    const named = await createVerifier({ resources: server.resources, offline: true }).verify(document, { at: NOW });
    expectCase(named, 'verified', 'proof.key', 'pass', 'key.authorized');
    expectCase(named, 'verified', 'status.revocation', 'pass', 'status.clear');
    expect(new Set(server.asked)).toEqual(new Set(['/.well-known/did.json', '/status/1']));

    let left = 0;
    const plain = createVerifier({ fetch: () => { left += 1; return Promise.reject(new TypeError('Must not be asked')); } });
    expectCase(await plain.verify(document, { at: NOW }), 'indeterminate', 'proof.key', 'indeterminate', 'key.unreachable');
    expect(left).toBe(0);
  } finally {
    await server.close();
  }
});
