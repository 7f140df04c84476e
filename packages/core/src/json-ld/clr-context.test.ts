import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../report/canonical-json.js';
import { BUNDLED_CONTEXT_URLS, bundledContext } from './bundled-contexts.js';
import { CLR_2_0, CLR_2_0_1, clrContexts } from './clr-context.js';

describe('the contexts of CLR 2.0', () => {
  it.each([CLR_2_0, CLR_2_0_1])('%s is bundled and is the one that was pinned', async (url) => {
    expect(BUNDLED_CONTEXT_URLS.has(url)).toBe(true);
    expect(canonicalJson(await bundledContext(url, 'current'))).toBe(canonicalJson(clrContexts().get(url)));
  });

  it('gives each caller its own table', () => {
    Reflect.set(clrContexts().get(CLR_2_0_1)!, '@context', {});
    expect(canonicalJson(clrContexts().get(CLR_2_0_1))).toContain('ClrSubject');
  });

  const corpora = process.env['CREDLENS_CORPORA'];
  it.skipIf(!corpora).each([['clr-v2p0.json', CLR_2_0], ['clr-v2p0-2.0.1.json', CLR_2_0_1]])('the official %s says the same', (file, url) => {
    expect(canonicalJson(clrContexts().get(url))).toBe(canonicalJson(JSON.parse(readFileSync(`${corpora}/contexts/${file}`, 'utf8'))));
  });
});
