import type { EDC_CODES } from '../report/edc-codes.js';
import type { Code } from '../report/index.js';
import type { SEAL_CODES } from '../report/seal-codes.js';
import type { TWINS_CODES } from '../report/twins-codes.js';
import type { Catalogue, Message } from './catalogue.js';
import { codes } from './en/codes.js';
import { element } from './en/element.js';
import { words } from './en/words.js';

type LaterCode = keyof typeof SEAL_CODES | keyof typeof EDC_CODES | Exclude<keyof typeof TWINS_CODES, 'twins.not-asked'>;

/** English without the words of seals, of learning and of comparisons, for a page that loads those with the first document that needs them. A module of its own, or they would come along. */
export const enWithoutSeals: Omit<Catalogue, 'codes' | 'seals' | 'learning' | 'agreement'> & { codes: Record<Exclude<Code, LaterCode>, Message> } = { language: 'en', direction: 'ltr', codes, element, ...words };
