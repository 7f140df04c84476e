import { describe, expect, it } from 'vitest';
import { CHECK_IDS, CHECK_QUESTION, CODES, compareOutcomes, type Check, type CheckId, type Code, type Report, verdict, cautions, POLICIES, outcomeOf } from '../report/index.js';
import { en, fill, headline, nextStep, placeholders, say, sentences, visible, visibleInline, type Message } from './index.js';

const GOOD: Record<CheckId, Code> = {
  'intake.readable': 'input.read', 'intake.credential': 'input.credential', 'format.data-model': 'vcdm.conforms', 'format.schema': 'schema.conforms',
  'proof.signature': 'signature.valid', 'proof.terms': 'terms.accepted', 'proof.coverage': 'coverage.complete', 'proof.key': 'key.authorized',
  'issuer.identity': 'issuer.domain', 'issuer.recognition': 'issuer.recognized', 'issuer.qualification': 'qualification.none', 'issuer.endorsement': 'endorsement.none',
  'validity.period': 'validity.current', 'status.revocation': 'status.clear', 'status.suspension': 'status.none', 'status.notice': 'status.none',
  'recipient.match': 'recipient.matched', 'recipient.holder': 'holder.not-asked', 'members.verdict': 'members.none', 'members.agree': 'twins.not-asked',
};

type Card = Pick<Report, 'checks' | 'issuer' | 'subjects' | 'verdict' | 'verifiedAt' | 'cautions'>;

function report(changes: Partial<Record<CheckId, Code>> = {}, rest: Partial<Card> = {}): Card {
  const policy = POLICIES['default'];
  if (!policy) throw new Error('no default policy');
  const checks: Check[] = CHECK_IDS.map((id) => {
    const code = changes[id] ?? GOOD[id];
    return { id, question: CHECK_QUESTION[id], level: policy.levels[id], outcome: outcomeOf(code, policy), code, problems: [], evidence: [] };
  });
  return {
    checks, subjects: [], verdict: verdict(checks), cautions: cautions(checks), verifiedAt: '2026-08-22T10:00:00Z',
    issuer: { claimed: { id: 'did:web:uni.example', name: 'Example University' }, established: { id: 'did:web:uni.example', name: 'Example University', by: 'registry' }, recognition: 'recognised', evidence: [] },
    ...rest,
  };
}

const text = (card: Card) => sentences(card, en).map((sentence) => sentence.text);

describe('the English catalogue', () => {
  const entries = Object.entries(en.codes) as [Code, Message][];

  it('has words for every code and no others', () => {
    expect(Object.keys(en.codes).sort()).toEqual(Object.keys(CODES).sort());
  });

  it('gives a next step for whatever is not fine', () => {
    expect(entries.filter(([code, message]) => compareOutcomes(CODES[code], 'not-applicable') > 0 && !message.next).map(([code]) => code)).toEqual([]);
  });

  it('says for everything undecided whether another try helps', () => {
    const undecided = entries.filter(([code]) => CODES[code] === 'indeterminate');
    expect(undecided.filter(([, message]) => !/\bagain\b/.test(message.next ?? '')).map(([code]) => code)).toEqual([]);
  });

  it('never words what could not be checked as revoked, expired or fine', () => {
    for (const [code, message] of entries) {
      if (CODES[code] !== 'indeterminate') continue;
      expect(message.says, code).not.toMatch(/has been revoked|has revoked|has suspended|is valid|is fine|in order\b/);
    }
  });

  it('leaves no placeholder without a fallback, and no stray brace', () => {
    const all: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') all.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect(en);
    for (const template of all) expect(fill('en', template), template).not.toMatch(/[{}|]/);
  });

  it('says every parameter that it names', () => {
    for (const [code, message] of entries) {
      for (const name of placeholders(message.says)) {
        const value = message.says.includes(`{${name}:date`) || name === 'until' || name === 'from' || name === 'created' || name === 'expires' ? '2031-01-02T00:00:00Z' : 'Pq7';
        expect(say(en, code, { [name]: value }), `${code} ${name}`).toContain(value === 'Pq7' ? 'Pq7' : '2031');
      }
    }
  });
});

