import { textOf } from './text-string.js';
import type { PdfFile, RevisionView } from './types.js';
import { entriesOf, isStream, isString } from './values.js';

/** The document information dictionary (ISO 32000-2 section 14.3.3), as text. Dates as they are written. */
export function infoOf(view: RevisionView): PdfFile['info'] {
  const entries = entriesOf(view.resolve(view.revision.trailer.entries.get('Info')));
  const info: PdfFile['info'] = {};
  for (const [key, name] of [['Title', 'title'], ['Author', 'author'], ['Producer', 'producer'], ['CreationDate', 'created'], ['ModDate', 'modified']] as const) {
    const value = view.resolve(entries.get(key));
    if (isString(value)) info[name] = textOf(value.bytes);
  }
  return info;
}

/** The document's metadata stream (section 14.3.2). */
export function metadataOf(view: RevisionView): Uint8Array | undefined {
  const stream = view.resolve(view.catalog.entries.get('Metadata'));
  return isStream(stream) ? view.decode(stream) : undefined;
}
