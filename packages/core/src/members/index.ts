export { endorsementsOf, type EmbeddedEndorsement } from './endorsements-of.js';
export { membersOf, type Member } from './members-of.js';
