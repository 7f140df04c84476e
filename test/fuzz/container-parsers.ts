import { deflateRawSync, deflateSync } from 'node:zlib';
import { bakePng, bakeSvg, pngChunk, qrPicture, zip, type ZipEntry } from '@credlens/demo-issuer';
import * as fc from 'fast-check';
import { handlers } from '../../packages/core/src/handlers.js';
import { bakedSvg } from '../../packages/core/src/intake/baked-svg.js';
import { INTAKE_LIMITS, readInput, type IntakeSettings } from '../../packages/core/src/intake/index.js';
import { jpegPixels } from '../../packages/core/src/intake/jpeg-pixels.js';
import { bakedPng, pngPixels, readChunks } from '../../packages/core/src/intake/png.js';
import { readQrCode } from '../../packages/core/src/intake/qr-code.js';
import { recoveries } from '../../packages/core/src/intake/recovery.js';
import { readZip } from '../../packages/core/src/intake/zip.js';
import { byteChange, changeBytes, text } from './arbitraries.js';
import { baselineJpeg } from './jpeg.js';
import { insist, parser, type Parser } from './parser.js';

/** Smaller than those of a verifier, so that what goes beyond them is cheap to make. */
export const LIMITS: IntakeSettings = { ...INTAKE_LIMITS, inputBytes: 1 << 20, inflatedBytes: 1 << 17, pixels: 20_000, load: handlers };

const utf8 = (source: string) => new TextEncoder().encode(source);
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

const damage = (most: number) => fc.array(byteChange, { maxLength: most });
const changed = (source: fc.Arbitrary<Uint8Array>, most = 3): fc.Arbitrary<Uint8Array> => fc.tuple(source, damage(most)).map(([bytes, changes]) => changeBytes(bytes, changes));

/** One thing on its way through intake, whatever is around it. */
async function readWhole(input: Uint8Array | string): Promise<void> {
  const artifact = await readInput(input, LIMITS);
  insist(artifact.kind !== 'none' || artifact.code !== undefined, 'nothing found and nothing said');
  insist(artifact.kind !== 'reference' || artifact.url.toLowerCase().startsWith('https:'), 'an address that is not https');
  insist(artifact.kind !== 'collection' || artifact.members.length <= LIMITS.members, 'more members than the limit');
}

// PNG

/** Compressed, hardly anything; opened, beyond the limit. */
const ZEROS = new Uint8Array(1 << 18);
const keyword = fc.constantFrom('openbadgecredential', 'openbadges', 'Comment', '', 'x'.repeat(80), 'OpenBadges', '__proto__', 'openbadges\u00e9');
const squeezed = (content: Uint8Array) => fc.constantFrom<(bytes: Uint8Array) => Uint8Array>((bytes) => bytes, (bytes) => deflateSync(bytes), (bytes) => deflateRawSync(bytes), (bytes) => deflateSync(bytes).subarray(0, -3), (bytes) => join(deflateSync(bytes), bytes))
  .map((squeeze) => squeeze(content));

function textChunk(content: fc.Arbitrary<Uint8Array>): fc.Arbitrary<{ type: string; data: Uint8Array }> {
  const body = fc.oneof({ weight: 12, arbitrary: content }, { weight: 1, arbitrary: fc.constant(ZEROS) }).chain(squeezed);
  const head = fc.record({ type: fc.constantFrom('iTXt', 'iTXt', 'tEXt', 'zTXt'), keyword, flags: fc.constantFrom([0, 0, 0, 0], [1, 0, 0, 0], [0], [1], [2, 0, 0, 0], [1, 1, 0, 0], [0, 0, 0x65, 0x6e, 0, 0], [], [0, 0, 0]) });
  return fc.tuple(head, body).map(([{ type, keyword: word, flags }, bytes]) => ({ type, data: join(utf8(`${word}\0`), Uint8Array.from(flags), bytes) }));
}

interface ChunkSpec { type: string; data: Uint8Array; badCrc?: boolean; length?: number }

