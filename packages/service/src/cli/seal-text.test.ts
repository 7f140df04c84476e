import type { SignatureFact } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { sealParagraphs } from './seal-text.js';

const fact = (more: Partial<SignatureFact> = {}): SignatureFact => ({
  pointer: '/signatures/0', format: 'PAdES', kind: 'seal', indication: 'TOTAL-PASSED', rules: [], time: { claimed: '2026-05-14T00:00:00.000Z' }, timestamps: [], algorithms: {}, changes: [], qualification: 'QESeal',
  signer: { name: 'University of\u202eExample', organizationIdentifier: 'VATXX-1', issuer: 'CN=CA', sha256: 'ab', validFrom: '2025-01-01T00:00:00.000Z', validUntil: '2027-01-01T00:00:00.000Z' }, anchor: { name: 'CA', by: 'host' }, claims: {}, ...more,
});
const text = (more?: Partial<SignatureFact>): string => sealParagraphs({ signatures: [fact(more)] })[0]!.text;

describe('what the command says of a seal', () => {
  it('says who, when, whether that is proved, and what it is worth', () => {
    expect(text()).toMatch(/^TOTAL-PASSED: Holds\. .*VATXX-1.*2026-05-14 00:00:00 UTC.*Nothing proves that\..*QESeal/);
    expect(text({ time: { proved: '2026-05-14T00:00:00.000Z' } })).toContain('a time-stamp proves it');
  });

  it('never calls a name established that no anchor stands behind', () => {
    const { anchor: _anchor, ...claimed } = fact();
    expect(sealParagraphs({ signatures: [claimed] })[0]!.text).toContain('as its certificate says');
  });

  it('shows what changes the direction of text', () => { expect(text()).not.toContain('\u202e'); });

  it('names the sub-indication, the rule, and what came after by what is not allowed first', () => {
    const said = text({
      indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', rules: [{ subIndication: 'HASH_FAILURE', rule: 'message-digest' }], qualification: 'not-AdES', covers: { revision: 1, revisions: 3, bytes: 10, wholeFile: false },
      changes: [{ revision: 2, kind: 'metadata', permitted: true }, { revision: 3, kind: 'page-content', permitted: false, attack: 'shadow-replace' }],
    });
    expect(said).toMatch(/^TOTAL-FAILED HASH_FAILURE \(message-digest\): The document was changed after it was sealed\./);
    expect(said).toMatch(/known trick: shadow attack \(replace\) \(not allowed\); .*\(allowed\)\.$/);
  });

  it('names the lists with their number and what became of them', () => {
    const [, lists] = sealParagraphs({ signatures: [fact()], trustedLists: { snapshot: 'abcdef0123456789', created: '2026-08-22T00:00:00.000Z', lists: [{ territory: 'EU', state: 'used', sequence: 390 }, { territory: 'SK', state: 'missing' }] } });
    expect(lists).toEqual({ label: 'Trusted lists', text: expect.stringMatching(/EU number 390, used; SK, not at hand\.$/) });
  });
});
