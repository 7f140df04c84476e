import * as fc from 'fast-check';
import { bakePng, bakeSvg, pngChunk, qrPicture, zip } from '@credlens/demo-issuer';
import { handlers } from '../../packages/core/src/handlers.js';
import { INTAKE_LIMITS, readInput } from '../../packages/core/src/intake/index.js';
import type { Artifact } from '../../packages/core/src/report/index.js';
import { byteChange, changeBytes, text } from './arbitraries.js';
import type { Parser } from './parsers.js';
import type { Pool } from './pool.js';

const SETTINGS = { ...INTAKE_LIMITS, inputBytes: 1 << 20, inflatedBytes: 4 << 20, pixels: 1 << 18, load: handlers };
const encoder = new TextEncoder();

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Whatever was read: it is something, its bytes are those that came, and each thing inside has bytes of its own. */
async function read(input: Uint8Array | string): Promise<Artifact> {
  const artifact = await readInput(input, SETTINGS);
  insist(artifact.kind !== 'none' || artifact.code !== undefined, 'nothing found and nothing said');
  const same = typeof input === 'string' ? encoder.encode(input) : input;
  insist(artifact.bytes.length === 0 || Buffer.compare(artifact.bytes, same) === 0, 'bytes that are not the input’s');
  if (artifact.kind === 'collection') insist(artifact.members.length > 0 && artifact.members.every(({ bytes, pointer }) => bytes instanceof Uint8Array && pointer !== ''), 'a member without bytes or place');
  return artifact;
}

