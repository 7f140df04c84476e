import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSignedData, verifySignerInfo } from './index.js';

const CORPORA = process.env['CREDLENS_CORPORA'];

/** By a search for its two marks, which no verifier may rest on; here it is the second reading of files that another program has read the same way. */
function signaturesOf(file: Buffer): { cms: Uint8Array; content: Uint8Array; timestamp: boolean }[] {
  const text = file.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].flatMap((match) => {
    const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number);
    const hexadecimal = text.slice(a + b, c);
    if (c + d > file.length || !/^<[0-9A-Fa-f]*>$/.test(hexadecimal)) return [];
    const around = text.slice(Math.max(0, a + b - 400), a + b) + text.slice(c, c + 400);
    const cms = Buffer.from(hexadecimal.slice(1, -1), 'hex');
    return [{ cms: new Uint8Array(cms), content: new Uint8Array(Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)])), timestamp: around.includes('ETSI.RFC3161') }];
  });
}

describe.skipIf(!CORPORA)('the CMS of real files, read by another program too', () => {
  it('holds where it holds there, and fails where it fails there', { timeout: 120_000 }, async () => {
    const lines = readFileSync(`${CORPORA}/MANIFEST.tsv`, 'utf8').split('\n').map((line) => line.split('\t')).filter(([topic]) => topic === 'pdf-seals');
    const report: string[] = [];
    for (const [, name = '', , , , , , basis = ''] of lines) {
      const said = /openssl-cms=([^|]*)/.exec(basis)?.[1]?.trim().split(',') ?? [];
      const found = signaturesOf(readFileSync(`${CORPORA}/pdf-seals/${name}`));
      const ours: string[] = [];
      for (const { cms, content, timestamp } of found) {
        const reading = parseSignedData(cms);
        if (!reading.ok) { ours.push(`unreadable:${reading.reason}`); continue; }
        if (timestamp) { ours.push('timestamp'); continue; }
        const [signer] = reading.signedData.signers;
        if (!signer) { ours.push('no-signer'); continue; }
        const verified = await verifySignerInfo(reading.signedData, signer, content, { profile: 'pkcs7' });
        ours.push(verified.problems.length === 0 ? `OK${verified.signature.name}` : verified.problems.map(({ sub, rule }) => `${sub}:${rule}`).join('+'));
      }
      report.push(`${name}\n    ${said.join(' , ')}\n    ${ours.join(' , ')}`);
    }
    console.log(report.join('\n'));
    expect(report.length).toBe(69);
  });
});
