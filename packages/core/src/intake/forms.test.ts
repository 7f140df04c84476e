import { describe, expect, it } from 'vitest';
import { handlers } from '../handlers.js';
import { INTAKE_LIMITS, readInput, type IntakeInput } from './index.js';

const settings = { ...INTAKE_LIMITS, members: 4, load: handlers };
const read = (input: IntakeInput) => readInput(input, settings);
const utf8 = (text: string) => new TextEncoder().encode(text);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const credential = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:i', credentialSubject: { id: 'did:example:s', name: 'R&D “quoted” and "straight" <b> 100 %+1' } };
const JSON_TEXT = JSON.stringify(credential, null, 1);
const TOKEN = `${part({ alg: 'EdDSA' })}.${part({ vc: { credentialSubject: {} }, iss: 'did:example:i' })}.${'A'.repeat(86)}`;
const SD_JWT = `${TOKEN}~ZGlzY2xvc3VyZQ~`;
const recovered = (how: string, code = 'input.recovered') => ({ code, params: { how } });
const document = (how: string) => ({ kind: 'document', document: credential, contains: 'application/vc', problems: [recovered(how)] });

describe('tokens', () => {
  it('gives the exact token and its form', async () => {
    expect(await read(`${TOKEN}\n`)).toMatchObject({ kind: 'token', form: 'jwt', text: TOKEN, mediaType: 'application/jwt', problems: [] });
    expect(await read(utf8(SD_JWT))).toMatchObject({ kind: 'token', form: 'sd-jwt', text: SD_JWT, mediaType: 'application/sd-jwt' });
    expect(await read(`${SD_JWT}${TOKEN}`)).toMatchObject({ kind: 'token', form: 'sd-jwt', text: `${SD_JWT}${TOKEN}` });
    const named = TOKEN.replace(/^[^.]+/, part({ alg: 'EdDSA', typ: 'vc+jwt' }));
    expect(await read(named)).toMatchObject({ mediaType: 'application/vc+jwt' });
    expect(await read(TOKEN.replace(/^[^.]+/, part({ typ: 'vc+sd-jwt' })))).toMatchObject({ mediaType: 'application/jwt' });
  });

  it('reads one that was quoted, named or broken into lines', async () => {
    const token = (how: string) => ({ kind: 'token', text: TOKEN, problems: [recovered(how)] });
    expect(await read(`"${TOKEN}"`)).toMatchObject(token('json string'));
    for (const quoted of [`'${TOKEN}'`, `“${TOKEN}”`, `\`${TOKEN}\``, `<${TOKEN}>`]) expect(await read(quoted)).toMatchObject(token('surrounding quotes'));
    expect(await read(`Authorization: Bearer ${TOKEN}`)).toMatchObject(token('bearer'));
    const lines = TOKEN.match(/.{1,60}/g) ?? [];
    for (const broken of [lines.join('\n'), lines.join('\r\n'), lines.map((line) => `> ${line}`).join('\n'), lines.join('=\n')]) expect(await read(broken)).toMatchObject(token('line breaks'));
    expect(await read(`Dear all,\nmy badge: ${TOKEN}\nBest, Maria`)).toMatchObject(token('surrounding text'));
  });

  it('does not guess where a break could mean two things', async () => {
    const lines = TOKEN.match(/.{1,60}/g) ?? [];
    expect(await read(`${lines.join('\n')}\nRegards`)).toMatchObject({ code: 'input.no-credential' });
    expect(await read(`${lines.slice(0, -1).join('\n')}\n${lines.at(-1)} x`)).toMatchObject({ code: 'input.no-credential' });
  });

  it('knows a badge of the second generation by its payload', async () => {
    const token = `${part({ alg: 'RS256' })}.${part({ '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', recipient: {}, badge: 'https://issuer.example/b' })}.c2ln`;
    expect(await read(token)).toMatchObject({ kind: 'open-badge-2', assertion: token, mediaType: 'application/jwt' });
    expect(await read({ recipient: {}, badge: 'https://issuer.example/b', verify: {} })).toMatchObject({ kind: 'open-badge-2', assertion: { badge: 'https://issuer.example/b' } });
  });
});

