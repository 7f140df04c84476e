import { SkillsMatch } from './skills-match.js';

// The first definition on a page stays: a second copy of the script must not break the page.
if (!customElements.get('skills-match')) customElements.define('skills-match', SkillsMatch);
