import { badge, didKey, didWeb, ed25519TestKey, issue, lookup, publish, serve, statusEntry, statusList, type JsonObject } from '@credlens/demo-issuer';
import { expect, it, vi } from 'vitest';
import { createVerifier, type VerifyOptions } from '../index.js';
import { suiteOf } from './cryptosuites.js';
import { rememberSignatures } from './remembered-signatures.js';

const LIST = 'https://lists.example/status/1';
const HOST = 'lists.example';
const NOW = '2026-08-22T00:00:00Z';

/** A badge of one issuer, and its list, which another has signed under `did:web:lists.example#key-1`. One verifier reads both again and again. */
async function world() {
  const issuer = didKey(await ed25519TestKey('badges'));
  const listKey = await ed25519TestKey('lists');
  const keeper = didWeb(HOST, listKey, { fragment: 'key-1' });
  const resources = publish([keeper]);
  const serveList = async (values: Record<number, 0 | 1> = {}): Promise<JsonObject> => {
    const list = await statusList({ url: LIST, issuer: keeper.id, values, validFrom: '2026-06-01T09:00:00Z', validUntil: '2026-09-01T09:00:00Z' });
    const signed = await issue(list, { by: keeper, created: '2026-06-01T09:00:00Z' }) as JsonObject;
    serve(resources, LIST, signed as never, 'application/vc');
    return signed;
  };
  const list = await serveList();
  const document = badge({ issuer: issuer.id, id: 'urn:uuid:1', subjectId: 'did:example:maria', validFrom: '2026-06-01T09:00:00Z', validUntil: '2027-06-01T09:00:00Z', status: statusEntry({ list: LIST, index: '94567' }) });
  const credential = await issue(document, { by: issuer, created: '2026-06-01T09:00:00Z' });
  const verifier = createVerifier({ resources: lookup(resources), offline: true });
  const suite = suiteOf((credential as JsonObject)['proof'] as JsonObject)!;
  const transform = vi.spyOn(suite, 'transform');
  const judge = async (options: VerifyOptions = {}) => {
    transform.mockClear();
    const report = await verifier.verify(credential as JsonObject, { at: NOW, ...options });
    const { code, outcome, params } = report.checks.find(({ id }) => id === 'status.revocation')!;
    return { code, outcome, why: params?.['why'], signatures: transform.mock.calls.length };
  };
  return { resources, listKey, list, serveList, judge };
}

const GOOD = { code: 'status.other-issuer', outcome: 'warn', why: undefined };

it('works the signature of a list out once for a verifier, and that of a credential each time', async () => {
  const { judge } = await world();
  expect(await judge()).toEqual({ ...GOOD, signatures: 2 });
  expect(await judge()).toEqual({ ...GOOD, signatures: 1 });
  const other = await world();
  expect(await other.judge()).toEqual({ ...GOOD, signatures: 2 });
});

it('judges dates and policy anew', async () => {
  const { judge } = await world();
  await judge();
  expect(await judge({ at: '2026-10-01T00:00:00Z' })).toMatchObject({ code: 'status.list-expired', signatures: 1 });
  expect(await judge({ policy: 'strict' })).toMatchObject({ code: 'status.other-issuer', outcome: 'indeterminate', signatures: 1 });
  expect(await judge()).toEqual({ ...GOOD, signatures: 1 });
});

it('asks anew who may use the key: another key of the same name, a key withdrawn, a document that is gone', async () => {
  const { judge, resources, listKey } = await world();
  await judge();
  const serveKeeper = (...options: [key: typeof listKey, options?: object]) => publish([didWeb(HOST, options[0], { fragment: 'key-1', ...options[1] })], resources);
  serveKeeper(await ed25519TestKey('another'));
  expect(await judge()).toMatchObject({ code: 'status.list-invalid', why: 'signature.invalid', signatures: 2 });
  serveKeeper(listKey, { method: { revoked: '2026-05-01T00:00:00Z' } });
  expect(await judge()).toMatchObject({ code: 'status.list-invalid', why: 'key.revoked', signatures: 1 });
  serveKeeper(listKey, { relationships: ['authentication'] });
  expect(await judge()).toMatchObject({ code: 'status.list-invalid', why: 'key.not-for-assertion', signatures: 1 });
  resources.delete(`https://${HOST}/.well-known/did.json`);
  expect(await judge()).toMatchObject({ code: 'status.list-unproven', signatures: 1 });
  serveKeeper(listKey);
  expect(await judge()).toEqual({ ...GOOD, signatures: 1 });
});

it('a list with a changed byte, or with the proof of another, is not the one that was good', async () => {
  const { judge, resources, list, serveList } = await world();
  await judge();
  const revoked = await serveList({ 94567: 1 });
  expect(await judge()).toMatchObject({ code: 'status.revoked', signatures: 2 });
  const forged: JsonObject = { ...list, credentialSubject: revoked['credentialSubject']! };
  serve(resources, LIST, forged as never, 'application/vc');
  expect(await judge()).toMatchObject({ code: 'status.list-invalid', why: 'signature.invalid', signatures: 2 });
  serve(resources, LIST, { ...list, proof: revoked['proof']! } as never, 'application/vc');
  expect(await judge()).toMatchObject({ code: 'status.list-invalid', why: 'signature.invalid', signatures: 2 });
  // What is bad is worked out again: nothing but good is kept.
  serve(resources, LIST, forged as never, 'application/vc');
  expect(await judge()).toMatchObject({ code: 'status.list-invalid', why: 'signature.invalid', signatures: 2 });
});

it('keeps the last 64', async () => {
  const memory = rememberSignatures();
  for (let number = 0; number < 64; number += 1) (await memory.ask([number])).remember();
  expect((await memory.ask([0])).known).toBe(true);
  (await memory.ask([64])).remember();
  expect((await memory.ask([0])).known).toBe(true);
  expect((await memory.ask([1])).known).toBe(false);
  expect((await memory.ask(['0'])).known).toBe(false);
});
