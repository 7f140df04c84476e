import { FORMAT_VERSION, HEADER_AT, MAGIC, sectionsOf, sha256, typeOf, type ArrayType, type Parts, type Section } from './layout.js';

/** The bytes of a built taxonomy. The same parts give the same bytes. */
export async function writeTaxonomy({ name, version, attribution, tables, languages }: Parts): Promise<Uint8Array<ArrayBuffer>> {
  const sections = [...sectionsOf('tables', tables), ...languages.flatMap((index, number) => sectionsOf(`languages.${number}`, index))];
  const listed = (start: number): [string, ArrayType, number, number][] => {
    let at = start;
    return sections.map(([path, section]) => {
      const place: [string, ArrayType, number, number] = [path, typeOf(section), at, section.length];
      at = eights(at + section.byteLength);
      return place;
    });
  };
  const header = (start: number): Uint8Array => new TextEncoder().encode(JSON.stringify({ name, version, attribution, languages: languages.map(({ language }) => language), start, sections: listed(0) }));
  // Sections are placed from `start` on, whose digits are part of the header: it is rounded up generously.
  const start = eights(HEADER_AT + header(0).length + 16);
  const head = header(start);
  const places = listed(start);
  const last = places.at(-1);
  const end = last ? last[2] + sections.at(-1)![1].byteLength : start;
  const bytes = new Uint8Array(end);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, FORMAT_VERSION, true);
  view.setUint32(12, head.length, true);
  bytes.set(head, HEADER_AT);
  sections.forEach(([, section], index) => { place(bytes, places[index]![2], section); });
  bytes.set(await sha256(bytes.subarray(HEADER_AT)), 16);
  return bytes;
}

function place(bytes: Uint8Array, at: number, section: Section): void {
  bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
}

const eights = (length: number): number => (length + 7) & ~7;
