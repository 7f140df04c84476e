import { describe, expect, it } from 'vitest';
import { printable, UsageError } from '../usage-error.js';
import { parseArguments } from './arguments.js';

const spec = { json: 'switch', at: 'one', trust: 'many', dir: 'each', help: 'switch' } as const;
const parse = (...args: string[]) => {
  const { inputs, switches, values } = parseArguments(args, spec);
  return { inputs, switches: [...switches], values: Object.fromEntries(values) };
};

describe('parseArguments', () => {
  it('takes inputs, switches and values in any order', () => {
    expect(parse('a.json', '--json', '--at', '2026-01-01T00:00:00Z', 'b.json')).toEqual({
      inputs: ['a.json', 'b.json'], switches: ['json'], values: { at: ['2026-01-01T00:00:00Z'] },
    });
  });
  it('reads --flag=value, with an equals sign in the value', () => {
    expect(parse('--at=x=y', 'a').values).toEqual({ at: ['x=y'] });
  });
  it('takes one value for a repeatable flag before the first input', () => {
    expect(parse('--trust', 't.json', 'a.json', 'b.json')).toEqual({ inputs: ['a.json', 'b.json'], switches: [], values: { trust: ['t.json'] } });
  });
  it('takes every argument up to the next flag for a repeatable flag after an input', () => {
    expect(parse('a.json', '--trust', 't.json', 'u.json', '--json')).toEqual({ inputs: ['a.json'], switches: ['json'], values: { trust: ['t.json', 'u.json'] } });
  });
  it('collects a flag that is repeated', () => {
    expect(parse('--trust', 't', '--trust=u', 'a', '--trust', 'v').values).toEqual({ trust: ['t', 'u', 'v'] });
  });
  it('takes one value at a time for a flag that has one each, wherever it stands', () => {
    expect(parse('a', '--dir', 'd', 'b', '--dir', 'e')).toEqual({ inputs: ['a', 'b'], switches: [], values: { dir: ['d', 'e'] } });
  });
  it('takes only its own value for --flag=value after an input', () => {
    expect(parse('a', '--trust=t', 'b')).toEqual({ inputs: ['a', 'b'], switches: [], values: { trust: ['t'] } });
  });
  it('ends the flags at --, and a repeatable flag with them', () => {
    expect(parse('a', '--trust', 't', '--', '--json', 'b')).toEqual({ inputs: ['a', '--json', 'b'], switches: [], values: { trust: ['t'] } });
  });
  it('keeps - as an input, also behind a repeatable flag', () => {
    expect(parse('a', '--trust', 't', '-').inputs).toEqual(['a', '-']);
  });
  it.each([[['--nope']], [['-x']], [['--constructor']], [['--at']], [['--at', '--json']], [['--at=']], [['--at', 'x', '--at', 'y']], [['--json=yes']], [['a', '--trust']], [['--trust', '-']]])(
    'refuses %j', (args) => { expect(() => parseArguments(args, spec)).toThrow(UsageError); },
  );
});

describe('printable', () => {
  it('takes control and direction characters out of what a terminal will show', () => {
    expect(printable('a\u001b[31m\u202eb')).toBe('a?[31m?b');
  });
  it('shortens', () => { expect(printable('x'.repeat(500))).toHaveLength(201); });
});