describe('the card of a sealed document', () => {
  const issuer = { claimed: { id: 'VATXX-1', name: 'University of Example' }, established: { id: 'VATXX-1', name: 'University of Example', by: 'certificate' as const }, recognition: 'unchecked' as const, evidence: [] };
  const sealed = (changes: Partial<Record<CheckId, Code>> = {}, rest: Partial<Card> & { qualification?: Report['qualification'] } = {}) => report({
    'proof.coverage': 'pdf.covered', 'proof.key': 'key.certified', 'issuer.identity': 'issuer.certificate', 'issuer.recognition': 'issuer.unchecked', 'validity.period': 'validity.undated', 'status.revocation': 'seal.not-revoked',
    'recipient.match': 'recipient.not-asked', 'issuer.qualification': 'qualification.no-lists', ...changes,
  }, { issuer, ...rest });

  it('says who sealed it by the certificate, and that it is qualified where the lists say so', () => {
    expect(text(sealed())[1]).toMatch(/^Sealed or signed by University of Example, as a certificate authority that is trusted here has checked\./);
    expect(text(sealed({ 'issuer.qualification': 'qualification.qualified-seal' }, { qualification: 'QESeal' } as never))[1]).toContain('qualified seal or signature of the European Union');
    expect(text(sealed({ 'issuer.qualification': 'qualification.qualified-certificate' }, { qualification: 'AdESeal-QC' } as never))[1]).not.toContain('qualified seal or signature');
    const recognised = { issuer: { ...issuer, established: { ...issuer.established, by: 'registry' as const }, recognition: 'recognised' as const }, qualification: 'QESeal' } as never;
    expect(text(sealed({ 'issuer.recognition': 'issuer.recognized', 'issuer.qualification': 'qualification.qualified-seal' }, recognised))[1]).toMatch(/on a list of issuers trusted here\. It is a qualified seal/);
  });

  it('says what was in force, and that the document has no end', () => {
    expect(text(sealed())[2]).toContain('in force when it was sealed');
    expect(text(sealed({ 'status.revocation': 'ades.revoked-no-poe' }))[2]).toContain('nothing proves that the seal is older');
  });

  it('names the attack, and says of the issuer only what it claims', () => {
    const [unchanged, who] = text(sealed({ 'proof.coverage': 'pdf.shadow-replace', 'issuer.identity': 'issuer.key-unproven' }, { issuer: { claimed: issuer.claimed, recognition: 'unchecked', evidence: [] } }));
    expect(unchanged).toContain('shadow attack: replace');
    expect(who).toBe('It claims to be from “University of Example”, but what it says is not proven.');
  });
});

describe('say', () => {
  it('fills parameters, dates and brackets', () => {
    expect(say(en, 'validity.expired', { until: '2025-12-31T23:59:59Z' })).toContain('December 31, 2025');
    expect(say(en, 'net.http-status', { status: 503 })).toBe('Not fetched: the server answered with an error (503).');
    expect(say(en, 'input.too-large', { limit: 10_485_760 })).toBe('The input is larger than the limit here (10 MB).');
    expect(say(en, 'net.http-status')).toBe('Not fetched: the server answered with an error.');
  });

  it('does not read a parameter as a template, or an inherited property as a parameter', () => {
    expect(fill('en', 'x {name|y}', { name: '{name|z}' })).toBe('x {name|z}');
    expect(fill('en', 'x {constructor|y}')).toBe('x y');
    expect(say(en, 'toString')).toBe('toString');
    expect(nextStep(en, 'constructor')).toBeUndefined();
  });

  it('leaves an unreadable date as it is written', () => {
    expect(say(en, 'validity.expired', { until: 'soon\u202e' })).toContain('soon[U+202E]');
  });

  it('writes dates in English where the language tag is none', () => {
    expect(fill('no such tag', '{d:date|x}', { d: '2026-08-22' })).toBe('August 22, 2026');
    expect(fill('de', '{d:date|x}', { d: '2026-08-22' })).toBe('22. August 2026');
  });

  it('says the code of a later engine rather than nothing', () => {
    expect(say(en, 'future.code')).toBe('future.code');
  });
});

