import type { SkillClaim } from '../claims/skill-claim.js';
import type { Requirement } from '../requirements/requirement.js';
import { meaningOf, type Meaning } from './meaning.js';
import type { PathStep } from './match-report.js';

/** `same`: whoever has the one has the other. `narrower`: what the credential names is part of what the job asks for, and enough. `none`: they have nothing to do with each other. */
export type Decision = 'same' | 'narrower' | 'none';

/** What somebody at the employer's decided about two names. Kept per tenant, and asked before any spelling. */
export interface Confirmation {
  /** Of the claim, as `mappingKey` gives it. */
  claim: string;
  /** Of the requirement, likewise. */
  requirement: string;
  decision: Decision;
  /** Who, when (ISO 8601) and why, as the employer keeps it. Not compared. */
  by?: string;
  at: string;
  why?: string;
}

/**
 * What something is known by from one candidate to the next: its first identifier, otherwise its words in the first of its languages. Nothing of the credential or the person is in it.
 * Undefined for what has neither.
 */
export function mappingKey({ named, texts }: Pick<Meaning, 'named' | 'texts'>): string | undefined {
  const ids = named.filter(({ path }) => path.length === 0).map(({ id }) => id).sort();
  if (ids[0] !== undefined) return ids[0];
  return texts[0] && `text:${texts[0].language}:${texts[0].folded}`;
}

/**
 * What somebody decides about one statement and one requirement of a report, to be kept and given to `matchSkills` from then on. Undefined where either has neither identifier nor words.
 */
export function confirmationOf(claim: Pick<SkillClaim, 'name' | 'identifiers'>, requirement: Pick<Requirement, 'label' | 'identifiers'>, decision: Decision, at: Date | string): Confirmation | undefined {
  const [own, asked] = [mappingKey(meaningOf(claim.name, claim.identifiers, [])), mappingKey(meaningOf(requirement.label, requirement.identifiers, []))];
  return own === undefined || asked === undefined ? undefined : { claim: own, requirement: asked, decision, at: new Date(at).toISOString() };
}

/** The latest decision about each pair; of two at one instant, the more careful one. */
export function decisions(confirmations: readonly Confirmation[]): (claim: Meaning, requirement: Meaning) => Confirmation | undefined {
  const latest = new Map<string, Confirmation>();
  for (const one of confirmations) {
    const key = JSON.stringify([one.claim, one.requirement]);
    const before = latest.get(key);
    if (!before || isLater(one, before)) latest.set(key, one);
  }
  return (claim, requirement) => {
    const keys = [mappingKey(claim), mappingKey(requirement)];
    return keys[0] === undefined || keys[1] === undefined ? undefined : latest.get(JSON.stringify(keys));
  };
}

const CAREFUL: readonly Decision[] = ['same', 'narrower', 'none'];
function isLater(a: Confirmation, b: Confirmation): boolean {
  const [first, second] = [Date.parse(a.at), Date.parse(b.at)];
  if (first !== second) return Number.isNaN(second) || first > second;
  return CAREFUL.indexOf(a.decision) > CAREFUL.indexOf(b.decision);
}

export const confirmedStep = ({ claim, requirement, at }: Confirmation): PathStep => ({ from: claim, relation: 'confirmed', to: requirement, source: at });
