import { isString } from '../report/json.js';
import { decodeBase64 } from './base64.js';
import { parseJson } from './json-parser.js';
import { straightenQuotes } from './mail-quotes.js';
import { tokenForm } from './token.js';

/** How a credential was wrapped by what carried it. Params of the codes `input.recovered` and `input.recovered-changed`. */
export type How = 'json string' | 'data address' | 'percent-encoding' | 'base64' | 'hexadecimal' | 'markdown' | 'html escapes' | 'mail quotes' | 'surrounding text' | 'surrounding quotes' | 'bearer' | 'line breaks';

/** Another way of reading a text. `changed`: values inside may not be what was signed. */
export interface Recovered { how: How; content: Uint8Array | string; changed?: true }

type Step = (text: string) => Recovered | undefined;

/** What begins so is worth decoding: JSON, a token, markup, a picture, an archive, PDF, COSE, text with a byte order mark. Ordinary words are valid base64 too. */
function isPromising(bytes: Uint8Array): boolean {
  const [a, b, c] = bytes;
  if (a === 0x65 && b === 0x79) return true;
  return (a !== undefined && [0x7b, 0x5b, 0x3c].includes(a)) || (a === 0x89 && b === 0x50) || (a === 0x50 && b === 0x4b) || (a === 0x25 && b === 0x50) || (a === 0xff && (b === 0xd8 || b === 0xfe))
    || (a === 0xfe && b === 0xff) || (a === 0xef && b === 0xbb) || (a === 0x1f && b === 0x8b) || (a === 0xd2 && b === 0x84 && (c ?? 0) >> 5 === 2) || (a === 0xd8 && b === 0x3d);
}

const jsonString: Step = (text) => {
  if (!text.startsWith('"') || !text.endsWith('"')) return undefined;
  const { value, problems } = parseJson(text, { depth: 1 });
  return isString(value) && problems.length === 0 ? { how: 'json string', content: value } : undefined;
};

/** RFC 2397. */
const dataAddress: Step = (text) => {
  const comma = text.slice(0, 500).toLowerCase().startsWith('data:') ? text.indexOf(',') : -1;
  if (comma < 0 || comma > 500) return undefined;
  const data = text.slice(comma + 1);
  const content = /;base64$/i.test(text.slice(0, comma)) ? decodeBase64(data) : unescapePercent(data);
  return content === undefined ? undefined : { how: 'data address', content };
};

function unescapePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** RFC 3986, or a form's encoding (a space as `+`). Where it cannot be told which of the two it was, a `+` in a value may have been a space. */
const percent: Step = (text) => {
  if (text.includes('"') || !/%(?:22|7b|5b)/i.test(text)) return undefined;
  const plus = text.includes('+');
  const form = plus && !text.includes('%20');
  const content = unescapePercent(form ? text.replaceAll('+', ' ') : text);
  return content === undefined ? undefined : { how: 'percent-encoding', content, ...(form && !/%2b/i.test(text) ? { changed: true as const } : {}) };
};

const base64: Step = (text) => {
  if (text.length < 24 || !/^[A-Za-z0-9+/_-][A-Za-z0-9+/_\s-]*={0,2}$/.test(text)) return undefined;
  const content = decodeBase64(text);
  return content && isPromising(content) ? { how: 'base64', content } : undefined;
};

const hexadecimal: Step = (text) => {
  if (text.length % 2 !== 0 || text.length < 24 || !/^(?:d284|d83dd284|7b|89504e47|504b0304)[0-9a-f]*$/i.test(text)) return undefined;
  return { how: 'hexadecimal', content: Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16)) };
};

/** Exactly one fenced block (CommonMark section 4.5): of two, which one is meant cannot be told. Line by line, so that a text of nothing but fences costs no more than any other. */
const markdown: Step = (text) => {
  if (!text.includes('```') && !text.includes('~~~')) return undefined;
  let open: { fence: string; lines: string[] } | undefined;
  const blocks: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const fence = /^[ \t]{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (open === undefined) {
      if (fence !== undefined) open = { fence, lines: [] };
    } else if (fence?.startsWith(open.fence) && line.trim() === fence) {
      blocks.push(open.lines.join('\n').trim());
      open = undefined;
    } else open.lines.push(line);
  }
  return blocks.length === 1 && open === undefined ? { how: 'markdown', content: blocks[0]! } : undefined;
};

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', '#34': '"', '#x22': '"', amp: '&', '#38': '&', lt: '<', '#60': '<', gt: '>', '#62': '>', apos: "'", '#39': "'", '#x27': "'", nbsp: '\u00a0', '#160': '\u00a0' };

