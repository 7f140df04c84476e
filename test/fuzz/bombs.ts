import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { JsonObject, JsonValue } from '@credlens/core/report';
import { badge, bakePng, bakeSvg, change, encodeZeros, jws, newJoseKey, plainCredential, pngChunk, presentation, serve, statusEntry, zip } from '@credlens/demo-issuer';
import { CREATED } from './instants.js';
import { baselineJpeg } from './jpeg.js';
import type { Pool } from './pool.js';

/** An input that is built to cost far more than it is, and nothing else: its verdict is never `verified`. Each is made when it is asked for, since some are megabytes. */
export interface Bomb { name: string; make(pool: Pool): Promise<string | Uint8Array | JsonObject> | string | Uint8Array | JsonObject }

const MEGABYTE = 1 << 20;
const MOST = 10 * MEGABYTE;
const utf8 = (text: string) => new TextEncoder().encode(text);
const nested = (open: string, middle: string, close: string, depth: number) => open.repeat(depth) + middle + close.repeat(depth);
const full = (piece: string, bytes = MOST) => piece.repeat(Math.floor(bytes / utf8(piece).length));
const first = ({ documents }: Pool): JsonObject => documents[0]!;
const text = (pool: Pool, pointer: string, value: JsonValue) => JSON.stringify(change(first(pool), pointer, value));

/** Nodes without a name, each pointing at each other: no canonical order without trying them all. */
function poisonGraph(size: number): JsonValue[] {
  const id = (at: number) => `_:n${at}`;
  return Array.from({ length: size }, (_, at) => ({ id: id(at), type: ['Achievement'], related: Array.from({ length: size }, (_, other) => ({ id: id(other) })).filter((_, other) => other !== at) }));
}

const iTXt = (compressed: Uint8Array, keyword = 'openbadgecredential') => pngChunk('iTXt', Buffer.concat([utf8(keyword), Uint8Array.of(0, 1, 0, 0, 0), compressed]));
const header = (width: number, height: number, depth = 8, colour = 0) => { const data = Buffer.alloc(13); data.writeUInt32BE(width, 0); data.writeUInt32BE(height, 4); data[8] = depth; data[9] = colour; return pngChunk('IHDR', data); };
const png = (...chunks: Uint8Array[]) => Uint8Array.from(Buffer.concat([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ...chunks, pngChunk('IEND', new Uint8Array())]));

function picture(width: number, height: number, grey: (x: number, y: number) => number): Uint8Array {
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = grey(x, y);
  return png(header(width, height), pngChunk('IDAT', deflateSync(lines, { level: 1 })));
}

/** Numbers without a pattern, the same each time. */
function noise(x: number, y: number): number {
  let value = Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177);
  value ^= value >>> 13;
  return (Math.imul(value, 1_274_126_177) >>> 24) & 0xff;
}

/** The corner of a QR code, over and over: each three of them could be one. */
function finder(x: number, y: number, scale: number): number {
  const [column, row] = [Math.floor(x / scale) % 9, Math.floor(y / scale) % 9];
  if (column > 6 || row > 6) return 255;
  const ring = Math.min(column, row, 6 - column, 6 - row);
  return ring === 1 ? 255 : 0;
}

async function signedToken(payload: JsonObject, payloadText?: string): Promise<string> {
  const key = await newJoseKey('ES256');
  return jws(payload, { key, header: { typ: 'vc+jwt', kid: 'did:web:issuer.example#key' }, ...(payloadText === undefined ? {} : { payloadText }) });
}

const DEPTHS: Bomb[] = [
  { name: 'arrays in arrays', make: () => full('[') },
  { name: 'arrays in arrays, closed', make: () => nested('[', '', ']', MOST / 2) },
  { name: 'objects in objects', make: () => nested('{"a":', '1', '}', 1_000_000) },
  { name: 'a subject in a subject, ten thousand deep', make: (pool) => JSON.stringify(first(pool)).replace('"credentialSubject":{', `"credentialSubject":{"evidence":${nested('{"related":', '{}', '}', 10_000)},`) },
  { name: 'a token whose payload is nested', make: () => signedToken({}, nested('{"a":', '1', '}', 500_000)) },
  { name: 'an SVG of a million groups', make: () => bakeSvg('{}', { depth: 500_000 }) },
  { name: 'base64 in base64', make: ({ documents: [one] }) => { let inner = JSON.stringify(one); for (let at = 0; at < 12; at += 1) inner = Buffer.from(inner).toString('base64'); return inner; } },
  { name: 'a JSON string in a JSON string', make: ({ documents: [one] }) => { let inner = JSON.stringify(one); for (let at = 0; at < 6; at += 1) inner = JSON.stringify(inner); return inner; } },
  { name: 'a presentation in a presentation, ten thousand deep', make: () => nested('{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"verifiableCredential":[', '', ']}', 10_000) },
  { name: 'an archive in an archive, deep', make: async ({ documents: [one] }) => { let inner: Uint8Array = utf8(JSON.stringify(one)); for (let at = 0; at < 20; at += 1) inner = await zip([{ name: `${at}.zip`, content: inner, stored: true }]); return inner; } },
  { name: 'an endorsement of an endorsement, deep', make: (pool) => { let inner = structuredClone(first(pool)); for (let at = 0; at < 14; at += 1) inner = { ...structuredClone(first(pool)), endorsement: [inner] }; return inner; } },
];

