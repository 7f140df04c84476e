import { infoOf, metadataOf, type PdfFile, type PdfSignature } from '../../pdf/index.js';
import type { MetadataFact } from '../../report/report.js';
import { cut } from '../../view/text.js';

/** Those that may say what was awarded, by whom and when. Keywords, programs and dates of the file itself say nothing of an award. */
const PROPERTIES: ReadonlySet<string> = new Set(['dc:title', 'dc:creator', 'dc:publisher', 'dc:identifier', 'dc:date', 'dcterms:identifier', 'dcterms:issued', 'xmp:Identifier']);
const MOST_FACTS = 32;
const MOST_CHARACTERS = 500;

/**
 * What a sealed PDF says in its own description, as it is now. Later versions may change it without breaking a seal (it is no part of a page), so it counts as sealed only where it was the same, to the byte,
 * in every version that somebody sealed or signed. It is a claim all the same.
 */
export async function metadataFacts(file: PdfFile, sealing: readonly PdfSignature[]): Promise<MetadataFact[]> {
  const revisions = sealing.map(({ revision }) => revision);
  const views = revisions.flatMap((revision) => (revision === undefined ? [] : [file.at(revision)]));
  const located = views.length === revisions.length && views.length > 0;
  const { xmp, info } = file;
  const xmpSealed = located && views.every((view) => same(metadataOf(view), xmp));
  const infos = views.map(infoOf);
  const properties = xmp ? (await import('../../pdf/xmp.js')).readXmp(xmp).filter(({ name }) => PROPERTIES.has(name)) : [];
  const written = ([['title', 'Title'], ['author', 'Author']] as const).flatMap(([key, name]): MetadataFact[] => {
    const value = info[key]?.trim();
    return value === undefined || value === '' ? [] : [{ source: 'info', name, value: cut(value, MOST_CHARACTERS), sealed: located && infos.every((each) => each[key] === info[key]) }];
  });
  return [...properties.map(({ name, language, value }): MetadataFact => ({ source: 'xmp', name, ...(language === undefined ? {} : { language }), value: cut(value, MOST_CHARACTERS), sealed: xmpSealed })), ...written].slice(0, MOST_FACTS);
}

function same(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((octet, index) => octet === b[index]);
}
