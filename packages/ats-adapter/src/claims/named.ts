import type { LocalizedText } from '@credlens/core/report';
import type { Identifier, Names } from '../identifiers/identifier.js';
import { isIdentifier, readIdentifier, type IdentifierHints } from '../identifiers/read-identifier.js';
import type { ClaimNoticeCode } from './claim-notice.js';
import type { SkillLevel } from './skill-claim.js';

/** What something that a credential names turns out to be. */
export interface Named {
  identifiers: Identifier[];
  /** It is no skill, but this. */
  other?: Extract<ClaimNoticeCode, 'level' | 'quality-assurance' | 'occupation' | 'credential-or-course'>;
  level?: SkillLevel;
  /** Identifiers that could not be read. */
  unread: { code: Extract<ClaimNoticeCode, 'identifier-malformed' | 'identifier-unrecognised'>; written: string }[];
}

const LEVELS = /\b(?:ext:)?(?:EQF|NQF|NLQF|NLQF|DQR|RNCP|FHEQ)\b|\bqualifications? framework\b/i;
const ASSURANCE = /quality ?assurance|\baccreditation\b/i;

/** Skills first, then groups, then what else: of one kind in the order of the document. */
const ORDER: readonly Names[] = ['skill', 'group', 'unknown', 'field', 'occupation', 'level', 'credential'];

/** @param written addresses and codes as they stand, the surest first. Local names (`urn:`, `_:`) say nothing to anybody else. */
export function readNamed(written: readonly (string | undefined)[], hints: IdentifierHints, names?: Names): Named {
  const found = new Map<string, Identifier>();
  const unread: Named['unread'] = [];
  for (const each of written) {
    if (each === undefined || /^(?:urn|did|_|mailto):/i.test(each)) continue;
    const read = readIdentifier(each, hints);
    if (!isIdentifier(read)) unread.push({ code: read.malformed === 'unrecognised' ? 'identifier-unrecognised' : 'identifier-malformed', written: each });
    else {
      const before = found.get(read.id);
      if (!before || before.names === 'unknown') found.set(read.id, { ...read, names: read.names === 'unknown' && names !== undefined ? names : read.names });
    }
  }
  const identifiers = [...found.values()].sort((a, b) => ORDER.indexOf(a.names) - ORDER.indexOf(b.names));
  const eqf = identifiers.find(({ scheme }) => scheme === 'eqf');
  const level = eqf && eqfLevel(eqf);
  const other = otherThanSkill(identifiers, hints);
  return { identifiers, unread, ...(other ? { other } : {}), ...(level ? { level } : {}) };
}

export const eqfLevel = ({ id }: Identifier): SkillLevel => ({ scale: 'eqf', ordinal: Number(id.slice('eqf:'.length)), of: 8 });

/** What says that it is a skill wins over what surrounds it; one that names an award, an occupation or a level is none, whatever the property. */
function otherThanSkill(identifiers: readonly Identifier[], { type = '', framework = '' }: IdentifierHints): Named['other'] {
  const said = `${type} ${framework}`.slice(0, 600);
  const is = (...names: Names[]) => identifiers.some((each) => names.includes(each.names));
  if (is('skill', 'group')) return undefined;
  if (ASSURANCE.test(said)) return 'quality-assurance';
  if (is('level') || LEVELS.test(said)) return 'level';
  if (is('occupation') && !is('field')) return 'occupation';
  return is('credential') || /^(?:ceterms:|ext:(?:Course|Credential|Qualification)$)/i.test(type) ? 'credential-or-course' : undefined;
}

/** DigComp's concepts for a proficiency level carry it at the end of their label. */
export function digCompLevel(identifiers: readonly Identifier[], name: LocalizedText): SkillLevel | undefined {
  if (!identifiers.some(({ scheme }) => scheme === 'digcomp')) return undefined;
  for (const text of [name['en'], ...Object.values(name)]) {
    const [, level] = /\b(?:level|niveau|nivel|livello|stufe)\s+([1-8])$/i.exec(text?.trim() ?? '') ?? [];
    if (level !== undefined) return { scale: 'digcomp', ordinal: Number(level), of: 8 };
  }
  return undefined;
}
