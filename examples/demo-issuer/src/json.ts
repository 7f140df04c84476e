/** JSON as this issuer writes it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject { [key: string]: Json }

/** A copy that shares nothing with what it was made from: an issuer's options stay as the caller wrote them. */
export function copy<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** What of an object is given, without the members that are undefined. */
export function given(members: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/**
 * Sets, or with `undefined` removes, the member at an RFC 6901 pointer of a copy. This is how a signed document is tampered with,
 * and how a single fault is put into an unsigned one.
 * @throws RangeError when there is nothing at the pointer's parent.
 */
export function change(document: JsonObject, pointer: string, value: Json | undefined): JsonObject {
  const changed = copy(document);
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop();
  let parent: Json | undefined = changed;
  for (const step of steps) parent = (parent as Record<string, Json> | undefined)?.[step];
  if (last === undefined || typeof parent !== 'object' || parent === null) throw new RangeError(`Nothing at ${pointer}`);
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (value === undefined) delete (parent as JsonObject)[last];
  else (parent as JsonObject)[last] = value;
  return changed;
}
