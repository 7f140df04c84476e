import type { Confirmation } from '@credlens/ats-adapter';

/** What somebody decided of one statement and one requirement. `confirmation` is what the page keeps and gives to `matchSkills`; null: they took it back. */
export interface MappingDecision { claimId: string; requirementId: string; confirmation: Confirmation | null }

/** What `<skills-match>` tells its page. It bubbles and crosses shadow roots. */
export interface SkillsMatchEvents {
  'mapping-decision': CustomEvent<MappingDecision>;
}

declare global {
  interface HTMLElementEventMap extends SkillsMatchEvents {}
}