function pngOf(chunks: readonly ChunkSpec[], noEnd: boolean): Uint8Array {
  const written = chunks.map(({ type, data, badCrc = false, length }) => {
    const chunk = pngChunk(type, data, { badCrc });
    if (length !== undefined) new DataView(chunk.buffer).setUint32(0, length);
    return chunk;
  });
  return join(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ...written, ...(noEnd ? [] : [pngChunk('IEND', new Uint8Array())]));
}

const header = fc.tuple(fc.constantFrom(0, 1, 7, 24, 100, 0x7fffffff, 0xffffffff), fc.constantFrom(0, 1, 7, 24, 100, 0xffffffff), fc.constantFrom(1, 2, 4, 8, 16, 0, 3, 255), fc.nat(7), fc.nat(2)).map(([width, height, depth, colour, interlace]) => {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([depth, colour, 0, 0, interlace], 8);
  return { type: 'IHDR', data };
});
const image = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 60_000 }).map((length) => new Uint8Array(length))).chain((bytes) => squeezed(bytes)).map((data) => ({ type: 'IDAT', data }));
const palette = fc.record({ type: fc.constantFrom('PLTE', 'tRNS'), data: fc.uint8Array({ maxLength: 30 }) });

function png(content: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const other = fc.record({ type: fc.constantFrom('IEND', 'acTL', 'fdAT', 'eXIf', 'IDAT', '\0\0\0\0', 'iTXt'), data: fc.uint8Array({ maxLength: 40 }) });
  const chunk = fc.oneof({ weight: 4, arbitrary: textChunk(content) }, { weight: 2, arbitrary: header }, { weight: 1, arbitrary: image }, { weight: 1, arbitrary: palette }, { weight: 1, arbitrary: other });
  const faulty = fc.tuple(chunk, fc.record({ badCrc: fc.boolean(), length: fc.constantFrom(0, 1, 0x7fffffff, 0xffffffff, 12) }, { requiredKeys: [] }), fc.nat(9)).map(([one, fault, odd]): ChunkSpec => (odd === 0 ? { ...one, ...fault } : one));
  return fc.tuple(fc.array(faulty, { maxLength: 6 }), fc.nat(5)).map(([chunks, end]) => pngOf(chunks, end === 0));
}

// SVG

const XML = ['<', '>', '/>', '</', '<g>', '</g>', '<svg xmlns="http://www.w3.org/2000/svg">', '</svg>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0"?>', '<?x ?>', '<!DOCTYPE svg [<!ENTITY a "b">]>', '&a;', '&lt;', '&#x0;', '&#xD800;', '&#1114112;', '&amp',
  'xmlns:ob="https://purl.imsglobal.org/ob/v3p0"', '<ob:credential xmlns:ob="https://purl.imsglobal.org/ob/v3p0"', '<credential xmlns="https://purl.imsglobal.org/clr/v2p0">', '</credential>', '<a:assertion xmlns:a="http://openbadges.org" verify="', ' verify=\'', '"', "'", '=', ' ', '\n', ' xml:base="javascript:"', ' xmlns:xml="x"', ' xmlns:xmlns="y"', ':', '\0', '<script>alert(1)</script>'];
const xml = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...XML) }, { weight: 1, arbitrary: text }), { maxLength: 16 }).map((pieces) => pieces.join(''));

function svg(content: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const baked = fc.tuple(content, fc.record({
    form: fc.constantFrom('attribute' as const, 'cdata' as const, 'text' as const, 'both' as const), prefix: fc.constantFrom('', 'openbadges', 'a', 'xml', 'é'), depth: fc.constantFrom(0, 1, 62, 63, 70), again: content,
    namespace: fc.constantFrom('https://purl.imsglobal.org/ob/v3p0', 'https://purl.imsglobal.org/clr/v2p0', 'http://openbadges.org', 'urn:x'), unclosed: fc.boolean(),
  }, { requiredKeys: [] })).map(([inner, options]) => bakeSvg(inner, options));
  return fc.oneof(fc.tuple(baked, damage(3)).map(([one, changes]) => Buffer.from(changeBytes(utf8(one), changes)).toString('utf8')), fc.tuple(xml, baked).map(([one, two]) => one + two), xml.map((one) => `<svg xmlns="http://www.w3.org/2000/svg">${one}</svg>`));
}

