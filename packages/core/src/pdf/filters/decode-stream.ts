import type { Reading } from '../limits.js';
import type { PdfDictionary, PdfObject } from '../types.js';
import { decodeLzw } from './lzw.js';
import { inflateBounded } from './flate.js';
import { undoPredictor } from './predictor.js';
import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './text-filters.js';

type Resolve = (object: PdfObject | undefined) => PdfObject;

/** Any useful stream has one or two. */
const MOST_FILTERS = 8;

interface FilterStep { name: string; parameters: PdfDictionary | undefined }

/** The filters of a stream, in the order in which they are undone (ISO 32000-2 section 7.3.8.2). Undefined where they are not well-formed. */
export function filtersOf(dictionary: PdfDictionary, resolve: Resolve): FilterStep[] | undefined {
  const list = (key: string): PdfObject[] => {
    const value = resolve(dictionary.entries.get(key));
    return value === null ? [] : Array.isArray(value) ? value.slice(0, MOST_FILTERS + 1).map(resolve) : [value];
  };
  const [names, parameters] = [list('Filter'), list('DecodeParms')];
  if (names.length > MOST_FILTERS) return undefined;
  const steps: FilterStep[] = [];
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'object' || name === null || Array.isArray(name) || name.kind !== 'name') return undefined;
    const given = parameters[index] ?? null;
    steps.push({ name: name.name, parameters: typeof given === 'object' && given !== null && !Array.isArray(given) && given.kind === 'dictionary' ? given : undefined });
  }
  return steps;
}

/**
 * The contents of a stream. Undefined where a filter is for pictures or unknown, where the data are no such thing, or where they cost more than is left of what the file may inflate to.
 * Damaged data give what readers show of them, and an oddity.
 */
export function decodeFilters(raw: Uint8Array, steps: readonly FilterStep[], resolve: Resolve, reading: Reading): Uint8Array | undefined {
  let bytes = raw;
  for (const { name, parameters } of steps) {
    const number = (key: string, otherwise: number): number => {
      const value = resolve(parameters?.entries.get(key));
      return typeof value === 'number' ? value : otherwise;
    };
    const most = reading.inflated.left;
    let made: { bytes: Uint8Array; damaged: boolean } | undefined;
    if (name === 'FlateDecode' || name === 'Fl') made = inflateBounded(bytes, most);
    else if (name === 'LZWDecode' || name === 'LZW') made = decodeLzw(bytes, most, number('EarlyChange', 1) === 0 ? 0 : 1);
    else if (name === 'ASCIIHexDecode' || name === 'AHx') made = decodeAsciiHex(bytes);
    else if (name === 'ASCII85Decode' || name === 'A85') made = decodeAscii85(bytes, most);
    else if (name === 'RunLengthDecode' || name === 'RL') made = decodeRunLength(bytes, most);
    // Encryption is undone before; the identity filter does nothing.
    else if (name === 'Crypt') continue;
    else return undefined;
    if (!made) {
      reading.oddities.add('stream-too-large');
      reading.inflated.left = 0;
      return undefined;
    }
    reading.inflated.left -= made.bytes.length;
    if (made.damaged) reading.oddities.add('stream-damaged');
    if (made.damaged && made.bytes.length === 0 && bytes.length > 0) return undefined;
    const predicted = name.startsWith('F') || name.startsWith('L')
      ? undoPredictor(made.bytes, { predictor: number('Predictor', 1), colors: number('Colors', 1), bits: number('BitsPerComponent', 8), columns: number('Columns', 1) }) : made.bytes;
    if (!predicted) return undefined;
    bytes = predicted;
  }
  return bytes;
}
