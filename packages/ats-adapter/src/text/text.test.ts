import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauses, MOST_CLAUSES } from './search-pieces.js';
import { splitCompound, wordHashes } from './compounds.js';
import { column, readTable } from './delimited.js';
import { contentWords, profileOf, stem } from './languages.js';
import { labelKey, tokens } from './normalise.js';

describe('labels', () => {
  it('differ not by case, spaces, punctuation or width, and do by accents', () => {
    expect(labelKey('  Work in—TEAMS! ')).toBe(labelKey('work in teams'));
    expect(labelKey('ＳＱＬ')).toBe('sql');
    expect(labelKey('schon')).not.toBe(labelKey('schön'));
    expect(labelKey('scho\u0308n')).toBe(labelKey('schön'));
  });
  it('keep the signs of names that are nothing without them', () => {
    expect([tokens('C#, C++ and C; .NET, ASP.NET'), labelKey('C#') === labelKey('C++')]).toEqual([['c#', 'c++', 'and', 'c', '.net', 'asp', '.net'], false]);
  });
  it('have a key that is its own key, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => { expect(labelKey(labelKey(text))).toBe(labelKey(text)); }));
  });
});

describe('words', () => {
  it('of a text without content words are all of them', () => {
    expect(contentWords(['to', 'be'], profileOf('en'))).toEqual(['to', 'be']);
  });
  it('with English endings have one stem', () => {
    expect(new Set(['develop', 'develops', 'developing', 'developer', 'development'].map((word) => stem(word, 'en')))).toEqual(new Set(['develop']));
    expect(stem('sc', 'en')).toBe('sc');
  });
  it('of a language with compounds are split where every part is known', () => {
    const dictionary = wordHashes(['Produktion', 'Planung', 'Haus'].map((word) => word.toLowerCase()), 'de');
    const split = (word: string): string[] => splitCompound(word, 'de', profileOf('de').links!, dictionary);
    expect([split('produktionsplanung'), split('planungshäuschen'), split('planung')]).toEqual([['produktion', 'planung'], ['planungshäuschen'], ['planung']]);
  });
  it('are split into what they are made of, and nothing is invented', () => {
    const dictionary = wordHashes(['aaaa', 'bbbb', 'abab', 'ssss'], 'de');
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 's'), maxLength: 70 }), (word) => {
      let at = 0;
      for (const part of splitCompound(word, 'de', ['', 's'], dictionary)) {
        const found = word.indexOf(part, at);
        expect(found >= at && found - at <= 1).toBe(true);
        at = found + part.length;
      }
      expect(at).toBe(word.length);
    }));
  });
});

describe('clauses', () => {
  it('part at punctuation and, in English, at joining words, but not inside numbers and names', () => {
    expect(clauses('Experience with Node.js, SQL and 3,5 years of C# <ORGANIZATION>.', profileOf('en').splits).map((part) => part.trim())).toEqual(['Experience', 'Node.js', 'SQL', '3,5 years of C#']);
  });
  it('are few, whatever the text', () => {
    expect(clauses('a,'.repeat(5000))).toHaveLength(MOST_CLAUSES);
    expect(clauses(' .,;- ')).toEqual([]);
  });
});

describe('tables', () => {
  it('have quoted cells with newlines, commas and quotes, semicolons, and a byte order mark', () => {
    expect(readTable('\ufeffid,label\r\n1,"a ""b"",\nc"\r\n\r\n2,d')).toEqual({ header: ['id', 'label'], rows: [['1', 'a "b",\nc'], ['2', 'd']], separator: ',' });
    expect(readTable('id;label\n1;x, y').rows).toEqual([['1', 'x, y']]);
  });
  it('that are tab separated keep their quotes', () => {
    expect(readTable('id\tlabel\n1\t"quoted" word').rows).toEqual([['1', '"quoted" word']]);
  });
  it('are read back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', 'é', ' '), maxLength: 8 });
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
      const text = [['x', 'y'], ...rows].map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n');
      expect(readTable(text).rows).toEqual(rows);
    }));
  });
  it('of any text are tables', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\t', '\r'), maxLength: 60 }), (text) => {
      expect(readTable(text).rows.every((row) => Array.isArray(row))).toBe(true);
    }));
  });
  it('have columns by any of their names', () => {
    expect(column(readTable('Concept URI,preferred_label\n'), 'uri', 'conceptUri')).toBe(0);
    expect(column(readTable('a,b\n'), 'c')).toBe(-1);
  });
});
