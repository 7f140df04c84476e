import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { readPdf } from './index.js';

const root = process.env['CREDLENS_CORPORA'];
const folder = root === undefined ? undefined : join(root, 'pdf-seals');
const names = folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pdf')).toSorted();
const load = (name: string) => new Uint8Array(readFileSync(join(folder!, name)));

interface Attachment { filename: string; rawFilename?: string; content: Uint8Array }
interface PdfJs { getDocument(options: object): { promise: Promise<{ numPages: number; getAttachments(): Promise<Record<string, Attachment> | null>; destroy(): Promise<void> }> } }

/** pdfjs-dist wants a few names of the DOM to be there when it is loaded; nothing is drawn. */
async function pdfJs(): Promise<PdfJs> {
  const world = globalThis as Record<string, unknown>;
  world['DOMMatrix'] ??= class {};
  return await import('pdfjs-dist/legacy/build/pdf.mjs') as unknown as PdfJs;
}

/** Name and contents of each. */
const keyed = (list: readonly { name: string; bytes: Uint8Array }[]) => list.map(({ name, bytes }) => `${name} ${bytes.length} ${sha256(bytes).join()}`).toSorted();

describe.skipIf(folder === undefined)('real sealed PDFs', () => {
  it('are opened, every one but what a certificate locks', () => {
    const refused = names.map((name) => ({ name, reading: readPdf(load(name)) })).filter(({ reading }) => !reading.ok);
    expect(names.length).toBeGreaterThan(60);
    expect(refused.map(({ name, reading }) => [name, !reading.ok && reading.why])).toEqual([['pyhanko/signed-encrypted-pubkey-with-catalog-ref.pdf', 'encrypted']]);
  });

  it('have, by the independent reading that comes with them, so many signatures whose range is sound, and end so far before the file\'s end', () => {
    const lines = readFileSync(join(root!, 'MANIFEST.tsv'), 'utf8').split('\n').map((line) => line.split('\t')).filter(([topic]) => topic === 'pdf-seals');
    let compared = 0;
    for (const [, name = '', , , , , , basis = ''] of lines) {
      const reading = readPdf(load(name));
      if (!reading.ok) continue;
      const found = basis.replace(/^openssl-cms=/, '').split(' | ')[0]!.split(',').filter((each) => /^(?:OK|BAD|timestamp)/.test(each));
      const after = found.map((each) => Number(/\(\+(\d+)B after\)/.exec(each)?.[1] ?? 0));
      const { bytes, signatures } = reading.file;
      const ours = signatures.filter(({ byteRange }) => byteRange).map(({ byteRange }) => bytes.length - byteRange![2] - byteRange![3]);
      // It says how far a document time-stamp reaches for none of them, and knows nothing of files within files.
      for (const each of after.filter((each, index) => !found[index]!.startsWith('timestamp') && each > 0)) expect(ours, name).toContain(each);
      compared += found.length;
    }
    expect(compared).toBeGreaterThan(90);
  });

  it('have the pages and attachments that pdfjs-dist finds in them', { timeout: 120_000 }, async () => {
    const { getDocument } = await pdfJs();
    let opened = 0;
    const differ: string[] = [];
    for (const name of names) {
      const reading = readPdf(load(name));
      if (!reading.ok) continue;
      try {
        const other = await getDocument({ data: load(name), verbosity: 0, useSystemFonts: false, isEvalSupported: false }).promise;
        const attachments = Object.values(await other.getAttachments() ?? {}).map(({ filename, rawFilename, content }) => ({ name: rawFilename ?? filename, bytes: content }));
        if (other.numPages !== reading.file.pages) differ.push(`${name}: ${other.numPages} pages, not ${reading.file.pages}`);
        const ours = new Set(keyed(reading.file.attachments));
        if (keyed(attachments).some((each) => !ours.has(each))) differ.push(`${name}: attachments`);
        await other.destroy();
        opened += 1;
      } catch (error) {
        differ.push(`${name}: ${String(error)}`);
      }
    }
    expect(opened).toBeGreaterThan(60);
    expect(differ).toEqual([]);
  });
});