describe('envelopes', () => {
  const envelope = (id: string, type = 'EnvelopedVerifiableCredential') => ({ '@context': 'https://www.w3.org/ns/credentials/v2', type, id });

  it('gives the token inside, with either separator', async () => {
    for (const separator of [',', ';']) expect(await read(envelope(`data:application/vc+jwt${separator}${TOKEN}`))).toMatchObject({ kind: 'token', form: 'jwt', text: TOKEN, contains: 'application/vc+jwt' });
    expect(await read(envelope(`data:application/vc+sd-jwt,${SD_JWT}`))).toMatchObject({ kind: 'token', form: 'sd-jwt', text: SD_JWT });
    expect(await read(envelope(`data:application/vp+jwt,${TOKEN}`, 'EnvelopedVerifiablePresentation'))).toMatchObject({ kind: 'token', text: TOKEN });
    expect(await read(envelope(`data:application/vc+jwt;base64,${btoa(TOKEN)}`))).toMatchObject({ kind: 'token', text: TOKEN });
  });

  it.each([
    [`data:application/vc+sd-jwt,${TOKEN}`, 'enveloped.media-type'], [`data:application/vc+jwt,${SD_JWT}`, 'enveloped.media-type'], [`data:application/vp+jwt,${TOKEN}`, 'enveloped.media-type'], [`data:text/plain,${TOKEN}`, 'enveloped.media-type'],
    ['data:application/vc+jwt,', 'enveloped.malformed'], ['data:application/vc+jwt,hello', 'enveloped.malformed'], [TOKEN, 'enveloped.malformed'], ['https://issuer.example/', 'enveloped.malformed'],
  ])('%s is %s', async (id, code) => {
    expect(await read(envelope(id))).toMatchObject({ kind: 'none', check: 'intake.readable', code });
  });

  it('knows COSE in an envelope', async () => {
    expect(await read(envelope('data:application/vc+cose;base64,0oRY'))).toMatchObject({ check: 'intake.credential', code: 'input.unsupported', params: { kind: 'cose' } });
  });
});

describe('addresses', () => {
  it('gives an https address, refuses http', async () => {
    expect(await read(' https://issuer.example/badge/1?x=1#y\n')).toMatchObject({ kind: 'reference', url: 'https://issuer.example/badge/1?x=1#y' });
    expect(await read('<https://issuer.example/badge/1>')).toMatchObject({ kind: 'reference', url: 'https://issuer.example/badge/1' });
    expect(await read('http://issuer.example/badge/1')).toMatchObject({ kind: 'none', check: 'intake.readable', code: 'input.not-https' });
    expect(await read('https://')).toMatchObject({ code: 'input.no-credential' });
    expect(await read('javascript:alert(1)')).toMatchObject({ code: 'input.no-credential' });
  });
});

describe('several on lines', () => {
  it('makes each line a member, damaged ones too', async () => {
    const line = JSON.stringify(credential);
    const artifact = await read(`${line}\n${TOKEN}\n\n{"broken": \n`);
    expect(artifact).toMatchObject({ kind: 'collection', mediaType: 'application/x-ndjson', members: [{ pointer: '/0', bytes: utf8(line) }, { pointer: '/1', bytes: utf8(TOKEN) }, { pointer: '/2', bytes: utf8('{"broken":') }] });
    expect(await read(`${TOKEN}\n${SD_JWT}`)).toMatchObject({ kind: 'collection', members: [{}, {}] });
    expect(await read(Array.from({ length: 5 }, () => line).join('\n'))).toMatchObject({ code: 'input.too-many', params: { count: 5, limit: 4 } });
  });

  it('takes one damaged document for one', async () => {
    expect(await read(`${JSON_TEXT.slice(0, -2)}`)).toMatchObject({ check: 'intake.readable', code: 'json.syntax' });
    expect(await read('{"a":1}\n{"b":2}')).toMatchObject({ check: 'intake.readable', code: 'json.syntax' });
  });
});

