export { membersOf, type Member } from './members-of.js';
