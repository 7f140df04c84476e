import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@credlens/core/report';
import * as fc from 'fast-check';
import { parseJson, readInput } from '../../packages/core/src/intake/index.js';
import { addressParsers } from './address-parsers.js';
import { byteChange, changeBytes, changeJson, json, jsonChange, text } from './arbitraries.js';
import { containerParsers, LIMITS } from './container-parsers.js';
import { documentParsers } from './document-parsers.js';
import { insist, parser, type Parser } from './parser.js';
import type { Pool } from './pool.js';
import { tokenParsers } from './token-parsers.js';

/** Every parser that hostile input reaches first, each with a grammar near what it expects. */
export function parsers({ documents, tokens, badges }: Pool): Parser[] {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const texts = documents.map((document) => encoder.encode(JSON.stringify(document)));
  const bytes = fc.tuple(fc.constantFrom(...texts), fc.array(byteChange, { maxLength: 4 })).map(([source, changes]) => changeBytes(source, changes));
  const changed = (from: readonly JsonObject[]): fc.Arbitrary<JsonObject> => fc.tuple(fc.constantFrom(...from), fc.array(jsonChange, { maxLength: 6 })).map(([source, changes]) => changeJson(source, changes));
  const document: fc.Arbitrary<JsonValue> = fc.oneof({ weight: 3, arbitrary: changed([...documents, ...badges]) }, { weight: 1, arbitrary: json });
  const jsonText = fc.oneof(bytes.map((one) => decoder.decode(one)), json.map((value) => JSON.stringify(value)), fc.tuple(json, fc.array(byteChange, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => decoder.decode(changeBytes(encoder.encode(JSON.stringify(value)), changes))));
  const contents = fc.oneof(fc.constantFrom(...documents, ...badges).map((one) => JSON.stringify(one)), fc.constantFrom(...tokens), json.map((one) => JSON.stringify(one)));
  return [
    parser('JSON text, as JSON.parse reads it or not at all', jsonText, (source) => {
      const { value, problems } = parseJson(source, { depth: 64 });
      insist(value !== undefined || problems.length > 0, 'nothing read and nothing said');
      let native: unknown;
      let reads = true;
      try {
        native = JSON.parse(source);
      } catch {
        reads = false;
      }
      if (!reads) insist(problems.length > 0, 'read what is no JSON');
      else if (problems.length === 0) insist(isDeepStrictEqual(JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(native))), 'read otherwise than JSON.parse');
    }),
    parser('an input of bytes', fc.oneof(bytes, fc.uint8Array({ maxLength: 300 })), async (input) => {
      const artifact = await readInput(input, LIMITS);
      insist(artifact.kind !== 'none' || artifact.code !== undefined, 'nothing found and nothing said');
    }),
    parser('an input of text', fc.oneof(text, jsonText), async (input) => { await readInput(input, LIMITS); }),
    parser('an input object', document, async (input) => { await readInput(input as JsonObject, LIMITS); }),
    ...containerParsers(contents, fc.constantFrom(...documents).map((one) => JSON.stringify(one))),
    ...tokenParsers(changed(documents), tokens, changed(badges)),
    ...addressParsers(document),
    ...documentParsers(document, jsonText),
  ];
}
