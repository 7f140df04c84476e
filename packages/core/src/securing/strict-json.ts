import { parseJson } from '../intake/index.js';
import type { ReadJson } from '../jose/index.js';

/** No token's header, payload or disclosure nests deeper. */
const DEPTH = 64;

/** Equal keys, lone surrogates and unsafe numbers are problems: two readers could see two documents. */
export const readStrictJson: ReadJson = (text) => parseJson(text, { depth: DEPTH });
