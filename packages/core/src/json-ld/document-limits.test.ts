import { describe, expect, it } from 'vitest';
import { limitExceeded } from './document-limits.js';

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

describe('limitExceeded', () => {
  it.each([
    ['a transcript', { achievements: many(5000, (at) => ({ name: `Course ${at}` })) }, undefined],
    ['too many objects', { achievements: many(10_001, () => ({})) }, 'objects'],
    ['too many texts', { names: many(50_001, () => 'x') }, 'members'],
    ['too many members', Object.fromEntries(many(50_001, (at) => [`t${at}`, at])), 'members'],
    ['many contexts', { '@context': many(64, () => 'https://issuer.example/') }, undefined],
    ['too many contexts, inside', { evidence: [{ '@context': many(65, () => ({})) }] }, 'contexts'],
    ['a context that is no array', { '@context': 'https://issuer.example/' }, undefined],
  ])('%s', (_case, document, limit) => { expect(limitExceeded(document)).toBe(limit); });
});
