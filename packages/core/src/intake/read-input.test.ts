import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { handlers } from '../handlers.js';
import { INTAKE_LIMITS, readInput, type IntakeInput } from './index.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const LIMITS = { ...INTAKE_LIMITS, inputBytes: 10_000, jsonDepth: 16, members: 4, load: handlers };
const read = (input: unknown) => readInput(input as IntakeInput, LIMITS);
const stop = (code: string, check = 'intake.readable') => expect.objectContaining({ kind: 'none', check, code });
const KINDS = ['document', 'collection', 'token', 'open-badge-2', 'reference', 'none'];
const utf8 = (text: string) => new TextEncoder().encode(text);

const credential = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:i', credentialSubject: { id: 'did:example:s' } };
const presentation = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: 'VerifiablePresentation', verifiableCredential: [credential] };

describe('readInput', () => {
  it('gives the same document for text, bytes, a file and an object, and its exact bytes', async () => {
    const text = JSON.stringify(credential, null, 2);
    for (const input of [text, utf8(text), utf8(text).buffer, new Blob([text]), new File([text], 'badge.json')]) {
      expect(await read(input)).toMatchObject({ kind: 'document', what: 'credential', mediaType: 'application/vc', document: credential, bytes: utf8(text), problems: [] });
    }
    expect(await read(credential)).toMatchObject({ kind: 'document', document: credential, bytes: utf8(JSON.stringify(credential)) });
    expect(await read(`\ufeff${text}\n`)).toMatchObject({ kind: 'document', problems: [{ code: 'input.recovered', params: { how: 'byte order mark' } }] });
  });

  it('takes its own copy of bytes', async () => {
    const bytes = utf8(JSON.stringify(credential));
    const artifact = await read(bytes);
    bytes.fill(0);
    expect(artifact.bytes[0]).toBe(0x7b);
  });

  it('tells a presentation, a collection and a wrapped document', async () => {
    expect(await read(presentation)).toMatchObject({ kind: 'document', what: 'presentation', mediaType: 'application/vp' });
    expect(await read([credential, presentation, { unrelated: 1 }])).toMatchObject({ kind: 'collection', members: [credential, presentation, { unrelated: 1 }].map((member, index) => ({ pointer: `/${index}`, bytes: new TextEncoder().encode(JSON.stringify(member)) })), problems: [] });
    expect(await read([credential, 'eyJhbGciOiJFZERTQSJ9.e30.c2ln', 7])).toMatchObject({ kind: 'collection', problems: [], members: [{ pointer: '/0', bytes: utf8(JSON.stringify(credential)) }, { pointer: '/1', bytes: utf8('eyJhbGciOiJFZERTQSJ9.e30.c2ln') }, { pointer: '/2', bytes: utf8('7') }] });
    expect(await read({ verifiableCredential: credential, options: {} })).toMatchObject({ kind: 'document', what: 'credential', document: credential });
    expect(await read({ verifiablePresentation: presentation })).toMatchObject({ kind: 'document', what: 'presentation' });
    expect(await read([1, 2, 3, 4, 5].map(() => credential))).toEqual(stop('input.too-many', 'intake.credential'));
  });

  it('keeps the exact text of each element of an array', async () => {
    const elements = [JSON.stringify(credential, null, 2), '"eyJhbGciOiJFZERTQSJ9.e30.c2ln"', '{"a":"],[\\"\\\\", "b" : [1, [2]]}', '"\\u0065"'];
    const artifact = await read(`[ ${elements.join(' ,\n')}\n]`);
    expect(artifact).toMatchObject({ kind: 'collection' });
    if (artifact.kind !== 'collection') return;
    expect(artifact.members.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([elements[0], 'eyJhbGciOiJFZERTQSJ9.e30.c2ln', elements[2], 'e']);
  });

  it('takes a credential that lost its type for a damaged credential', async () => {
    const { type, ...untyped } = credential;
    expect(type).toBeDefined();
    expect(await read(untyped)).toMatchObject({ kind: 'document', what: 'credential' });
    expect(await read({ ...untyped, type: 'Nonsense' })).toMatchObject({ kind: 'document', what: 'credential' });
    expect(await read({ ...presentation, type: ['Nonsense'] })).toMatchObject({ kind: 'document', what: 'presentation' });
    expect(await read({ '@context': credential['@context'], proof: {} })).toMatchObject({ kind: 'document', what: 'credential' });
  });

  it.each([
    ['', 'input.empty'], [' \n\t', 'input.empty'], ['Dear Sir or Madam', 'input.no-credential'], ['{"a":1}', 'input.no-credential'], ['[]', 'input.no-credential'], ['[1]', 'input.no-credential'],
    ['[sic] a note', 'input.no-credential'], ['"text"', 'input.no-credential'], ['12', 'input.no-credential'], ['null', 'input.no-credential'], ['<html></html>', 'input.no-credential'],
    ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'input.no-credential'], ['{\\rtf1 Curriculum vitae}', 'input.no-credential'], ['<europass:credential xmlns:europass="x"/>', 'input.unsupported'],
    ['<https://a.example/1> <https://a.example/p> "o" .', 'input.no-credential'], ['<!DOCTYPE x [<!ENTITY e "f">]><x/>', 'xml.doctype'], ['<!-- a --><x/>', 'input.unsupported'], ['eyJhbGciOiJFZERTQSJ9..c2ln', 'input.unsupported'],
    ['eyJhbGciOiJSU0EifQ.a.b.c.d', 'input.unsupported'], ['did:web:issuer.example', 'input.unsupported'], ['openid4vp://?request_uri=x', 'input.unsupported'],
    ['openid-credential-offer://?credential_offer=x', 'input.unsupported'], ['https://issuer.example/exchange?iuv=1', 'input.unsupported'], ['interaction:https://issuer.example', 'input.unsupported'],
    ['d2845856a40126036e6170706c69636174', 'input.unsupported'], ['0oRYVqQBJgNuYXBwbGljYXRpb24vdmM', 'input.unsupported'], ['mailto:maria@student.example', 'input.no-credential'],
  ])('%j is %s', async (text, code) => {
    expect(await read(text)).toEqual(stop(code, 'intake.credential'));
    expect(await read(utf8(text))).toEqual(stop(code, 'intake.credential'));
  });

  it.each(['<europassCredential xmlns="http://data.europa.eu/snb"/>', '<?xml version="1.0"?>\n<!-- a -->\n<v:verifiablePresentation xmlns:v="http://data.europa.eu/snb/vp"><', '<c:europassCredential xmlns:c="http://data.europa.eu/europass/model/credentials/w3c#">'])('takes %s for a European credential in XML, by its first element', async (text) => {
    expect(await read(text)).toMatchObject({ kind: 'xades', text, mediaType: 'application/xml' });
    expect(await read(utf8(`\uFEFF${text}`))).toMatchObject({ kind: 'xades', text });
    expect(await read(text.replace(/snb|w3c/, 'other'))).toMatchObject({ kind: 'none', code: 'input.unsupported' });
  });

  it('takes a JWS in its JSON serializations, and one token that says that it is JAdES, as sealed JSON', async () => {
    expect(await read('{"payload":"e30","signatures":[]}')).toMatchObject({ kind: 'jades', file: utf8('{"payload":"e30","signatures":[]}') });
    expect(await read('{"credential":{"payload":"e30","protected":"e30","signature":"AA"}}')).toMatchObject({ kind: 'jades' });
    const head = (header: object) => btoa(JSON.stringify(header)).replaceAll('=', '');
    expect(await read(`${head({ alg: 'ES256', sigT: '2026-01-01T00:00:00Z' })}.e30.AA`)).toMatchObject({ kind: 'jades' });
    expect(await read(`${head({ alg: 'ES256', sigD: {} })}..AA`)).toMatchObject({ kind: 'jades' });
    expect(await read(`${head({ alg: 'ES256', x5c: ['AA'], 'x5t#S256': 'AA', iat: 1 })}.e30.AA`)).toMatchObject({ kind: 'token' });
  });

  it('takes a PDF as it is, by its header in the first kilobyte', async () => {
    const text = '%PDF-1.7\n%';
    expect(await read(text)).toMatchObject({ kind: 'pdf', mediaType: 'application/pdf', file: utf8(text) });
    const after = new Uint8Array([0xc0, 0xc1, 0xfd, 0xc0, 0x0a, ...utf8(text)]);
    expect(await read(after)).toMatchObject({ kind: 'pdf', file: after });
    expect(await read(new Uint8Array([...new Uint8Array(1025).fill(0xc0), ...utf8(text)]))).toEqual(stop('input.no-credential', 'intake.credential'));
  });

  it('knows other containers by their first bytes', async () => {
    expect(await read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toMatchObject({ code: 'picture.cut-off', mediaType: 'image/png' });
    expect(await read(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toMatchObject({ code: 'zip.malformed' });
    expect(await read(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]))).toMatchObject({ code: 'input.no-credential', params: { kind: 'picture' } });
    for (const magic of [[0x47, 0x49, 0x46, 0x38, 0x39, 0x61], [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50], [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63]]) {
      expect(await read(new Uint8Array(magic))).toMatchObject({ code: 'input.no-credential', params: { kind: 'picture' }, problems: [{ code: 'picture.not-searched' }] });
    }
    expect(await read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toMatchObject({ code: 'input.no-credential', params: { kind: 'office' } });
    expect(await read(new Uint8Array([0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26]))).toMatchObject({ code: 'input.unsupported', params: { kind: 'cose' } });
    expect(await read(new Blob([new Uint8Array([0x84, 0x43, 0xa1])], { type: 'application/vc+cose' }))).toMatchObject({ code: 'input.unsupported', params: { kind: 'cose' } });
    expect(await read(new Uint8Array([0xd2, 0x84, 0xff]))).toMatchObject({ check: 'intake.credential', code: 'input.no-credential', params: { kind: 'binary' } });
  });

  it('calls damaged JSON damaged, not absent', async () => {
    const text = JSON.stringify(credential);
    expect(await read(text.slice(0, -5))).toEqual(stop('json.syntax'));
    expect(await read(`{"type":"VerifiableCredential","type":"x"}`)).toEqual(stop('json.duplicate-key'));
    expect(await read(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toEqual(stop('input.encoding'));
    expect(await read(new Uint8Array([0xff, 0xfe, 0x7b]))).toEqual(stop('input.encoding'));
    expect(await read(new Uint8Array([0xff, 0xfe, 0x00, 0xd8]))).toEqual(stop('input.encoding'));
    expect(await read('{"a":"\ud800"}')).toEqual(stop('input.encoding'));
    expect(await read('{"a":"\\ud800"}')).toEqual(stop('json.lone-surrogate'));
    expect(await read('['.repeat(40) + ']'.repeat(40))).toEqual(stop('json.too-deep'));
  });

  it('measures before it reads', async () => {
    expect(await read('x'.repeat(10_001))).toEqual(stop('input.too-large'));
    expect(await read('é'.repeat(5_001))).toEqual(stop('input.too-large'));
    expect(await read(new Uint8Array(10_001))).toEqual(stop('input.too-large'));
    expect(await read({ ...credential, name: 'x'.repeat(10_000) })).toEqual(stop('input.too-large'));
    const blob = new Blob(['x'.repeat(10_001)]);
    blob.arrayBuffer = () => { throw new Error('was read'); };
    expect(await read(blob)).toEqual(stop('input.too-large'));
    const gone = new Blob(['{}']);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    expect(await read(gone)).toEqual(stop('input.unreadable'));
  });

  it('refuses what is no plain JSON without running any of it', async () => {
    let ran = 0;
    const cycle: Record<string, unknown> = { ...credential };
    cycle['self'] = cycle;
    const shared: unknown[] = [];
    let bomb: unknown = shared;
    for (let index = 0; index < 14; index += 1) bomb = [bomb, bomb, bomb];
    const hostile: unknown[] = [
      { ...credential, name: () => 1 }, { ...credential, name: Symbol('s') }, { ...credential, name: 1n }, { ...credential, validFrom: new Date() }, { ...credential, name: new Map() },
      { ...credential, name: Number.NaN }, { ...credential, list: [undefined] }, { ...credential, list: new Array(3) }, undefined, Symbol('s'), 1n, () => 1, new (class Badge {})(),
      Object.defineProperty({ ...credential }, 'name', { enumerable: true, get: () => { ran += 1; return 'x'; } }),
      new Proxy({}, { ownKeys: () => { throw new Error('trap'); } }), new Proxy({}, { get: () => { throw new Error('trap'); }, getPrototypeOf: () => { throw new Error('trap'); } }),
    ];
    for (const input of hostile) expect(await read(input)).toEqual(stop('input.unreadable'));
    expect(await read(cycle)).toEqual(stop('json.too-deep'));
    expect(await read({ ...credential, bomb })).toMatchObject({ kind: 'none', check: 'intake.readable' });
    expect(await read({ ...credential, toJSON: () => { ran += 1; return {}; } })).toEqual(stop('input.unreadable'));
    expect(ran).toBe(0);
  });

  it('keeps __proto__ of an object as an own property', async () => {
    const artifact = await read(JSON.parse(JSON.stringify(credential).replace('{', '{"__proto__":{"polluted":true},')));
    expect(artifact).toMatchObject({ kind: 'document' });
    if (artifact.kind !== 'document') return;
    expect(Object.getPrototypeOf(artifact.document)).toBe(Object.prototype);
    expect(Object.hasOwn(artifact.document, '__proto__')).toBe(true);
  });

  it('never rejects, whatever comes', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true, withSparseArray: true }), fc.uint8Array(), fc.string(), fc.json()), async (input) => {
      expect(KINDS).toContain((await read(input)).kind);
    }), { numRuns: 2000 });
    const bytes = utf8(JSON.stringify(presentation));
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, byte) => {
      const changed = new Uint8Array(bytes);
      changed[at] = byte;
      expect(KINDS).toContain((await read(changed)).kind);
    }), { numRuns: 1000 });
  });
});
