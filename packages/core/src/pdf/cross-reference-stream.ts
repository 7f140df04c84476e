import { decodeFilters, filtersOf } from './filters/decode-stream.js';
import { locateObject, streamExtent } from './indirect-object.js';
import { LimitReached } from './limits.js';
import { addEntry, type Entry, type Section, type SectionReading } from './section.js';
import type { PdfObject } from './types.js';
import { isDictionary, isReference, nameOf, numberOf } from './values.js';

/** What its own dictionary says must stand in it: it is read before anything can be looked up (ISO 32000-2 section 7.5.8.2). */
const direct = (object: PdfObject | undefined): PdfObject => (object === undefined || isReference(object) ? null : object);

/** A cross-reference stream (section 7.5.8). Undefined where the object is none, or does not read. */
export function readCrossReferenceStream(shared: SectionReading, offset: number): Section | undefined {
  const { reading, base } = shared;
  const located = locateObject(reading, offset);
  if (!located || located.data === undefined || !isDictionary(located.value)) return undefined;
  const dictionary = located.value;
  if (nameOf(dictionary.entries.get('Type')) !== 'XRef') return undefined;
  const extent = streamExtent(reading, located.data, numberOf(dictionary.entries.get('Length')), shared.ends);
  const steps = extent && filtersOf(dictionary, direct);
  const rows = steps && decodeFilters(reading.bytes.subarray(located.data, extent.dataEnd), steps, direct, reading);
  if (!rows && reading.inflated.left <= 0) throw new LimitReached('inflated');
  const widths = dictionary.entries.get('W');
  if (!extent || !rows || !Array.isArray(widths)) return undefined;
  const [first = -1, second = -1, third = -1] = widths.map((each) => (typeof each === 'number' && Number.isInteger(each) && each >= 0 && each <= 8 ? each : -1));
  const width = first + second + third;
  if (Math.min(first, second, third) < 0 || width === 0) return undefined;

  const entries = new Map<number, Entry>();
  const given = dictionary.entries.get('Index');
  const index = Array.isArray(given) ? given.map((each) => numberOf(each) ?? -1) : [0, numberOf(dictionary.entries.get('Size')) ?? 0];
  if (reading.signed.has(widths) || widths.length !== 3 || (Array.isArray(given) && (reading.signed.has(given) || index.length % 2 === 1))) reading.odd.add(offset);
  let at = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [start, count] = [index[pair]!, index[pair + 1]!];
    if (!Number.isInteger(start) || start < 0 || !Number.isInteger(count) || count < 0) return undefined;
    for (let each = 0; each < count; each += 1) {
      if (at + width > rows.length) {
        reading.oddities.add('xref-table-short');
        reading.odd.add(offset);
        break;
      }
      const kind = first === 0 ? 1 : numberAt(rows, at, first);
      const [a, b] = [numberAt(rows, at + first, second), third === 0 ? 0 : numberAt(rows, at + first + second, third)];
      // Other kinds are null objects (table 18): nothing, as free ones are. Not every reader has it so.
      if (kind > 2) reading.odd.add(offset);
      addEntry(entries, start + each, kind === 1 ? { kind: 'at', offset: base + a, generation: b } : kind === 2 ? { kind: 'in', container: a, index: b } : { kind: 'free' }, shared);
      at += width;
    }
  }
  return { offset, end: extent.end, form: 'stream', trailer: dictionary, entries, also: [] };
}

function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * 256 + bytes[at + index]!;
  return value;
}
