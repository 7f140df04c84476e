import { rm } from 'node:fs/promises';
import { days, pki, sealedTwins } from '@credlens/demo-pki';
import { elmDocument, type JsonObject } from '@credlens/demo-issuer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { credlens, desk, reports, type Desk, type Ran } from './command.js';

// Each case starts a process, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const SEALED = '2026-03-01T12:00:00Z';
const NOW = days(SEALED, 60);
const pem = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

let here: Desk;
beforeAll(async () => {
  here = await desk();
  const cast = await pki(SEALED, { territory: 'CZ' });
  const made = elmDocument();
  const issuer = { ...made['issuer'] as JsonObject, eIDASIdentifier: { id: 'urn:epass:legalIdentifier:1', type: 'LegalIdentifier', notation: 'VATCZ-12345678', spatial: { id: 'http://publications.europa.eu/resource/authority/country/CZE', type: 'Concept' } } };
  const { credentialSchema: _schema, ...unchecked } = made;
  const payload: JsonObject = { ...unchecked, issuer, validFrom: SEALED, issuanceDate: SEALED, issued: SEALED };
  const { json, pdf } = await sealedTwins({ pki: cast, payload });
  const other = await sealedTwins({ pki: cast, payload, printed: { ...payload, displayParameter: { ...payload['displayParameter'] as JsonObject, title: { en: 'Fire analysis' } } } });
  await Promise.all([here.write('award.jsonld', json), here.write('award.pdf', pdf), here.write('other.pdf', other.pdf), here.write('root.pem', pem(cast.root.certificate))]);
});
afterAll(async () => { await rm(here.directory, { recursive: true, force: true }); });

const together = (...args: string[]): Promise<Ran> => credlens(['verify', '--together', ...args, '--trust', 'root.pem', '--offline', '--at', NOW], { cwd: here.directory });

describe('a sealed PDF and a European credential, verified together', () => {
  it('are one report, which says fact by fact that they agree', async () => {
    const ran = await together('award.pdf', 'award.jsonld', '--json');
    const [report, ...more] = reports(ran);
    expect([more, ran.status, report?.verdict]).toEqual([[], 0, 'verified']);
    expect(report?.checks.find(({ id }) => id === 'members.agree')).toMatchObject({ outcome: 'pass', code: 'twins.same-bytes' });
    expect(report?.agreement?.facts.map(({ fact, status }) => `${fact} ${status}`)).toEqual(['identifier agrees', 'title agrees', 'holder agrees', 'issuer agrees', 'date agrees', 'certificate agrees']);
  });

  it('are a table for people, within its width', async () => {
    const { stdout, status } = await together('award.pdf', 'award.jsonld');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}Are these forms of one award\?\n {4}Identifier: The same\n {6}1\. award\.pdf +urn:credential:\S+ \(in what it holds\)\n +C-12 \(in what it holds\)\n {6}2\. award\.jsonld +urn:credential:\S+\n +C-12\n {4}Title: The same$/m);
    expect(stdout).toContain('One of them holds the other, the same to the byte.');
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('that differ say in what', async () => {
    const ran = await together('other.pdf', 'award.jsonld', '--json');
    expect([ran.status, reports(ran)[0]?.checks.find(({ id }) => id === 'members.agree')?.params]).toEqual([1, { fact: 'title' }]);
    expect((await together('other.pdf', 'award.jsonld')).stdout).toContain('Title: Not the same');
  });

  it('a file that is not there is no agreement, and no crash', async () => {
    const ran = await together('award.pdf', 'missing.jsonld', '--json');
    expect([reports(ran).map(({ verdict }) => verdict), ran.stderr]).toEqual([['indeterminate'], '']);
  });
});