describe('encodings', () => {
  const wide = (text: string, bigEndian: boolean, mark: boolean) => {
    const source = `${mark ? '\ufeff' : ''}${text}`;
    const bytes = new Uint8Array(source.length * 2);
    [...Array(source.length).keys()].forEach((at) => new DataView(bytes.buffer).setUint16(at * 2, source.charCodeAt(at), !bigEndian));
    return bytes;
  };

  it.each([[true, true], [true, false], [false, true], [false, false]])('UTF-16, big-endian %s, marked %s', async (bigEndian, mark) => {
    expect(await read(wide(JSON_TEXT, bigEndian, mark))).toMatchObject({ kind: 'document', document: credential, problems: expect.arrayContaining([expect.objectContaining(recovered('utf-16'))]) });
    expect(await read(wide(TOKEN, bigEndian, mark))).toMatchObject({ kind: 'token', text: TOKEN });
  });

  it('UTF-8 with a byte order mark', async () => {
    expect(await read(utf8(`\ufeff${JSON_TEXT}`))).toMatchObject({ kind: 'document', document: credential, problems: [recovered('byte order mark')] });
  });

  it('base64, base64url, hexadecimal, a data address, a JSON string, percent-encoding, gzip', async () => {
    const base64 = Buffer.from(JSON_TEXT).toString('base64');
    expect(await read(base64)).toMatchObject(document('base64'));
    expect(await read(base64.replace(/.{76}/g, '$&\r\n'))).toMatchObject(document('base64'));
    expect(await read(Buffer.from(JSON_TEXT).toString('base64url'))).toMatchObject(document('base64'));
    expect(await read(Buffer.from(TOKEN).toString('base64url'))).toMatchObject({ kind: 'token', text: TOKEN });
    expect(await read(Buffer.from(JSON_TEXT).toString('hex'))).toMatchObject(document('hexadecimal'));
    expect(await read(`data:application/vc;base64,${base64}`)).toMatchObject(document('data address'));
    expect(await read(`data:application/vc,${encodeURIComponent(JSON_TEXT)}`)).toMatchObject(document('data address'));
    expect(await read(JSON.stringify(JSON_TEXT))).toMatchObject(document('json string'));
    expect(await read(encodeURIComponent(JSON_TEXT))).toMatchObject(document('percent-encoding'));
    expect(await read(new URLSearchParams({ a: JSON_TEXT }).toString().slice(2))).toMatchObject(document('percent-encoding'));
    expect(await read(Buffer.from(await new Response(new Blob([JSON_TEXT]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()))).toMatchObject(document('gzip'));
  });

  it('says where a space and a plus cannot be told apart', async () => {
    const plain = { ...credential, credentialSubject: { id: 'a b' } };
    expect(await read(JSON.stringify(plain).replaceAll('"', '%22').replaceAll(' ', '+'))).toMatchObject({ kind: 'document', document: plain, problems: [recovered('percent-encoding', 'input.recovered-changed')] });
  });

  it('what letters and chats do: a fence with words around, escapes, curled quotes, words', async () => {
    expect(await read(`Here it is:\n\n\`\`\`json\n${JSON_TEXT}\n\`\`\`\nBest, Maria`)).toMatchObject(document('markdown'));
    expect(await read(`\`\`\`\n${TOKEN}\n\`\`\``)).toMatchObject({ kind: 'token', text: TOKEN });
    expect(await read(`\`\`\`\n{"a":1}\n\`\`\`\nand\n\`\`\`\n${JSON_TEXT}\n\`\`\``)).toMatchObject({ code: 'input.no-credential' });
    const escaped = JSON_TEXT.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    expect(await read(escaped)).toMatchObject(document('html escapes'));
    expect(await read(`My credential: ${JSON_TEXT} Best, Maria`)).toMatchObject(document('surrounding text'));
  });

  it('says where HTML escapes may have been the issuer’s own', async () => {
    const own = JSON.stringify({ ...credential, credentialSubject: { name: 'a &amp; b <c>' } }).replaceAll('"', '&quot;');
    expect(await read(own)).toMatchObject({ kind: 'document', document: { credentialSubject: { name: 'a & b <c>' } }, problems: [recovered('html escapes', 'input.recovered-changed')] });
  });

  it('straightens quotes and spaces between values, and leaves the values', async () => {
    const plain = { ...credential, credentialSubject: { name: 'Maria’s \u00a0 badge, she said: "good"' } };
    const text = JSON.stringify(plain, null, 1);
    let open = false;
    const curled = text.replace(/"/g, () => { open = !open; return open ? '“' : '”'; }).replaceAll('\n ', '\n\u00a0');
    expect(await read(curled)).toMatchObject({ kind: 'document', document: plain, problems: [recovered('mail quotes')] });
    expect(await read(JSON.stringify(plain).replace(':', ':\u00a0'))).toMatchObject({ kind: 'document', document: plain });
    expect(await read(JSON_TEXT.replace('"issuer"', '“issuer"'))).toMatchObject({ check: 'intake.readable', code: 'json.syntax' });
  });

  it('never mends what is merely wrong', async () => {
    for (const text of [JSON_TEXT.replace(',', ''), JSON_TEXT.replaceAll('"', "'"), `${JSON_TEXT}}`, `{${JSON_TEXT}`]) expect(await read(text)).toMatchObject({ check: 'intake.readable', code: 'json.syntax' });
  });

  it('opens no more than it may', async () => {
    const gzip = async (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
    let bytes = utf8(JSON_TEXT);
    for (let index = 0; index < 4; index += 1) bytes = await gzip(bytes);
    expect(await read(bytes)).toMatchObject({ kind: 'document', document: credential });
    expect(await read(await gzip(bytes))).toMatchObject({ check: 'intake.readable', code: 'input.too-deep' });
  });
});

describe('time', () => {
  const MiB = 1 << 20;
  const fill = (piece: string, length = 4 * MiB) => piece.repeat(Math.floor(length / piece.length));
  // Each would take minutes where time grew with the square of the size.
  it.each<[string, () => string]>([
    ['fences that never close', () => fill('```x\n', MiB)], ['fences of growing length', () => Array.from({ length: 1400 }, (_, n) => '`'.repeat(n + 3)).join('\n')], ['one open fence', () => `\`\`\`\n${fill('\n ', MiB - 50)}`],
    ['equals signs', () => `${fill('=', MiB / 2)}x\n${fill('=', MiB / 2 - 50)}x`], ['ampersands', () => fill('&quot;&a', MiB - 50)], ['open brackets', () => `{${fill('[ ', MiB - 50)}`], ['open quotes', () => fill('“', MiB - 50)],
    ['a JSON text without an end', () => `{"a":"${fill('b')}`], ['short lines of JSON', () => fill('{"a":1}\n')], ['tokens', () => fill('eyJ.e30.c2ln ', MiB - 50)], ['almost a token', () => `ey${fill('a')}.${fill('b')}!`], ['base64', () => `e${fill('3J0')}!`],
    ['an envelope', () => JSON.stringify({ type: 'EnvelopedVerifiableCredential', id: `data:a/b${fill(';a=b')}` })], ['less-than signs', () => fill('<')], ['names', () => fill('<a:')], ['SVG attributes', () => `<svg xmlns="http://www.w3.org/2000/svg" ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`],
    ['SVG elements', () => `<svg xmlns="http://www.w3.org/2000/svg">${fill('<g/>')}</svg>`], ['SVG namespaces', () => `<svg xmlns="http://www.w3.org/2000/svg">${fill('<g xmlns:a="b">', 60 * 15)}${fill('<a:g/>', MiB)}`], ['percent signs', () => `%7B${fill('%', MiB - 50)}`], ['spaces', () => `{${fill(' ')}x`],
    ['entities', () => `<svg xmlns="http://www.w3.org/2000/svg">${fill('&amp;')}</svg>`], ['declarations', () => `<${fill('!', 65_000)}html`],
  ])('grows with the size and no faster: %s', async (_, make) => {
    const text = make();
    const before = performance.now();
    expect((await read(text)).kind).toBeDefined();
    expect(performance.now() - before).toBeLessThan(5000);
  }, 30_000);
});
