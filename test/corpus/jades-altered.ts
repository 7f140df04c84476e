import { createVerifier, type VerifierOptions } from '@credlens/core';
import type { Report } from '@credlens/core/report';
import type { Corpora } from './corpora.js';
import { ownTrust } from './jades.js';
import { readSealed, writeSealed, type Sealed } from './jades-form.js';
import { changesOf } from './jades-changes.js';
import type { Case } from './tally.js';

/** A seal of somebody's, changed in one place. `names`: what of the report must say where. */
export interface AlteredSeal { file: string; region: string; names: RegExp; judge(): Promise<Report> }

/** A seal as it is, and at which instant and by what trust it is judged. */
export interface WholeSeal { file: string; at: string | undefined; trust: VerifierOptions; sealed: Sealed; judge(): Promise<Report> }

/** By a country's list: two of one issuer, and a sample with a real certificate whose time-stamps are of authorities that no list knows. */
const LISTED: readonly { topic: string; file: string; at: string }[] = [
  { topic: 'edc-elm', file: 'mynextid/edc-coe-signed.jsonld', at: '2026-01-12T12:00:00Z' }, { topic: 'edc-elm', file: 'mynextid/edc-dc-signed.jsonld', at: '2026-01-12T12:00:00Z' },
  { topic: 'edc-elm', file: 'elm/Sample-CertOfPart-signed.jsonld', at: '2023-09-27T12:08:00Z' },
];

/** By their own roots, at the last time that they name: the sample again, of which the time-stamps hold so too, and those of the other topic that are whole. */
const OWN: readonly { topic: string; file: string }[] = [
  { topic: 'edc-elm', file: 'elm/Sample-CertOfPart-signed.jsonld' },
  ...['lta', 'double-sig-different-etsiU', 'with-sigAndRefsTst-with-dot', 'with-line-break', 'with-asn1policy', 'b-no-signing-time'].map((name) => ({ topic: 'jades', file: `dss/jades-${name}.json` })),
  { topic: 'jades', file: 'dss/serialization-extra-element.json' },
];

/** Whether what a seal is over, and all that stands beside it, is as it was made; what is undecided besides is who vouches for it and when. */
export const isIntact = ({ checks }: Report): boolean => (['intake.readable', 'proof.signature', 'proof.terms', 'proof.coverage'] as const).every((id) => checks.find((check) => check.id === id)?.outcome === 'pass');

/** @param count places in each region */
export async function alteredSeals(corpora: Corpora, trust: Pick<VerifierOptions, 'trustedLists'>, count = 8): Promise<{ whole: WholeSeal[]; altered: AlteredSeal[] }> {
  const sealedOf = (topic: string, file: string): Sealed => readSealed(new TextDecoder().decode(corpora.bytes(topic, file)));
  const listed = LISTED.map(({ topic, file, at }) => ({ file, at, trust, sealed: sealedOf(topic, file) }));
  const own = await Promise.all(OWN.map(async ({ topic, file }) => {
    const { at, anchors } = await ownTrust(corpora.bytes(topic, file));
    return { file: `${file} (own root)`, at, trust: { anchors }, sealed: sealedOf(topic, file) };
  }));
  const whole = [...listed, ...own].map((each) => {
    const verifier = createVerifier({ offline: true, ...each.trust });
    return { ...each, judgeAs: (sealed: Sealed) => verifier.verify(writeSealed(sealed), each.at === undefined ? {} : { at: each.at }) };
  });
  return {
    whole: whole.map((each) => ({ ...each, judge: () => each.judgeAs(each.sealed) })),
    altered: whole.flatMap(({ file, sealed, judgeAs }, index) => changesOf(sealed, whole[(index + 1) % whole.length]!.sealed, count).map(({ changed, ...rest }) => ({ file, ...rest, judge: () => judgeAs(changed) }))),
  };
}

/** What a report says is broken: of each check that does not pass, where and by which rule. */
export function named(report: Report): string[] {
  return report.checks.filter(({ id, outcome }) => (id.startsWith('proof.') || id === 'intake.readable') && outcome !== 'pass' && outcome !== 'not-applicable' && outcome !== 'skipped').flatMap(({ id, problems = [], params: of = {} }) => problems.map(({ code, pointer = '', params = {} }) => {
    const word = (name: string): string => String(params[name] ?? of[name] ?? '');
    return `${id} ${code} ${pointer}${word('place').startsWith('/') ? word('place') : ''} ${word('rule')} [${word('part')}]`;
  }));
}

/** The same as cases: a right refusal is one that is not verified and whose report names the part; where it names another, or none, it is undecided. */
export async function alteredCases(corpora: Corpora, trust: Pick<VerifierOptions, 'trustedLists'>, count?: number): Promise<Case[]> {
  const { altered } = await alteredSeals(corpora, trust, count);
  return altered.map(({ file, region, names, judge }) => ({
    file: `${file}: ${region}`, expectation: { want: 'refuse', because: [] }, judge,
    answer: (report) => ({ gave: report.verdict === 'verified' ? 'accept' : names.test(named(report).join('\n')) ? 'refuse' : 'undecided', checks: report.checks.filter(({ id }) => report.reasons.includes(id)) }),
  }));
}
