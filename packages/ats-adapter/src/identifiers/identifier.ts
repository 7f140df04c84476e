/** Frameworks whose identifiers are known. `url` is any other address that names a skill (a rich skill descriptor, a national register). */
export const SCHEMES = ['esco-skill', 'esco-occupation', 'esco-group', 'isco-08', 'isced-f', 'onet-soc', 'onet-element', 'lightcast', 'ctid', 'case', 'digcomp', 'eqf', 'url'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** What an identifier names. Only `skill` and `group` can be matched with a skill; the others are facts of another kind. */
export type Names = 'skill' | 'group' | 'occupation' | 'field' | 'level' | 'credential' | 'unknown';

/** An identifier in one spelling for all that are written for it. Equal `id`s name the same thing; different ones may too. */
export interface Identifier {
  scheme: Scheme;
  /** `esco:skill/UUID`, `onet:15-1252.00`, `lightcast:KS…`, `ctid:ce-…`, `case:…`, `eqf:6`; of `url` the address itself. */
  id: string;
  names: Names;
  /** As the document writes it. */
  written: string;
}
