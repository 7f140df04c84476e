import { expect, it } from 'vitest';
import { createGuardedFetch } from './index.js';

it('reads bodies and digests with the browser’s own streams', async () => {
  const body = URL.createObjectURL(new Blob(['abc']));
  const ask = createGuardedFetch({ fetch: () => fetch(body) });
  expect(await ask('https://lists.example/a')).toMatchObject({ ok: true, evidence: { sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' } });
  expect(await createGuardedFetch({ fetch: () => fetch(body) })('https://lists.example/a', { maxBytes: 2 })).toMatchObject({ ok: false, code: 'net.too-large' });
});

it('calls the browser’s fetch as the browser wants it called, and says what fails', async () => {
  const answer = await createGuardedFetch({ retryDelayMs: 0, timeoutMs: 3000 })('https://nobody.invalid/list');
  expect(answer).toMatchObject({ ok: false, retryable: true });
});

it('refuses what a page must not be made to ask', async () => {
  for (const url of [location.href, 'https://localhost/', 'https://[::1]/']) expect(await createGuardedFetch()(url)).toMatchObject({ ok: false, code: 'net.refused' });
});
