import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { appendRevision, OBJECTS, pdfDocument } from '@credlens/demo-pki';
import { readPdf } from '../index.js';
import type { PdfDictionary, PdfObject, PdfStream } from '../types.js';
import { openEncryption, type Decryption } from './decryption.js';
import { rc4 } from './rc4.js';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const name = (text: string): PdfObject => ({ kind: 'name', name: text });
const string = (bytes: Uint8Array): PdfObject => ({ kind: 'string', bytes, hex: false });
const dictionary = (entries: Record<string, PdfObject>): PdfDictionary => ({ kind: 'dictionary', entries: new Map(Object.entries(entries)), duplicates: [] });
const streamOf = (entries: Record<string, PdfObject>, raw: Uint8Array): PdfStream => ({ kind: 'stream', dictionary: dictionary(entries), raw });
const asIs = (object: PdfObject | undefined): PdfObject => object ?? null;

const PADDING = Uint8Array.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A'.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const ID = bytesOf('0123456789abcdef');
const OWNER = new Uint8Array(32).fill(7);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const opened = (encrypt: PdfDictionary): Decryption => {
  const decryption = openEncryption(encrypt, ID, 99, asIs);
  if (typeof decryption === 'string') throw new Error(decryption);
  return decryption;
};

/** Algorithms 1, 2 and 4 for RC4 of 40 bits, written once more. */
function oldest() {
  const key = md5(joined(PADDING, OWNER, Uint8Array.of(0xfc, 0xff, 0xff, 0xff), ID)).slice(0, 5);
  const encrypt = dictionary({ Filter: name('Standard'), V: 1, R: 2, O: string(OWNER), U: string(rc4(key, PADDING)), P: -4 });
  return { encrypt, ofObject: (number: number) => md5(joined(key, Uint8Array.of(number, 0, 0, 0, 0))).slice(0, 10) };
}

/** Revision 5: the hash of revision 6 without its rounds. */
function revision5(more: Record<string, PdfObject> = {}) {
  const key = sha256(bytesOf('file key'));
  const [salt, keySalt] = [bytesOf('saltsalt'), bytesOf('keysaltk')];
  const wrapped = cbc(sha256(keySalt), new Uint8Array(16), { disablePadding: true }).encrypt(key);
  const filters = dictionary({ StdCF: dictionary({ CFM: name('AESV3') }), Own: dictionary({ CFM: name('None') }) });
  return { key, encrypt: dictionary({ Filter: name('Standard'), V: 5, R: 5, O: string(new Uint8Array(48)), U: string(joined(sha256(salt), salt, keySalt)), UE: string(wrapped), P: -4, CF: filters, StmF: name('StdCF'), StrF: name('StdCF'), ...more }) };
}
const secret = (key: Uint8Array, text: string) => joined(new Uint8Array(16), cbc(key, new Uint8Array(16)).encrypt(bytesOf(text)));

it('RC4 gives what it is known to give', () => expect([...rc4(bytesOf('Key'), bytesOf('Plaintext'))]).toEqual([0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]));

