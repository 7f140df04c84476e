import { asArray, isObject, isString, own, type JsonValue } from '../report/json.js';
import type { LocalizedText } from '../report/report.js';

/** No name or narrative that people read is longer. A longer one is cut, and ends in `CUT`. */
export const MAX_TEXT = 20_000;
export const MAX_ITEMS = 256;
const CUT = ' […]';

/** The shape of a BCP 47 tag: what is none (`__proto__` among them) is filed under `und`. */
const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

export function cut(text: string, limit = MAX_TEXT): string {
  if (text.length <= limit) return text;
  const end = limit - CUT.length;
  // Never between the halves of a surrogate pair.
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end) + CUT;
}

/** A string member that is not empty; anything else is absent. */
export function plain(value: JsonValue | undefined, limit = 2000): string | undefined {
  return isString(value) && value.trim() !== '' ? cut(value, limit) : undefined;
}

/**
 * Every language of a natural-language value: a string, a language value object (VCDM 2.0 section 11.1), or several of either. Two texts in one language are shown both.
 * Absent where there is no text at all.
 */
export function localized(value: JsonValue | undefined): LocalizedText | undefined {
  const found = new Map<string, string>();
  for (const item of asArray(value).slice(0, 64)) {
    const text = isString(item) ? item : isObject(item) ? own(item, '@value') : undefined;
    if (!isString(text) || text.trim() === '') continue;
    const tag = isObject(item) ? own(item, '@language') : undefined;
    const language = isString(tag) && LANGUAGE_TAG.test(tag) ? tag : 'und';
    const before = found.get(language);
    found.set(language, cut(before === undefined ? text : `${before} / ${text}`));
  }
  return found.size > 0 ? Object.fromEntries(found) : undefined;
}

/** The object without the members that are `undefined`: an absent fact has no key in a report. */
export function present<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
