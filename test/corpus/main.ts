import { corporaRoot, openCorpora } from './corpora.js';
import { diVectors } from './di-vectors.js';
import { alteredCases } from './jades-altered.js';
import { jadesByTheirOwn, jadesSeals } from './jades.js';
import { learnerRecords } from './learner-records.js';
import { openBadges } from './open-badges.js';
import { pdfSeals, pdfSealsByTheirOwn } from './pdf-seals.js';
import { printTallies } from './print.js';
import { tally, type Tally } from './tally.js';
import { snapshotOf } from './list-snapshot.js';
import { vcdm2Inputs } from './vcdm2-inputs.js';
import { vcJoseCose } from './vc-jose-cose.js';
import { xadesByTheirOwn, xadesSeals } from './xades.js';

/** The instant that the files' stated verdicts speak of. */
const AT = '2026-08-22T00:00:00Z';

/** `npm run corpus [-- --json] [--detailed] [topic …]`. Exit status 1 for a wrong accept or a crash. */
export async function main(args: readonly string[]): Promise<number> {
  const root = corporaRoot(process.cwd());
  if (root === undefined) {
    console.log('No corpora: set CREDLENS_CORPORA to a folder with a MANIFEST.tsv to run them.');
    return 0;
  }
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const asked = (topic: string) => wanted.length === 0 || wanted.includes(topic);
  const corpora = openCorpora(root);
  const tallies: Tally[] = [];
  if (asked('di-vectors')) {
    const { signature, altered, key, base } = diVectors(corpora, AT);
    tallies.push(await tally('di-vectors: signature', signature), await tally('di-vectors: one byte changed', altered), await tally('di-vectors: key cannot be told', key));
    tallies.push(await tally("di-vectors: the holder's own copy", base));
  }
  if (asked('open-badges')) {
    tallies.push(await tally('open-badges', openBadges(corpora, AT, false)), await tally('open-badges, issuers trusted', openBadges(corpora, AT, true)));
  }
  if (asked('vc-jose-cose')) {
    const { asIs, altered } = vcJoseCose(corpora, AT, false);
    tallies.push(await tally('vc-jose-cose', asIs), await tally('vc-jose-cose, issuer trusted', vcJoseCose(corpora, AT, true).asIs), await tally('vc-jose-cose: one character changed', altered));
  }
  if (asked('learner-records')) {
    const { whole, altered } = learnerRecords(corpora, AT);
    tallies.push(await tally('learner records, keys as named', whole), await tally('learner records: one byte changed', altered));
  }
  if (asked('vcdm2-inputs')) tallies.push(await tally('vcdm2-inputs, vcalm', await vcdm2Inputs(corpora, AT)));
  if (asked('pdf-seals')) {
    const trustedLists = await snapshotOf(corpora, AT);
    tallies.push(await tally('pdf-seals, trusted lists', pdfSeals(corpora, AT, { trustedLists })), await tally('pdf-seals, by their own roots', pdfSealsByTheirOwn(corpora)));
  }
  if (asked('jades')) {
    const trustedLists = await snapshotOf(corpora, AT);
    tallies.push(await tally('jades, trusted lists', jadesSeals(corpora, AT, { trustedLists })), await tally('jades, by their own roots', jadesByTheirOwn(corpora)), await tally('jades: changed in one place', await alteredCases(corpora, { trustedLists })));
  }
  if (asked('xades')) {
    const trustedLists = await snapshotOf(corpora, AT);
    tallies.push(await tally('xades, trusted lists', xadesSeals(corpora, AT, { trustedLists })), await tally('xades, by their own roots', xadesByTheirOwn(corpora)));
  }
  console.log(args.includes('--json') ? JSON.stringify({ at: AT, topics: tallies }) : printTallies(tallies, args.includes('--detailed')));
  return tallies.some(({ grades }) => grades['wrong accept'] + grades.crash > 0) ? 1 : 0;
}
