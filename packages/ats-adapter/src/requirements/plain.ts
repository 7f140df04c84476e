import { isObject, own, type JsonObject, type JsonValue, type LocalizedText } from '@credlens/core/report';

export { isObject, own, pointer, type JsonObject } from '@credlens/core/report';
export type Json = JsonValue;

const MAX_DEPTH = 24;
const MAX_NODES = 20_000;
const MAX_STRING = 200_000;
const MAX_ITEMS = 1000;

export const asArray = (value: Json | undefined): Json[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

/**
 * A copy of what a caller hands over that is JSON and nothing else: no getter runs twice, no class instance goes on, circles and depth end. `cut` where something was left out.
 * @throws what a getter or a proxy of the caller's throws
 */
export function plainCopy(input: unknown): { value: Json; cut: boolean } {
  let nodes = 0;
  let cut = false;
  const copy = (value: unknown, depth: number): Json | undefined => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      cut = true;
      return undefined;
    }
    if (typeof value === 'string') {
      cut ||= value.length > MAX_STRING;
      return value.slice(0, MAX_STRING);
    }
    if (value === null || typeof value === 'boolean') return value;
    // A zero below zero is none in JSON.
    if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
    if (Array.isArray(value)) {
      cut ||= value.length > MAX_ITEMS;
      return value.slice(0, MAX_ITEMS).map((each) => copy(each, depth + 1) ?? null);
    }
    if (typeof value !== 'object') return undefined;
    const keys = Object.keys(value);
    cut ||= keys.length > MAX_ITEMS;
    return Object.fromEntries(keys.slice(0, MAX_ITEMS).flatMap((key): [string, Json][] => {
      const inner = copy((value as Record<string, unknown>)[key], depth + 1);
      return inner === undefined ? [] : [[key, inner]];
    }));
  };
  return { value: copy(input, 0) ?? null, cut };
}

/** The text of a value that holds one: itself, a number, a JSON-LD value object. */
export function textOf(value: Json | undefined): string | undefined {
  const inner = isObject(value) ? own(value, '@value') ?? own(value, 'value') : value;
  const text = typeof inner === 'number' ? String(inner) : inner;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;
export const languageOf = (value: Json | undefined): string | undefined => {
  const text = isObject(value) ? textOf(own(value, 'alternateName') ?? own(value, 'name')) : textOf(asArray(value)[0]);
  return text !== undefined && LANGUAGE_TAG.test(text) ? text : undefined;
};

/** Text by language: a string, a value object, several of them, or a language map. */
export function localized(value: Json | undefined, language = 'und'): LocalizedText | undefined {
  const found: LocalizedText = {};
  const put = (tag: string | undefined, text: string | undefined): void => {
    if (text !== undefined) found[tag !== undefined && LANGUAGE_TAG.test(tag) ? tag : language] ??= text;
  };
  for (const each of asArray(value).slice(0, 64)) {
    if (!isObject(each)) put(undefined, textOf(each));
    else if (Object.hasOwn(each, '@value')) put(textOf(own(each, '@language')), textOf(each));
    else for (const [tag, text] of Object.entries(each).slice(0, 64)) if (LANGUAGE_TAG.test(tag) && typeof text === 'string') put(tag, textOf(text));
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

export const firstOf = <T>(object: JsonObject, keys: readonly string[], read: (value: Json | undefined) => T | undefined): T | undefined => {
  for (const key of keys) {
    const value = read(own(object, key));
    if (value !== undefined) return value;
  }
  return undefined;
};
