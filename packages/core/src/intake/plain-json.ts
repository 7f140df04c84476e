import { pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Code } from '../report/codes.js';
import type { Problem } from '../report/report.js';
import { hasLoneSurrogate, PARSING_ERROR, setOwn } from './json-parser.js';

export interface PlainLimits {
  depth: number;
  /** UTF-16 units of all keys and strings together, and values counted as one each. */
  size: number;
}

class NotPlain extends Error {
  constructor(readonly code: Code, readonly path: (string | number)[], readonly reason: string) { super(reason); }
}

/**
 * Copies what another program handed over as if it were parsed JSON. Nothing of it is run: a getter, a `toJSON` method, a class instance or a cycle is refused, not called;
 * a member that is `undefined` is left out, as `JSON.stringify` does. A proxy's traps may run; what they throw is a refusal too.
 */
export function copyPlainJson(input: unknown, limits: PlainLimits): { value?: JsonValue; problems: Problem[] } {
  const problems: Problem[] = [];
  let budget = limits.size;

  const spend = (amount: number, path: (string | number)[]) => {
    budget -= amount;
    if (budget < 0) throw new NotPlain('input.too-large', path, 'size');
  };
  const text = (value: string, path: (string | number)[]) => {
    spend(value.length, path);
    if (hasLoneSurrogate(value)) problems.push({ type: PARSING_ERROR, code: 'json.lone-surrogate', pointer: pointer(...path) });
    return value;
  };
  const dataProperty = (object: object, key: string, path: (string | number)[]): unknown => {
    const found = Object.getOwnPropertyDescriptor(object, key);
    if (!found) return undefined;
    if (!('value' in found)) throw new NotPlain('input.unreadable', path, 'accessor');
    return found.value;
  };

  // Recursion is bounded by `limits.depth`, a small number.
  const copy = (value: unknown, path: (string | number)[]): JsonValue => {
    spend(1, path);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return text(value, path);
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new NotPlain('input.unreadable', path, 'number');
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) problems.push({ type: PARSING_ERROR, code: 'json.unsafe-number', pointer: pointer(...path), params: { number: String(value) } });
      return value === 0 ? 0 : value;
    }
    if (typeof value !== 'object') throw new NotPlain('input.unreadable', path, typeof value);
    if (path.length >= limits.depth) throw new NotPlain('json.too-deep', path, 'depth');
    if (Array.isArray(value)) {
      const length = dataProperty(value, 'length', path) as number;
      spend(length, path);
      return Array.from({ length }, (_, index) => copy(dataProperty(value, String(index), [...path, index]), [...path, index]));
    }
    if (!isPlain(value)) throw new NotPlain('input.unreadable', path, 'class');
    const result: JsonObject = {};
    for (const key of Object.keys(value)) {
      const member = dataProperty(value, key, [...path, key]);
      if (member === undefined) continue;
      setOwn(result, text(key, path), copy(member, [...path, key]));
    }
    return result;
  };

  try {
    return { value: copy(input, []), problems };
  } catch (stop) {
    if (stop instanceof NotPlain) {
      return { problems: [{ type: PARSING_ERROR, code: stop.code, pointer: pointer(...stop.path), params: { reason: stop.reason } }] };
    }
    return { problems: [{ type: PARSING_ERROR, code: 'input.unreadable', params: { reason: 'threw' } }] };
  }
}

/** Made by a literal or by a parser, in this realm or in another (a frame, a worker's sandbox): its prototype is at the end of the chain. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype
    || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf'));
}
