import { bakePng, bakeSvg, deflate, pngChunk, qrPicture, zip, type BakeOptions } from '@credlens/demo-issuer';
import { encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { handlers } from '../handlers.js';
import { INTAKE_LIMITS, readInput, type IntakeInput } from './index.js';

const settings = { ...INTAKE_LIMITS, load: handlers };
const read = (input: IntakeInput) => readInput(input, settings);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const codes = (artifact: { problems: { code: string }[] }) => artifact.problems.map(({ code }) => code);

const credential = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:i', credentialSubject: { id: 'did:example:s', name: 'Åsa “Ö” 🎓' } };
const JSON_TEXT = JSON.stringify(credential, null, 1);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN = `${part({ alg: 'EdDSA' })}.${part({ vc: credential })}.${'A'.repeat(86)}`;
const assertion = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://issuer.example/a/1', recipient: {}, badge: 'https://issuer.example/b/1', verification: { type: 'hosted' } };
const TOKEN_2 = `${part({ alg: 'RS256' })}.${part(assertion)}.c2ln`;
const document = { kind: 'document', what: 'credential', document: credential, contains: 'application/vc' };
const damaged = (code: string) => ({ kind: 'none', check: 'intake.readable', code });

describe('a baked PNG', () => {
  it('gives what is in it, as the picture, wherever the chunk stands', async () => {
    for (const place of ['before', 'after'] as const) {
      const bytes = await bakePng(JSON_TEXT, { place });
      expect(await read(bytes)).toEqual({ ...document, mediaType: 'image/png', bytes, problems: [] });
    }
    expect(await read(await bakePng(TOKEN))).toMatchObject({ kind: 'token', form: 'jwt', text: TOKEN, mediaType: 'image/png', contains: 'application/jwt', problems: [] });
    expect(await read(new Blob([await bakePng(JSON_TEXT)]))).toMatchObject(document);
  });

  it('gives badges of the second generation: JSON, a signed token, an address', async () => {
    const keyword = 'openbadges';
    expect(await read(await bakePng(JSON.stringify(assertion), { keyword }))).toMatchObject({ kind: 'open-badge-2', assertion });
    expect(await read(await bakePng(TOKEN_2, { keyword }))).toMatchObject({ kind: 'open-badge-2', assertion: TOKEN_2, contains: 'application/jwt' });
    for (const chunk of ['iTXt', 'tEXt', 'zTXt'] as const) {
      expect(await read(await bakePng('http://issuer.example/a/1', { keyword, chunk }))).toMatchObject({ kind: 'open-badge-2', assertion: 'http://issuer.example/a/1', contains: 'text/uri-list' });
    }
  });

  it('reads an animated picture, and chunks that it does not know', async () => {
    const more = [pngChunk('acTL', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0)), pngChunk('fdAT', new Uint8Array(9)), pngChunk('tEXt', new TextEncoder().encode('Comment\0openbadgecredential'))];
    expect(await read(await bakePng(JSON_TEXT, { more, place: 'after' }))).toMatchObject({ ...document, problems: [] });
  });

  it('reads what the standard forbids, and says so', async () => {
    for (const options of [{ compressed: true }, { chunk: 'tEXt' }, { chunk: 'zTXt' }] satisfies BakeOptions[]) {
      const artifact = await read(await bakePng(JSON_TEXT, options));
      expect(artifact).toMatchObject(document);
      expect(codes(artifact)).toContain('baked.nonconformant');
    }
  });

  it('refuses two of a kind, equal ones too, in chunks of any kind', async () => {
    expect(await read(await bakePng(JSON_TEXT, { again: JSON_TEXT }))).toMatchObject({ ...damaged('baked.duplicate'), params: { count: 2 } });
    expect(await read(await bakePng(JSON_TEXT, { again: TOKEN }))).toMatchObject(damaged('baked.duplicate'));
    const legacy = pngChunk('tEXt', new TextEncoder().encode('openbadges\0https://issuer.example/a/2'));
    expect(await read(await bakePng('https://issuer.example/a/1', { keyword: 'openbadges', more: [legacy] }))).toMatchObject(damaged('baked.duplicate'));
  });

  it('gives one of each generation as two members', async () => {
    const legacy = pngChunk('tEXt', new TextEncoder().encode(`openbadges\0${JSON.stringify(assertion)}`));
    const artifact = await read(await bakePng(JSON_TEXT, { more: [legacy] }));
    expect(artifact).toMatchObject({ kind: 'collection', members: [{ pointer: '/credential' }, { pointer: '/assertion' }] });
  });

  it('tells damage of the credential from damage of the picture', async () => {
    expect(await read(await bakePng(JSON_TEXT, { badCrc: true }))).toMatchObject(damaged('baked.crc'));
    expect(await read(await bakePng(JSON_TEXT, { cutAfter: 60 }))).toMatchObject(damaged('baked.cut-off'));
    const rest = await read(await bakePng(JSON_TEXT, { badPictureCrc: true }));
    expect(rest).toMatchObject(document);
    expect(codes(rest)).toEqual(['picture.damaged']);
    const open = await read(await bakePng(JSON_TEXT, { noEnd: true }));
    expect(open).toMatchObject(document);
    expect(codes(open)).toEqual(['picture.damaged']);
    expect(await read(await bakePng(undefined, { noEnd: true }))).toMatchObject(damaged('picture.cut-off'));
    expect(codes(await read(await bakePng(JSON_TEXT, { trailing: new Uint8Array(5) })))).toEqual(['picture.trailing-data']);
  });

  it.each([
    ['no zero behind the language', new TextEncoder().encode('openbadgecredential\0\0\0en')],
    ['an unknown flag', Uint8Array.of(...new TextEncoder().encode('openbadgecredential\0'), 7, 0, 0, 0, 0x7b, 0x7d)],
    ['compressed text that is none', Uint8Array.of(...new TextEncoder().encode('openbadgecredential\0'), 1, 0, 0, 0, 1, 2, 3)],
    ['text that is no credential', new TextEncoder().encode('openbadgecredential\0\0\0\0\0Congratulations')],
    ['nothing', new TextEncoder().encode('openbadgecredential\0\0\0\0\0')],
  ])('%s is a damaged credential', async (_, raw) => {
    expect(await read(await bakePng('', { raw }))).toMatchObject(damaged('baked.malformed'));
  });

  it('says what is wrong with the JSON inside', async () => {
    expect(await read(await bakePng(JSON_TEXT.slice(0, -3)))).toMatchObject(damaged('json.syntax'));
    expect(await read(await bakePng('{"type":"VerifiableCredential","type":"x"}'))).toMatchObject(damaged('json.duplicate-key'));
  });

  it('stops an inflating chunk', async () => {
    const bomb = Uint8Array.of(...new TextEncoder().encode('openbadgecredential\0'), 1, 0, 0, 0, ...await deflate(new Uint8Array(4 << 20), 'deflate'));
    const limited = await readInput(await bakePng('', { raw: bomb }), { ...settings, inflatedBytes: 1 << 20 });
    expect(limited).toMatchObject(damaged('input.too-large'));
  });

  it('is only a picture without a chunk', async () => {
    expect(await read(await bakePng(undefined))).toMatchObject({ kind: 'none', check: 'intake.credential', code: 'input.no-credential', params: { kind: 'picture' }, mediaType: 'image/png' });
    expect(await read(await bakePng('x', { keyword: 'Comment' }))).toMatchObject({ code: 'input.no-credential' });
  });
});

