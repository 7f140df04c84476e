import { createVerifier } from '@credlens/core';
import { visible } from '@credlens/core/messages';
import { change, didWeb, issue, lookup, plainCredential, publish, serve, TEST_KEY_P256, type JsonObject } from '@credlens/demo-issuer';
import { pki, sealedPdf } from '@credlens/demo-pki';
import { expect, it } from 'vitest';
import { parseSignedData } from '../../packages/core/src/cms/index.js';
import { readPdf } from '../../packages/core/src/pdf/index.js';
import { CREATED, NOW } from './instants.js';

/** What fuzzing found, each as the smallest input that shows it. */

it('a key that is no point of its curve is a damaged proof, not a crash', async () => {
  const by = didWeb('issuer.example', TEST_KEY_P256);
  const credential = await issue(plainCredential({ issuer: by.id, validFrom: CREATED }), { by, created: CREATED });
  const resources = publish([by]);
  const [[url, { body }] = ['', { body: '' }]] = [...resources];
  const codes: string[] = [];
  for (const last of 'ABCDEFGH') {
    serve(resources, url, change(JSON.parse(body) as JsonObject, '/verificationMethod/0/publicKeyMultibase', TEST_KEY_P256.publicKeyMultibase.slice(0, -1) + last));
    const report = await createVerifier({ resources: lookup(resources), offline: true }).verify(credential, { at: NOW });
    expect(report.checks.filter(({ code }) => code === 'check.crashed')).toEqual([]);
    expect(report.verdict).toBe('invalid');
    codes.push(...report.checks.map(({ code }) => code));
  }
  // Half of all numbers are no point.
  expect(codes).toContain('signature.malformed');
});

it.each([['spaces in a letter', `Dear all, {"a": ${' '.repeat(300_000)} x`], ['spaces in damaged JSON', `{${' '.repeat(300_000)}"`], ['fences', '```a\n'.repeat(100_000)]])('a long row of %s is read at once', async (_name, text) => {
  const before = process.cpuUsage();
  await createVerifier({ offline: true }).verify(text, { at: NOW });
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
});

it.each(['\u{E008E}', '\u2065', '\uFFF4'])('%j, which no program draws, is written out', (character) => {
  expect(visible(`a${character}b`)).toMatch(/^a\[U\+[0-9A-F]+\]b$/);
});

it('lists and certificates that cannot be read are said to be a mistake of the host, not a fault of the document', async () => {
  const { bytes } = await sealedPdf({ pki: await pki(NOW), at: CREATED });
  const verify = (options: object) => createVerifier({ offline: true, ...options }).verify(bytes, { at: NOW });
  await expect(verify({ trustedLists: { type: 'trusted-list-snapshot', version: 1 } })).rejects.toThrow(/^trustedLists: /);
  await expect(verify({ trustedLists: '{' })).rejects.toThrow(TypeError);
  await expect(verify({ anchors: [{ name: 'Ours', certificate: new Uint8Array(9) }] })).rejects.toThrow('anchors: "Ours" is no certificate');
});

it('bytes that are read stay as they are, Node\'s own kind of them too', async () => {
  const { bytes, cms } = await sealedPdf({ pki: await pki(NOW), at: CREATED, document: { xref: 'stream' } });
  const [read, file] = [Buffer.from(cms), Buffer.from(bytes)];
  expect(parseSignedData(read).ok && readPdf(file).ok).toBe(true);
  expect(read.equals(cms) && file.equals(bytes)).toBe(true);
});