// ZIP

const name = fc.constantFrom('a.json', 'b/c.json', '../../etc/passwd', '/a', 'C:\\a', '__MACOSX/a', 'META-INF/signatures.xml', 'mimetype', 'content.xml', '', 'x'.repeat(400), 'a.json', '\u202Egpj.exe', 'folder/', '\0');

function entry(content: fc.Arbitrary<Uint8Array>): fc.Arbitrary<ZipEntry> {
  return fc.record({
    name, content, stored: fc.boolean(), encrypted: fc.nat(9).map((odd) => odd === 0), badCrc: fc.nat(9).map((odd) => odd === 0), method: fc.constantFrom(0, 8, 9, 12, 99), size: fc.constantFrom(0, 1, 0xffffffff, 0x7fffffff, 5000), sameDataAs: fc.nat(3), localName: name,
  }, { requiredKeys: ['name', 'content'] });
}

// What carries a credential

type Carry = (content: string) => string | Uint8Array;
const wide = (source: string, little: boolean) => { const bytes = Buffer.from(source, 'utf16le'); return Uint8Array.from(little ? bytes : bytes.swap16()); };
const percent = (source: string) => encodeURIComponent(source.replace(/[\uD800-\uDFFF]/gu, '?'));
const broken = (source: string, width: number) => source.replace(new RegExp(`(.{${width}})`, 'gs'), '$1\n');
const CARRIERS: readonly Carry[] = [
  (content) => Buffer.from(content).toString('base64'), (content) => Buffer.from(content).toString('base64url'), (content) => broken(Buffer.from(content).toString('base64'), 76), (content) => Buffer.from(content).toString('hex'),
  (content) => percent(content), (content) => percent(content).replaceAll('%20', '+'), (content) => `data:application/vc;base64,${Buffer.from(content).toString('base64')}`, (content) => `data:application/json,${percent(content)}`,
  (content) => JSON.stringify(content), (content) => `\`\`\`json\n${content}\n\`\`\``, (content) => `Hello\n\n~~~\n${content}\n~~~\nBye`, (content) => content.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'), (content) => content.replaceAll('"', '“'), (content) => content.replace(/"([^"]*)"/g, '“$1”'),
  (content) => content.replaceAll('{', '{\u00a0').replaceAll(',', ',\u200b'), (content) => `> ${broken(content, 72).replaceAll('\n', '\n> ')}`, (content) => broken(content, 76).replaceAll('\n', '=\n'), (content) => `Bearer ${content}`, (content) => `'${content}'`, (content) => `<${content}>`, (content) => `Dear all,\n${content}\nregards`,
  (content) => wide(content, true), (content) => wide(content, false), (content) => join(Uint8Array.of(0xff, 0xfe), wide(content, true)), (content) => join(Uint8Array.of(0xfe, 0xff), wide(content, false)), (content) => join(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(content)), (content) => `\u200b\u00a0${content}\u2028`, (content) => Uint8Array.from(Buffer.from(content, 'latin1')),
  (content) => `${content}\n${content}`, (content) => `[${content},${JSON.stringify(content)},1]`, (content) => bakeSvg(content), (content) => JSON.stringify({ '@context': 'https://www.w3.org/ns/credentials/v2', type: 'EnvelopedVerifiableCredential', id: content }), (content) => `data:application/vc+jwt,${content}`,
];
const asText = (content: string | Uint8Array) => (typeof content === 'string' ? content : Buffer.from(content).toString('latin1'));

export const carriers: fc.Arbitrary<readonly Carry[]> = fc.array(fc.constantFrom(...CARRIERS), { minLength: 1, maxLength: 3 });
export const carry = (content: string, how: readonly Carry[]): string | Uint8Array => how.reduce<string | Uint8Array>((inner, one) => one(asText(inner)), content);

/** @param contents what may be in a container, as text. @param documents credentials and presentations, as text */
export function containerParsers(contents: fc.Arbitrary<string>, documents: fc.Arbitrary<string>): Parser[] {
  const inner = fc.oneof({ weight: 4, arbitrary: contents }, { weight: 1, arbitrary: text });
  const bytes = inner.map(utf8);
  const pictures = ['https://share.example/1', 'x'.repeat(300)].map((source) => qrPicture(source, { scale: 3 }));
  const jpegs = [Uint8Array.from(Buffer.from(SMALL_JPEG, 'base64')), baselineJpeg(16, 16), baselineJpeg(100, 60), baselineJpeg(100, 60, 3)];
  return [
    parser('PNG', changed(png(bytes), 2), async (input) => {
      const { chunks } = readChunks(input);
      insist(chunks.reduce((sum, { data }) => sum + data.length, 0) <= input.length, 'more bytes than the file has');
      const budget = { inflated: LIMITS.inflatedBytes };
      const { found } = await bakedPng(input, budget);
      insist(found.reduce((sum, { content }) => sum + content.length, 0) <= LIMITS.inflatedBytes + input.length, 'inflated beyond the limit');
    }, 6),
    parser('a PNG that was baked gives what is in it', fc.tuple(documents, fc.boolean(), fc.constantFrom('before' as const, 'after' as const)), async ([baked, compressed, place]) => {
      const artifact = await readInput(await bakePng(baked, { compressed, place }), LIMITS);
      insist(artifact.kind === 'document' && JSON.stringify(artifact.document) === baked, 'baked and not found');
    }, 0.5),
    parser('a picture of a code', changed(fc.constantFrom(...jpegs)), readWhole, 0.25),
    parser('PNG, read whole', png(bytes), readWhole, 4),
    parser('pixels of a PNG', fc.tuple(header, fc.array(fc.oneof(image, palette), { maxLength: 3 })), async ([head, rest]) => {
      const read = await pngPixels([head, ...rest].map((chunk) => ({ ...chunk, intact: true })), LIMITS);
      insist(!read.ok || (read.picture.grey.length === read.picture.width * read.picture.height && read.picture.grey.length <= LIMITS.pixels), 'a picture of another size');
    }, 6),
    parser('pixels of a JPEG', changed(fc.constantFrom(...jpegs), 4), (input) => {
      const read = jpegPixels(input, LIMITS);
      insist(!read.ok || read.picture.grey.length === read.picture.width * read.picture.height, 'a picture of another size');
    }, 3),
    parser('QR code', fc.oneof(
      fc.tuple(fc.constantFrom(...pictures), fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom(0, 255)), { maxLength: 12 })).map(([picture, spots]) => {
        const grey = Uint8Array.from(picture.grey);
        for (const [at, length, shade] of spots) grey.fill(shade, at % grey.length, (at % grey.length) + length * 7);
        return { ...picture, grey };
      }),
      fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.nat()).map(([width, height, seed]) => ({ width, height, grey: Uint8Array.from({ length: width * height }, (_, at) => (Math.imul(at + 1, seed | 1) >>> 24) & 0xff) })),
    ), (picture) => { readQrCode(picture); }, 0.25),
    parser('SVG', svg(inner), (input) => {
      const { found } = bakedSvg(input, { depth: 64 });
      insist(found.every(({ content }) => content.length <= input.length), 'what was baked is longer than the file');
    }),
    parser('SVG, read whole', svg(inner), readWhole, 4),
    parser('ZIP', fc.tuple(fc.array(entry(bytes), { maxLength: 5 }), damage(3), fc.constantFrom(undefined, 0, 1, 65_535)), async ([entries, changes, count]) => {
      const read = await readZip(changeBytes(await zip(entries, count === undefined ? {} : { count }), changes), LIMITS, { inflated: LIMITS.inflatedBytes });
      insist(read.kind !== 'files' || read.members.reduce((sum, member) => sum + member.bytes.length, 0) <= LIMITS.inflatedBytes, 'inflated beyond the limit');
    }, 3),
    parser('ZIP, read whole', fc.tuple(fc.array(entry(bytes), { maxLength: 3 }), damage(2)), async ([entries, changes]) => readWhole(changeBytes(await zip(entries), changes)), 1),
    parser('lines and arrays', fc.tuple(fc.array(inner, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', ',', '\n\n', ' ', '\u2028'), fc.constantFrom(['', ''], ['[', ']'], ['', ','], ['[', '']), damage(2)).map(([parts, between, [open = '', close = ''], changes]) => changeBytes(utf8(open + parts.join(between) + close), changes)), readWhole, 4),
    parser('what carries a credential', fc.tuple(inner, carriers, damage(2)).map(([content, how, changes]) => {
      const carried = carry(content, how);
      return changes.length === 0 ? carried : changeBytes(typeof carried === 'string' ? utf8(carried) : carried, changes);
    }), readWhole, 4),
    parser('recovery', fc.tuple(inner, carriers, damage(2)).map(([content, how, changes]) => Buffer.from(changeBytes(utf8(asText(carry(content, how))), changes)).toString('utf8').trim()), (input) => {
      for (const { how } of recoveries(input)) insist(how.length > 0, 'a way without a name');
    }),
  ];
}

/** A QR code of an address, 66 pixels wide, at a low quality. */
const SMALL_JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////////////8BVVpaeGl464KC6//////////////////////////////////////////////////////////////////////////AABEIAEIAQgMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/ALtABQAUAFABQAUAFABQAUAFAGaPKSCNmi3ls/xEdDQBLEqebA6Jt3bsjOelADLpkb5xHnf9193XHt+lAErlYWL7fNkT77ZxjPTjp09KAH3CK88KsMg7v5UAV4TBLKE8jGe+80AWbP8A49k/H+ZoAnoAKAKSxP5So9vu25wd+OtAD0R/Ni/c7ETP8WetACRI3npgYCZyn9zI9e+evtQAQlQ0JjXYJN24Zz06UANiV/KgdE3bd2RnHWgByRsjBltcEf8ATSgCa2RkgVWGCM/zoAloAKAKkRUs6Wy7Rxl85/Q/lQBFMyTRGRY/n/iO77vp9c0AKZV3LcFNp7DOd/b8MfrQA6aBFti/l7H9N2cc0APaV5N32dt/Ttjb+fXP6UAQwK48z7PJnGP4ev59MUAXYZPNiD4xntQA+gAoAqDc8EczS7CueduepxQA1oneVne33bsYG/GKAHw2flSh9+cdsf8A16AGSTvHECJN+/7rbcYxQAybY0R8r5kXp22Z/nn9KAJmuHbdGF2S8bRnOf6dKAJbYqYFKrtHPGc96AJaACgCrDK/lDyrf5O3z0AIFUtHFJb7Rzt+fPuaAI4Cwb7RMuQf489O3QflQAPHEFIkj8kn7pyW+tADreBHijJj3bs7m3YxQBLaIpgiYjlc4/OgCWGTzYg+MZ7UAPoAKAM8xPLbQ7Fzjdnn3oAljRka2VhgjdQBJuS54V8oPvLjr6UAVEiYsI1f93L/ABY649uvWgBI1gEp3yZQdPlPP+GKALKrv2iFNqLnbJnOPXg/lQBLbOzwKzHJOf50AS0AFAEH2SD+5+p/xoAclvEjBlXBHuaAA28RVVK8L05NADyillYjlelACLEi7cLjZnbz0zQAoRQzMBy3WgARFRQqjAFADqACgAoAKACgAoAKACgAoAKAP//Z';