describe('a baked SVG', () => {
  it.each(['https://purl.imsglobal.org/ob/v3p0', 'https://purl.imsglobal.org/clr/v2p0'])('%s: attribute, CDATA and text, whatever the prefix', async (namespace) => {
    expect(await read(bakeSvg(TOKEN, { namespace }))).toMatchObject({ kind: 'token', text: TOKEN, mediaType: 'image/svg+xml', contains: 'application/jwt', problems: [] });
    for (const form of ['cdata', 'text'] as const) {
      for (const prefix of ['openbadges', 'x', '']) expect(await read(bakeSvg(JSON_TEXT, { namespace, form, prefix, depth: 3 }))).toMatchObject({ ...document, mediaType: 'image/svg+xml', problems: [] });
    }
  });

  it('reads assertions of the second generation', async () => {
    const namespace = 'http://openbadges.org';
    expect(await read(bakeSvg('https://issuer.example/a/1', { namespace }))).toMatchObject({ kind: 'open-badge-2', assertion: 'https://issuer.example/a/1' });
    expect(await read(bakeSvg(TOKEN_2, { namespace }))).toMatchObject({ kind: 'open-badge-2', assertion: TOKEN_2 });
    expect(await read(bakeSvg(JSON.stringify(assertion), { namespace }))).toMatchObject({ kind: 'open-badge-2', assertion });
  });

  it('goes by the namespace alone', async () => {
    expect(await read(bakeSvg(JSON_TEXT, { namespace: 'https://purl.imsglobal.org/ob/v3p1' }))).toMatchObject({ code: 'input.no-credential', params: { kind: 'picture' } });
    expect(await read(bakeSvg(JSON_TEXT).replace('xmlns:openbadges', 'xmlns:other'))).toMatchObject(damaged('baked.malformed'));
  });

  it('refuses two, empty ones, damaged ones, and a document type', async () => {
    expect(await read(bakeSvg(TOKEN, { again: TOKEN }))).toMatchObject(damaged('baked.duplicate'));
    expect(await read(bakeSvg('', { form: 'cdata' }))).toMatchObject(damaged('baked.malformed'));
    expect(await read(bakeSvg('congratulations', { form: 'text' }))).toMatchObject(damaged('baked.malformed'));
    expect(await read(bakeSvg(JSON_TEXT, { unclosed: true }))).toMatchObject(damaged('baked.malformed'));
    expect(await read(bakeSvg(undefined, { unclosed: true }))).toMatchObject({ code: 'input.no-credential', problems: [{ code: 'picture.damaged' }] });
    for (const prolog of ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">', '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>']) {
      expect(await read(bakeSvg(JSON_TEXT, { prolog }))).toMatchObject(damaged('xml.doctype'));
    }
    expect(await read(bakeSvg(JSON_TEXT.replace('did:example:s', '&e;'), { form: 'text' }).replaceAll('&amp;e;', '&e;'))).toMatchObject(damaged('baked.malformed'));
    expect(await read(bakeSvg(JSON_TEXT, { depth: 200 }))).toMatchObject(damaged('input.too-deep'));
  });

  it('reads the attribute where there is text too, and says so', async () => {
    const both = bakeSvg(TOKEN, { form: 'both' }).replace(`<![CDATA[${TOKEN}]]>`, `<![CDATA[${JSON_TEXT}]]>`);
    const artifact = await read(both);
    expect(artifact).toMatchObject({ kind: 'token', text: TOKEN });
    expect(codes(artifact)).toEqual(['baked.nonconformant']);
  });

  it('reads the encoding that XML declares', async () => {
    const latin = Uint8Array.from(bakeSvg(JSON.stringify({ ...credential, name: 'Zoë', credentialSubject: {} }), { prolog: '<?xml version="1.0" encoding="ISO-8859-1"?>' }), (char) => char.charCodeAt(0));
    expect(await read(latin)).toMatchObject({ kind: 'document', document: { name: 'Zoë' } });
  });
});

