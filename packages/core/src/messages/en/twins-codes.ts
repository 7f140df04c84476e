import type { TWINS_CODES } from '../../report/twins-codes.js';
import type { Message } from '../catalogue.js';

const LOOK = 'Look at the comparison, and ask the institution about what is not the same.';
const EACH = 'Rely on each by itself, as far as its own result goes, and not on one for the other. Trying again will not help.';

/** English: forms of one award that are verified together. That nobody asked for it is said of every report, and stands with the rest. */
export const twinsCodes: Record<Exclude<keyof typeof TWINS_CODES, 'twins.not-asked'>, Message> = {
  'twins.agree': { says: 'The several forms of this award agree.' },
  'twins.same-bytes': { says: 'The several forms of this award agree: one holds the other, the same to the byte.' },
  'twins.same-file': { says: 'The same file was given more than once, so there was nothing to compare it with.' },
  'twins.agree-in-part': { says: 'The several forms of this award agree in part: something is not the same in all of them{fact:paren|}.', next: LOOK },
  'twins.unclear': { says: 'The several forms of this award say something in ways that cannot be compared{fact:paren|}.', next: LOOK },
  'twins.other-number': { says: 'The several forms of this award have each a number or a date of their own{fact:paren|}.', next: LOOK },
  'twins.issuer-claimed': { says: 'The issuer of the several forms is the same by the name it gives itself; nobody has confirmed that.', next: 'Ask the institution whether both are from it.' },
  'twins.not-sealed': { says: 'Something that one of them says was not compared, because no seal covers it{fact:paren|}.' },
  'twins.too-little': { says: 'The several forms have too little in common to say that they are one award.', next: EACH },
  'twins.several': { says: 'One of the forms holds several credentials, and which one is meant could not be told.', next: 'Ask the candidate for the one credential, as a file of its own. Trying again will not help.' },
  'twins.unproven': { says: 'Whether the several forms are one award is not shown: not all of them hold by themselves.', next: 'See below which one, why, and whether trying again helps.' },
  'twins.not-comparable': { says: 'The several forms of this award could not be compared.', next: EACH },
  'twins.differ': { says: 'The several forms of this award do not say the same{fact:paren|}.', next: 'Do not rely on them as one award. Ask the issuer directly which is right.' },
};