const WIDTHS: Bomb[] = [
  { name: 'a million numbers', make: () => `[${full('0,', 2_000_000)}0]` },
  { name: 'half a million members', make: () => `{${Array.from({ length: 500_000 }, (_, at) => `"k${at}":0`).join(',')}}` },
  { name: 'ten thousand contexts', make: (pool) => text(pool, '/@context', Array.from({ length: 10_000 }, () => 'https://www.w3.org/ns/credentials/v2')) },
  { name: 'a context of ten thousand terms', make: (pool) => text(pool, '/@context/9', Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`t${at}`, `https://terms.example/${at}`]))) },
  { name: 'contexts that refer to each other', make: (pool) => text(pool, '/@context/9', Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`t${at}`, { '@id': `t${at + 1}:x`, '@context': { [`t${at}`]: `t${at + 2}:y` } }]))) },
  { name: 'a hundred thousand types', make: (pool) => text(pool, '/type', ['VerifiableCredential', ...Array.from({ length: 100_000 }, (_, at) => `Type${at}`)]) },
  { name: 'ten thousand proofs', make: (pool) => text(pool, '/proof', Array.from({ length: 10_000 }, () => first(pool)['proof'] ?? null)) },
  { name: 'a proof chain of ten thousand', make: (pool) => text(pool, '/proof', Array.from({ length: 10_000 }, (_, at) => ({ ...first(pool)['proof'] as JsonObject, id: `urn:p:${at}`, previousProof: [`urn:p:${at - 1}`, `urn:p:${at + 1}`] }))) },
  { name: 'ten thousand status entries', make: (pool) => text(pool, '/credentialStatus', Array.from({ length: 10_000 }, (_, at) => statusEntry({ list: `https://issuer.example/status/x${at}`, index: '1' }))) },
  { name: 'a hundred thousand achievements', make: (pool) => text(pool, '/credentialSubject/achievement', Array.from({ length: 100_000 }, () => ({ type: ['Achievement'], name: 'x' }))) },
  { name: 'ten thousand credentials in a presentation', make: (pool) => JSON.stringify({ ...presentation([]), verifiableCredential: Array.from({ length: 10_000 }, () => plainCredential({ issuer: pool.issuer.id })) }) },
  { name: 'ten thousand credentials in an array', make: ({ documents: [one] }) => `[${Array.from({ length: 5000 }, () => JSON.stringify(one)).join(',').slice(0, MOST - 10_000)}]` },
  { name: 'ten thousand lines', make: () => `{"a":1}\n`.repeat(10_000) },
  { name: 'ten thousand children of a record', make: (pool) => text(pool, '/credentialSubject/verifiableCredential', Array.from({ length: 10_000 }, () => 'eyJhbGciOiJFUzI1NiJ9.e30.AAAA')) },
  { name: 'sixty-four credentials that are all read', make: (pool) => JSON.stringify(Array.from({ length: 64 }, (_, at) => change(first(pool), '/id', `urn:uuid:${at}`))) },
  { name: 'ten thousand endorsements', make: (pool) => text(pool, '/endorsement', Array.from({ length: 2000 }, () => first(pool))) },
  { name: 'an SD-JWT of ten thousand disclosures', make: async () => `${await signedToken({ vct: 'urn:x', _sd: Array.from({ length: 10_000 }, (_, at) => `d${at}`) })}~${Array.from({ length: 10_000 }, (_, at) => Buffer.from(`["s","c${at}",1]`).toString('base64url')).join('~')}~` },
  { name: 'a hundred thousand namespaces in an SVG', make: () => `<svg xmlns="http://www.w3.org/2000/svg" ${Array.from({ length: 100_000 }, (_, at) => `xmlns:n${at}="urn:n${at}"`).join(' ')}/>` },
  { name: 'a hundred thousand elements with namespaces', make: () => `<svg xmlns="http://www.w3.org/2000/svg">${'<a xmlns:b="urn:c" b:d="e"/>'.repeat(100_000)}</svg>` },
];

