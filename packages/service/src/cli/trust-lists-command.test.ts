import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { castServices, certificate, days, listOfLists, LOTL_ADDRESS, pki, trustedList, type TestIdentity } from '@credlens/demo-pki';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './main.js';

const NOW = '2026-08-22T00:00:00Z';
const list = (territory: string) => `https://lists.example/${territory}.xml`;
let directory: string;
let signer: TestIdentity;

const pem = ({ certificate: der }: TestIdentity) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = { out: '', err: '' };
  stdout.on('data', (chunk) => { texts.out += String(chunk); });
  stderr.on('data', (chunk) => { texts.err += String(chunk); });
  const status = await main(['trust-lists', ...args], { stdin: new PassThrough(), stdout, stderr, env: { COLUMNS: '120' } });
  return { status, ...texts };
}
/** With the lists of this test's world. */
const update = (out: string, ...more: string[]) =>
  run('update', '--out', join(directory, out), '--offline', '--resources', directory, '--lotl', LOTL_ADDRESS, '--anchors', join(directory, 'anchors.pem'), '--at', NOW, ...more);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'credlens-lists-'));
  signer = await certificate({ subject: { CN: 'List signer' }, from: days(NOW, -300), to: days(NOW, 700) });
  const services = castServices(await pki(NOW));
  const providers = [{ name: 'Example Trust Services', services }];
  const pointers = ['XX', 'YY', 'ZZ'].map((territory) => ({ territory, url: list(territory), signers: [signer] }));
  const files: Record<string, Uint8Array | string> = {
    'lotl.xml': await listOfLists({ issued: days(NOW, -1), signer, pointers }), 'XX.xml': await trustedList({ territory: 'XX', issued: days(NOW, -1), sequence: 7, signer, providers }),
    'YY.xml': await trustedList({ territory: 'YY', issued: days(NOW, -1), signer, providers, fault: 'content-changed' }), 'anchors.pem': pem(signer), 'other.pem': pem((await pki(NOW)).root),
    'resources.json': JSON.stringify({ [LOTL_ADDRESS]: { file: 'lotl.xml' }, [list('XX')]: { file: 'XX.xml' }, [list('YY')]: { file: 'YY.xml' } }),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
});
afterAll(async () => { await rm(directory, { recursive: true, force: true }); });

