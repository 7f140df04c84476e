import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject, JsonValue } from '../../report/json.js';
import { isInScope } from './scope.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const ISSUER = 'https://badges.example/issuer';
const inScope = (url: string, verification?: JsonValue) => isInScope(url, ISSUER, verification === undefined ? {} : { verification });

describe('the scope of a hosted assertion', () => {
  it.each([
    ['https://badges.example/a/1', true], ['https://BADGES.example:443/a', true], ['https://badges.example:8443/a', false], ['https://www.badges.example/a', false], ['http://badges.example/a', false],
    ['https://badges.example.forger.example/a', false], ['https://badges.example@forger.example/a', false], ['urn:uuid:1', false], ['//badges.example/a', false], ['', false],
  ])('without a word of the issuer: its own origin (%s: %s)', (url, expected) => { expect(inScope(url)).toBe(expected); });

  it.each([
    ['https://cdn.example/a/1', 'https://cdn.example/a/', true], ['https://cdn.example/b/1', 'https://cdn.example/a/', false], ['https://cdn.example/a/../b/1', 'https://cdn.example/a/', false],
    ['https://cdn.example.forger.example/a/1', 'https://cdn.example', false], ['https://cdn.example/a', 'https://cdn.example', true], ['https://cdn.example/a', 'http://cdn.example/', false], ['https://cdn.example/a', 'https', false],
    ['https://cdn.example/a', '', false],
  ])('startsWith: %s with %s is %s', (url, start, expected) => {
    expect(inScope(url, { startsWith: start })).toBe(expected);
    expect(inScope(url, { startsWith: ['https://none.example/', start] })).toBe(expected);
  });

  it.each([
    ['https://cdn.example/a', 'cdn.example', true], ['https://cdn.example/a', 'CDN.example', true], ['https://cdn.example/a', 'example', false], ['https://cdn.example:8443/a', 'cdn.example', false], ['https://cdn.example:8443/a', 'cdn.example:8443', true],
    ['https://cdn.example/a', 'https://cdn.example', true], ['https://cdn.example/a', 'https://cdn.example/other', true], ['https://cdn.example/a', 'http://cdn.example', false], ['https://cdn.example/a', '*', false], ['https://cdn.example/a', 'x@cdn.example', false],
    ['https://cdn.example/a', '', false],
  ])('allowedOrigins: %s with %s is %s', (url, origin, expected) => { expect(inScope(url, { allowedOrigins: origin })).toBe(expected); });

  it('its own origin no longer counts once it names others, and both kinds must hold', () => {
    expect(inScope('https://badges.example/a', { allowedOrigins: ['cdn.example'] })).toBe(false);
    expect(inScope('https://cdn.example/a/1', { allowedOrigins: 'cdn.example', startsWith: 'https://cdn.example/b/' })).toBe(false);
    expect(inScope('https://cdn.example/b/1', { allowedOrigins: 'cdn.example', startsWith: 'https://cdn.example/b/' })).toBe(true);
  });

  it('never throws, and lets nothing but https in', () => {
    fc.assert(fc.property(fc.oneof(fc.tuple(fc.constantFrom('http', 'https', 'ftp', 'HTTPS'), fc.constantFrom('://', ':', ':\\\\'), fc.constantFrom('badges.example', 'cdn.example', ''), fc.string()).map((parts) => parts.join('')), fc.string()), fc.jsonValue(), (url, verification) => {
      if (isInScope(url, ISSUER, { verification } as JsonObject)) expect(new URL(url).protocol).toBe('https:');
    }), { numRuns: 500 });
  });
});
