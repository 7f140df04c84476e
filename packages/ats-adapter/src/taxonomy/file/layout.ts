import type { LanguageIndex, Strings } from '../lexical/language-index.js';
import type { ConceptKind, MappingRelation } from '../taxonomy.js';

/**
 * A built taxonomy: magic, version, length of the header, SHA-256 of all that follows, header (JSON), then sections, each at a multiple of eight. Numbers are little-endian.
 * A change of any of it, of what a score is made of, or of how words are told apart is a new version: a file of another one is built anew.
 */
export const MAGIC = 'CREDLTAX';
export const FORMAT_VERSION = 1;
export const HEADER_AT = 48;
/** Bounds on what is read. */
export const MOST_HEADER = 1_000_000, MOST_BYTES = 1_000_000_000, MOST_LANGUAGES = 64;

export const KINDS = ['skill', 'group', 'occupation'] as const satisfies readonly ConceptKind[];
export const RELATIONS = ['exactMatch', 'closeMatch', 'narrowMatch', 'broadMatch', 'relatedMatch'] as const satisfies readonly MappingRelation[];

/** Of each concept the concepts that it leads to; `types` 0 essential, 1 optional where there are any. */
export interface Links { starts: Uint32Array; targets: Uint32Array; types: Uint8Array }

export interface Tables {
  ids: Strings;
  /** Identifiers as their files write them. */
  written: Strings;
  kinds: Uint8Array;
  /** Empty where nothing is known. */
  reuse: Strings;
  replacedBy: Strings;
  /** Other identifiers, and the concept of each. */
  aliases: Strings;
  aliasConcept: Uint32Array;
  broader: Links;
  narrower: Links;
  related: Links;
  skillsOf: Links;
  mappingStarts: Uint32Array;
  mappingIds: Strings;
  mappingRelations: Uint8Array;
  mappingSources: Strings;
}

export interface Parts { name: string; version: string; attribution: readonly string[]; tables: Tables; languages: readonly LanguageIndex[] }

/** A typed array by the name that the header has for it. */
export const ARRAYS = { u8: Uint8Array, u32: Uint32Array, f32: Float32Array } as const;
export type ArrayType = keyof typeof ARRAYS;
export type Section = Uint8Array | Uint32Array | Float32Array;

/** Flattens an object of arrays into named sections: `tables.broader.starts`. */
export function sectionsOf(prefix: string, value: object): [name: string, section: Section][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, Section][] => {
    const path = `${prefix}.${name}`;
    if (inner instanceof Uint8Array || inner instanceof Uint32Array || inner instanceof Float32Array) return [[path, inner]];
    return typeof inner === 'object' && inner !== null ? sectionsOf(path, inner) : [];
  });
}

export const typeOf = (section: Section): ArrayType => (section instanceof Uint8Array ? 'u8' : section instanceof Uint32Array ? 'u32' : 'f32');

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  // WebCrypto takes no memory that is shared with other threads; a copy has none.
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice()));
}
