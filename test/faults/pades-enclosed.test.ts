import { createVerifier } from '@credlens/core';
import { jwkDocument, lookup, newJoseKey, samples, serve, tokenOf, type JsonObject } from '@credlens/demo-issuer';
import { pdfDocument, pki, sealedPdf } from '@credlens/demo-pki';
import type { Report } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';

const NOW = '2026-08-22T00:00:00Z';
const utf8 = (text: string) => new TextEncoder().encode(text);
const codeOf = (report: Report, id: string) => report.checks.find((check) => check.id === id)?.code;

describe('credentials that are attached to a PDF', async () => {
  const cast = await pki(NOW);
  const shown = await samples(new Date(NOW));
  const good = shown.samples.find(({ id }) => id === 'verified')!.text;
  const expired = shown.samples.find(({ id }) => id === 'expired')!.text;
  const anchors = [{ name: 'Root of the test', certificate: cast.root.certificate }];
  const verifier = createVerifier({ resources: lookup(shown.resources), offline: true, anchors, clock: () => new Date(NOW) });
  const sealed = async (...attachments: { name: string; mediaType?: string; bytes: Uint8Array }[]) => (await sealedPdf({ pki: cast, level: 'LT', document: { attachments: attachments.map(({ mediaType = 'application/json', ...rest }) => ({ ...rest, mediaType })) } })).bytes;

  it('are members with reports of their own, and one that names the sealer is told to be of the same issuer', async () => {
    const report = await verifier.verify(await sealed({ name: 'badge.json', bytes: utf8(good) }));
    expect(report.subjects.map(({ verdict, input }) => [verdict, input.filename, input.channel])).toEqual([['verified', 'badge.json', 'member']]);
    expect(report.checks.find(({ id }) => id === 'members.verdict')).toMatchObject({ code: 'members.verified', problems: [{ code: 'seal.same-issuer', pointer: '/attachments/0' }] });
    expect(report.verdict).toBe('verified');
  });

  it('one that names another issuer than the sealer is a caution', async () => {
    const other = await pki(NOW, { seal: { subject: { C: 'XX', O: 'Institute of Samples', organizationIdentifier: 'NTRXX-7', CN: 'Institute of Samples' } } });
    const file = await sealedPdf({ pki: other, level: 'LT', document: { attachments: [{ name: 'badge.json', mediaType: 'application/json', bytes: utf8(good) }] } });
    const report = await verifier.verify(file.bytes);
    expect(report.checks.find(({ id }) => id === 'members.verdict')).toMatchObject({ code: 'seal.other-issuer', outcome: 'warn', params: { name: 'Institute of Samples' } });
    expect(report).toMatchObject({ verdict: 'verified', cautions: true });
    expect((await verifier.verify(file.bytes, { policy: 'strict' })).checks.find(({ id }) => id === 'members.verdict')?.outcome).toBe('indeterminate');
  });

  it('a JWT is one as well', async () => {
    const key = await newJoseKey('ES256');
    const id = 'https://issuer.example/issuers/tokens';
    serve(shown.resources, id, jwkDocument(id, { k1: key.public }));
    const { proof: _proof, credentialStatus: _status, ...unsigned } = JSON.parse(good) as JsonObject;
    const token = await tokenOf({ ...unsigned, issuer: { ...(unsigned['issuer'] as JsonObject), id } }, { key, kid: `${id}#k1` });
    const report = await verifier.verify(await sealed({ name: 'badge.jwt', mediaType: 'application/vc+jwt', bytes: utf8(token) }));
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified']);
  });

  it('a bad one is a caution of the document, and invalid by itself', async () => {
    const report = await verifier.verify(await sealed({ name: 'old.json', bytes: utf8(expired) }));
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['invalid']);
    expect(report).toMatchObject({ verdict: 'verified', cautions: true });
    expect(report.checks.find(({ id }) => id === 'members.verdict')?.problems.map(({ code }) => code)).toContain('members.invalid-inside');
  });

  it('other enclosures are no members; a token that cannot be read yet stays, undecided', async () => {
    const report = await verifier.verify(await sealed(
      { name: 'grades.csv', mediaType: 'text/csv', bytes: utf8('subject,grade\nWater,1') }, { name: 'data.xml', mediaType: 'application/xml', bytes: utf8('<?xml version="1.0"?><data/>') },
      { name: 'other.pdf', mediaType: 'application/pdf', bytes: pdfDocument().bytes },
    ));
    expect([report.subjects, codeOf(report, 'members.verdict')]).toEqual([[], 'members.none']);
    const undecided = await verifier.verify(await sealed({ name: 'edc.jsonld', bytes: utf8('{"payload":"{}","signatures":[{"protected":"e30","signature":"e30"}]}') }));
    expect(undecided.subjects.map(({ verdict }) => verdict)).toEqual(['indeterminate']);
    expect(codeOf(undecided, 'members.verdict')).toBe('members.undecided');
  });

  it('in a PDF that nobody sealed are all that counts, and the page is said not to', async () => {
    const file = pdfDocument({ attachments: [{ name: 'badge.json', mediaType: 'application/json', bytes: utf8(good) }] }).bytes;
    const report = await verifier.verify(file);
    expect(report).toMatchObject({ verdict: 'verified', cautions: true });
    expect([codeOf(report, 'intake.credential'), codeOf(report, 'proof.coverage'), codeOf(report, 'members.verdict')]).toEqual(['input.collection', 'pdf.page-not-sealed', 'members.verified']);
    expect(report.credential).toBeUndefined();
    const nothing = await verifier.verify(pdfDocument().bytes);
    expect([nothing.verdict, codeOf(nothing, 'intake.credential')]).toEqual(['unverifiable', 'input.unsigned']);
  });

  it('name the person whom the page cannot', async () => {
    const [first] = shown.samples;
    const file = await sealed({ name: 'badge.json', bytes: utf8(good) });
    expect(codeOf(await verifier.verify(file, { recipient: first!.recipient! }), 'recipient.match')).toBe('recipient.matched');
    expect(codeOf(await verifier.verify(file, { recipient: 'somebody@else.example' }), 'recipient.match')).toBe('recipient.not-comparable');
    expect(codeOf(await verifier.verify(await sealed(), { recipient: first!.recipient! }), 'recipient.match')).toBe('recipient.not-comparable');
  });
});
