import { labelKey } from '../text/normalise.js';
import { normalId } from './normal-id.js';
import type { ConceptKind, LabelKind, MappingRelation } from './taxonomy.js';
import { TaxonomyError } from './taxonomy-error.js';

export interface DraftLabel { text: string; language: string; kind: LabelKind; /** As `labelKey` has it. */ key: string }
export interface DraftConcept { id: string; /** As its file writes it. */ written: string; kind: ConceptKind; labels: DraftLabel[]; reuse?: string; replacedBy?: string }
export interface DraftRelation { from: string; to: string; relation: 'essential' | 'optional' }
export interface DraftMapping { from: string; to: string; relation: MappingRelation; source: string }

/** What sources have said so far. Identifiers in it are normalised; the same one from two files is one concept. */
export interface Draft {
  concepts: Map<string, DraftConcept>;
  /** Another identifier for a concept: the address of a group that is known by its code. */
  aliases: Map<string, string>;
  broader: { from: string; to: string }[];
  related: DraftRelation[];
  skillsOf: DraftRelation[];
  mappings: DraftMapping[];
  attribution: Set<string>;
  names: string[];
  versions: string[];
}

/** Bounds of a taxonomy, well above ESCO in all its languages. */
export const MOST = { concepts: 500_000, labels: 8_000_000, links: 4_000_000, labelLength: 1000, labelsOfConcept: 2000 } as const;

export function emptyDraft(): Draft {
  return { concepts: new Map(), aliases: new Map(), broader: [], related: [], skillsOf: [], mappings: [], attribution: new Set(), names: [], versions: [] };
}

/** The concept of this identifier, made where it is new. */
export function conceptOf(draft: Draft, written: string, kind: ConceptKind): DraftConcept {
  const id = normalId(written);
  const known = draft.concepts.get(draft.aliases.get(id) ?? id);
  if (known) return known;
  if (draft.concepts.size >= MOST.concepts) throw new TaxonomyError('taxonomy.too-large', `more than ${MOST.concepts} concepts`);
  const made: DraftConcept = { id, written: written.trim(), kind, labels: [] };
  draft.concepts.set(id, made);
  return made;
}

/** Adds a label unless the concept has the same one in that language already. A second preferred label of a language is an alternative one. */
export function addLabel(concept: DraftConcept, text: string, language: string, kind: LabelKind): void {
  const label = text.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, MOST.labelLength).replace(/\p{Cs}/gu, '\uFFFD');
  const key = labelKey(label);
  if (key === '' || concept.labels.length >= MOST.labelsOfConcept) return;
  const own = concept.labels.filter((other) => other.language === language);
  const taken = kind === 'preferred' && own.some((other) => other.kind === 'preferred') ? 'alternative' : kind;
  const same = own.find((other) => other.key === key);
  if (same === undefined) concept.labels.push({ text: label, language, kind: taken, key });
  else if (taken === 'preferred') { same.kind = taken; same.text = label; }
}

/** From now on the concept is known by `to`; what was said under `from` is said of it. */
export function addAlias(draft: Draft, from: string, to: string): void {
  if (from === to) return;
  draft.aliases.set(from, to);
  const known = draft.concepts.get(from);
  if (known === undefined) return;
  draft.concepts.delete(from);
  if (!draft.concepts.has(to)) draft.concepts.set(to, { ...known, id: to });
}

/** An identifier for a concept that has none: its label, so that the same list gives the same identifiers. */
export function idFromLabel(label: string): string {
  return `label:${labelKey(label).replace(/ /g, '-')}`;
}
