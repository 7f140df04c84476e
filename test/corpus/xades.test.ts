import { describe, expect, it } from 'vitest';
import { corporaRoot, openCorpora } from './corpora.js';
import { snapshotOf } from './list-snapshot.js';
import { tally } from './tally.js';
import { xadesByTheirOwn, xadesSeals } from './xades.js';

const AT = '2026-08-22T00:00:00Z';
const root = corporaRoot(process.cwd());

describe.skipIf(root === undefined)('European credentials in XML of others', () => {
  it('no wrong accept and no crash, by the lists and by their own roots', { timeout: 120_000 }, async () => {
    const corpora = openCorpora(root!);
    for (const cases of [xadesSeals(corpora, AT, { trustedLists: await snapshotOf(corpora, AT) }), xadesByTheirOwn(corpora)]) {
      expect(cases.length).toBeGreaterThan(1);
      const { grades } = await tally('xades', cases);
      expect({ 'wrong accept': grades['wrong accept'], 'crash': grades.crash }).toEqual({ 'wrong accept': 0, 'crash': 0 });
    }
  });

  it('the two that are sealed were laid out anew since: by their own roots they are changed documents, whose issuer is the organisation of the certificate', async () => {
    for (const { judge } of xadesByTheirOwn(openCorpora(root!))) {
      const report = await judge();
      expect(report).toMatchObject({ verdict: 'invalid', credential: { format: 'europass-xml' }, signatures: [{ format: 'XAdES', kind: 'seal', indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', anchor: { by: 'host' }, signer: { organizationIdentifier: 'VATES-B00000000' } }] });
      expect(report.signatures![0]!.rules.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['document-digest', 'signed-properties-digest', 'signature-value']));
      expect(report.checks.find(({ id }) => id === 'issuer.identity')?.problems).toEqual([]);
    }
  });

  it('once the white space that was put into the signature is taken out again, all of it holds that is not over the document: value, signed properties, certificate, the time-stamp on the signature', async () => {
    const asSealed = (text: string): string => { const at = text.indexOf('<ds:Signature '); return text.slice(0, at) + text.slice(at).replace(/>\s+/g, '>').replace(/\s+</g, '<'); };
    const cases = xadesByTheirOwn(openCorpora(root!), asSealed);
    expect(cases).toHaveLength(2);
    for (const { judge } of cases) {
      const { verdict, signatures } = await judge();
      expect(verdict).toBe('invalid');
      // The authority's own revocation is not in the file, and nothing is fetched.
      expect(signatures![0]!.rules.map(({ subIndication, rule }) => [subIndication, rule])).toEqual([['HASH_FAILURE', 'document-digest'], ['TRY_LATER', 'revocation-missing']]);
      expect(signatures![0]!.timestamps.map(({ kind, indication }) => [kind, indication])).toEqual([['content', 'TOTAL-FAILED'], ['signature', 'TOTAL-PASSED']]);
    }
  });

  it('the one with entities is not read', async () => {
    const [, , entities] = xadesSeals(openCorpora(root!), AT, {});
    expect((await entities!.judge()).checks.find(({ id }) => id === 'intake.credential')?.code).toBe('xml.doctype');
  });
});
