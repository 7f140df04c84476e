import { createHash } from 'node:crypto';
import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context, JsonObject, JsonValue, RecipientClaim, Subject } from '../report/index.js';
import { emailVariants, toULabel } from './email-address.js';
import { recipientMatch } from './recipient-match.js';

const ADDRESS = 'ada.lovelace@example.com';
const hash = (algorithm: string, text: string) => `${algorithm}$${createHash(algorithm).update(text, 'utf8').digest('hex')}`;
const hashed = (identity: string, { salt, algorithm = 'sha256', type = 'emailAddress' }: { salt?: string; algorithm?: string; type?: string } = {}): JsonObject => ({
  type: 'IdentityObject', hashed: true, identityHash: hash(algorithm, identity + (salt ?? '')), identityType: type, ...(salt === undefined ? {} : { salt }),
});
const plain = (identity: string, type = 'emailAddress'): JsonObject => ({ type: 'IdentityObject', hashed: false, identityHash: identity, identityType: type });

function judge(credentialSubject: JsonValue, recipient: RecipientClaim | undefined = { email: ADDRESS }, what = 'credential') {
  return recipientMatch({ what, document: { credentialSubject } } as unknown as Subject, (recipient ? { recipient } : {}) as unknown as Context);
}
const codeOf = async (...args: Parameters<typeof judge>) => (await judge(...args)).code;

