import { decodeCanonical, utf8Text } from '../../jose/index.js';
import { isObject, isString, type JsonObject, type JsonValue } from '../../report/json.js';
import type { ValidationProblem } from '../../signature-validation/index.js';
import { readStrictJson } from '../strict-json.js';
import { problem, word } from '../seals/problem.js';

/** One part of `etsiU`: an object with one member, which names what it is. */
export interface Entry {
  name: string;
  value: JsonValue;
  /** As it was written, where it is a string; in the clear its text is not kept. */
  written?: string;
}

const MOST_ENTRIES = 128;

/** TS 119 182-1 section 5.3.1: all of them strings of base64url, or all of them objects; each holds one member. */
export function entriesOf(etsiU: JsonValue): Entry[] | ValidationProblem {
  if (!Array.isArray(etsiU) || etsiU.length === 0) return problem('FORMAT_FAILURE', 'etsiU-malformed');
  if (etsiU.length > MOST_ENTRIES) return problem('FORMAT_FAILURE', 'etsiU-too-long', { limit: MOST_ENTRIES });
  const strings = etsiU.filter(isString).length;
  if (strings > 0 && strings < etsiU.length) return problem('FORMAT_FAILURE', 'etsiU-mixed');
  const entries: Entry[] = [];
  for (const [index, each] of etsiU.entries()) {
    const object = isString(each) ? decoded(each) : isObject(each) ? each : undefined;
    const [only, second] = object ? Object.entries(object) : [];
    if (!only || second) return problem('FORMAT_FAILURE', 'etsiU-malformed', { place: `/etsiU/${index}`, ...(only ? { name: word(only[0]) } : {}) });
    entries.push({ name: only[0], value: only[1], ...(isString(each) ? { written: each } : {}) });
  }
  return entries;
}

function decoded(text: string): JsonObject | undefined {
  const bytes = decodeCanonical(text);
  const json = bytes && utf8Text(bytes);
  const reading = json === undefined ? undefined : readStrictJson(json);
  return reading && reading.problems.length === 0 && isObject(reading.value) ? reading.value : undefined;
}
