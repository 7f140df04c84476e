import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { openSnapshot, snapshotText } from '@credlens/core/trusted-list';
import { beforeAll, describe, expect, it } from 'vitest';
import { corporaRoot, openCorpora, type Corpora } from './corpora.js';
import { LOTL, anchorsOf, countryList, listBytes, loadFrom, loadResources, pivots } from './trusted-lists.js';

const root = process.env['CREDLENS_CORPORA'] === undefined ? undefined : corporaRoot(fileURLToPath(new URL('../..', import.meta.url)));
if (root === undefined) console.log('CREDLENS_CORPORA is not set: the trusted lists of others are not read.');

const AT = '2026-08-22T00:00:00Z';

describe.skipIf(root === undefined)('the trusted lists of others', () => {
  let corpora: Corpora;
  beforeAll(() => { corpora = openCorpora(root ?? ''); });
  const lotlOf = async (file: string, at: string, pem = 'latest') => {
    const { lotl, pivots: walked, snapshot } = await loadFrom({ at, anchors: anchorsOf(corpora, `pyhanko/lotl-certs/${pem}.cert.pem`), answers: { ...pivots(corpora), [LOTL]: listBytes(corpora, file) }, territories: [] });
    return { state: lotl.state, sequence: lotl.sequence, walked: walked.filter(({ state }) => state === 'walked').map(({ sequence }) => sequence), made: snapshot !== undefined };
  };

  it.each([
    ['dss/eu-lotl-broken-sig.xml.gz', 'signature-invalid'], ['dss/eu-lotl-not-parseable.xml.gz', 'malformed'], ['dss/tl_pivot_191_mp_broken-sig.xml.gz', 'signature-invalid'],
  ])('%s is refused: %s', async (file, state) => expect(await lotlOf(file, '2019-12-01T00:00:00Z')).toMatchObject({ state, made: false }));

  it.each([['CZ', 'https://tsl.gov.cz/publ/TSL_CZ.xtsl', 'dss/CZ_no-sig.xml.gz', 'unsigned'], ['SK', 'http://tl.nbu.gov.sk/kca/tsl/tsl.xml', 'dss/sk-tl-altered-tsp.xml.gz', 'signature-invalid']])(
    '%s %s: %s is refused: %s', async (territory, url, file, state) => expect(await countryList(corpora, territory, url, file, AT)).toMatchObject({ state, services: 0 }));

  it.each([
    ['dss/eu-lotl_original.xml.gz', '2019-12-01T00:00:00Z', 248, []], ['pyhanko/eu-lotl-pivot-282.xml.gz', '2021-03-01T00:00:00Z', 282, []], ['pyhanko/eu-lotl-pivot-300.xml.gz', '2021-11-01T00:00:00Z', 300, []],
    ['pyhanko/eu-lotl-pivot-335.xml.gz', '2023-12-01T00:00:00Z', 335, [282, 300, 335]], ['pyhanko/eu-lotl-pivot-341.xml.gz', '2024-06-10T00:00:00Z', 341, []], ['pyhanko/eu-lotl-old.xml.gz', '2025-08-10T00:00:00Z', 369, []],
    ['lotl-2026-04.xml.gz', '2026-05-01T00:00:00Z', 386, []], ['pyhanko/eu-lotl.xml.gz', '2026-06-01T00:00:00Z', 388, []], ['2026-08/eu-lotl.xml.gz', AT, 390, []],
  ])('%s is the list of lists of %s', async (file, at, sequence, walked) => {
    expect(await lotlOf(file, at)).toEqual({ state: 'used', sequence, walked, made: true });
    expect(await lotlOf(file, '2030-01-01T00:00:00Z')).toMatchObject({ state: 'stale', made: true });
  }, 60_000);

  it('the pivots of 2021 to 2024 lead from the certificates of the notice of 2019 to the list of lists of 2025', async () => {
    expect(await lotlOf('pyhanko/eu-lotl-old.xml.gz', '2025-08-10T00:00:00Z', 'bootstrap-0')).toEqual({ state: 'used', sequence: 369, walked: [282, 300, 335, 341], made: true });
  }, 60_000);
  it('they do not lead to that of 2026-08: a pivot on the way is not there', async () => {
    expect(await lotlOf('2026-08/eu-lotl.xml.gz', AT, 'bootstrap-0')).toMatchObject({ state: 'signer-unknown', made: false });
  }, 60_000);

  it('a snapshot of the list of lists of 2026-08 and the lists that are there', async () => {
    const start = performance.now();
    const { snapshot, lotl } = await loadResources(corpora, AT);
    const seconds = (performance.now() - start) / 1000;
    if (!snapshot) throw new Error(lotl.state);
    const used = snapshot.lists.filter(({ state }) => state === 'used').map(({ territory }) => territory);
    expect(used).toEqual(['CZ', 'DK', 'EE', 'EL', 'ES', 'FR', 'HU', 'IE', 'IT', 'LU', 'MT', 'SE', 'SI']);
    expect(snapshot.lists.filter(({ state }) => state !== 'used').every(({ state }) => state === 'missing')).toBe(true);
    expect(snapshot.lists.every(({ unreadable }) => unreadable === undefined)).toBe(true);
    const text = snapshotText(snapshot);
    const packed = gzipSync(text, { level: 9 }).length;
    console.log(`${snapshot.services.length} services of ${used.length} lists: ${seconds.toFixed(1)} s, ${text.length} bytes, ${packed} gzipped`);
    expect(packed).toBeLessThan(400_000);
    expect(openSnapshot(text)).not.toHaveProperty('error');
    expect(snapshotText((await loadResources(corpora, AT)).snapshot!)).toBe(text);
  }, 120_000);

  it('those that run out before 2026-11-24 are stale then, and only those', async () => {
    const { snapshot } = await loadResources(corpora, '2026-11-24T00:00:00Z');
    const inState = (wanted: string) => snapshot?.lists.filter(({ state }) => state === wanted).map(({ territory }) => territory);
    expect(inState('used')).toEqual(['CZ', 'DK', 'HU', 'IT', 'SE', 'SI']);
    expect(inState('stale')).toEqual(['EE', 'EL', 'ES', 'FR', 'IE', 'LU', 'MT']);
  }, 120_000);

  it('one byte of a list changed, within what is signed: refused', async () => {
    const url = 'https://trustedlist.pts.se/tlv6/SE-TL.xml';
    const genuine = listBytes(corpora, '2026-08/TSL_SE.xml');
    const lotl = listBytes(corpora, '2026-08/eu-lotl.xml.gz');
    const end = new TextDecoder('latin1').decode(genuine).indexOf('<ds:Signature');
    for (let at = 1000; at < end; at += Math.floor(end / 40)) {
      const bytes = new Uint8Array(genuine);
      bytes[at]! ^= 1;
      const { snapshot } = await loadFrom({ at: AT, answers: { [LOTL]: lotl, [url]: bytes }, territories: ['SE'] });
      expect(['signature-invalid', 'malformed']).toContain(snapshot?.lists[0]?.state);
    }
  }, 120_000);
});
