import { hostedBadge2, lookup, serve, signedBadge2 } from '@credlens/demo-issuer';
import { expect, it } from 'vitest';
import { createVerifier } from '../verifier.js';

const at = '2026-08-22T00:00:00Z';

it('judges hosted and signed badges and follows a page in the browser', async () => {
  const [hosted, signed, corrupt] = [await hostedBadge2(), await signedBadge2({ origin: 'https://signed.example' }), await signedBadge2({ origin: 'https://signed.example', corrupt: true })];
  const page = 'https://share.example/c/1';
  serve(hosted.resources, page, `<!doctype html><link rel="alternate" type="application/ld+json" href="${hosted.url}">`, 'text/html');
  const resources = lookup(new Map([...hosted.resources, ...signed.resources]));
  const verify = async (input: string | File) => (await createVerifier({ resources, offline: true }).verify(input, { at })).verdict;
  expect(await verify(new File([JSON.stringify(hosted.assertion)], 'badge.json'))).toBe('verified');
  expect(await verify(signed.token)).toBe('verified');
  expect(await verify(corrupt.token)).toBe('invalid');
  expect(await verify(page)).toBe('verified');
  expect(await verify('https://share.example/none')).toBe('indeterminate');
});
