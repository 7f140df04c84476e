export type { MappingDecision, SkillsMatchEvents } from './events.js';
export { SkillsMatch } from './skills-match.js';
