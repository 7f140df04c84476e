const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const FORMS: readonly (readonly [RegExp, (found: string) => string])[] = [
  [new RegExp(`^https?://data\\.europa\\.eu/esco/(?:skill|concept)/(${UUID})$`, 'i'), (id) => `esco:skill/${id.toLowerCase()}`],
  [/^https?:\/\/data\.europa\.eu\/esco\/skill\/([SKTL]\d[\d.]*|[SKTL])$/i, (code) => `esco:group/${code.toUpperCase()}`],
  [new RegExp(`^https?://data\\.europa\\.eu/esco/occupation/(${UUID})$`, 'i'), (id) => `esco:occ/${id.toLowerCase()}`],
  [/^https?:\/\/data\.europa\.eu\/(?:esco|snb)\/isced-f\/(\d{1,4})$/i, (code) => `iscedf:${code}`],
  [/^isced-f\/(\d{1,4})$/i, (code) => `iscedf:${code}`],
  [/^https?:\/\/data\.europa\.eu\/esco\/isco\/C?(\d{1,4})$/i, (code) => `isco08:${code}`],
  [/^(\d{2}-\d{4}\.\d{2})$/, (code) => `onet:${code}`],
  [/^(\d{2}-\d{4})$/, (code) => `onet:${code}.00`],
  [/^https?:\/\/(?:lightcast\.io\/open-skills|skills\.emsidata\.com)\/skills\/([A-Z0-9]{10,24})$/i, (id) => `lightcast:${id.toUpperCase()}`],
  [new RegExp(`(?:^|/)(ce-${UUID})$`, 'i'), (id) => `ctid:${id.toLowerCase()}`],
  [new RegExp(`/CFItems/(${UUID})$`, 'i'), (id) => `case:${id.toLowerCase()}`],
];

/** One spelling for an identifier of a taxonomy's file; one that is not known stays as it is written. */
export function normalId(written: string): string {
  const text = written.trim();
  for (const [form, name] of FORMS) {
    const found = form.exec(text)?.[1];
    if (found !== undefined) return name(found);
  }
  return text;
}

/** The address of what ESCO's tables, or an extract of them, name by a UUID or by the end of an address alone. */
export function escoUri(written: string): string {
  const text = written.trim();
  if (new RegExp(`^${UUID}$`, 'i').test(text)) return `http://data.europa.eu/esco/skill/${text.toLowerCase()}`;
  return /^isced-f\/\d/i.test(text) ? `http://data.europa.eu/esco/${text.toLowerCase()}` : text;
}
