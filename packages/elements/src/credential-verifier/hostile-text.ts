import { html, nothing, type TemplateResult } from 'lit';
import { visible } from '@credlens/core/messages';
import type { LocalizedText } from '@credlens/core/report';
import { choose } from './localized.js';

/** A credential's own text: a text node in its own direction, with what is invisible written out. Never markup, never a link. */
export function hostileText(text: string, options: { limit?: number; lines?: boolean; language?: string } = {}): TemplateResult {
  return html`<bdi lang=${options.language ?? nothing}>${visible(text, { limit: options.limit ?? 300, lines: options.lines ?? false })}</bdi>`;
}

export function localizedText(text: LocalizedText | undefined, languages: readonly string[], options: { limit?: number; lines?: boolean } = {}): TemplateResult | undefined {
  const chosen = choose(text, languages);
  return chosen && hostileText(chosen.text, { ...options, ...(chosen.language === undefined ? {} : { language: chosen.language }) });
}
