import type { Catalogue } from './catalogue.js';
import { agreement } from './en/agreement.js';
import { learning } from './en/learning.js';
import { enWithSeals } from './en-with-seals.js';

/** English, for readers who hire people. */
export const en: Catalogue = { ...enWithSeals, learning, agreement };
