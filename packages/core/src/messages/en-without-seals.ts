import type { EDC_CODES } from '../report/edc-codes.js';
import type { Code } from '../report/index.js';
import type { SEAL_CODES } from '../report/seal-codes.js';
import type { Catalogue, Message } from './catalogue.js';
import { codes } from './en/codes.js';
import { element } from './en/element.js';
import { twinsCodes } from './en/twins-codes.js';
import { words } from './en/words.js';

type SealCode = keyof typeof SEAL_CODES | keyof typeof EDC_CODES;

/** English without the words of seals, of learning and of comparisons, for a page that loads those with the first document that needs them. A module of its own, or they would come along. */
export const enWithoutSeals: Omit<Catalogue, 'codes' | 'seals' | 'learning' | 'agreement'> & { codes: Record<Exclude<Code, SealCode>, Message> } = { language: 'en', direction: 'ltr', codes: { ...codes, ...twinsCodes }, element, ...words };
