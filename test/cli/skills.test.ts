import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { credlens, desk, type Desk, type Ran } from './command.js';

// Each case starts a process or several, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const demo = fileURLToPath(new URL('../../examples/demo-taxonomy', import.meta.url));
let here: Desk;
beforeAll(async () => {
  here = await desk();
  const ran = await credlens(['taxonomy', 'build', '--esco', demo, '--name', 'Demo', '--edition', '1', '--out', here.path('demo.bin')]);
  if (ran.status !== 0 || ran.stderr !== '') throw new Error(`the demo taxonomy was not built: ${ran.stderr}`);
});
afterAll(async () => { await rm(here.directory, { recursive: true, force: true }); });

const map = (stdin: string | Uint8Array, ...args: string[]): Promise<Ran> => credlens(['skills', 'map', '--taxonomy', here.path('demo.bin'), ...args], { stdin });
interface Mapped { text: string; accepted?: string; cut?: boolean; candidates: { id: string; uri?: string; label: string; matched?: string; score: number; language: string; by: string }[] }
const answers = ({ stdout }: Ran): Mapped[] => stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Mapped);

describe('taxonomy', () => {
  it('build says what was made, and the same sources make the same file', async () => {
    const again = await credlens(['taxonomy', 'build', '--esco', demo, '--name', 'Demo', '--edition', '1', '--out', here.path('again.bin'), '--json']);
    const shown = await credlens(['taxonomy', 'show', here.path('demo.bin'), '--json']);
    const facts = JSON.parse(again.stdout) as { digest: string; concepts: number };
    expect(JSON.parse(shown.stdout)).toMatchObject({ name: 'Demo', version: '1', digest: facts.digest, concepts: facts.concepts, languages: ['de', 'en'], attribution: [] });
  });
  it('build takes lists, and languages that are named', async () => {
    await here.write('list.csv', 'id,label\nx:1,Metall bearbeiten\nx:2,Brot backen\n');
    await here.write('plain.txt', 'Kuchen backen\n');
    const ran = await credlens(['taxonomy', 'build', '--list', here.path('list.csv'), '--list', here.path('plain.txt'), '--language', 'de', '--out', here.path('de.bin')]);
    expect(ran.stdout).toContain('3 concepts; labels: 3 in de');
    const mapped = answers(await credlens(['skills', 'map', '--taxonomy', here.path('de.bin'), '--json', '--limit', '1'], { stdin: 'Metallbearbeitung\nKuchen backen\n' }));
    expect(mapped.map(({ candidates, accepted }) => [candidates[0]?.id, candidates[0]?.uri, accepted])).toEqual([['x:1', 'x:1', undefined], ['label:kuchen-backen', undefined, 'label:kuchen-backen']]);
  });
  it('says what is wrong with the call or with a file, and writes nothing', async () => {
    await here.write('other.csv', 'a,b\n1,2\n');
    const cases: [string[], string][] = [
      [['build', '--esco', demo], 'needs --out'], [['build', '--out', here.path('no.bin')], 'something to build from'], [['build', '--list', here.path('none.csv'), '--out', here.path('no.bin')], 'there is no such file'],
      [['build', '--rsd', here.path('other.csv'), '--out', here.path('no.bin')], 'taxonomy.unreadable-source'], [['show', here.path('other.csv')], 'taxonomy.not-a-taxonomy'], [['make'], 'build and show'], [['build', '--language', '!', '--out', 'x'], 'no language tag'],
    ];
    for (const [args, words] of cases) {
      const { status, stdout, stderr } = await credlens(['taxonomy', ...args]);
      expect({ args, status, stdout }).toEqual({ args, status: 64, stdout: '' });
      expect(stderr).toContain(words);
    }
  });
});

describe('skills map', () => {
  it('answers every line in order: candidates, the label that matched, and what is accepted', async () => {
    const ran = await map('steel welding\n\nProjektplanungen und Berichte\n', '--json', '--limit', '2');
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const [first, empty, third] = answers(ran);
    expect(first).toMatchObject({ text: 'steel welding', accepted: first?.candidates[0]?.id, candidates: [{ label: 'weld steel', matched: 'steel welding', by: 'alternative', language: 'en' }] });
    expect(first?.candidates[0]?.uri).toBe(first?.candidates[0]?.id);
    expect(empty).toEqual({ text: '', candidates: [] });
    expect(third?.accepted).toBeUndefined();
    expect(third?.candidates.map(({ label }) => label).sort()).toEqual(['Berichte schreiben', 'Projekte planen']);
  });
  it('takes bytes that are no text, and lines without an end', async () => {
    const ran = await map(Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('weld steel '.repeat(20_000)), Buffer.from('\nbake bread')]), '--json');
    const found = answers(ran);
    expect([ran.status, found.length, found[1]?.cut, found[1]?.candidates[0]?.label, found[2]?.accepted]).toEqual([0, 3, true, 'weld steel', found[2]?.candidates[0]?.id]);
  });
  it('says it to people too, reads a file, and keeps to a language', async () => {
    await here.write('texts.txt', 'weld steel\n');
    const text = await map('', here.path('texts.txt'));
    expect(text.stdout.split('\n').slice(0, 2)).toEqual(['weld steel', expect.stringContaining('is   1.00  weld steel')]);
    const german = answers(await map('weld steel\n', '--json', '--language', 'de'));
    expect(german[0]?.candidates.every(({ language }) => language === 'de')).toBe(true);
    const wrong = await Promise.all([map('', '--language', 'fi'), map('', '--limit', '0'), map('', here.path('none.txt')), credlens(['skills', 'map']), credlens(['skills'])]);
    expect(wrong.map(({ status }) => status)).toEqual([64, 64, 64, 64, 64]);
  });
});