describe('visible', () => {
  it('writes out bidirectional, zero-width and control characters', () => {
    expect(visible('a\u202eb\u200bc\u0000d\u2066e\u{e0041}f\ufeff')).toBe('a[U+202E]b[U+200B]c[U+0000]d[U+2066]e[U+E0041]f[U+FEFF]');
    expect(visible('a\ud800b')).toBe('a[U+D800]b');
  });

  it('keeps joiners where a script spells with them', () => {
    expect(visible('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(visible('👩\u200d🎓')).toBe('👩\u200d🎓');
    expect(visible('pay\u200dpal')).toBe('pay[U+200D]pal');
  });

  it('bounds length and keeps lines only where asked', () => {
    expect(visible('x'.repeat(1_000_000), { limit: 5 })).toBe('xxxxx…');
    expect(visible('a\nb')).toBe('a b');
    expect(visible('a\nb', { lines: true })).toBe('a\nb');
  });

  it('isolates right-to-left text inside a sentence', () => {
    expect(visibleInline('אוניברסיטה')).toBe('\u2068אוניברסיטה\u2069');
  });
});

describe('the card', () => {
  it('has exactly four sentences, each with a next step where it is not a pass', () => {
    for (const id of CHECK_IDS) {
      for (const code of Object.keys(CODES) as Code[]) {
        const card = sentences(report({ [id]: code }), en);
        expect(card.map((sentence) => sentence.question)).toEqual(['intact', 'issuer', 'current', 'recipient']);
        for (const sentence of card) {
          expect(sentence.text, `${id} ${code}`).not.toBe('');
          expect(sentence.next === undefined, `${id} ${code} ${sentence.question} ${sentence.outcome}`).toBe(sentence.outcome === 'pass');
        }
      }
    }
  });

  it('says all four of a good credential', () => {
    expect(text(report())).toEqual([
      'Unchanged since it was signed.',
      'Issued by Example University, which is on a list of issuers trusted here.',
      'In force on August 22, 2026.',
      'It was issued to the person you named.',
    ]);
    expect(headline(report(), en)).toBe('Verified');
  });

  it('never says plain green where there is a caution', () => {
    const card = report({ 'issuer.recognition': 'issuer.unrecognized' }, { issuer: { claimed: { id: 'did:web:uni.example', name: 'Example University' }, established: { id: 'did:web:uni.example', name: 'uni.example', by: 'domain' }, recognition: 'unrecognised', evidence: [] } });
    expect(headline(card, en)).toBe('Verified, with cautions');
    expect(text(card)[1]).toContain('Issued by whoever runs uni.example; it claims to be from “Example University”.');
  });

  it('says nobody was named, not that it is theirs', () => {
    const [, , , recipient] = sentences(report({ 'recipient.match': 'recipient.not-asked' }), en);
    expect(recipient).toMatchObject({ outcome: 'not-applicable', text: 'You did not say whose it should be.' });
  });

  it('shows the name of an issuer that nobody established as a claim', () => {
    const card = report({ 'issuer.identity': 'issuer.anonymous-key', 'issuer.recognition': 'issuer.unrecognized' }, { issuer: { claimed: { name: 'Harvard \u202euniversity' }, recognition: 'unrecognised', evidence: [] } });
    expect(sentences(card, en)[1]).toMatchObject({ outcome: 'indeterminate', text: expect.stringContaining('It claims to be from “Harvard [U+202E]university”.') as unknown });
  });

  it('does not name an issuer whose key or signature does not hold, even where a registry lists the name', () => {
    for (const changes of [{ 'proof.signature': 'signature.invalid' }, { 'proof.key': 'key.not-listed' }] as const) expect(text(report(changes))[1]).toContain('claims to be');
  });

  it('does not let dates and names of an altered credential pass', () => {
    const card = sentences(report({ 'proof.signature': 'signature.invalid' }), en);
    expect(card.map((sentence) => sentence.outcome)).toEqual(['fail', 'warn', 'warn', 'warn']);
    expect(card[0]?.text).toContain('changed after it was signed');
  });

  it('does not send the reader round again for an issuer whom a failed signature cannot prove', () => {
    const [, issuer] = sentences(report({ 'proof.signature': 'signature.invalid', 'issuer.identity': 'issuer.key-unproven' }), en);
    expect(issuer).toMatchObject({ outcome: 'indeterminate', text: 'It claims to be from “Example University”, but what it says is not proven.' });
    expect(issuer?.next).not.toMatch(/again/);
  });

  it('words an unreachable list as not checked', () => {
    const [, , current] = sentences(report({ 'status.revocation': 'status.unreachable' }), en);
    expect(current).toMatchObject({ outcome: 'indeterminate', check: 'status.revocation' });
    expect(current?.text).toMatch(/could not be checked/);
    expect(current?.text).not.toMatch(/In force/);
  });

  it('says the worst of a question: revoked before expired status lists', () => {
    expect(text(report({ 'validity.period': 'validity.current', 'status.revocation': 'status.revoked', 'status.suspension': 'status.unreachable' }))[2]).toBe('The issuer has revoked it.');
  });

  it('shows an advisory failure as a caution, since it cannot decide', () => {
    const card = report({ 'format.schema': 'schema.violations' });
    expect(card.verdict).toBe('verified');
    expect(sentences(card, en)[0]).toMatchObject({ outcome: 'warn', check: 'format.schema', text: expect.stringMatching(/^Unchanged since it was signed\. It does not follow/) as unknown });
  });

  it('says of a picture that it proves nothing, and what to ask for', () => {
    const skipped = Object.fromEntries(CHECK_IDS.filter((id) => !id.startsWith('intake')).map((id) => [id, 'check.not-reached'])) as Partial<Record<CheckId, Code>>;
    const card = report({ ...skipped, 'intake.credential': 'input.no-credential' }, { issuer: { claimed: {}, recognition: 'unchecked', evidence: [] } });
    expect(card.verdict).toBe('unverifiable');
    const [first, ...others] = sentences(card, en);
    expect(first?.text).toMatch(/picture.*proves nothing/);
    expect(first?.next).toMatch(/Ask the candidate for the credential itself/);
    expect(others.map((sentence) => sentence.text)).toEqual(['Nothing here shows who made it.', 'There is nothing here that could be in force.', 'Nothing here shows whose it is.']);
  });

  it('leaves the questions of a collection to its members', () => {
    const outside = Object.fromEntries(CHECK_IDS.filter((id) => !id.startsWith('intake') && !id.startsWith('members')).map((id) => [id, 'check.see-members'])) as Partial<Record<CheckId, Code>>;
    const card = report({ ...outside, 'intake.credential': 'input.collection', 'members.verdict': 'members.verified' }, { subjects: [report() as Report] });
    expect(text(card)).toEqual(['Every credential inside is in order.', 'Answered for each credential below.', 'Answered for each credential below.', 'Answered for each credential below.']);
    const bad = report({ ...outside, 'intake.credential': 'input.collection', 'members.verdict': 'members.invalid' }, { subjects: [report() as Report] });
    expect(sentences(bad, en)[0]).toMatchObject({ outcome: 'fail', check: 'members.verdict' });
  });
});
