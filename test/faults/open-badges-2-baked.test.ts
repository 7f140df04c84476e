import { bakePng, bakeSvg, hostedBadge2, plainPicture, qrPicture, signedBadge2 } from '@credlens/demo-issuer';
import type { Report } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { assertReport } from '../support/schema.js';
import { checkOf, judge } from './world.js';

const keyword = 'openbadges';
const expectSigned = (report: Report, code: string, channel: string) => {
  expect([report.verdict, checkOf(report, 'proof.signature').code, report.input.channel]).toEqual(['verified', code, channel]);
  assertReport(report);
};

describe('Open Badges 2.0 inside a picture', () => {
  it('the address of a hosted badge, its JSON, and a signed badge, baked into a PNG', async () => {
    const [hosted, signed] = [await hostedBadge2(), await signedBadge2()];
    expectSigned(await judge(await bakePng(hosted.url, { keyword }), hosted), 'hosted.served', 'bytes');
    expectSigned(await judge(await bakePng(JSON.stringify(hosted.assertion), { keyword, chunk: 'tEXt' }), hosted), 'hosted.served', 'bytes');
    expectSigned(await judge(await bakePng(signed.token, { keyword }), signed), 'signature.valid', 'bytes');
  });

  it('a signed badge and the JSON of a hosted one, baked into an SVG', async () => {
    const [hosted, signed] = [await hostedBadge2(), await signedBadge2()];
    expectSigned(await judge(bakeSvg(JSON.stringify(hosted.assertion), { namespace: 'http://openbadges.org' }), hosted), 'hosted.served', 'text');
    expectSigned(await judge(bakeSvg(signed.token, { namespace: 'http://openbadges.org', form: 'attribute' }), signed), 'signature.valid', 'text');
  });

  it('the address in a QR code', async () => {
    const hosted = await hostedBadge2();
    const report = await judge(await bakePng(undefined, { picture: qrPicture(hosted.url) }), hosted);
    expect([report.verdict, checkOf(report, 'proof.signature').code]).toEqual(['verified', 'hosted.served']);
  });

  it('a picture in which nothing is baked proves nothing', async () => {
    const hosted = await hostedBadge2();
    expect((await judge(await bakePng(undefined, { picture: plainPicture() }), hosted)).verdict).toBe('unverifiable');
  });
});
