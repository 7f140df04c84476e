import { canonicalJson, type LocalizedText } from '@credlens/core/report';
import { digestOf } from '../digest.js';
import type { Identifier } from '../identifiers/identifier.js';
import { isIdentifier, readIdentifier, type IdentifierHints } from '../identifiers/read-identifier.js';
import type { JobRequirements, Requirement, RequirementNotice } from './requirement.js';

/** No job asks for more. What is left out is said. */
const MOST_REQUIREMENTS = 500;
const MOST_NOTICES = 1000;
const LONGEST_LABEL = 1000;

/** A requirement, with its identifier where the source gives one. */
export type RequirementDraft = Omit<Requirement, 'id'> & { id?: string };
export interface Read { drafts: RequirementDraft[]; notices: RequirementNotice[]; job: { id?: string; title?: LocalizedText } }

export const nothing = (notice?: RequirementNotice): Read => ({ drafts: [], notices: notice ? [notice] : [], job: {} });

export interface NamedByPosting { identifiers: Identifier[]; notices: RequirementNotice[]; other: boolean }

/** What a posting gives for one skill, normalised. What names an occupation, a level or an award is no skill, and `other` says so. */
export function named(written: readonly (string | undefined)[], hints: IdentifierHints, source: string): NamedByPosting {
  const identifiers = new Map<string, Identifier>();
  const notices: RequirementNotice[] = [];
  for (const each of written) {
    if (each === undefined || each === '' || /^(?:urn|_|did):/i.test(each)) continue;
    const read = readIdentifier(each, hints);
    if (isIdentifier(read)) identifiers.set(read.id, read.names === 'unknown' ? { ...read, names: 'skill' } : read);
    else if (read.malformed !== 'unrecognised') notices.push({ code: 'identifier-malformed', source, text: each.slice(0, 300) });
  }
  const all = [...identifiers.values()].sort((a, b) => Number(a.names !== 'skill') - Number(b.names !== 'skill'));
  return { identifiers: all, notices, other: all.length > 0 && all.every(({ names }) => !['skill', 'group', 'field'].includes(names)) };
}

/** Puts a reading into the public shape: bounded, with an identifier for each, and each said once. */
export function assemble({ drafts, notices, job }: Read, digest: string): JobRequirements {
  const said = [...notices];
  const found = new Map<string, Requirement>();
  for (const { id: own, ...draft } of drafts) {
    if (Object.keys(draft.label).length === 0 && draft.identifiers.length === 0) {
      said.push({ code: 'no-label', source: draft.source });
      continue;
    }
    const label = Object.fromEntries(Object.entries(draft.label).map(([language, text]) => [language, text.slice(0, LONGEST_LABEL)]));
    const what = { ...draft, label };
    // A requirement keeps its identifier when something else in the posting changes.
    const { source: _, confirmed: _confirmed, level, ...content } = what;
    const scaled = level && { ...level, scale: level.scale.replace(/^posting:.*$/, 'posting') };
    const calculated = digestOf(canonicalJson({ ...content, level: scaled, identifiers: draft.identifiers.map(({ id }) => id).sort() })).slice(0, 32);
    const id = own !== undefined && own !== '' && !found.has(own) ? own.slice(0, 200) : calculated;
    if (found.has(id)) continue;
    if (found.size >= MOST_REQUIREMENTS) {
      said.push({ code: 'too-many', source: draft.source });
      break;
    }
    found.set(id, { id, ...what });
  }
  return { schema: 'credlens-requirements/1', job: { ...job, digest }, requirements: [...found.values()], notices: said.slice(0, MOST_NOTICES) };
}
