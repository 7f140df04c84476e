import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { htmlLinks } from './html-links.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const BASE = 'https://share.example/c/1?lang=en';
const urls = (html: string, base = BASE) => htmlLinks(html, base).alternates.map(({ url }) => url);
const link = (attributes: string) => `<link rel="alternate" type="application/json" ${attributes}>`;

describe('htmlLinks', () => {
  it('finds alternate forms by their media type, the likeliest first', () => {
    expect(htmlLinks(`
      <LINK rel=alternate type=application/json href=/wp-json/1>
      <link rel="alternate feed" type="application/vc; charset=utf-8" href='vc.json' />
      <link href="https://other.example/x" type="application/ld+json" rel="ALTERNATE">`, BASE).alternates).toEqual([
      { url: 'https://share.example/c/vc.json', type: 'application/vc' }, { url: 'https://other.example/x', type: 'application/ld+json' }, { url: 'https://share.example/wp-json/1', type: 'application/json' },
    ]);
  });

  it('takes no other link: another relation, another type, no https', () => {
    expect(urls(`<link rel="stylesheet" type="application/json" href="/a"><link rel="alternate" type="application/rss+xml" href="/b"><link rel="alternate" href="/c">
      ${link('href="http://share.example/d"')}${link('href="javascript:alert(1)"')}${link('href="data:application/json,{}"')}${link('href="file:///etc/passwd"')}${link('')}`)).toEqual([]);
  });

  it('takes the first `base`, and none of a `base` that is no address', () => {
    expect(urls(`<base href="https://cdn.example/x/"><base href="https://second.example/">${link('href="y"')}`)).toEqual(['https://cdn.example/x/y']);
    expect(urls(`<base href="https://[">${link('href="y"')}`)).toEqual(['https://share.example/c/y']);
  });

  it('decodes character references of an address', () => {
    expect(urls(link('href="/v?a=1&amp;b=&#50;&#x33;&amp;quot"'))).toEqual(['https://share.example/v?a=1&b=23&quot']);
  });

  it('gives the exact text of JSON-LD blocks, and of no other script', () => {
    const { blocks } = htmlLinks('<script>var a = "<script type=application/ld+json>"</script><script type="application/LD+JSON">{"a":"&amp;</b>"}</SCRIPT><script type="application/json">{}</script>', BASE);
    expect(blocks).toEqual(['{"a":"&amp;</b>"}']);
  });

  it('sees nothing in comments, scripts, styles, titles, text areas and templates', () => {
    const hidden = link('href="/hidden"');
    for (const html of [`<!-- ${hidden} -->`, `<script>${hidden}</script>`, `<style>${hidden}</style>`, `<title>${hidden}</title>`, `<textarea>${hidden}</textarea>`, `<template>${hidden}</template>`, `<!-- ${hidden}`, `<script>${hidden}`]) {
      expect(urls(html), html).toEqual([]);
    }
    expect(urls(`<!-- x --><title>t</title>${hidden}`)).toEqual(['https://share.example/hidden']);
  });

  it('the first of two equal attributes counts', () => {
    expect(urls('<link rel="alternate" type="application/json" href="/a" href="/b">')).toEqual(['https://share.example/a']);
  });

  it('gives a bounded number of links and blocks', () => {
    const many = htmlLinks(Array.from({ length: 1000 }, (_, index) => `${link(`href="/${index}"`)}<script type="application/ld+json">{}</script>`).join(''), BASE);
    expect([many.alternates.length, many.blocks.length]).toEqual([16, 8]);
  });

  it('never throws, and gives https addresses alone', () => {
    const piece = fc.oneof(fc.constantFrom('<', '>', '<!--', '-->', '<link ', 'rel=alternate', ' type="application/vc"', " href='", '"', "'", '=', '/', '<script type=application/ld+json>', '</script', '<base href=', 'https://', '&#x110000;', '&#xD800;', '&amp;', '\0', '\ud800'), fc.string());
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), fc.oneof(fc.constant(BASE), fc.string()), (pieces, base) => {
      for (const { url } of htmlLinks(pieces.join(''), base).alternates) expect(new URL(url).protocol).toBe('https:');
    }), { numRuns: 2000 });
  });

  it('reads what is built to be slow in time that grows with its length alone', () => {
    for (const piece of ['<', '<!--', '<link ', '<a b="', "<a b='", '<script>', '</script', '&#', '<a ='.repeat(3), '<link rel=alternate href=', '<script type=application/ld+json></script>', '<textarea>'] ) {
      const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
      const start = performance.now();
      htmlLinks(text, BASE);
      expect(performance.now() - start, piece).toBeLessThan(3000);
    }
  });
});