describe('recipient match', () => {
  it('not asked, and presentations', async () => {
    expect(await recipientMatch({ what: 'credential', document: {} } as unknown as Subject, {} as Context)).toEqual({ code: 'recipient.not-asked' });
    expect(await codeOf({}, {})).toBe('recipient.not-asked');
    expect(await codeOf({}, { email: '  ', identifiers: [] })).toBe('recipient.not-asked');
    expect(await codeOf({ identifier: plain(ADDRESS) }, { email: ADDRESS }, 'presentation')).toBe('check.see-members');
  });

  it('the vector of the 1EdTech guide', async () => {
    const identifier = { type: 'IdentityObject', hashed: true, identityHash: 'sha256$658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc', identityType: 'emailAddress', salt: 'FleurDeSel' };
    expect(await judge({ identifier }, { email: 'jjefferson18@example.com' })).toEqual({ code: 'recipient.matched', params: { type: 'emailAddress', method: 'sha256', variant: 'exact' } });
    expect(await codeOf({ identifier }, { email: 'jjefferson19@example.com' })).toBe('recipient.mismatch');
  });

  it('plain, hashed, salted, upper-case hexadecimal, several, and mailto', async () => {
    expect((await judge({ identifier: [plain(ADDRESS)] })).params).toEqual({ type: 'emailAddress', method: 'plain', variant: 'exact' });
    expect(await codeOf({ identifier: [hashed(ADDRESS, { salt: 'näCl' })] })).toBe('recipient.matched');
    const upper = hashed(ADDRESS);
    upper['identityHash'] = String(upper['identityHash']).toUpperCase().replace('SHA256', 'sha256');
    expect(await codeOf({ identifier: upper })).toBe('recipient.matched');
    expect(await codeOf({ identifier: [hashed('other@example.com'), hashed('studentId', { type: 'systemId' }), hashed(ADDRESS, { salt: 's' })] })).toBe('recipient.matched');
    expect(await codeOf([{ id: 'did:example:1' }, { identifier: plain(ADDRESS) }])).toBe('recipient.one-of-several');
    expect(await codeOf({ id: `mailto:${ADDRESS}` })).toBe('recipient.matched');
    expect(await codeOf({ id: 'MAILTO:ada.lovelace%40example.com?subject=x' })).toBe('recipient.matched');
    expect(await codeOf({ id: 'mailto:eve@example.com' })).toBe('recipient.mismatch');
    expect(await codeOf({ identifier: plain(ADDRESS, 'email') })).toBe('recipient.matched');
    const unsaid = hashed(ADDRESS);
    delete unsaid['hashed'];
    expect(await codeOf({ identifier: unsaid })).toBe('recipient.matched');
  });

  it('a person of the European Learning Model: mailboxes, national numbers, numbers of schools', async () => {
    const mailbox = (address: string) => ({ type: 'ContactPoint', emailAddress: { id: `mailto:${address}`, type: 'Mailbox' } });
    const person: JsonObject = {
      type: 'Person', contactPoint: [mailbox('other@example.com'), mailbox(ADDRESS)], nationalID: { type: 'LegalIdentifier', notation: 'LA-1', spatial: { id: 'http://publications.europa.eu/resource/authority/country/ITA' } },
      identifier: { type: 'Identifier', schemeName: 'Student ID', notation: '97168A' }, studentNumber: '4711',
    };
    expect(await codeOf(person)).toBe('recipient.matched');
    expect(await codeOf({ ...person, contactPoint: { type: 'ContactPoint', emailAddress: [{ id: 'mailto:eve@example.com' }, { id: 'mailto:ADA.LOVELACE%40example.com' }] } })).toBe('recipient.matched');
    expect((await judge({ ...person, contactPoint: mailbox('eve@example.com') })).problems?.map(({ pointer }) => pointer)).toEqual(['/credentialSubject/contactPoint/emailAddress/id']);
    const by = (type: string, value: string) => judge(person, { identifiers: [{ type, value }] });
    expect((await by('nationalIdentityNumber', 'LA-1')).params).toEqual({ type: 'nationalIdentityNumber', method: 'plain', variant: 'exact' });
    expect((await by('nationalIdentityNumber', 'LA-2')).problems?.[0]).toMatchObject({ code: 'recipient.mismatch', pointer: '/credentialSubject/nationalID/notation' });
    expect([(await by('Student ID', '97168A')).code, (await by('studentId', '4711')).code, (await by('studentId', '97168A')).code]).toEqual(['recipient.matched', 'recipient.matched', 'recipient.mismatch']);
    // A number is no address, and an address no number.
    expect(await codeOf({ type: 'Person', nationalID: { notation: ADDRESS } })).toBe('recipient.not-comparable');
    expect(await codeOf({ type: 'Person', fullName: { en: ADDRESS } })).toBe('recipient.not-comparable');
  });

  it('says how the spelling differed', async () => {
    const variant = async (subject: JsonObject, email: string) => (await judge({ identifier: subject }, { email })).params?.['variant'];
    expect(await variant(hashed('ada@example.com'), ' ada@example.com\n')).toBe('exact');
    expect(await variant(hashed('Ada@example.com'), 'Ada@EXAMPLE.com')).toBe('domain');
    expect(await variant(hashed('ada@example.com'), 'Ada@Example.com')).toBe('lower-case');
    expect(await variant(plain('Ada@Example.COM'), 'Ada@example.com')).toBe('domain');
    expect(await variant(plain('ADA@example.com'), 'ada@example.com')).toBe('lower-case');
    expect(await variant(hashed('ada@xn--bcher-kva.example'), 'ada@bücher.example')).toBe('domain');
    expect(await variant(hashed('ada@bücher.example'), 'ada@xn--bcher-kva.example')).toBe('domain');
    expect(await variant(hashed('zoë@example.com'), 'zoe\u0308@example.com')).toBe('exact');
  });

  it('forgives no dots, no tags, no look-alikes', async () => {
    for (const email of ['adalovelace@example.com', 'ada.lovelace+jobs@example.com', 'ada.lovelace@examp1e.com', 'ada.lovelace@example.com.evil.example', 'ada.lovelаce@example.com', 'example.com', '@', 'ada.lovelace']) {
      expect(await codeOf({ identifier: hashed(ADDRESS) }, { email }), email).toBe('recipient.mismatch');
      expect(await codeOf({ identifier: plain(ADDRESS) }, { email }), email).toBe('recipient.mismatch');
    }
  });

  it('md5 matches weakly, unless something better matches too', async () => {
    expect(await judge({ identifier: hashed(ADDRESS, { algorithm: 'md5', salt: 'x' }) })).toMatchObject({ code: 'recipient.matched-weakly', params: { method: 'md5' } });
    expect(await codeOf({ identifier: [hashed(ADDRESS, { algorithm: 'md5' }), hashed(ADDRESS)] })).toBe('recipient.matched');
    expect(await codeOf({ identifier: hashed('eve@example.com', { algorithm: 'md5' }) })).toBe('recipient.mismatch');
  });

  it('not comparable: no identifier of that kind, or one that cannot be read', async () => {
    expect(await judge({ id: 'did:example:1', identifier: plain('4711', 'systemId') })).toMatchObject({
      code: 'recipient.not-comparable', problems: [{ pointer: '/credentialSubject', params: { why: 'no-such-identifier', asked: 'emailAddress', found: 'id, systemId' } }],
    });
    for (const nothing of [{}, null, 'x', [], { email: ADDRESS }, { identifier: [null, 5, {}] }]) expect(await codeOf(nothing as JsonValue), JSON.stringify(nothing)).toBe('recipient.not-comparable');
    expect(await judge({ identifier: hashed(ADDRESS, { algorithm: 'sha512' }) })).toMatchObject({ code: 'recipient.not-comparable', problems: [{ pointer: '/credentialSubject/identifier', params: { why: 'hash-algorithm' } }] });
    for (const identityHash of ['sha256$', 'sha256$00', 'sha256$zz', ADDRESS, '', 'md5$00']) expect(await codeOf({ identifier: { ...hashed(ADDRESS), identityHash } }), identityHash).toBe('recipient.not-comparable');
    expect(await codeOf({ identifier: { ...hashed(ADDRESS), salt: 5 } })).toBe('recipient.not-comparable');
    // One that could not be compared might have been the one.
    expect(await codeOf({ identifier: [plain('eve@example.com'), hashed(ADDRESS, { algorithm: 'sha512' })] })).toBe('recipient.not-comparable');
  });

  it('other identifiers, by type; case counts', async () => {
    const identifiers = (type: string, value: string) => ({ identifiers: [{ type, value }] });
    expect((await judge({ identifier: hashed('A-4711', { type: 'systemId', salt: 's' }) }, identifiers('systemId', 'A-4711'))).params).toEqual({ type: 'systemId', method: 'sha256', variant: 'exact' });
    expect(await codeOf({ identifier: plain('A-4711', 'systemId') }, identifiers('systemId', 'a-4711'))).toBe('recipient.mismatch');
    expect(await codeOf({ identifier: plain('A-4711', 'systemId') }, identifiers('accountId', 'A-4711'))).toBe('recipient.not-comparable');
    expect(await codeOf({ id: 'did:key:z6Mk' }, identifiers('id', 'did:key:z6Mk'))).toBe('recipient.matched');
    expect(await codeOf({ id: 'did:key:z6Mk' }, identifiers('id', 'did:key:z6MK'))).toBe('recipient.mismatch');
    expect(await codeOf({ id: 'did:key:z6Mk', identifier: plain('eve@example.com') }, { email: ADDRESS, ...identifiers('id', 'did:key:z6Mk') })).toBe('recipient.matched');
    expect(await codeOf({ identifier: plain(ADDRESS) }, identifiers('email', ADDRESS))).toBe('recipient.matched');
  });

  it('does not repeat the address in the report', async () => {
    for (const subject of [plain(ADDRESS), plain('eve@example.com'), hashed(ADDRESS), plain('1', 'systemId')]) expect(JSON.stringify(await judge({ identifier: subject }))).not.toMatch(/lovelace|eve@/);
  });
});