const changes = fc.array(byteChange, { maxLength: 4 });
const latin = fc.uint8Array({ maxLength: 40 });
const keyword = fc.constantFrom('openbadgecredential', 'openbadges', 'openbadge', '', 'x'.repeat(80), 'Comment', '__proto__');
/** A whole chunk, of any content, with a CRC that is mostly right: byte changes alone seldom get past it. */
const chunk = fc.record({ type: fc.constantFrom('iTXt', 'tEXt', 'zTXt', 'IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'fdAT', 'zzzz'), keyword, head: latin, tail: fc.oneof(latin, text.map((one) => encoder.encode(one))), named: fc.boolean(), badCrc: fc.nat(9).map((n) => n === 0) })
  .map(({ type, keyword: word, head, tail, named, badCrc }) => pngChunk(type, Uint8Array.from([...(named ? [...encoder.encode(word), 0] : []), ...head, ...tail]), { badCrc }));

const SVG_PIECES = ['<svg xmlns="http://www.w3.org/2000/svg">', '</svg>', '<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0"', ' verify="', '">', '"', '</o:credential>', '<![CDATA[', ']]>', '<!--', '-->', '&amp;', '&lol;', '&#0;', '&#x10FFFF;',
  '<!DOCTYPE svg [', '<!ENTITY lol "lol">', ']>', '<?xml version="1.0"?>', '<?xml version="1.1" encoding="UTF-16"?>', '<g>', '</g>', '<g/>'.repeat(30), '<g>'.repeat(200), ' xmlns:xml="x"', ' xmlns:o="http://openbadges.org"', '<o:assertion verify="https://issuer.example/">', '\0', '\ufeff', '{"a":1}'];

/** The whole of intake, for each container a grammar near what it expects. */
export function containerParsers({ documents }: Pool): Parser[] {
  const texts = fc.constantFrom(...documents.map((document) => JSON.stringify(document)), 'eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln', 'https://issuer.example/a/1', '', '{');
  const content = fc.oneof(texts, text);
  const parser = <T>(name: string, input: fc.Arbitrary<T>, run: (input: T) => Promise<void>): Parser => ({ name, input, run: run as (input: never) => Promise<void> });
  const pictures = { code: qrPicture('https://issuer.example/badge/1', { scale: 2 }) };
  const JPEG = Buffer.from(SMALL_JPEG, 'base64');

  return [
    parser('a PNG of chunks', fc.record({ content, keyword, kind: fc.constantFrom('iTXt' as const, 'tEXt' as const, 'zTXt' as const), compressed: fc.boolean(), more: fc.array(chunk, { maxLength: 4 }), place: fc.constantFrom('before' as const, 'after' as const, 'first' as const), cutAfter: fc.option(fc.nat(400), { nil: undefined }), changes }), async (one) => {
      const png = await bakePng(one.content, { keyword: one.keyword, chunk: one.kind, compressed: one.compressed, more: one.more, place: one.place, ...(one.cutAfter === undefined ? {} : { cutAfter: one.cutAfter }) });
      await read(changeBytes(png, one.changes));
    }),
    parser('a PNG that was baked once gives what is in it', fc.record({ content: fc.constantFrom(...documents.map((document) => JSON.stringify(document))), compressed: fc.boolean(), place: fc.constantFrom('before' as const, 'after' as const) }), async ({ content: baked, ...options }) => {
      const artifact = await read(await bakePng(baked, options));
      insist(artifact.kind === 'document' && JSON.stringify(artifact.document) === baked, 'baked and not found');
    }),
    parser('an SVG of pieces', fc.record({ content, pieces: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SVG_PIECES) }, { weight: 1, arbitrary: text }), { maxLength: 16 }), form: fc.constantFrom('attribute' as const, 'cdata' as const, 'text' as const, 'both' as const), prefix: fc.constantFrom('', 'o', 'xml'), changes }), async (one) => {
      await read(`<svg xmlns="http://www.w3.org/2000/svg">${one.pieces.join('')}`);
      await read(changeBytes(encoder.encode(bakeSvg(one.content, { form: one.form, prefix: one.prefix })), one.changes));
    }),
    parser('a ZIP of entries', fc.record({
      entries: fc.array(fc.record({
        name: fc.oneof(fc.constantFrom('a.json', '../../etc/passwd', '__MACOSX/._a', 'a/', 'b.zip', 'word/x', '[Content_Types].xml', '\u202eexe.nosj'), text), content, stored: fc.boolean(), encrypted: fc.nat(9).map((n) => n === 0), badCrc: fc.nat(9).map((n) => n === 0),
        method: fc.option(fc.nat(99), { nil: undefined, freq: 9 }), size: fc.option(fc.nat(0xffffffff), { nil: undefined, freq: 9 }), sameDataAs: fc.option(fc.nat(2), { nil: undefined, freq: 9 }),
      }, { requiredKeys: ['name', 'content', 'stored', 'encrypted', 'badCrc'] }), { maxLength: 5 }), comment: fc.string({ maxLength: 10 }), count: fc.option(fc.nat(70_000), { nil: undefined, freq: 9 }), within: fc.nat(2), changes,
    }), async ({ entries, comment, count, within, changes: made }) => {
      const defined = entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as unknown as Parameters<typeof zip>[0][number]);
      let bytes = await zip(defined, { comment, ...(count === undefined ? {} : { count }) });
      for (let level = 0; level < within; level += 1) bytes = await zip([{ name: 'inner.zip', content: bytes }]);
      await read(changeBytes(bytes, made));
    }),
    parser('a picture of a code', fc.record({ changes, jpeg: fc.boolean() }), async ({ changes: made, jpeg }) => {
      await read(changeBytes(jpeg ? JPEG : await bakePng(undefined, { picture: pictures.code }), made));
    }),
    parser('what letters and encodings make of a text', fc.record({ content, wraps: fc.array(fc.constantFrom(...Object.keys(WRAPS)), { maxLength: 5 }), changes }), async ({ content: source, wraps, changes: made }) => {
      const wrapped = wraps.reduce((one, wrap) => WRAPS[wrap]!(one), source);
      await read(changeBytes(encoder.encode(wrapped), made));
      if (!/\p{Surrogate}/u.test(wrapped)) await read(wrapped);
    }),
  ];
}

