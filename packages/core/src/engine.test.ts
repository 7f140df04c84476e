import { expect, it, vi } from 'vitest';
import { createEngine } from './engine.js';
import { handlers } from './handlers.js';
import { createVerifier } from './verifier.js';

const SIGNED = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: 'VerifiableCredential', issuer: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2', credentialSubject: { id: 'did:example:a' }, proof: { type: 'DataIntegrityProof' } };

it('a capability that did not load is asked for again', async () => {
  const load = vi.spyOn(handlers, 'dataIntegrity').mockRejectedValueOnce(new Error('chunk lost'));
  const engine = createEngine();
  await expect(engine.dataIntegrity()).rejects.toThrow('chunk lost');
  await expect(engine.dataIntegrity()).resolves.toHaveProperty('secure');
  expect(load).toHaveBeenCalledTimes(2);
  load.mockRestore();
});

it('a capability that did not load leaves the credential undecided, and the next one is judged', async () => {
  const load = vi.spyOn(handlers, 'dataIntegrity').mockRejectedValueOnce(new Error('chunk lost'));
  const verifier = createVerifier({ offline: true });
  const lost = await verifier.verify(SIGNED);
  expect([lost.verdict, lost.checks.find(({ id }) => id === 'intake.credential')?.code]).toEqual(['indeterminate', 'check.crashed']);
  expect((await verifier.verify(SIGNED)).checks.find(({ id }) => id === 'intake.credential')?.code).toBe('input.credential');
  load.mockRestore();
});
