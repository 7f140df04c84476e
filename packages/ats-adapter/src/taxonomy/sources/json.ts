import type { TaxonomySource } from '../source.js';
import { TaxonomyError } from '../taxonomy-error.js';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** @throws TaxonomyError where it is no JSON */
export function parse(source: TaxonomySource): Json {
  try {
    return JSON.parse(source.text.startsWith('﻿') ? source.text.slice(1) : source.text) as Json;
  } catch {
    throw new TaxonomyError('taxonomy.unreadable-source', `${source.name}: it is no JSON`);
  }
}

export const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
export const array = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const object = (value: Json | undefined): Readonly<Record<string, Json>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
