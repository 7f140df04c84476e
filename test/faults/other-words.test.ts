import { issue, statusEntry, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { badgeWithList, checkOf, CREATED, expectCase, goodBadge, goodCredential, judge, LIST, world, type World } from './world.js';

const CREDENTIALS = 'https://www.w3.org/2018/credentials#';
const DATE_TIME = 'http://www.w3.org/2001/XMLSchema#dateTime';
type Disguise = (document: JsonObject, word: string) => JsonObject;

const without = (document: JsonObject, word: string): JsonObject => Object.fromEntries(Object.entries(document).filter(([name]) => name !== word));
const withContext = (document: JsonObject, ...contexts: JsonObject[]): JsonObject => ({ ...document, '@context': [...document['@context'] as string[], ...contexts] });
const value = (document: JsonObject, word: string) => (word === 'validUntil' ? { '@value': document[word]!, '@type': DATE_TIME } : document[word]!);

/** The same statements, so that the signature holds, with one of them where nobody looks. */
const disguises: [string, Disguise][] = [
  ['under its full address', (document, word) => ({ ...without(document, word), [CREDENTIALS + word]: value(document, word) })],
  ['under a shortened address', (document, word) => withContext({ ...without(document, word), [`hidden:${word}`]: value(document, word) }, { hidden: CREDENTIALS })],
  ['under a shortened address whose prefix is shortened too', (document, word) => withContext({ ...without(document, word), [`hidden:${word}`]: value(document, word) }, { w: 'https://www.w3.org/2018/', hidden: 'w:credentials#' })],
  ['under an address shortened twenty times', (document, word) => withContext(
    { ...without(document, word), [`w0:${word}`]: value(document, word) },
    Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`w${at}`, at === 19 ? CREDENTIALS : `w${at + 1}:`])),
  )],
  ['under a word that an inline context adds', (document, word) => withContext({ ...without(document, word), hidden: value(document, word) }, { hidden: { '@id': CREDENTIALS + word } })],
  ['under a vocabulary that an inline context adds', (document, word) => withContext({ ...without(document, word), [`credentials#${word}`]: value(document, word) }, { '@vocab': 'https://www.w3.org/2018/' })],
  ['in a nest', (document, word) => ({ ...without(document, word), '@nest': { [word]: document[word]! } })],
  ['in a nest by another name', (document, word) => withContext({ ...without(document, word), hidden: { [word]: document[word]! } }, { hidden: '@nest' })],
  ['in a second object of the same identifier', (document, word) => withContext({
    ...without(document, word),
    credentialSubject: { ...document['credentialSubject'] as JsonObject, awardedBy: { id: document['id']!, type: ['VerifiableCredential', 'OpenBadgeCredential'], [word]: document[word]! } },
  }, { awardedBy: { '@reverse': `${CREDENTIALS}credentialSubject` } })],
];

describe('a signed statement that is written so that nobody sees it', () => {
  it.each(disguises)('an end of validity that has come, %s', async (_how, disguise) => {
    const here = await world();
    const report = await judge(disguise(await goodCredential(here.uni, { validUntil: '2026-07-01T00:00:00Z' }), 'validUntil'), here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.other-word');
    expect(checkOf(report, 'proof.signature').code).toBe('signature.valid');
  });

  it.each(disguises)('the status of a revoked badge, %s', async (_how, disguise) => {
    const here: World = await world();
    const report = await judge(disguise(await badgeWithList(here, { values: { 94567: 1 } }), 'credentialStatus'), here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.other-word');
    expect(checkOf(report, 'proof.signature').code).toBe('signature.valid');
  });

  it('the end of a proof, under its full address', async () => {
    const here = await world();
    const { proof, ...document } = await goodCredential(here.uni);
    const report = await judge({ ...document, proof: { ...proof as JsonObject, 'https://w3id.org/security#expiration': { '@value': '2026-07-01T00:00:00Z', '@type': DATE_TIME } } }, here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.other-word');
  });

  it('an achievement, under the name of its class, which has the same address in Open Badges 3.0', async () => {
    const here = await world();
    const good = await goodCredential(here.uni, { dataModel: '1.1', openBadges: '3.0', achievement: { id: 'https://issuer.example/achievements/1', type: ['Achievement'], name: 'Chemistry', description: 'A course.', criteria: { narrative: 'Passed.' } } });
    const { achievement, ...subject } = good['credentialSubject'] as JsonObject;
    const report = await judge({ ...good, credentialSubject: { ...subject, Achievement: achievement! } }, here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.other-word');
    expect(checkOf(report, 'proof.signature').code).toBe('signature.valid');
  });

  it('contexts whose words stand for each other many times over: refused, and soon', async () => {
    const here = await world();
    const circles = Array.from({ length: 50 }, (_, at): JsonObject => ({ p: `q${at}:a`, [`q${at}`]: 'p:b', q: `r:${at}`, r: `p:${at}` }));
    const report = await judge({ ...withContext(await goodCredential(here.uni), ...circles), 'p:q': 'x' }, here);
    expect(report.verdict).toBe('invalid');
    expect(checkOf(report, 'proof.coverage').problems.map((problem) => problem.code)).toContain('coverage.other-word');
  }, 10_000);

  it('a word of the issuer’s own, for what the standard has no word, is only a caution', async () => {
    const here = await world();
    const document = { ...goodBadge(here.uni, { contexts: [{ own: 'https://issuer.example/vocabulary#', faculty: 'own:faculty' }], status: statusEntry({ list: LIST, index: '1' }) }), faculty: 'Chemistry', 'own:term': 'Spring' };
    const report = await judge(await issue(document, { by: here.uni, created: CREATED }), here);
    expectCase(report, 'indeterminate', 'proof.coverage', 'warn', 'coverage.inline-context');
  });
});
