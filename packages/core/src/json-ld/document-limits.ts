import { asArray, isObject, own } from '../report/json.js';

/**
 * What JSON-LD processing costs grows with these, and it cannot be stopped half-way: some thousands of objects take a second. A badge has some tens of objects,
 * a transcript of a whole degree some thousands.
 */
const MOST = { objects: 5000, members: 30_000, contexts: 64, inline: 256, terms: 4000 } as const;

/** Contexts of one `@context` that are looked at: a document with more is not canonicalised at all. */
export const MOST_CONTEXTS: number = MOST.contexts;

/**
 * Objects in all that one verification canonicalises: a document, what is inside it, the lists and endorsements that it leads to. A record of a whole degree is canonicalised
 * once as a whole and once for each credential in it.
 */
export const MOST_OBJECTS_IN_ALL = 10_000;

/** How many objects a document is made of, itself included. */
export function countObjects(document: unknown): number {
  let objects = 0;
  const queue: unknown[] = [document];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (isObject(value)) objects += 1;
    for (const item of Array.isArray(value) ? value : Object.values(value as object)) if (typeof item === 'object' && item !== null) queue.push(item);
  }
  return objects;
}

/** Which limit a document goes beyond, or `undefined`. */
export function limitExceeded(document: unknown): keyof typeof MOST | undefined {
  let objects = 0;
  let members = 0;
  let inline = 0;
  let terms = 0;
  const queue: unknown[] = [document];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (isObject(value)) {
      if (++objects > MOST.objects) return 'objects';
      const contexts = asArray(own(value, '@context'));
      if (contexts.length > MOST.contexts) return 'contexts';
      // Bundled contexts are processed once; one that a document brings itself, anew for every object that holds it and for every proof.
      for (const context of contexts) {
        if (!isObject(context)) continue;
        if (++inline > MOST.inline) return 'inline';
        if ((terms += Object.keys(context).length) > MOST.terms) return 'terms';
      }
    }
    const inner = Array.isArray(value) ? value : Object.values(value as object);
    members += inner.length;
    if (members > MOST.members) return 'members';
    for (const item of inner) if (typeof item === 'object' && item !== null) queue.push(item);
  }
  return undefined;
}