describe('credlens trust-lists update', () => {
  it('writes a snapshot, says what each list is, and warns of each country that is lost', async () => {
    const { status, out, err } = await update('a.json');
    expect(status).toBe(0);
    expect(out).toMatch(/^EU +1 .*used$/m);
    expect(out).toMatch(/^XX +7 +2026-08-21 +2026-11-19 +2 +used$/m);
    expect(out).toMatch(/^YY .*signature does not hold$/m);
    expect(out).toMatch(/^ZZ .*not there$/m);
    expect(out).toContain('1 of 3 lists: 1 services for certificates, 1 for qualified time-stamps');
    expect(err).toContain(`warning: YY is lost: signature does not hold (${list('YY')})`);
    expect(err).toContain(`warning: ZZ is lost: not there (${list('ZZ')})`);
    expect(JSON.parse(await readFile(join(directory, 'a.json'), 'utf8'))).toMatchObject({ type: 'trusted-list-snapshot', version: 1, created: '2026-08-22T00:00:00.000Z' });
    expect((await readdir(directory)).some((name) => name.endsWith('.part'))).toBe(false);
  });
  it('is the same file each time', async () => {
    await update('b.json');
    await update('c.json');
    expect(await readFile(join(directory, 'b.json'), 'utf8')).toBe(await readFile(join(directory, 'c.json'), 'utf8'));
  });
  it('countries that are asked for, and a word on those that there are not', async () => {
    const { out, err } = await update('d.json', '--territory', 'xx', '--territory', 'gr');
    expect(out).not.toMatch(/^YY/m);
    expect(err).toContain('warning: the list of lists names no list of EL');
  });
  it('writes nothing where the list of lists cannot be used, and says why', async () => {
    await writeFile(join(directory, 'kept.json'), 'before');
    const { status, out, err } = await update('kept.json', '--lotl', list('YY'));
    expect([status, out]).toEqual([64, '']); // --lotl twice
    expect(err).toContain('--lotl may be given once');
    const stranger = await run('update', '--out', join(directory, 'kept.json'), '--offline', '--resources', directory, '--lotl', LOTL_ADDRESS, '--anchors', join(directory, 'other.pem'), '--at', NOW);
    expect(stranger.status).toBe(2);
    expect(stranger.err).toContain('the list of lists cannot be used: signed by nobody who may');
    expect(await readFile(join(directory, 'kept.json'), 'utf8')).toBe('before');
  });
  it('a list that went back is lost', async () => {
    await update('newer.json', '--territory', 'XX');
    const text = (await readFile(join(directory, 'newer.json'), 'utf8')).replace('"sequence":7', '"sequence":8');
    await writeFile(join(directory, 'newer.json'), text);
    const { err } = await update('e.json', '--territory', 'XX', '--previous', join(directory, 'newer.json'));
    expect(err).toContain('warning: XX is lost: older than the one known');
  });
  it.each<[string, string[], RegExp]>([
    ['no file to write', ['update'], /needs --out FILE/], ['an input', ['update', 'x', '--out', 'y'], /takes no input/], ['no subcommand', [], /update or show/], ['another subcommand', ['list'], /there is update and show/],
    ['keys of a kind that there is not', ['update', '--out', 'x', '--keys', 'some'], /seals or all/], ['a country of three letters', ['update', '--out', 'x', '--territory', 'CZE'], /two letters/], ['no instant', ['update', '--out', 'x', '--at', 'now'], /no instant/],
    ['anchors that are not there', ['update', '--out', 'x', '--offline', '--anchors', '/nowhere/x.pem'], /no such file/], ['a previous snapshot that is none', ['update', '--out', 'x', '--offline', '--previous', 'package.json'], /cannot be used/],
    ['show without a file', ['show'], /takes one FILE/], ['show of a file that is no snapshot', ['show', 'package.json'], /cannot be used/],
  ])('%s is a wrong call', async (_name, args, message) => {
    const { status, out, err } = await run(...args);
    expect([status, out]).toEqual([64, '']);
    expect(err).toMatch(message);
  });
  it('a place that cannot be written', async () => {
    await mkdir(join(directory, 'folder'), { recursive: true });
    const { status, err } = await update('folder');
    expect(status).toBe(64);
    expect(err).toMatch(/--out .*folder: /);
    expect((await update('nowhere/x.json')).status).toBe(64);
  });
});

describe('credlens trust-lists show', () => {
  it('lists as of an instant: what was fresh then is past its next update later', async () => {
    await update('f.json');
    const now = await run('show', join(directory, 'f.json'), '--at', NOW);
    expect(now.status).toBe(0);
    expect(now.out).toMatch(/^XX .*used$/m);
    const later = await run('show', join(directory, 'f.json'), '--at', '2030-01-01T00:00:00Z');
    expect(later.out).toMatch(/^XX .*past its next update$/m);
    expect(later.out).toContain('(1 past their next update)');
  });
  it('the services of a country', async () => {
    await update('g.json');
    const { out } = await run('show', join(directory, 'g.json'), '--territory', 'XX', '--at', NOW);
    expect(out).toMatch(/^CA\/QC +granted +\d{4}-\d{2}-\d{2} +ForeSeals ForeSignatures +Example Trust Services: Qualified/m);
    expect(out).not.toMatch(/^YY/m);
  });
  it('as JSON, with the states of the instant', async () => {
    await update('h.json');
    const { out } = await run('show', join(directory, 'h.json'), '--json', '--at', '2030-01-01T00:00:00Z', '--territory', 'XX');
    expect(JSON.parse(out)).toMatchObject({ lotl: { state: 'stale' }, lists: [{ territory: 'XX', state: 'stale' }], services: [{ territory: 'XX' }, { territory: 'XX' }] });
  });
});
