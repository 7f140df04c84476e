import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { qualityElements } from './quality.js';

// Open Badges and learner records of others: which elements of a micro-credential they give, and in which words, read from the documents by hand.
const CORPORA = process.env['CREDLENS_CORPORA'];

const GIVEN: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
  // A badge of the least that there can be: its learner is an identifier, and what it took is prose, which is not searched.
  ['1edtech-ob30/simple.json', { 'learner': 'did:example:ebfeb1f712ebc6f1c276e12ec21', 'title': 'Teamwork Badge', 'awarding-body': 'Example Corp', 'date': '2010-01-01T00:00:00Z' }],
  // The day of the award goes before the day from which it is valid, and the issuer's country before that of who made the achievement.
  ['1edtech-ob30/bit-string-list/credential-status-revoked-blank-nodes.json', {
    'learner': 'did:web:dc.1edtech.org:wellspring2022:wellspring-portal:learner:6896f98f-6b42-4c75-98ec-8befd0dc0b29', 'title': 'ob3-credential-status-revoked.json', 'country': 'Japan', 'awarding-body': '1EdTech Testing', 'date': '2023-05-22T10:21:00Z',
  }],
  // An endorsement of the issuer is somebody's word for its quality, whatever it is called.
  ['dcc/v2/dataIntegrityProof/didKey/oidf-noStatus-notExpired-complexIssuer.json', { 'learner': 'Sam Salmon', 'title': 'A marvel', 'country': 'CA', 'awarding-body': 'Bestest Ever University', 'date': '2010-01-01T00:00:00Z', 'quality-assurance': 'Endorse the Horse' }],
  ['1edtech-ob30/simple-err-evidence-type.json', { 'learner': 'did:example:ebfeb1f712ebc6f1c276e12ec21', 'title': 'Teamwork Badge', 'awarding-body': 'Example Corp', 'date': '2010-01-01T00:00:00Z', 'further-information': 'Final Project Report' }],
  // Of a record the first of what it holds; that one thing is the parent of another says how they fit together, in no words.
  ['1edtech-clr20/simple.json', {
    'learner': 'did:example:ebfeb1f712ebc6f1c276e12ec21', 'title': 'Sample Transcript', 'awarding-body': 'Example University', 'date': '2010-01-01T00:00:00Z', 'stackability': undefined,
    'further-information': 'https://example.edu/achievements/a7467ef6-56cb-11ec-bf63-0242ac130002/criteria',
  }],
];

describe.skipIf(CORPORA === undefined)('the elements of a micro-credential in the badges of others', () => {
  it.each(GIVEN)('%s', (path, given) => {
    const found = qualityElements(JSON.parse(readFileSync(`${CORPORA ?? ''}/open-badges/${path}`, 'utf8')) as never);
    expect(found).toHaveLength(16);
    expect(Object.fromEntries(found.filter(({ present }) => present).map(({ element, text }) => [element, text && Object.values(text)[0]]))).toEqual(given);
  });
});
