import { spend, type Reading } from './limits.js';
import { placeOf, type ObjectStore } from './object-store.js';
import { pagesOf } from './page-tree.js';
import { textOf } from './text-string.js';
import type { PdfAttachment, PdfDictionary, PdfObject, RevisionView } from './types.js';
import { entriesOf, isDictionary, isReference, isStream, isString, nameOf } from './values.js';

/**
 * The files inside a file (ISO 32000-2 section 7.11.4): of the name tree, of associated files (section 14.13), and of annotations (section 12.5.6.15). Each file once, under the first of its names.
 */
export function attachmentsOf(store: ObjectStore, view: RevisionView): PdfAttachment[] {
  const { reading } = store;
  const { limits, oddities } = reading;
  const found: PdfAttachment[] = [];
  const seen = new Set<PdfObject>();
  const add = (object: PdfObject, name: string | undefined) => {
    const specification = view.resolve(object);
    if (!isDictionary(specification)) return;
    const held = fileOf(specification, view);
    const stream = view.resolve(held);
    if (!isStream(stream) || seen.has(stream)) return;
    seen.add(stream);
    if (found.length >= limits.attachments) {
      oddities.add('attachments-cut');
      return;
    }
    const bytes = view.decode(stream);
    if (!bytes) {
      oddities.add('attachment-unreadable');
      return;
    }
    const mediaType = nameOf(view.resolve(stream.dictionary.entries.get('Subtype')));
    const place = isReference(held) ? placeOf(store, held.number, view.revision.index) : undefined;
    found.push({ name: nameGiven(specification, view) ?? name ?? '', ...(mediaType === undefined ? {} : { mediaType }), bytes, revision: place?.layer ?? view.revision.index });
  };
  const names = entriesOf(view.resolve(view.catalog.entries.get('Names')));
  for (const [key, value] of nameTree(names.get('EmbeddedFiles'), view, reading)) add(value, key);
  const associated = (object: PdfObject | undefined) => {
    const list = view.resolve(object);
    if (!Array.isArray(list)) return;
    spend(reading, list.length * 4);
    for (const each of list) add(each, undefined);
  };
  associated(view.catalog.entries.get('AF'));
  for (const page of new Set(pagesOf(view, reading).pages)) {
    associated(page.entries.get('AF'));
    const annotations = view.resolve(page.entries.get('Annots'));
    if (!Array.isArray(annotations)) continue;
    spend(reading, annotations.length * 4);
    for (const each of annotations) {
      const entries = entriesOf(view.resolve(each));
      if (nameOf(view.resolve(entries.get('Subtype'))) === 'FileAttachment') add(entries.get('FS') ?? null, undefined);
      associated(entries.get('AF'));
    }
  }
  return found;
}

/** The stream of a file specification (section 7.11.3), as it is referred to. */
function fileOf(specification: PdfDictionary, view: RevisionView): PdfObject {
  const embedded = entriesOf(view.resolve(specification.entries.get('EF')));
  for (const key of ['UF', 'F', 'Unix', 'DOS', 'Mac']) {
    const held = embedded.get(key);
    if (held !== undefined && isStream(view.resolve(held))) return held;
  }
  return null;
}

function nameGiven(specification: PdfDictionary, view: RevisionView): string | undefined {
  for (const key of ['UF', 'F', 'Unix', 'DOS', 'Mac']) {
    const value = view.resolve(specification.entries.get(key));
    if (isString(value) && value.bytes.length > 0) return textOf(value.bytes);
  }
  return undefined;
}

/** A name tree (section 7.9.6), in its order. Loops and size are bounded. */
export function nameTree(root: PdfObject | undefined, view: RevisionView, reading: Reading): [string, PdfObject][] {
  const found: [string, PdfObject][] = [];
  const seen = new Set<PdfDictionary>();
  const stack: PdfObject[] = [root ?? null];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const dictionary = view.resolve(node);
    if (!isDictionary(dictionary)) continue;
    if (seen.has(dictionary)) {
      reading.oddities.add('name-tree-loop');
      continue;
    }
    seen.add(dictionary);
    const [names, kids] = [view.resolve(dictionary.entries.get('Names')), view.resolve(dictionary.entries.get('Kids'))];
    for (const list of [names, kids]) if (Array.isArray(list)) spend(reading, list.length * 4);
    if (Array.isArray(names)) {
      for (let index = 0; index + 1 < names.length; index += 2) {
        const key = view.resolve(names[index]);
        found.push([isString(key) ? textOf(key.bytes) : '', names[index + 1]!]);
      }
    }
    if (Array.isArray(kids)) for (let index = kids.length - 1; index >= 0; index -= 1) stack.push(kids[index]!);
  }
  return found;
}
