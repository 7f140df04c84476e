import { describe, expect, it } from 'vitest';
import { prototypeName } from './prototype-names.js';

describe('prototypeName', () => {
  it.each([
    ['a member called __proto__', '{"a":[{"__proto__":1}]}', '__proto__'],
    ['a node called __proto__', '{"a":{"@id":"__proto__"}}', '__proto__'],
    ['a node called constructor', '[{"@id":"constructor"}]', 'constructor'],
    ['a text that says constructor', '{"name":"constructor","id":"toString"}', undefined],
    ['a member called constructor', '{"constructor":{"@id":"urn:example:1"}}', undefined],
    ['nothing', '{}', undefined],
  ])('%s', (_case, text, name) => { expect(prototypeName(JSON.parse(text))).toBe(name); });

  it('looks through a million members without recursion', () => {
    expect(prototypeName(Array.from({ length: 1_000_000 }, () => 0))).toBeUndefined();
    let deep: unknown = { '@id': 'valueOf' };
    for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
    expect(prototypeName(deep)).toBe('valueOf');
  });
});
