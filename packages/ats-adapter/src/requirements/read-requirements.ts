import { canonicalJson } from '@credlens/core/report';
import { given } from '../given.js';
import { digestOf } from '../digest.js';
import { assemble, nothing, type Read } from './draft.js';
import { fromCsv, looksLikeCsv } from './from-csv.js';
import { fromHrOpen, fromCollection, findHrOpen, isCollection } from './from-hr-open.js';
import { fromHtml } from './from-html.js';
import { fromLines, textLines } from './from-lines.js';
import { findPostings, fromSchemaOrg } from './from-schema-org.js';
import { jsonLdScripts, looksLikeHtml } from './html-lines.js';
import { isObject, plainCopy, type Json } from './plain.js';
import type { JobRequirements } from './requirement.js';

/** `json` is any of the structured forms; they are told apart by what is in them. */
export const POSTING_FORMS = ['json', 'schema.org', 'hr-open', 'skill-assertions', 'csv', 'html', 'text'] as const;
export type PostingForm = (typeof POSTING_FORMS)[number];

export interface ReadRequirementsOptions {
  /** What it is, where the caller knows. Otherwise it is recognised. */
  as?: PostingForm;
  /** The language of prose, BCP 47. Otherwise that of the cue words. */
  language?: string;
}

/** A posting is a page or two. */
const MAX_TEXT = 1_000_000;

/**
 * What a job asks for, from whatever a posting is written in: schema.org `JobPosting` (JSON-LD, or in a page's script), HR Open `JobPosting`, a `SkillAssertionCollection`, a table, a page or a plain text.
 * Nothing is fetched or run; what cannot be read is a notice. Never throws, and the same posting gives the same answer.
 */
export function readRequirements(input: string | object, options: ReadRequirementsOptions = {}): JobRequirements {
  if (typeof input === 'string') {
    const digest = digestOf(input);
    return assemble(input.length > MAX_TEXT ? nothing({ code: 'unreadable', source: '' }) : fromString(input, options, scaleOf(digest)), digest);
  }
  try {
    const { value, cut } = plainCopy(input);
    const digest = digestOf(canonicalJson(value));
    const read = fromJson(value, options, scaleOf(digest));
    return assemble(cut ? { ...read, notices: [...read.notices, { code: 'too-many', source: '' }] } : read, digest);
  } catch {
    // A getter or a proxy of the caller's.
    return assemble(nothing({ code: 'unreadable', source: '' }), digestOf(''));
  }
}

/** The scale of levels that name none: this posting's. */
const scaleOf = (digest: string): string => `posting:${digest.slice(0, 16)}`;

function fromString(text: string, options: ReadRequirementsOptions, scale: string): Read {
  const { as, language } = options;
  const start = text.trimStart();
  if (as === 'text') return fromLines(textLines(text), given({ language }));
  if (as === 'csv') return fromCsv(text, scale);
  if (as === 'html' || (as === undefined && start.startsWith('<')) || (as === undefined && !/^[{[]/.test(start) && looksLikeHtml(text))) return fromPage(text, options, scale);
  if (as !== undefined || /^[{[]/.test(start)) {
    const value = parsed(text);
    // A text may begin with a bracket: what is no JSON is read as text, unless the caller says that it is.
    if (value !== undefined) return fromJson(value, options, scale);
    return as === undefined ? fromLines(textLines(text), given({ language })) : nothing({ code: 'unreadable', source: '' });
  }
  return looksLikeCsv(text) ? fromCsv(text, scale) : fromLines(textLines(text), given({ language }));
}

/** A page's own data goes before its words. */
function fromPage(html: string, options: ReadRequirementsOptions, scale: string): Read {
  for (const script of jsonLdScripts(html)) {
    const value = parsed(script);
    if (value !== undefined && findPostings(value).length > 0) return fromJson(value, { ...options, as: 'schema.org' }, scale);
  }
  return fromHtml(html, given({ language: options.language }));
}

/** JSON as it is written; too deep a nesting overflows the parser, and is no JSON to us. */
function parsed(text: string): Json | undefined {
  try {
    return plainCopy(JSON.parse(text)).value;
  } catch {
    return undefined;
  }
}

function fromJson(value: Json, { as, language }: ReadRequirementsOptions, scale: string): Read {
  const any = as === undefined || as === 'json';
  if ((any || as === 'schema.org') && findPostings(value).length > 0) return fromSchemaOrg(value);
  if ((any || as === 'skill-assertions') && isCollection(value)) return fromCollection(value, [], scale);
  const posting = any || as === 'hr-open' ? findHrOpen(value) : undefined;
  if (posting) return fromHrOpen(posting, scale);
  if (any && typeof value === 'string') return fromHtml(value, given({ language }));
  return nothing(given({ code: 'unreadable' as const, source: '', text: isObject(value) ? Object.keys(value).slice(0, 8).join(', ').slice(0, 300) : undefined }));
}
