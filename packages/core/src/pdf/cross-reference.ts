import { hasWord, isDigit, isSpace, readDigits, skipBlank, skipSpace } from './characters.js';
import { readCrossReferenceStream } from './cross-reference-stream.js';
import { objectHead, sourceOf } from './indirect-object.js';
import { LimitReached } from './limits.js';
import { parseValue } from './parse-value.js';
import { addEntry, type Entry, type Section, type SectionReading } from './section.js';
import { isDictionary, numberOf } from './values.js';

/** The cross-reference section at an offset, table or stream (sections 7.5.4, 7.5.8). Undefined where there is none that reads. */
export function readSection(shared: SectionReading, offset: number): Section | undefined {
  const { bytes } = shared.reading;
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= bytes.length) return undefined;
  const at = skipSpace(bytes, offset, Math.min(bytes.length, offset + 64));
  if (hasWord(bytes, at, 'xref')) return readTable(shared, at);
  return objectHead(bytes, at) ? readCrossReferenceStream(shared, at) : undefined;
}

function readTable(shared: SectionReading, offset: number): Section | undefined {
  const { reading } = shared;
  const { bytes } = reading;
  const entries = new Map<number, Entry>();
  let at = offset + 4;
  for (;;) {
    at = skipBlank(bytes, at, bytes.length);
    if (hasWord(bytes, at, 'trailer')) break;
    const first = readDigits(bytes, at, bytes.length);
    const count = first && readDigits(bytes, skipSpace(bytes, first.at, bytes.length), bytes.length);
    if (!first || !count) return undefined;
    const past = readEntries(shared, count.at, first.value, count.value, entries);
    if (past === undefined) return undefined;
    reading.work.left -= past - at;
    if (reading.work.left < 0) throw new LimitReached('parsing');
    at = past;
  }
  const parsed = parseValue(sourceOf(reading), at + 7);
  if (!parsed || !isDictionary(parsed.value)) return undefined;
  const section: Section = { offset, end: parsed.at, form: 'table', trailer: parsed.value, entries, also: [] };
  return withHybrid(shared, section);
}

/** Section 7.5.8.4: what the stream of a hybrid file lists counts after the table's own, before older sections. */
function withHybrid(shared: SectionReading, section: Section): Section | undefined {
  const given = section.trailer.entries.get('XRefStm');
  if (given === undefined) return section;
  const { bytes } = shared.reading;
  const offset = numberOf(given);
  const at = offset === undefined ? -1 : skipSpace(bytes, shared.base + offset, Math.min(bytes.length, shared.base + offset + 64));
  const stream = at >= 0 && objectHead(bytes, at) ? readCrossReferenceStream(shared, at) : undefined;
  if (!stream) {
    shared.reading.oddities.add('xref-hybrid-broken');
    shared.reading.odd.add(section.offset);
    return { ...section, form: 'hybrid' };
  }
  for (const [number, entry] of stream.entries) {
    const own = section.entries.get(number);
    // Readers of old see such an object as free, newer ones where the stream has it: that is what it is for.
    if (own === undefined || own.kind === 'free') section.entries.set(number, entry);
    // Two places in use: the table's counts, and not every reader has it so.
    else if (entry.kind !== 'free' && (own.kind !== entry.kind || (own.kind === 'at' && entry.kind === 'at' && own.offset !== entry.offset))) shared.reading.oddities.add('xref-hybrid-differs');
  }
  return { ...section, form: 'hybrid', also: [{ start: stream.offset, end: stream.end }] };
}

/** The rows of a subsection. They are 20 bytes each; that some writers end them otherwise is no matter, as the words are what counts. */
function readEntries(shared: SectionReading, start: number, first: number, count: number, entries: Map<number, Entry>): number | undefined {
  const { bytes, oddities, odd } = shared.reading;
  let at = start;
  let shift = 0;
  for (let index = 0; index < count; index += 1) {
    at = skipSpace(bytes, at, bytes.length);
    if (!isDigit(bytes[at])) {
      // Fewer rows than it said.
      oddities.add('xref-table-short');
      odd.add(start);
      return at;
    }
    const offset = readDigits(bytes, at, bytes.length);
    const generation = offset && readDigits(bytes, skipSpace(bytes, offset.at, bytes.length), bytes.length);
    if (!offset || !generation) return undefined;
    const word = skipSpace(bytes, generation.at, bytes.length);
    const kind = bytes[word];
    if ((kind !== 0x6e && kind !== 0x66) || (!isSpace(bytes[word + 1]) && !hasWord(bytes, word + 1, 'trailer'))) return undefined;
    // Writers that begin to count at one though the head of the free list is meant.
    if (index === 0 && first === 1 && kind === 0x66 && generation.value === 65535 && offset.value === 0) {
      oddities.add('xref-numbering');
      shift = 1;
    }
    addEntry(entries, first + index - shift, kind === 0x66 ? { kind: 'free' } : { kind: 'at', offset: shared.base + offset.value, generation: generation.value }, shared);
    at = word + 1;
  }
  return at;
}