const binary = (source: string) => String.fromCharCode(...encoder.encode(source).subarray(0, 50_000));
const WRAPS: Readonly<Record<string, (source: string) => string>> = {
  base64: (source) => btoa(binary(source)),
  hexadecimal: (source) => Buffer.from(source).toString('hex'),
  percent: (source) => { try { return encodeURIComponent(source); } catch { return '%7B%'; } },
  json: (source) => JSON.stringify(source),
  fence: (source) => `Dear all\n\`\`\`json\n${source}\n\`\`\`\nBest`,
  html: (source) => source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  curled: (source) => source.replace(/"([^"]*)"/g, '“$1”'),
  spaces: (source) => source.replaceAll(':', ':\u00a0'),
  lines: (source) => source.replace(/.{60}/g, '$&\n'),
  twice: (source) => `${source}\n${source}`,
  bearer: (source) => `Bearer ${source}`,
  data: (source) => `data:application/vc+jwt,${source}`,
  data64: (source) => `data:;base64,${btoa(binary(source))}`,
  quoted: (source) => `'${source}'`,
  envelope: (source) => JSON.stringify({ '@context': 'https://www.w3.org/ns/credentials/v2', type: 'EnvelopedVerifiableCredential', id: source }),
  array: (source) => `[${source},${JSON.stringify(source)},1]`,
  mark: (source) => `\ufeff${source}`,
  svg: (source) => bakeSvg(source),
};

/** A QR code of an address, 66 pixels wide, at a low quality. */
const SMALL_JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////////////8BVVpaeGl464KC6//////////////////////////////////////////////////////////////////////////AABEIAEIAQgMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/ALtABQAUAFABQAUAFABQAUAFAGaPKSCNmi3ls/xEdDQBLEqebA6Jt3bsjOelADLpkb5xHnf9193XHt+lAErlYWL7fNkT77ZxjPTjp09KAH3CK88KsMg7v5UAV4TBLKE8jGe+80AWbP8A49k/H+ZoAnoAKAKSxP5So9vu25wd+OtAD0R/Ni/c7ETP8WetACRI3npgYCZyn9zI9e+evtQAQlQ0JjXYJN24Zz06UANiV/KgdE3bd2RnHWgByRsjBltcEf8ATSgCa2RkgVWGCM/zoAloAKAKkRUs6Wy7Rxl85/Q/lQBFMyTRGRY/n/iO77vp9c0AKZV3LcFNp7DOd/b8MfrQA6aBFti/l7H9N2cc0APaV5N32dt/Ttjb+fXP6UAQwK48z7PJnGP4ev59MUAXYZPNiD4xntQA+gAoAqDc8EczS7CueduepxQA1oneVne33bsYG/GKAHw2flSh9+cdsf8A16AGSTvHECJN+/7rbcYxQAybY0R8r5kXp22Z/nn9KAJmuHbdGF2S8bRnOf6dKAJbYqYFKrtHPGc96AJaACgCrDK/lDyrf5O3z0AIFUtHFJb7Rzt+fPuaAI4Cwb7RMuQf489O3QflQAPHEFIkj8kn7pyW+tADreBHijJj3bs7m3YxQBLaIpgiYjlc4/OgCWGTzYg+MZ7UAPoAKAM8xPLbQ7Fzjdnn3oAljRka2VhgjdQBJuS54V8oPvLjr6UAVEiYsI1f93L/ABY649uvWgBI1gEp3yZQdPlPP+GKALKrv2iFNqLnbJnOPXg/lQBLbOzwKzHJOf50AS0AFAEH2SD+5+p/xoAclvEjBlXBHuaAA28RVVK8L05NADyillYjlelACLEi7cLjZnbz0zQAoRQzMBy3WgARFRQqjAFADqACgAoAKACgAoAKACgAoAKAP//Z';
