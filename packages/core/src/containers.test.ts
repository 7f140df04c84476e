import { bakePng, bakeSvg, badge, daysFrom, issue, qrPicture, samples, university, zip, lookup, change } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { parseRegistry } from './registry/index.js';
import { createVerifier } from './verifier.js';

const NOW = '2026-08-22T00:00:00Z';
const demo = await samples(new Date(NOW));
const registry = parseRegistry(demo.trust);
if ('error' in registry) throw new Error(registry.error);
const verifier = createVerifier({ resources: lookup(demo.resources), offline: true, registries: [registry], clock: () => new Date(NOW) });
const good = demo.samples[0]!.text;
const revoked = demo.samples.find(({ id }) => id === 'revoked')!.text;
const check = (report: Awaited<ReturnType<typeof verifier.verify>>, id: string) => report.checks.find((one) => one.id === id)?.code;

describe('what is in a container is judged as if it had come alone', () => {
  it.each([
    ['PNG', async (text: string) => bakePng(text), 'input.read'],
    ['SVG', async (text: string) => new TextEncoder().encode(bakeSvg(text)), 'input.read'],
    ['base64', async (text: string) => new TextEncoder().encode(Buffer.from(text).toString('base64')), 'input.recovered'],
    ['UTF-16', async (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')), 'input.recovered'],
    ['a letter', async (text: string) => new TextEncoder().encode(`Hello,\n\`\`\`json\n${text}\n\`\`\`\nMaria`), 'input.recovered'],
  ])('%s', async (_, pack, read) => {
    const report = await verifier.verify(await pack(good));
    expect(report).toMatchObject({ verdict: 'verified', cautions: false, input: { contains: 'application/vc' } });
    expect(check(report, 'intake.readable')).toBe(read);
    expect(await verifier.verify(await pack(revoked))).toMatchObject({ verdict: 'invalid', reasons: expect.arrayContaining(['status.revocation']) });
  });

  it('says a caution where the picture does not follow the standard, and refuses two credentials in one', async () => {
    expect(await verifier.verify(await bakePng(good, { compressed: true }))).toMatchObject({ verdict: 'verified', cautions: true });
    expect(await verifier.verify(await bakePng(good, { again: good }))).toMatchObject({ verdict: 'invalid', reasons: expect.arrayContaining(['intake.readable']) });
    expect(await verifier.verify(await bakePng(good, { badCrc: true }))).toMatchObject({ verdict: 'invalid' });
    expect(await verifier.verify(await bakePng(undefined))).toMatchObject({ verdict: 'unverifiable', reasons: expect.arrayContaining(['intake.credential']) });
    expect(await verifier.verify(await bakePng(undefined, { noEnd: true }))).toMatchObject({ verdict: 'indeterminate' });
  });

  it('an archive: a report each, with its name', async () => {
    const files = [{ name: 'a.json', content: good }, { name: 'b.png', content: await bakePng(good) }];
    const report = await verifier.verify(await zip(files));
    expect(report).toMatchObject({ verdict: 'verified', cautions: false, subjects: [{ verdict: 'verified', input: { channel: 'member', filename: 'a.json' } }, { input: { filename: 'b.png', contains: 'application/vc' } }] });
    const mixed = await verifier.verify(await zip([...files, { name: 'cv.txt', content: 'Worked hard' }]));
    expect(mixed).toMatchObject({ verdict: 'verified', cautions: true });
    expect(check(mixed, 'members.verdict')).toBe('members.not-credentials');
    expect(await verifier.verify(await zip([...files, { name: 'c.json', content: revoked }]))).toMatchObject({ verdict: 'invalid' });
    expect(await verifier.verify(await zip([...files, { name: 'c.json', content: good, encrypted: true }]))).toMatchObject({ verdict: 'indeterminate', reasons: expect.arrayContaining(['intake.readable']) });
    const nothing = await verifier.verify(await zip([{ name: 'cv.txt', content: 'Worked hard' }]));
    expect(nothing).toMatchObject({ verdict: 'unverifiable' });
    expect(check(nothing, 'intake.credential')).toBe('input.no-credential');
  });

  it('lines, and a code in a picture', async () => {
    const line = (text: string) => JSON.stringify(JSON.parse(text));
    expect(await verifier.verify(`${line(good)}\n${line(good)}`)).toMatchObject({ verdict: 'verified', subjects: [{}, {}] });
    expect(await verifier.verify(`${line(good)}\n{"@context":`)).toMatchObject({ verdict: 'invalid' });
    const issuer = await university();
    const document = badge({ issuer: issuer.id, id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-000000000099', validFrom: daysFrom(new Date(NOW), -60) });
    const small = JSON.stringify(await issue(document, { by: issuer, created: daysFrom(new Date(NOW), -60) }));
    const report = await verifier.verify(await bakePng(undefined, { picture: qrPicture(small, { scale: 4 }) }));
    expect(report).toMatchObject({ verdict: 'verified', input: { mediaType: 'image/png', contains: 'application/vc' } });
    const altered = JSON.stringify(change(JSON.parse(small), '/name', 'Doctor'));
    expect(await verifier.verify(await bakePng(undefined, { picture: qrPicture(altered, { scale: 4 }) }))).toMatchObject({ verdict: 'invalid' });
  });
});