const GRAPHS: Bomb[] = [...[6, 10, 40, 200].map((size) => ({ name: `${size} nameless nodes that all know each other`, make: (pool: Pool) => text(pool, '/credentialSubject/achievement/related', poisonGraph(size)) })),
  { name: 'two thousand nameless nodes in a ring', make: (pool) => text(pool, '/evidence', Array.from({ length: 2000 }, (_, at) => ({ id: `_:n${at}`, type: ['Evidence'], genre: 'x', related: { id: `_:n${(at + 1) % 2000}` } }))) },
  { name: 'many like subjects', make: (pool) => text(pool, '/credentialSubject', Array.from({ length: 2000 }, () => ({ type: ['AchievementSubject'], achievement: { type: ['Achievement'], name: 'x' } }))) },
];

const NUMBERS: Bomb[] = [
  { name: 'a number of ten megabytes', make: () => `{"a":${full('9', MOST - 10)}}` },
  { name: 'a number beyond all', make: (pool) => text(pool, '/credentialSubject/credits', 1).replace('"credits":1', '"credits":1e999999') },
  { name: 'a status index of a megabyte', make: (pool) => text(pool, '/credentialStatus', statusEntry({ list: 'https://issuer.example/status/1', index: full('9', MEGABYTE) })) },
  { name: 'dates far away', make: (pool) => text(pool, '/validUntil', `${full('9', MEGABYTE)}-01-01T00:00:00Z`) },
  { name: 'a token that expires at the end of numbers', make: () => signedToken({ '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], credentialSubject: {}, exp: 1.7e308, nbf: -1.7e308, iat: 1e300 }) },
];

const INFLATING: Bomb[] = [
  { name: 'a PNG text that inflates to a gigabyte', make: () => png(header(1, 1), iTXt(deflateSync(Buffer.alloc(512 * MEGABYTE), { level: 1 }))) },
  { name: 'a thousand PNG texts that inflate to a megabyte each', make: () => { const one = iTXt(deflateSync(Buffer.alloc(MEGABYTE))); return png(header(1, 1), ...Array.from({ length: 1000 }, () => one)); } },
  { name: 'a gzip that inflates to a gigabyte', make: () => gzipSync(Buffer.alloc(512 * MEGABYTE), { level: 1 }) },
  { name: 'a gzip in a gzip in a gzip', make: () => gzipSync(gzipSync(gzipSync(Buffer.alloc(64 * MEGABYTE)))) },
  { name: 'an archive whose files inflate to gigabytes', make: () => zip(Array.from({ length: 10 }, (_, at) => ({ name: `${at}.json`, content: new Uint8Array(8 * MEGABYTE) }))) },
  { name: 'an archive whose files lie about their size', make: () => zip(Array.from({ length: 40 }, (_, at) => ({ name: `${at}.json`, content: new Uint8Array(MEGABYTE), size: 10 }))) },
  { name: 'an archive whose entries are one', make: ({ documents: [one] }) => zip(Array.from({ length: 200 }, (_, at) => ({ name: 'a.json', content: JSON.stringify(one), ...(at > 0 ? { sameDataAs: 0 } : {}) }))) },
  { name: 'an archive that says it has 65535 files', make: () => zip([{ name: 'a', content: 'b' }], { count: 65_535 }) },
  { name: 'a picture of a hundred million pixels', make: () => png(header(10_000, 10_000), pngChunk('IDAT', deflateSync(Buffer.alloc(100_010_000), { level: 1 }))) },
  { name: 'a picture that says it is the largest', make: () => png(header(0x7fffffff, 0x7fffffff, 16, 6), pngChunk('IDAT', deflateSync(Buffer.alloc(MEGABYTE)))) },
  { name: 'a picture one pixel wide', make: () => png(header(1, 12_000_000), pngChunk('IDAT', deflateSync(Buffer.alloc(24_000_000), { level: 1 }))) },
  { name: 'two hundred thousand chunks', make: () => { const one = pngChunk('tEXt', utf8('a\0b')); return Uint8Array.from(Buffer.concat([png(header(1, 1)).subarray(0, 33), ...Array.from({ length: 300_000 }, () => one)])); } },
  { name: 'a JPEG that says it is the largest', make: () => baselineJpeg(65_535, 65_535) },
  { name: 'a JPEG of a thousand scans', make: () => baselineJpeg(2000, 2000, 1000) },
  { name: 'a status list that inflates to a gigabyte', make: async (pool) => {
    const list = change(JSON.parse(pool.resources.get('https://issuer.example/status/1')!.body) as JsonObject, '/credentialSubject/encodedList', await encodeZeros(512 * MEGABYTE)) as JsonObject;
    serve(pool.resources, 'https://issuer.example/status/bomb', change(list, '/id', 'https://issuer.example/status/bomb'));
    return badge({ issuer: pool.issuer.id, validFrom: CREATED, status: statusEntry({ list: 'https://issuer.example/status/bomb', index: '1' }) });
  } },
];

const PICTURES: Bomb[] = [
  { name: 'a picture of noise', make: () => picture(3500, 3500, noise) },
  { name: 'a picture of black and white noise', make: () => picture(1000, 1000, (x, y) => (noise(x, y) > 127 ? 255 : 0)) },
  { name: 'a chess board of pixels', make: () => picture(2000, 2000, (x, y) => ((x + y) % 2 === 0 ? 0 : 255)) },
  ...[1, 2, 3, 5].map((scale) => ({ name: `a picture of a QR code's corners, ${scale} pixels a module`, make: () => picture(1000, 1000, (x, y) => finder(x, y, scale)) })),
  { name: 'stripes', make: () => picture(1000, 1000, (x) => (Math.floor(x / 2) % 2 === 0 ? 0 : 255)) },
];

/** One piece, again and again, to the limit of an input: whatever takes longer than the length of a text shows here. */
const PIECES = [
  ' ', '\n', '\t', '\u00a0', '"', "'", '`', '```\n', '~~~\n', '```a\n', '~', '.', '-', '=', '_', 'a', 'A', 'e', 'ey', 'eyJ', 'eyJhbGciOiJub25lIn0.', '%', '%22', '%7b%22', '&', '&quot;', '&amp;', '<', '<a ', '<a>', '<!--', '<svg', '<svg>', '<?xml ?>', '<![CDATA[',
  '{', '{ ', '[', '[ "', '[{', '{"', '}', ']', '{}', '{}\n', '[]\n', '\\', '\\"', '\\u', '“', '”', '“a” ', '{“', '{ \u00a0“', '« ', ',', ':', '/', '//', '0', '1', '-1', 'd284', '7b', 'data:', 'data:;', 'https://', 'https://a.', 'did:', 'did:web:', 'Bearer ', '>\n', '> ', '>> ', '\r\n', 'a\n', 'aaaaaaaaaaaaaaaaaaaaaaaa\n', 'aaaaaaaaaaaaaaaaaaaaa.a.a\n',
  '\0', '\uFEFF', '\u200b', '\u202e', 'é', '😀', '(', '(a', '`a` ', '<x>', '"a",', 'null', 'x@x.', 'urn:uuid:', 'a b ',
];
const REPEATED: Bomb[] = PIECES.flatMap((piece): Bomb[] => [
  { name: `${JSON.stringify(piece)} to the limit`, make: () => full(piece) },
  { name: `a brace and ${JSON.stringify(piece)} to the limit`, make: () => `{${full(piece, MOST - 8)}` },
  { name: `a quote and ${JSON.stringify(piece)} to the limit`, make: () => `"${full(piece, MOST - 8)}"` },
  { name: `words and ${JSON.stringify(piece)} to the limit`, make: () => `Dear all, {"a": ${full(piece, MOST - 40)} x` },
]);

const FIELDS = ['/issuer/id', '/issuer', '/id', '/validFrom', '/name', '/type/1', '/@context/0', '/credentialSubject/id', '/credentialSubject/achievement/criteria/narrative', '/credentialSubject/identifier/0/identityHash', '/proof/proofValue', '/proof/created', '/proof/verificationMethod', '/proof/domain', '/credentialSchema'];
const TRAPS = ['a'.repeat(300_000), `${'a'.repeat(300_000)}!`, 'did:web:' + 'a.'.repeat(100_000), 'did:web:' + 'a:'.repeat(100_000), 'did:key:z' + '1'.repeat(300_000), `https://${'a'.repeat(200_000)}.example/`, `https://a.example/${'../'.repeat(100_000)}`, `data:image/png;base64,${'A'.repeat(500_000)}`,
  `u${'A'.repeat(500_000)}`, `z${'1'.repeat(500_000)}`, `z${'2'.repeat(500_000)}`, `${' '.repeat(300_000)}x`, `2026-01-01T00:00:00.${'0'.repeat(300_000)}Z`, 'x@'.repeat(150_000), `_:${'b'.repeat(300_000)}`, '\ud800'.repeat(100_000), '\u202e'.repeat(100_000), `${'%41'.repeat(100_000)}`];
const IN_FIELDS: Bomb[] = FIELDS.flatMap((field) => TRAPS.map((trap): Bomb => ({ name: `${field} = ${JSON.stringify(trap.slice(0, 24))}…`, make: (pool) => change(first(pool), field, trap) as JsonObject })));

const SCHEMAS: readonly JsonValue[] = [
  { pattern: '^(a+)+$' }, { pattern: '(x+x+)+y' }, { pattern: '^(?=(a*)*)b$' }, { allOf: Array.from({ length: 2000 }, () => ({ $ref: '#' })) }, { anyOf: [{ $ref: '#' }, { $ref: '#' }], not: { $ref: '#' } },
  { $defs: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`d${at}`, { anyOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] }])), $ref: '#/$defs/d0' },
  { uniqueItems: true, enum: Array.from({ length: 50_000 }, (_, at) => ({ at })) }, { patternProperties: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`^a*b*c*d*${at}$`, true])) },
];
const JSON_SCHEMAS: Bomb[] = SCHEMAS.map((schema, at) => ({ name: `a JSON Schema of its own, ${at}`, make: (pool) => {
  const url = `https://issuer.example/schemas/bomb-${at}`;
  serve(pool.resources, url, { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema as JsonObject });
  return change(change(first(pool), '/credentialSchema', { id: url, type: 'JsonSchema' }), '/credentialSubject/letters', 'a'.repeat(50_000)) as JsonObject;
} }));

