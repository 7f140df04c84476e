import type { Catalogue } from './catalogue.js';
import { codes } from './en/codes.js';
import { element } from './en/element.js';
import { sealCodes } from './en/seal-codes.js';
import { seals } from './en/seals.js';
import { words } from './en/words.js';

/** English, for readers who hire people. */
export const en: Catalogue = { language: 'en', direction: 'ltr', codes: { ...codes, ...sealCodes }, element, seals, ...words };
