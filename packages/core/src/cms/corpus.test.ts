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
    return [{ cms: new Uint8Array(Buffer.from(hexadecimal.slice(1, -1), 'hex')), content: new Uint8Array(Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)])), timestamp: around.includes('ETSI.RFC3161') }];
  });
}

describe.skipIf(!CORPORA)('the CMS of real files, read by another program too', () => {
  it('holds where it holds there, and fails where it fails there', { timeout: 120_000 }, async () => {
    const lines = readFileSync(`${CORPORA}/MANIFEST.tsv`, 'utf8').split('\n').map((line) => line.split('\t')).filter(([topic]) => topic === 'pdf-seals');
    const count = { held: 0, failed: 0, refusedForForm: 0, beyondTheOther: 0 };
    for (const [, name = '', , , , , , basis = ''] of lines) {
      const said = (/openssl-cms=([^|]*)/.exec(basis)?.[1]?.trim().split(',') ?? []).filter((each) => each !== '' && !/^bad/.test(each));
      const found = signaturesOf(readFileSync(`${CORPORA}/pdf-seals/${name}`));
      expect(found.length, name).toBe(said.length);
      for (const [index, { cms, content, timestamp }] of found.entries()) {
        const other = said[index]!;
        const reading = parseSignedData(cms);
        if (timestamp || other.startsWith('timestamp')) continue;
        if (!reading.ok) {
          expect(other, name).toMatch(/^BAD/);
          count.failed += 1;
          continue;
        }
        const verified = await verifySignerInfo(reading.signedData, reading.signedData.signers[0]!, content, { profile: 'pkcs7' });
        const broken = verified.problems.filter(({ sub, rule }) => sub === 'HASH_FAILURE' || rule === 'signature-value');
        if (other.startsWith('OK')) {
          expect(broken, name).toEqual([]);
          count[verified.problems.length === 0 ? 'held' : 'refusedForForm'] += 1;
        } else if (/^Ed/.test(verified.signature.name ?? '')) count.beyondTheOther += 1;
        else {
          expect(verified.problems, name).not.toEqual([]);
          count.failed += 1;
        }
      }
    }
    // Refused for its form: content inside that must not be there, or a key that is none. Beyond the other: it had no EdDSA with these digests.
    expect(count).toMatchObject({ failed: 4, beyondTheOther: 3 });
    expect(count.held + count.refusedForForm).toBe(80);
  });
});