describe('the standard security handler with the empty password (ISO 32000-2 section 7.6.4)', () => {
  it('of the oldest kind, RC4 with 40 bits', () => {
    const { encrypt, ofObject } = oldest();
    const { strings, stream } = opened(encrypt);
    expect(strings(string(rc4(ofObject(5), bytesOf('hello'))), 5, 0)).toMatchObject({ bytes: bytesOf('hello') });
    expect(stream(streamOf({}, rc4(ofObject(6), bytesOf('hello'))), [], 6, 0)).toEqual(bytesOf('hello'));
    expect(strings(string(bytesOf('own')), 99, 0)).toMatchObject({ bytes: bytesOf('own') });
  });
  it('of revision 5', () => {
    const { key, encrypt } = revision5();
    const { strings, stream } = opened(encrypt);
    expect(strings([string(secret(key, 'hello')), 1], 5, 0)).toMatchObject([{ bytes: bytesOf('hello') }, 1]);
    expect(stream(streamOf({}, secret(key, 'hello')), [], 6, 0)).toEqual(bytesOf('hello'));
    // Shorter than a block, which no writer makes: nothing, rather than a guess.
    expect(stream(streamOf({}, bytesOf('abc')), [], 6, 0)).toBeUndefined();
  });
  it('the contents of a signature are as they are, its other strings are not', () => {
    const { key, encrypt } = revision5();
    const contents = string(bytesOf('cms'));
    const signature = dictionary({ Type: name('Sig'), Contents: contents, Reason: string(secret(key, 'why')) });
    const clear = opened(encrypt).strings(signature, 5, 0) as PdfDictionary;
    expect(clear.entries.get('Contents')).toBe(contents);
    expect(clear.entries.get('Reason')).toMatchObject({ bytes: bytesOf('why') });
    const annotation = dictionary({ Contents: string(secret(key, 'text')) });
    expect((opened(encrypt).strings(annotation, 5, 0) as PdfDictionary).entries.get('Contents')).toMatchObject({ bytes: bytesOf('text') });
  });
  it('cross-reference streams, metadata that is left in clear, and filters of one\'s own', () => {
    const plain = bytesOf('as it is');
    const { key, encrypt } = revision5({ EncryptMetadata: false, EFF: name('Own') });
    const { stream } = opened(encrypt);
    expect(stream(streamOf({ Type: name('XRef') }, plain), [], 5, 0)).toBe(plain);
    expect(stream(streamOf({ Type: name('Metadata') }, plain), [], 5, 0)).toBe(plain);
    expect(stream(streamOf({ Type: name('EmbeddedFile') }, plain), [], 5, 0)).toBe(plain);
    expect(stream(streamOf({}, plain), [{ name: 'Crypt', parameters: dictionary({ Name: name('Identity') }) }], 5, 0)).toBe(plain);
    expect(stream(streamOf({}, secret(key, 'x')), [{ name: 'Crypt', parameters: dictionary({ Name: name('StdCF') }) }], 5, 0)).toEqual(bytesOf('x'));
    expect(opened(revision5({ StrF: name('Identity') }).encrypt).strings(string(plain), 5, 0)).toMatchObject({ bytes: plain });
  });
  it('another password, another handler, another version', () => {
    const { encrypt } = oldest();
    const but = (entries: Record<string, PdfObject>, of = encrypt) => openEncryption({ ...of, entries: new Map([...of.entries, ...Object.entries(entries)]) }, ID, 99, asIs);
    expect(but({ U: string(new Uint8Array(32)) })).toBe('password');
    expect(but({ P: -3 })).toBe('password');
    expect(but({ U: string(new Uint8Array(48)) }, revision5().encrypt)).toBe('password');
    expect(but({ Filter: name('Adobe.PubSec') })).toBe('password');
    expect(but({ V: 3 })).toBe('unsupported');
    expect(but({ V: 5 })).toBe('unsupported');
    expect(but({ V: 2, R: 3, Length: 41 })).toBe('unsupported');
    expect(but({ CF: null }, revision5().encrypt)).toBe('unsupported');
    expect(but({ O: 1 })).toBe('unsupported');
  });
});

it('terms that a later revision changes would change what every object means: such a file is not read', () => {
  const plain = pdfDocument();
  const locked = pdfDocument({ encryption: 'rc4-128' });
  const number = Number(/^(\d+) 0 R$/.exec(String(locked.trailer['Encrypt']))?.[1]);
  const later = (pdf: typeof plain, trailer: object) => readPdf(appendRevision({ ...pdf, trailer: { ...pdf.trailer, ...trailer } }, { set: new Map([[OBJECTS.info, {}]]) }).bytes);
  expect(later(plain, { Encrypt: { Filter: '/Standard', V: 1, R: 2 } })).toEqual({ ok: false, why: 'unsupported', reason: 'encryption-differs' });
  expect(later(locked, { Encrypt: undefined })).toEqual({ ok: false, why: 'unsupported', reason: 'encryption-differs' });
  expect(readPdf(appendRevision(locked, { set: new Map([[number, { ...(locked.objects.get(number) as object), P: -1 }]]), plain: [number] }).bytes)).toEqual({ ok: false, why: 'unsupported', reason: 'encryption-differs' });
  expect(later(plain, { Encrypt: null }).ok).toBe(true);
});
