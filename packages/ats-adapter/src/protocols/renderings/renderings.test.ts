import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequirementStatus } from '../../match/match-report.js';
import { matchReportOf } from '../../../../../test/support/match-report.js';
import { en } from '../../words/en.js';
import { FIELD_LIMIT, fields } from './fields.js';
import { html, htmlPage } from './html.js';
import { note } from './note.js';
import { pdf } from './pdf.js';
import { skillAssertions } from './skill-assertions.js';
import { summarise } from './summary.js';

const report = matchReportOf([['SQL', 'met'], ['Python', 'review'], ['Go', 'missing'], ['Rust', 'partial'], ['German', 'missing', 'preferred']]);
// Only what is read of a file is asked here, and nothing is drawn: the names that drawing needs may be anything.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) if (!(name in globalThis)) Object.assign(globalThis, { [name]: class {} });
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const hostile = '"><script>alert(1)</script> [x](javascript:y) *a* https://evil.example \u202Egnp.exe';

it('no field begins as a formula does', () => {
  const odd = matchReportOf([['=HYPERLINK("https://evil.example")', 'met'], ['  @SUM(A1)', 'partial'], ['-1+1', 'missing'], ['C++', 'review']]);
  const { credlens_evidence, credlens_partial, credlens_no_evidence_given, credlens_review } = fields(odd, en);
  expect([credlens_evidence, credlens_partial, credlens_no_evidence_given].map((value) => value?.[0])).toEqual(["'", "'", "'"]);
  expect(credlens_review).toBe('C++');
});

describe('words', () => {
  it('coverage is a fraction, and each requirement has its line', () => {
    const { coverage, rows, notes } = summarise(report, en);
    expect(coverage.map(({ value }) => value)).toEqual(['1 of 4', '0 of 1']);
    expect(rows[0]?.lines[0]).toBe('“SQL”, assessed, by University of Example, 2026-01-12: verified; counts.');
    expect(rows[2]).toMatchObject({ statusText: 'no evidence was given', lines: [en.noEvidence.recruiter] });
    expect(notes.join()).toContain('ESCO classification of the European Commission');
  });
  it('the candidate reads the same facts in other words', () => {
    const facts = (audience: 'recruiter' | 'candidate') => summarise(report, en, audience).rows.map(({ id, status }) => [id, status]);
    expect(facts('candidate')).toEqual(facts('recruiter'));
    expect(summarise(report, en, 'candidate').rows[2]?.statusText).toBe('not shown by what you sent');
  });
  it('an issuer that is not established is not named, and what nobody confirmed is said to be so', () => {
    const other = structuredClone(report);
    delete other.claims[0]!.evidence.issuerName;
    other.requirements[2]!.requirement.confirmed = false;
    expect(summarise(other, en).rows[0]?.lines[0]).toContain('an issuer that is not established');
    expect(summarise(other, en).rows[2]?.lines).toContain(en.unconfirmed);
  });
  it('nothing found is never worded as turning somebody down', () => expect(JSON.stringify(en).replace(/"[\w-]+":/g, '')).not.toMatch(/reject|unqualified|unsuitable|\bfailed\b/i));
});

describe('fields', () => {
  it('short texts under names that stay', () => {
    expect(fields(report, en, 'https://a.example/r')).toEqual({
      credlens_required: '1 of 4', credlens_preferred: '0 of 1', credlens_evidence: 'SQL', credlens_partial: 'Rust', credlens_review: 'Python', credlens_no_evidence_given: 'Go, German',
      credlens_as_of: report.asOf, credlens_report: report.id, credlens_link: 'https://a.example/r',
    });
  });
  it('whatever the report, none is longer than a field, and no label is cut in two', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }), fc.constantFrom<RequirementStatus>('met', 'missing', 'review')), { maxLength: 40 }), (rows) => {
      for (const value of Object.values(fields(matchReportOf(rows), en))) {
        expect(value.length).toBeLessThanOrEqual(FIELD_LIMIT);
        expect(value).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      }
    }), { numRuns: 200 });
    expect(fields(matchReportOf(Array.from({ length: 40 }, (_, index) => [`Requirement number ${index}`, 'met'])), en)['credlens_evidence']).toMatch(/, and \d+ more$/);
  });
});