describe('recipient match: properties', () => {
  const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes('@') && text.trim() === text && text !== '');
  const address = fc.tuple(word, fc.domain()).map(([local, domain]) => `${local}@${domain}`);

  it('an address matches its own hash in every spelling that is forgiven, and no other’s', async () => {
    await fc.assert(fc.asyncProperty(address, address, fc.string({ maxLength: 8 }), fc.constantFrom('sha256', 'md5'), async (mine, other, salt, algorithm) => {
      const written = mine.normalize('NFC');
      const asked = [written, written.slice(0, written.lastIndexOf('@')) + written.slice(written.lastIndexOf('@')).toUpperCase()];
      for (const email of asked) expect(await codeOf({ identifier: hashed(written, { salt, algorithm }) }, { email })).toMatch(/^recipient\.matched/);
      const different = emailVariants(other).every(({ text }) => text !== written);
      if (different) expect(await codeOf({ identifier: hashed(written, { salt, algorithm }) }, { email: other })).toBe('recipient.mismatch');
    }), { numRuns: 60 });
  });

  it('never throws, and what is not understood never matches', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.string(), async (subject, email) => {
      expect(await codeOf(subject as JsonValue, { email: `${email}@x` })).not.toMatch(/matched/);
      await judge({ identifier: { ...hashed(email), ...(subject as JsonObject) } }, { email });
    }));
  });

  it('labels decode as the platform decodes them', () => {
    for (const domain of ['bücher.example', '例え.テスト', 'пример.example', 'faß.example', 'a-b.example', 'mañana.example', '点看.example']) {
      const label = domainToASCII(domain).split('.')[0] ?? '';
      expect(toULabel(label)).toBe(domainToUnicode(label));
    }
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'äöüßñçéабвгд例中文字テスト漢abc1') , minLength: 1, maxLength: 12 }), (label) => {
      const encoded = domainToASCII(label);
      if (encoded.startsWith('xn--')) expect(toULabel(encoded)).toBe(domainToUnicode(encoded));
    }));
    fc.assert(fc.property(fc.string(), (tail) => { expect(typeof toULabel(`xn--${tail}`)).toBe('string'); }));
  });
});
