import type { EDC_CODES } from '../report/edc-codes.js';
import type { SEAL_CODES } from '../report/seal-codes.js';
import type { Code } from '../report/index.js';
import type { Catalogue, Message } from './catalogue.js';
import { codes } from './en/codes.js';
import { element } from './en/element.js';
import { edcCodes } from './en/edc-codes.js';
import { learning } from './en/learning.js';
import { sealCodes } from './en/seal-codes.js';
import { seals } from './en/seals.js';
import { words } from './en/words.js';

type SealCode = keyof typeof SEAL_CODES | keyof typeof EDC_CODES;

/** English without the words of seals, for a page that loads those with the first sealed document. */
export const enWithoutSeals: Omit<Catalogue, 'codes' | 'seals' | 'learning'> & { codes: Record<Exclude<Code, SealCode>, Message> } = { language: 'en', direction: 'ltr', codes, element, ...words };

/** English, for readers who hire people. */
export const en: Catalogue = { language: 'en', direction: 'ltr', codes: { ...codes, ...sealCodes, ...edcCodes }, element, seals, learning, ...words };
