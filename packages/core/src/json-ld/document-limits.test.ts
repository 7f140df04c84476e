import { describe, expect, it } from 'vitest';
import { limitExceeded } from './document-limits.js';

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

describe('limitExceeded', () => {
  it.each([
    ['a transcript', { achievements: many(4900, (at) => ({ name: `Course ${at}` })) }, undefined],
    ['too many objects', { achievements: many(5001, () => ({})) }, 'objects'],
    ['too many texts', { names: many(30_001, () => 'x') }, 'members'],
    ['too many members', Object.fromEntries(many(30_001, (at) => [`t${at}`, at])), 'members'],
    ['many contexts', { '@context': many(64, () => 'https://issuer.example/') }, undefined],
    ['too many contexts, inside', { evidence: [{ '@context': many(65, () => ({})) }] }, 'contexts'],
    ['a presentation of many, each with words of its own', { verifiableCredential: many(64, () => ({ '@context': ['https://issuer.example/', Object.fromEntries(many(40, (at) => [`t${at}`, 'x']))] })) }, undefined],
    ['a context of its own in every object', { evidence: many(257, () => ({ '@context': { own: 'https://issuer.example/own' } })) }, 'inline'],
    ['a context of very many words', { '@context': [Object.fromEntries(many(4001, (at) => [`t${at}`, 'https://issuer.example/']))] }, 'terms'],
    ['a context that is no array', { '@context': 'https://issuer.example/' }, undefined],
  ])('%s', (_case, document, limit) => { expect(limitExceeded(document)).toBe(limit); });
});
