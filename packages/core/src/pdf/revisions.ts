import { firstFrom, hasWord, placesOf, readDigits, skipBlank, skipLineEnd, skipSpace } from './characters.js';
import { readSection } from './cross-reference.js';
import { objectHead, sourceOf } from './indirect-object.js';
import { LimitReached, type Reading } from './limits.js';
import { parseValue } from './parse-value.js';
import type { Entry, Section, SectionReading } from './section.js';
import type { PdfDictionary } from './types.js';
import { isDictionary, numberOf } from './values.js';

/** One revision as its cross-reference sections give it. */
export interface Layer {
  /** Past `%%EOF`, and past the line end behind it. */
  eof: number;
  end: number;
  startxref: number;
  form: 'table' | 'stream' | 'hybrid';
  trailer: PdfDictionary;
  entries: Map<number, Entry>;
  /** What its sections take of the file. */
  extents: readonly { start: number; end: number }[];
  /** Object streams whose numbers nothing lists, where the file was rebuilt. */
  containers: number[];
}

/** Section 7.5.2: readers look for the header in the first 1024 bytes. */
export function headerOffset(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < Math.min(1024, bytes.length); at += 1) if (hasWord(bytes, at, '%PDF-')) return at;
  return undefined;
}

export interface Anchors { startxrefs: readonly number[]; eofs: readonly number[] }

export function findAnchors(bytes: Uint8Array): Anchors {
  return { startxrefs: placesOf(bytes, 'startxref'), eofs: placesOf(bytes, '%%EOF') };
}

/** The revisions that the end of the file leads to, oldest first. Undefined where the way is broken. */
export function readLayers(shared: SectionReading, anchors: Anchors): Layer[] | undefined {
  const last = anchors.startxrefs.at(-1);
  if (last === undefined) return undefined;
  const { bytes } = shared.reading;
  const start = readDigits(bytes, skipBlank(bytes, last + 9, bytes.length), bytes.length)?.value;
  if (start === undefined) return undefined;
  const sections = readChain(shared, start);
  return sections && layersOf(sections, shared, anchors);
}

/** Newest first, along Prev (section 7.5.5). A chain that comes back to where it was is broken. */
function readChain(shared: SectionReading, start: number): Section[] | undefined {
  const { limits, oddities } = shared.reading;
  const sections: Section[] = [];
  const seen = new Set<number>();
  for (let next: number | undefined = start; next !== undefined;) {
    if (sections.length >= limits.revisions) throw new LimitReached('revisions');
    const section = readSection(shared, shared.base + next);
    if (!section || seen.has(section.offset)) return undefined;
    seen.add(section.offset);
    sections.push(section);
    const previous = section.trailer.entries.get('Prev');
    if (previous === undefined || previous === null) break;
    // An indirect one is against the standard (table 15): what it leads to could change.
    next = numberOf(previous);
    if (next === undefined) return undefined;
    if (next === 0 && isComplete(section)) {
      oddities.add('xref-previous-zero');
      break;
    }
  }
  return sections;
}

/** Writers that say that nothing came before by a zero: then everything must be here. */
const isComplete = ({ entries, trailer }: Section): boolean => entries.size >= (numberOf(trailer.entries.get('Size')) ?? Infinity) - 1;

const WORD_ENDS: ReadonlySet<number> = new Set([9, 10, 13, 32]);

/** Where the part of the file ends that a section closes: past the `startxref` and `%%EOF` that come next. */
function endOf(section: Section, { bytes, oddities, odd }: Reading, { startxrefs, eofs }: Anchors): { eof: number; end: number; named: number | undefined } {
  const start = startxrefs[firstFrom(startxrefs, section.end)];
  const number = start === undefined ? undefined : readDigits(bytes, skipSpace(bytes, start + 9, bytes.length), bytes.length);
  // White space of one kind is none to every reader.
  if (start !== undefined && (!WORD_ENDS.has(bytes[start + 9] ?? 0) || bytes.subarray(start + 9, skipSpace(bytes, start + 9, bytes.length)).some((byte) => !WORD_ENDS.has(byte)))) odd.add(section.offset);
  const from = number?.at ?? section.end;
  const direct = skipSpace(bytes, from, bytes.length);
  const eof = hasWord(bytes, direct, '%%EOF') ? direct : eofs[firstFrom(eofs, from)];
  if (eof === undefined) {
    oddities.add('eof-missing');
    return { eof: from, end: skipLineEnd(bytes, from, bytes.length), named: number?.value };
  }
  if (eof !== direct) oddities.add('eof-misplaced');
  return { eof: eof + 5, end: skipLineEnd(bytes, eof + 5, bytes.length), named: number?.value };
}

/** Annex F: the first object of a linearised file says so. */
function isLinearised(reading: Reading): boolean {
  const { bytes } = reading;
  const header = headerOffset(bytes) ?? 0;
  const at = skipBlank(bytes, header, Math.min(bytes.length, header + 1024));
  const head = objectHead(bytes, at);
  const value = head && parseValue({ ...sourceOf(reading), oddities: new Set() }, head.at)?.value;
  return isDictionary(value) && value.entries.has('Linearized');
}

/**
 * A section that comes later in the chain and ends no later in the file belongs to the revision before it: so the first-page section of a linearised file, which stands at its head and is read first.
 * In any other file that is odd.
 */
function layersOf(sections: readonly Section[], { reading, base }: SectionReading, anchors: Anchors): Layer[] {
  const layers: Layer[] = [];
  const linearised = isLinearised(reading);
  for (const section of [...sections].reverse()) {
    const { eof, end, named } = endOf(section, reading, anchors);
    const before = layers.at(-1);
    const extents = [{ start: section.offset, end: section.end }, ...section.also];
    if (before && end <= before.end) {
      if (layers.length > 1 || !linearised) reading.oddities.add('xref-out-of-order');
      for (const [number, entry] of section.entries) before.entries.set(number, entry);
      layers[layers.length - 1] = { ...before, startxref: section.offset, trailer: section.trailer, form: before.form === section.form ? before.form : 'hybrid', extents: [...before.extents, ...extents] };
      continue;
    }
    // Some lead to the line end before it.
    const led = named === undefined ? undefined : skipSpace(reading.bytes, base + named, section.offset);
    if (led !== section.offset && !(linearised && !before)) {
      reading.oddities.add('startxref-differs');
      reading.odd.add(section.offset);
    }
    layers.push({ eof, end, startxref: section.offset, form: section.form, trailer: section.trailer, entries: section.entries, extents, containers: [] });
  }
  return layers;
}