describe('a ZIP', () => {
  it('gives every file with its name and bytes', async () => {
    const png = await bakePng(JSON_TEXT);
    const artifact = await read(await zip([{ name: 'badges/', content: '', stored: true }, { name: 'badges/a.json', content: JSON_TEXT }, { name: 'b.png', content: png, stored: true }, { name: 'notes.txt', content: 'hello' }]));
    expect(artifact).toMatchObject({ kind: 'collection', mediaType: 'application/zip', problems: [] });
    if (artifact.kind !== 'collection') return;
    expect(artifact.members.map(({ pointer, filename }) => [pointer, filename])).toEqual([['/0', 'badges/a.json'], ['/1', 'b.png'], ['/2', 'notes.txt']]);
    expect(text(artifact.members[0]!.bytes)).toBe(JSON_TEXT);
    expect(artifact.members[1]!.bytes).toEqual(png);
  });

  it('opens one archive inside, and no further', async () => {
    const inner = await zip([{ name: 'a.json', content: JSON_TEXT }]);
    const artifact = await read(await zip([{ name: 'one.zip', content: inner }, { name: 'two.zip', content: await zip([{ name: 'one.zip', content: inner }]) }]));
    expect(artifact).toMatchObject({ kind: 'collection', members: [{ filename: 'one.zip/a.json' }], problems: [{ code: 'zip.nested', params: { name: 'two.zip/one.zip' } }] });
  });

  it.each([
    [{ encrypted: true }, 'zip.encrypted'], [{ badCrc: true }, 'zip.damaged'], [{ size: 5 }, 'zip.damaged'], [{ size: 99_999 }, 'zip.damaged'], [{ method: 14 }, 'zip.unsupported'], [{ size: 0xffffffff }, 'zip.unsupported'], [{ size: 2_000_000_000 }, 'zip.too-large'],
  ])('a file with %j is said, with its name', async (fault, code) => {
    const artifact = await read(await zip([{ name: 'a.json', content: JSON_TEXT }, { name: 'b.json', content: JSON_TEXT, ...fault }]));
    expect(artifact).toMatchObject({ kind: 'collection', members: [{ filename: 'a.json' }], problems: [{ code, params: { name: 'b.json' } }] });
    expect(await read(await zip([{ name: 'b.json', content: JSON_TEXT, ...fault }]))).toMatchObject(damaged(code));
  });

  it('refuses an archive that two readers could read differently, or that shares bytes', async () => {
    expect(await read(await zip([{ name: 'a.json', content: JSON_TEXT, localName: 'b.json' }]))).toMatchObject(damaged('zip.malformed'));
    expect(await read(await zip([{ name: 'a.json', content: JSON_TEXT }, { name: 'a.json', content: JSON_TEXT, sameDataAs: 0 }]))).toMatchObject(damaged('zip.malformed'));
    expect(await read((await zip([{ name: 'a.json', content: JSON_TEXT }])).slice(0, -4))).toMatchObject(damaged('zip.malformed'));
    expect(await read(await zip([{ name: 'a.json', content: JSON_TEXT }], { count: 9 }))).toMatchObject(damaged('zip.malformed'));
  });

  it('counts before it reads, and inflates no more than it may', async () => {
    const many = Array.from({ length: 80 }, (_, index) => ({ name: `${index}.json`, content: '{}' }));
    expect(await read(await zip(many))).toMatchObject({ code: 'input.too-many', params: { count: 80, limit: 64 } });
    expect(await readInput(await zip(many), { ...settings, archiveEntries: 10 })).toMatchObject({ code: 'input.too-many', params: { limit: 10 } });
    const zeros = new Uint8Array(3 << 20);
    const bomb = await zip([{ name: 'a', content: zeros }, { name: 'b', content: zeros }, { name: 'c', content: zeros }]);
    expect(await readInput(bomb, { ...settings, inflatedBytes: 7 << 20 })).toMatchObject({ kind: 'collection', members: [{ filename: 'a' }, { filename: 'b' }], problems: [{ code: 'zip.too-large', params: { name: 'c' } }] });
  });

  it('says what operating systems leave behind, and knows documents that are archives', async () => {
    expect(await read(await zip([{ name: 'a.json', content: JSON_TEXT }, { name: '__MACOSX/._a.json', content: 'x' }]))).toMatchObject({ kind: 'collection', members: [{ filename: 'a.json' }], problems: [{ code: 'zip.ignored' }] });
    expect(await read(await zip([{ name: '[Content_Types].xml', content: '<x/>' }, { name: 'word/document.xml', content: '<x/>' }]))).toMatchObject({ code: 'input.no-credential', params: { kind: 'office' } });
    expect(await read(await zip([{ name: 'mimetype', content: 'application/vnd.etsi.asic-e+zip' }, { name: 'META-INF/signatures.xml', content: '<x/>' }]))).toMatchObject({ code: 'input.unsupported', params: { kind: 'asic' } });
    expect(await read(await zip([]))).toMatchObject({ code: 'input.empty' });
  });
});

