import { isIdentifier, readIdentifier } from '../identifiers/read-identifier.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** One spelling for an identifier of a taxonomy's file, that of claims and requirements; one that is not known stays as it is written. */
export function normalId(written: string): string {
  const text = written.trim();
  // An occupation of O*NET without its last two figures looks like other numbers; in a taxonomy's file it is none.
  const read = readIdentifier(escoUri(text), /^\d{2}-\d{4}$/.test(text) ? { framework: 'O*NET' } : {});
  return isIdentifier(read) ? read.id : text;
}

/** The address of what ESCO's tables, or an extract of them, name by a UUID or by the end of an address alone. */
export function escoUri(written: string): string {
  const text = written.trim();
  if (new RegExp(`^${UUID}$`, 'i').test(text)) return `http://data.europa.eu/esco/skill/${text.toLowerCase()}`;
  return /^isced-f\/\d/i.test(text) ? `http://data.europa.eu/esco/${text.toLowerCase()}` : text;
}