describe('notes and pages', () => {
  const bad = matchReportOf([[hostile, 'met']], hostile);
  it('Markdown that stays text', () => {
    const text = note(bad, en, { form: 'markdown', link: 'https://a.example/r' });
    expect(text).toContain('\\<script\\>');
    expect(text).toContain('\\[x\\]\\(javascript\\:y\\)');
    expect(text).toContain('https\\:\\/\\/evil\\.example');
    expect(text).toContain('<https://a.example/r>');
  });
  it('plain text, bounded', () => {
    expect(note(report, en, { form: 'text' })).toContain('* Go (required): no evidence was given');
    expect(note(report, en, { form: 'text', limit: 100 }).length).toBeLessThanOrEqual(100);
  });
  it('HTML has the table of the report and no markup of others', () => {
    const page = htmlPage(bad, en, { stylesheet: '/page.css' });
    expect(page).not.toMatch(/<script|<a |<img|style=|\son\w+=/i);
    expect(page).toContain('&#60;script&#62;');
    expect(page).not.toContain('\u202e');
    expect(html(report, en).match(/<tr class="status-/g)).toHaveLength(5);
  });
});

describe('PDF', () => {
  const read = async (bytes: Uint8Array) => {
    const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
    const page = await document.getPage(1);
    const { items } = await page.getTextContent();
    return { pages: document.numPages, text: items.map((item) => ('str' in item ? item.str : '')).join(' '), tree: await page.getStructTree(), mark: await document.getMarkInfo(), meta: await document.getMetadata() };
  };
  it('another reader finds its text, its tags, its language and its title', async () => {
    const { text, tree, mark, meta, pages } = await read(pdf(report, en, { link: 'https://a.example/r' }));
    expect(pages).toBe(1);
    expect(text).toContain('Required skills with verified evidence: 1 of 4');
    expect(text).toContain('https://a.example/r');
    expect(mark?.Marked).toBe(true);
    const [part] = tree.children as { role: string; children: { role: string }[] }[];
    expect(part?.role).toBe('Document');
    expect(part?.children.map(({ role }) => role).slice(0, 2)).toEqual(['H1', 'P']);
    expect(part?.children.filter(({ role }) => role === 'H2')).toHaveLength(5);
    expect(meta.info).toMatchObject({ Title: en.title });
  });
  it('letters that the font lacks are said to be missing, and their exact text is there', async () => {
    const file = pdf(matchReportOf([['Zpracování dat: Ανάλυση', 'met']]), en);
    const { text } = await read(file);
    expect(text).toContain('Zpracování dat: ???????');
    expect(text).toContain('Some letters cannot be drawn');
    expect(new TextDecoder('latin1').decode(file)).toContain(Array.from('Ανάλυση', (letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join(''));
  });
  it('many requirements are many pages, and the same report is the same file', async () => {
    const long = matchReportOf(Array.from({ length: 120 }, (_, index) => [`Requirement ${index} with a name that is rather long and goes on over more than one line of the page that it is on`, 'met']));
    expect((await read(pdf(long, en))).pages).toBeGreaterThan(5);
    expect(pdf(long, en)).toEqual(pdf(long, en));
  });
  it('hostile text is text', async () => {
    const file = pdf(matchReportOf([[') Tj ET endstream endobj <</JS (x)>> ' + hostile, 'met']]), en);
    expect((await read(file)).text).toContain(') Tj ET endstream endobj');
    expect(new TextDecoder('latin1').decode(file)).not.toMatch(/\/JS|\/JavaScript/);
  });
});

describe('skill assertions', () => {
  it('what counts and is verified, and nothing else', () => {
    const all = skillAssertions(report, 'urn:person:1');
    expect(all).toEqual({ identifier: 'urn:person:1', targetType: 'Person', assertions: [{ skill: { id: 'http://data.europa.eu/esco/skill/c1', codedNotation: 'esco:skill/c1', name: 'SQL' }, source: { id: 'urn:uuid:1', type: 'Credential', name: 'University of Example' } }] });
    for (const change of [(each: typeof report) => { each.claims[0]!.evidence.verdict = 'indeterminate'; }, (each: typeof report) => { each.claims[0]!.attained = false; }, (each: typeof report) => { each.requirements[0]!.matches[0]!.counted = false; }]) {
      const other = structuredClone(report);
      change(other);
      expect(skillAssertions(other, 'x').assertions).toEqual([]);
    }
  });
});