/** HTML's escapes, undone once. Where the text was not escaped throughout, an `&amp;` in a value may have been the issuer's own. */
const htmlEscapes: Step = (text) => {
  if (!/&(?:quot|#34|#x22);/i.test(text) || text.includes('"')) return undefined;
  const bare = text.replace(/&[#\w]+;/g, '');
  const others = /&(?!quot;|#34;|#x22;)[#\w]+;/i.test(text);
  const content = text.replace(/&(#?\w+);/g, (all, name: string) => ENTITIES[name.toLowerCase()] ?? all);
  return { how: 'html escapes', content, ...(others && /[&<>]/.test(bare) ? { changed: true as const } : {}) };
};

const mailQuotes: Step = (text) => {
  if (!/^[\s\u00a0\u200b]*[{[]/.test(text)) return undefined;
  const content = straightenQuotes(text);
  return content === undefined ? undefined : { how: 'mail quotes', content };
};

const surroundingQuotes: Step = (text) => {
  const inner = /^(?:'([^']+)'|`([^`]+)`|[“„«]([^“”»]+)[”“»]|<([^<>\s]+)>)$/.exec(text);
  const content = inner?.slice(1).find((part) => part !== undefined)?.trim();
  return content === undefined ? undefined : { how: 'surrounding quotes', content };
};

const bearer: Step = (text) => {
  const token = /^(?:Authorization:\s*)?Bearer\s+(\S+)$/i.exec(text)?.[1];
  return token !== undefined && tokenForm(token) ? { how: 'bearer', content: token } : undefined;
};

/**
 * A token that a mail program broke into lines. Only where nothing but the break can be meant: every line but the last is of one length, the last is no longer,
 * no line has a space inside, and the lines joined are one token. A quoted-printable `=` and the `>` of a reply are no characters of a token.
 */
const lineBreaks: Step = (text) => {
  const lines = text.split(/\r?\n/).map((line) => withoutEnd(line.replace(/^[>\s]+/, ''))).filter((line) => line !== '');
  const width = lines[0]?.length ?? 0;
  if (lines.length < 2 || width < 20 || !lines.every((line, index) => (index === lines.length - 1 ? line.length <= width : line.length === width))) return undefined;
  const joined = lines.join('');
  return tokenForm(joined) ? { how: 'line breaks', content: joined } : undefined;
};

/** Without white space and `=` at its end. A pattern would begin anew at every space of a long row of them. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === '=' || /\s/.test(line[end - 1]!))) end -= 1;
  return line.slice(0, end);
}

/** One JSON text, or one token, in the words of a letter. */
const surroundingText: Step = (text) => {
  const words = new Set(text.split(/[\s"'`<>(),;]+/).filter((word) => word.length > 40 && tokenForm(word)));
  if (words.size === 1) return { how: 'surrounding text', content: [...words][0]! };
  const start = text.search(/[{[]\s*["{“]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (words.size > 1 || start < 0 || end < start || (start === 0 && end === text.length - 1)) return undefined;
  return { how: 'surrounding text', content: text.slice(start, end + 1) };
};

/** What may hold a whole picture or archive, and what only text is found in: a letter of megabytes is none. */
const ENCODED: readonly Step[] = [dataAddress, hexadecimal, base64];
const STEPS: readonly Step[] = [jsonString, bearer, surroundingQuotes, lineBreaks, ...ENCODED, percent, markdown, htmlEscapes, mailQuotes, surroundingText];
const LONGEST_LETTER = 1 << 20;

/** Ways of reading a text that is none as it stands, the surest first. Each is worked out when it is asked for. @param text trimmed, not empty */
export function* recoveries(text: string): Generator<Recovered> {
  for (const step of text.length > LONGEST_LETTER ? ENCODED : STEPS) {
    const found = step(text);
    if (found) yield found;
  }
}