const PAGES: Bomb[] = ['<', '<!--', '<link ', '<link rel=alternate type="application/vc" href="/a">', '<script type="application/ld+json">', '<a b="', '&#x', '<script type="application/ld+json">{}</script>', '<base href=']
  .map((piece) => ({ name: `a page of ${piece}`, make: (pool) => {
    const url = `https://share.example/${encodeURIComponent(piece)}`;
    pool.resources.set(url, { body: full(piece, 1_900_000), contentType: 'text/html' });
    return url;
  } }));

const NAMES: Bomb[] = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'then'].flatMap((name) => ['', '/credentialSubject', '/credentialSubject/achievement', '/issuer', '/proof', '/@context/9', '/credentialStatus'].map((place): Bomb => ({
  name: `a member ${name} in ${place || 'the document'}`,
  make: (pool) => {
    const marked = place === '/@context/9' || place === '/credentialStatus' ? change(first(pool), place, { mark: 1 }) : change(first(pool), `${place}/mark`, 1);
    return JSON.stringify(marked).replace('"mark":1', `${JSON.stringify(name)}:{"polluted":true,"@id":"https://x.example/","toJSON":1}`);
  },
})));

const CONTAINED: Bomb[] = [
  { name: 'a PNG with ten megabytes of braces', make: () => bakePng('{'.repeat(9_000_000)) },
  { name: 'a raw deflate stream that is called an archive', make: () => Uint8Array.from(Buffer.concat([utf8('PK\u0003\u0004'), deflateRawSync(Buffer.alloc(64 * MEGABYTE))])) },
  { name: 'entities in an SVG', make: () => bakeSvg('{}', { prolog: `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "${`&a${at - 1};`.repeat(10)}">`).join('')}]>` }) },
  { name: 'lone surrogates in every text', make: (pool) => JSON.stringify(first(pool)).replace(/:"/g, ':"\\ud800') },
  { name: 'lone surrogates in an object', make: (pool) => JSON.parse(JSON.stringify(first(pool)).replace(/:"/g, ':"\\udfff')) as JsonObject },
];

export const bombs: readonly Bomb[] = [...DEPTHS, ...WIDTHS, ...GRAPHS, ...NUMBERS, ...INFLATING, ...PICTURES, ...REPEATED, ...IN_FIELDS, ...JSON_SCHEMAS, ...PAGES, ...NAMES, ...CONTAINED];
