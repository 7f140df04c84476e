import type { Catalogue } from './catalogue.js';
import { edcCodes } from './en/edc-codes.js';
import { sealCodes } from './en/seal-codes.js';
import { seals } from './en/seals.js';
import { twinsCodes } from './en/twins-codes.js';
import { enWithoutSeals } from './en-without-seals.js';

/** The same with the words of seals, and the codes of comparisons. */
export const enWithSeals: Omit<Catalogue, 'learning' | 'agreement'> = { ...enWithoutSeals, codes: { ...enWithoutSeals.codes, ...sealCodes, ...edcCodes, ...twinsCodes }, seals };
