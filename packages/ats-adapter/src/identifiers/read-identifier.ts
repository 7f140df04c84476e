import { ADDRESSES, CODES, FRAMEWORKS, ofNormalForm, type Found } from './forms.js';
import type { Identifier, Names, Scheme } from './identifier.js';

/** What stands beside an identifier in the document. It decides where a text alone may mean several things; it never overrules what an address says. */
export interface IdentifierHints {
  /** The framework's name or address, as the document writes it. */
  framework?: string;
  /** OB 3.0 `targetType`, or a type of another format. */
  type?: string;
}

/** `unrecognised`: no known form, and nothing beside it says which. `not-of-scheme`: it stands where a known framework's identifiers stand, and is none of them. */
export interface Malformed { malformed: 'unrecognised' | 'not-of-scheme' | 'too-long'; written: string; scheme?: Scheme }

export const isIdentifier = (read: Identifier | Malformed): read is Identifier => 'id' in read;

const MAX_LENGTH = 2000;
/** A page may be given in place of what it shows: one wrapping is opened, no more. */
const WRAPPERS: readonly (readonly [RegExp, string])[] = [[/(?:^|\.)ec\.europa\.eu$/, 'uri'], [/(?:^|\.)europass\.eu$/, 'uri']];

const TYPES: readonly (readonly [RegExp, Names])[] = [
  [/^(?:ceasn:Competency|CFItem|RichSkillDescriptor|schema:Skill|esco:Skill|Skill|Competency)$/i, 'skill'],
  [/^(?:ceterms:Credential|ceterms:Course|ceterms:LearningProgram|ext:(?:Course|Credential|Qualification))$/i, 'credential'],
];

/**
 * One spelling for all that are written for a skill's, occupation's, field's or level's identifier. It does not assert that the framework has such a concept: nothing is looked up.
 * What is none is said to be malformed, and never repaired. Never throws; the identifier of an identifier is itself.
 */
export function readIdentifier(written: string, hints: IdentifierHints = {}): Identifier | Malformed {
  if (written.length > MAX_LENGTH) return { malformed: 'too-long', written: written.slice(0, MAX_LENGTH) };
  const text = written.trim();
  const found = ofNormalForm(text) ?? ofAddress(text) ?? ofCode(text, hints);
  if (found === undefined) return { malformed: 'unrecognised', written };
  if (found.id === undefined) return { malformed: 'not-of-scheme', written, scheme: found.scheme };
  if (found.id.length > MAX_LENGTH) return { malformed: 'too-long', written };
  const named = found.names === 'unknown' ? TYPES.find(([type]) => type.test(hints.type?.trim() ?? ''))?.[1] : undefined;
  return { scheme: found.scheme, id: found.id, names: named ?? found.names, written };
}

function ofAddress(text: string, opened = false): Found | undefined {
  const url = addressOf(text);
  if (!url) return undefined;
  if (!opened) {
    const wrapper = WRAPPERS.find(([host]) => host.test(url.hostname));
    const inner = wrapper && url.searchParams.get(wrapper[1]);
    if (inner) return ofAddress(inner.trim(), true) ?? { scheme: 'esco-skill' };
  }
  for (const { host, read } of ADDRESSES) {
    const found = host.test(url.hostname) ? read(url) : undefined;
    if (found) return found;
  }
  return { scheme: 'url', id: url.href, names: 'unknown' };
}

/** With a scheme, or of a known host without one, as people copy it. */
function addressOf(text: string): URL | undefined {
  const whole = /^(?:data\.europa\.eu|www\.onetonline\.org|lightcast\.io|skills\.emsidata\.com|credentialfinder\.org)\//i.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\/[^\s]+$/i.test(whole)) return undefined;
  try {
    return new URL(whole);
  } catch {
    return undefined;
  }
}

/** A code means something in its framework; a few are like no other, and need nobody to name theirs. */
function ofCode(text: string, { framework = '', type = '' }: IdentifierHints): Found | undefined {
  const [, prefix = '', bare = text] = /^([A-Za-z][A-Za-z*-]{1,9}):\s*(\S.*)$/.exec(text) ?? [];
  const said = `${prefix} ${framework.slice(0, 500)} ${type.slice(0, 200)}`;
  const hinted = FRAMEWORKS.filter(({ named }) => named.test(said)).map(({ key }) => key);
  for (const { key, alone, read } of CODES) {
    if (!alone && !hinted.includes(key)) continue;
    const found = read(prefix !== '' && FRAMEWORKS.some(({ named }) => named.test(prefix)) ? bare : text);
    if (found) return found;
  }
  return undefined;
}
