import type { Params } from '../report/index.js';
import { visibleInline } from './visible.js';

const PLACEHOLDER = /\{([a-zA-Z]+)(?::(date|paren|size))?\|([^{}]*)\}/g;
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/** An ISO 8601 instant as a date in UTC; anything else as it is written, made safe to read. */
export function sayDate(language: string, text: string): string {
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return visibleInline(text, { limit: 60 });
  return sayTime(language, time, { dateStyle: 'long' });
}

/** An instant in UTC. A language tag that is none does not break a page: English then. @param time milliseconds since 1970 */
export function sayTime(language: string, time: number, style: Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>): string {
  const options = { ...style, timeZone: 'UTC' };
  try {
    return new Intl.DateTimeFormat(language, options).format(time);
  } catch {
    return new Intl.DateTimeFormat('en', options).format(time);
  }
}

/** Bytes in the unit that a reader knows. */
function saySize(value: string | number): string {
  if (typeof value !== 'number') return visibleInline(value, { limit: 60 });
  return value >= 1_048_576 ? `${Math.round(value / 1_048_576)} MB` : `${Math.max(1, Math.round(value / 1024))} kB`;
}

/** Puts parameters into a catalogue's sentence. Parameters are hostile: they are made visible and bounded, and are never read as a template themselves. */
export function fill(language: string, template: string, params: Params = {}): string {
  return template.replace(PLACEHOLDER, (_, name: string, kind: string | undefined, fallback: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined || value === '') return fallback;
    if (kind === 'size') return ` (${saySize(value)})`;
    if (typeof value === 'number') return kind === 'paren' ? ` (${value})` : String(value);
    const said = kind === 'date' ? sayDate(language, value) : visibleInline(value, { limit: 160 });
    return kind === 'paren' ? ` (${said})` : said;
  });
}

/** The parameters that a template names. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}
