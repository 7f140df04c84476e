import type { EvidenceKind, SkillLevel } from '../claims/skill-claim.js';
import { isIdentifier, readIdentifier } from '../identifiers/read-identifier.js';
import { asArray, firstOf, isObject, own, textOf, type Json } from './plain.js';
import type { Importance } from './requirement.js';

const whole = (value: Json | undefined): number | undefined => {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,3}$/.test(value.trim()) ? Number(value) : undefined;
  return number !== undefined && Number.isInteger(number) && number > 0 && number <= 100 ? number : undefined;
};

/**
 * A level as postings write it: a number, a word, or an object with either. `scale` is the posting's own where the level names none: levels of two postings are not compared by accident.
 */
export function levelOf(value: Json | undefined, scale: string): SkillLevel | undefined {
  if (isObject(value)) {
    const label = firstOf(value, ['name', 'label', 'scoreText', 'description', 'value'], textOf);
    const ordinal = firstOf(value, ['rank', 'ordinal', 'scoreNumeric', 'level', 'value', 'score'], whole);
    const named = firstOf(value, ['scale', 'proficiencyScale', 'schemeId', 'scaleId'], textOf);
    const of = firstOf(value, ['of', 'max', 'maximumScore', 'highestRank'], whole);
    if (label === undefined && ordinal === undefined) return undefined;
    const eqf = label === undefined ? undefined : eqfOf(label);
    return eqf ?? { scale: named ?? scale, ...(ordinal === undefined ? {} : { ordinal }), ...(of !== undefined && ordinal !== undefined && of >= ordinal ? { of } : {}), ...(label === undefined || /^\d+$/.test(label) ? {} : { label: label.slice(0, 200) }) };
  }
  const text = textOf(value);
  if (text === undefined) return undefined;
  const eqf = eqfOf(text);
  if (eqf) return eqf;
  const [, ordinal, of] = /^(\d{1,3})(?:\s*(?:\/|of|von|de|sur)\s*(\d{1,3}))?$/i.exec(text) ?? [];
  if (ordinal === undefined) return { scale, label: text.slice(0, 200) };
  return whole(ordinal) === undefined ? undefined : { scale, ordinal: Number(ordinal), ...(of !== undefined && Number(of) >= Number(ordinal) ? { of: Number(of) } : {}) };
}

function eqfOf(text: string): SkillLevel | undefined {
  if (!/\beqf\b|snb\/eqf/i.test(text)) return undefined;
  const read = readIdentifier(text, { framework: 'EQF' });
  return isIdentifier(read) && read.scheme === 'eqf' ? { scale: 'eqf', ordinal: Number(read.id.slice('eqf:'.length)), of: 8 } : undefined;
}

/** By what words postings ask for a kind of evidence. A word for none of them asks for nothing that we could check. */
const KINDS: readonly (readonly [EvidenceKind, RegExp])[] = [
  ['assessed', /assess|exam|\btest|prüfung|évalu|evalua/i], ['certified', /certif|licen[cs]|zertifi|diplom|degree/i], ['attended', /attend|participa|teilnahme|completion/i], ['endorsed', /endors|reference|recommend|empfehl/i],
];

export function evidenceOf(value: Json | undefined): EvidenceKind[] | undefined {
  const texts = asArray(value).flatMap((each) => (isObject(each) ? Object.values(each).flatMap((inner) => textOf(inner) ?? []) : textOf(each) ?? []));
  const kinds = KINDS.filter(([, words]) => texts.some((text) => words.test(text.slice(0, 500)))).map(([kind]) => kind);
  return kinds.length > 0 ? kinds : undefined;
}

export function weightOf(value: Json | undefined): number | undefined {
  const inner = isObject(value) ? own(value, 'value') ?? own(value, 'weight') ?? own(value, 'percentage') : value;
  const number = typeof inner === 'number' ? inner : typeof inner === 'string' && /^\d{1,6}(?:[.,]\d{1,6})?\s*%?$/.test(inner.trim()) ? Number(inner.replace(',', '.').replace('%', '')) : undefined;
  return number !== undefined && number >= 0 && number <= 1_000_000 ? number : undefined;
}

const REQUIRED = /^(?:true|yes|y|1|x|required|must|must[ -]have|mandatory|essential|ja|muss|pflicht|erforderlich|sí|si|obligatorio|imprescindible|oui|requis|obligatoire|indispensable)$/i;
const PREFERRED = /^(?:false|no|n|0|preferred|optional|nice|nice[ -]to[ -]have|desired|desirable|bonus|plus|nein|kann|wunsch|wünschenswert|von vorteil|deseable|valorable|non|souhaité|un plus)$/i;

/** A word or a truth value in a field that says whether something is required; undefined where it says neither. */
export function importanceOf(value: Json | undefined): Importance | undefined {
  const text = typeof value === 'boolean' ? String(value) : textOf(value);
  return text === undefined ? undefined : REQUIRED.test(text) ? 'required' : PREFERRED.test(text) ? 'preferred' : undefined;
}
