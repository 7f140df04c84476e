import type { Catalogue } from './catalogue.js';
import { edcCodes } from './en/edc-codes.js';
import { sealCodes } from './en/seal-codes.js';
import { seals } from './en/seals.js';
import { enWithoutSeals } from './en-without-seals.js';

/** The same with the words of seals. */
export const enWithSeals: Omit<Catalogue, 'learning' | 'agreement'> = { ...enWithoutSeals, codes: { ...enWithoutSeals.codes, ...sealCodes, ...edcCodes }, seals };
