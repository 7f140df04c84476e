import { fileURLToPath } from 'node:url';
import { createVerifier } from '@credlens/core';
import type { Report } from '@credlens/core/report';
import { bakePng, bakeSvg, zip } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { corporaRoot, openCorpora } from './corpora.js';

const root = process.env['CREDLENS_CORPORA'] === undefined ? undefined : corporaRoot(fileURLToPath(new URL('../..', import.meta.url)));
if (root === undefined) console.log('CREDLENS_CORPORA is not set: the files of others are not packed.');

const utf8 = (text: string) => new TextEncoder().encode(text);
/** Each way to pack a text in which its credential is the whole answer. */
const PACKS: Readonly<Record<string, (text: string) => Uint8Array | Promise<Uint8Array>>> = {
  png: (text) => bakePng(text),
  svg: (text) => utf8(bakeSvg(text)),
  base64: (text) => utf8(Buffer.from(text).toString('base64')),
  'utf-16': (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')),
  markdown: (text) => utf8(`Dear all,\n\`\`\`\n${text}\n\`\`\`\nMaria`),
};

/** What the checks said, without what tells how it came. */
const said = ({ verdict, checks }: Report) => ({ verdict, checks: checks.filter(({ id }) => id !== 'intake.readable').map(({ id, code, outcome }) => `${id} ${code} ${outcome}`) });

describe.skipIf(root === undefined)('badges of others, packed', () => {
  it('are judged as they are unpacked, whatever they are in', async () => {
    const corpora = openCorpora(root ?? '');
    const verifier = createVerifier({ resources: corpora.resources, offline: true, allowContexts: Object.keys(corpora.contexts) });
    const at = '2026-08-22T00:00:00Z';
    let packed = 0;
    for (const { file } of corpora.rows('open-badges').filter(({ file: name }) => /\.(?:json|jwt)$/.test(name))) {
      const text = new TextDecoder().decode(corpora.bytes('open-badges', file)).trim();
      const plain = await verifier.verify(text, { at });
      // What is no credential is damage inside a picture, and nothing elsewhere.
      if (plain.verdict === 'unverifiable' || plain.checks[0]?.outcome === 'fail') continue;
      for (const [name, pack] of Object.entries(PACKS)) {
        expect(said(await verifier.verify(await pack(text), { at })), `${file} as ${name}`).toEqual(said(plain));
        packed += 1;
      }
      const archive = await verifier.verify(await zip([{ name: file, content: text }]), { at });
      expect(archive.subjects.map(said), `${file} as zip`).toEqual([said(plain)]);
    }
    expect(packed).toBeGreaterThan(100);
  }, 120_000);
});
