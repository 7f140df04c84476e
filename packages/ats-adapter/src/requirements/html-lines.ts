/** One line of a posting, and where it stands in what was given (UTF-16 code units). */
export interface Line { text: string; from: number; to: number; kind: 'heading' | 'item' | 'text'; /** Whether it stands by itself: a paragraph, or after an empty line. */ apart: boolean }

/** What holds no words for people, whatever it holds. */
const SILENT = /^(?:script|style|noscript|template|svg|math|iframe|object|textarea|select|head|nav|footer|form|button)$/;
const HEADING = /^h[1-6]$/;
const INLINE = /^(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var|wbr)$/;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', bull: '•', middot: '·', hellip: '…', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“', laquo: '«', raquo: '»', shy: '',
  auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', acirc: 'â', ccedil: 'ç', ocirc: 'ô', icirc: 'î', ugrave: 'ù', Eacute: 'É', Agrave: 'À',
  aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ', Aacute: 'Á', Oacute: 'Ó', Ntilde: 'Ñ', iquest: '¿', iexcl: '¡', euro: '€', copy: '©', reg: '®', trade: '™',
};
const MOST_LINES = 5000;

export const looksLikeHtml = (text: string): boolean => /<(?:!doctype|html|body|p|ul|ol|li|div|br|h[1-6]|strong|b|em|span|script|section|table)\b[^<>]*>/i.test(text.slice(0, 200_000));

/**
 * The lines that a page shows, as far as tags tell. Nothing is built, loaded or run: tags are skipped, and what stands in scripts, styles and their like is not read.
 * A paragraph that is bold alone is a heading, as editors of postings write them.
 */
export function htmlLines(html: string): Line[] {
  const lines: Line[] = [];
  let text = '';
  let from = -1;
  let to = 0;
  let kind: Line['kind'] = 'text';
  let bold = 0;
  let plainSeen = false;
  let nextClose = html.indexOf('>');
  const flush = (): void => {
    const said = text.replaceAll(/\s+/g, ' ').trim();
    if (said !== '' && lines.length < MOST_LINES) lines.push({ text: said, from, to, kind: kind === 'text' && !plainSeen && said.length <= 80 ? 'heading' : kind, apart: kind === 'text' });
    text = '';
    from = -1;
    kind = 'text';
    plainSeen = false;
  };
  const put = (piece: string, start: number, end: number): void => {
    if (piece.trim() !== '') {
      if (from < 0) from = start + (html.slice(start, end).length - html.slice(start, end).trimStart().length);
      to = start + html.slice(start, end).trimEnd().length;
      plainSeen ||= bold === 0 && /[\p{L}\p{N}]/u.test(piece);
    }
    text += piece;
  };
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? html.length : open;
    if (end > at) put(decode(html.slice(at, end)), at, end);
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    // Looked for once, however many tags are opened before it. A tag is never as long: what has no end nearby is a character of the text.
    if (nextClose >= 0 && nextClose < open) nextClose = html.indexOf('>', open);
    const close = nextClose < 0 || nextClose - open > 20_000 ? -1 : nextClose - open;
    const [, slash, name = ''] = /^<(\/?)([a-zA-Z][\w:-]*)/.exec(html.slice(open, open + 64)) ?? [];
    if (close < 0 || (name === '' && !/^<[!?/]/.test(html.slice(open, open + 2)))) {
      put('<', open, open + 1);
      at = open + 1;
      continue;
    }
    at = open + close + 1;
    const tag = name.toLowerCase();
    if (SILENT.test(tag) && slash === '') {
      flush();
      at = endOf(html, tag, at);
    } else if (tag === 'b' || tag === 'strong') bold = Math.max(0, bold + (slash === '' ? 1 : -1));
    else if (!INLINE.test(tag) && tag !== '') {
      flush();
      if (slash === '' && HEADING.test(tag)) kind = 'heading';
      if (slash === '' && (tag === 'li' || tag === 'dd')) kind = 'item';
      if (tag === 'p' || tag === 'div' || tag === 'li') bold = 0;
    }
  }
  flush();
  return lines;
}

function endOf(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}\\s*>`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found ? found.index + found[0].length : html.length;
}

export function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g, (whole, decimal: string | undefined, hexadecimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

/** The contents of a page's JSON-LD scripts, at most twenty. */
export function jsonLdScripts(html: string): string[] {
  const found: string[] = [];
  const open = /<script\b[^<>]{0,500}\btype\s*=\s*["']?application\/ld\+json["']?[^<>]{0,500}>/gi;
  for (let tag = open.exec(html); tag && found.length < 20; tag = open.exec(html)) {
    const start = tag.index + tag[0].length;
    const end = html.indexOf('</', start);
    const close = html.slice(start).search(/<\/script\s*>/i);
    if (end < 0 || close < 0) break;
    found.push(html.slice(start, start + close));
    open.lastIndex = start + close;
  }
  return found;
}