describe('a QR code', () => {
  const picture = async (content: string, options?: Parameters<typeof qrPicture>[1]) => bakePng(undefined, { picture: qrPicture(content, options) });

  it('gives the token, JSON or address that it holds', async () => {
    const short = `${part({ alg: 'EdDSA' })}.${part({ iss: 'did:example:i' })}.${'A'.repeat(86)}`;
    expect(await read(await picture(short))).toMatchObject({ kind: 'token', text: short, mediaType: 'image/png', contains: 'application/jwt', problems: [{ code: 'input.recovered', params: { how: 'qr code' } }] });
    expect(await read(await picture(JSON.stringify(credential), { scale: 3 }))).toMatchObject(document);
    expect(await read(await picture('https://issuer.example/badge/1'))).toMatchObject({ kind: 'reference', url: 'https://issuer.example/badge/1' });
    expect(await read(await picture('https://issuer.example/badge/1', { inverted: true }))).toMatchObject({ kind: 'reference' });
  });

  it('is only a picture where it says something else', async () => {
    expect(await read(await picture('Hello'))).toMatchObject({ code: 'input.no-credential', params: { kind: 'picture' } });
  });

  it('is found in a JPEG, on grey, turned and in a corner', async () => {
    const { width, grey } = qrPicture('https://issuer.example/badge/1', { scale: 6 });
    const side = 900;
    const turn = 0.2;
    const data = new Uint8Array(side * side * 4);
    for (let at = 0; at < side * side; at += 1) {
      const [x, y] = [(at % side) - 180, Math.floor(at / side) - 60];
      const [column, row] = [Math.floor(x * Math.cos(turn) + y * Math.sin(turn)), Math.floor(y * Math.cos(turn) - x * Math.sin(turn))];
      const inside = column >= 0 && row >= 0 && column < width && row < width;
      data.fill(inside && grey[row * width + column] === 0 ? 40 : inside ? 190 : 120 + ((at % 37) % 20), at * 4, at * 4 + 3);
      data[at * 4 + 3] = 255;
    }
    const jpeg = new Uint8Array(encode({ width: side, height: side, data }, 60).data);
    expect(await read(jpeg)).toMatchObject({ kind: 'reference', url: 'https://issuer.example/badge/1', mediaType: 'image/jpeg' });
    expect(await read(jpeg.slice(0, 3000))).toMatchObject({ code: 'input.no-credential', params: { kind: 'picture' } });
    const scans = new Uint8Array([...jpeg.slice(0, -2), ...Array.from({ length: 70 }, () => [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]).flat()]);
    expect(await read(scans)).toMatchObject({ code: 'picture.too-large' });
  });

  it('is not looked for where a search would take too long', async () => {
    const side = 700;
    let state = 1;
    const grey = Uint8Array.from({ length: side * side }, () => { state = (state * 1_103_515_245 + 12_345) & 0x7fffffff; return state & 0x40000 ? 255 : 0; });
    expect(await read(await bakePng(undefined, { picture: { width: side, height: side, grey } }))).toMatchObject({ code: 'input.no-credential', problems: [{ code: 'picture.not-searched' }] });
  });

  it('is not looked for in more pixels than allowed', async () => {
    expect(await readInput(await picture('https://issuer.example/'), { ...settings, pixels: 100 })).toMatchObject({ check: 'intake.credential', code: 'picture.too-large' });
  });
});
