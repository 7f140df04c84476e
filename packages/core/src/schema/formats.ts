import { toUrl } from '../net/index.js';
import { isObject, isString, own } from '../report/json.js';
import { readInstant } from '../report/instant.js';
import { step, textThat, type Rule } from './rules.js';

// RFC 3986 scheme, then the characters that an IRI may have in RDF (N-Quads, IRIREF). A blank node or a bare word is no URL.
const URL_SHAPE = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;

/** An absolute URL, DID or URN. For http and https it must also parse. */
export function isUrl(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) <= 32) return false;
  return URL_SHAPE.test(text) && (!/^https?:/i.test(text) || (/^https?:\/\//i.test(text) && toUrl(text) !== undefined));
}

/** VCDM 2.0 section 4.4: a single URL. */
export const url: Rule = textThat(isUrl, 'url', 'URL');

/** XML Schema dateTime. One without an offset is read as UTC (VCDM 2.0 section 4.9), and noted by `validity.period` where it counts. */
export const dateTime: Rule = textThat((value) => readInstant(value) !== undefined, 'date', 'date and time');

/** OB 3.0 `DateTimeZ`: its offset is required; a missing one is noted. */
export const dateTimeZ: Rule = (value, at, sink) => {
  dateTime(value, at, sink);
  if (isString(value) && readInstant(value)?.offset === false) sink.report('note', at, { expected: 'an offset from UTC' });
};

const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && readInstant(`${value}T00:00:00Z`) !== undefined;
export const date: Rule = textThat(isDate, 'date', 'date');
/** The tables say dateTime, the contexts say `xsd:date`: both are met. */
export const dateOrTime: Rule = textThat((value) => isDate(value) || readInstant(value) !== undefined, 'date', 'date');

export const email: Rule = textThat((value) => value.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(value), 'value', 'e-mail address');
export const countryCode: Rule = textThat((value) => /^[A-Z]{2}$/.test(value), 'value', 'ISO 3166-1 code');

// BCP 47, by shape.
const isLanguageTag = (value: string) => /^(?:[A-Za-z]{2,8}|[xi])(?:-[A-Za-z0-9]{1,8})*$/.test(value);
export const languageTag: Rule = textThat(isLanguageTag, 'language', 'language tag');

/** Natural language (VCDM 2.0 section 11.1): text, a language value object, or several. An object has `@value`, and beside it only `@language` and `@direction`. */
export const languageText: Rule = (value, at, sink) => {
  if (Array.isArray(value)) {
    if (value.length === 0) sink.report('missing', at, { expected: 'a value' });
    for (let index = 0; index < value.length && !sink.full; index += 1) languageValue(value[index]!, step(at, index), sink);
  } else languageValue(value, at, sink);
};

const languageValue: Rule = (value, at, sink) => {
  if (isString(value)) return;
  if (!isObject(value)) { sink.report('kind', at, { expected: 'text' }); return; }
  if (!isString(own(value, '@value'))) sink.report('missing', at, { name: '@value' });
  const language = own(value, '@language');
  if (language !== undefined) languageTag(language, step(at, '@language'), sink);
  const direction = own(value, '@direction');
  if (direction !== undefined && direction !== 'ltr' && direction !== 'rtl') sink.report('value', step(at, '@direction'));
  for (const key of Object.keys(value)) {
    if (key !== '@value' && key !== '@language' && key !== '@direction') { sink.report('language', at, { name: key.slice(0, 100) }); return; }
  }
};

/** Text by the tables of OB 3.0. Language values are what VCDM 2.0 offers instead: noted, not refused. */
export const textOrLanguages: Rule = (value, at, sink) => {
  if (isString(value)) return;
  languageText(value, at, sink);
  if (isObject(value) || Array.isArray(value)) sink.report('note', at, { expected: 'text' });
};

/** RFC 7515 section 7.1. */
export const compactJws: Rule = textThat((value) => /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$/.test(value), 'value', 'compact JWS');
