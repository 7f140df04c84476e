import { isObject, isString, own } from '../report/json.js';

/** What every object inherits: names that a library's plain object seems to hold already. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * The first name in a document that the JSON-LD library would take for its own objects' inheritance: it copies objects by assignment, so that a member called
 * `__proto__` becomes the copy's prototype, and keeps nodes in plain objects by their identifiers, so that a node called `__proto__` is written into
 * `Object.prototype`, for the whole process. No credential needs either. Both the document and its expanded form are to be looked at.
 */
export function prototypeName(document: unknown): string | undefined {
  const queue: object[] = [];
  const look = (value: unknown) => { if (typeof value === 'object' && value !== null) queue.push(value); };
  look(document);
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (isObject(value)) {
      if (Object.hasOwn(value, '__proto__')) return '__proto__';
      const id = own(value, '@id');
      if (isString(id) && INHERITED.has(id)) return id;
    }
    for (const inner of Object.values(value)) look(inner);
  }
  return undefined;
}
