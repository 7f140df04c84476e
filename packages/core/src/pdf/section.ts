import type { StreamEnds } from './indirect-object.js';
import { LimitReached, type Reading } from './limits.js';
import type { PdfDictionary } from './types.js';

/** Where an object is: at an offset of the file, in an object stream, or nowhere (ISO 32000-2 table 18). */
export type Entry = { kind: 'free' } | { kind: 'at'; offset: number; generation: number } | { kind: 'in'; container: number; index: number };

export interface Section {
  offset: number;
  /** Past its trailer dictionary or its stream object. */
  end: number;
  form: 'table' | 'stream' | 'hybrid';
  trailer: PdfDictionary;
  entries: Map<number, Entry>;
  /** Further extents that belong to it: the stream of a hybrid file. */
  also: readonly { start: number; end: number }[];
}

/** What reading the sections shares. `base`: what offsets count from, where something stands before the header. */
export interface SectionReading { reading: Reading; base: number; ends: StreamEnds; entries: number }

export function addEntry(section: Map<number, Entry>, number: number, entry: Entry, shared: SectionReading): void {
  if (section.has(number)) {
    shared.reading.oddities.add('xref-entry-twice');
    return;
  }
  shared.entries += 1;
  // Each revision of a large file may list all of it.
  if (shared.entries > shared.reading.limits.objects * 4) throw new LimitReached('objects');
  section.set(number, entry);
}
