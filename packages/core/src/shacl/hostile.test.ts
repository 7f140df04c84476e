import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericShapes, turtle } from '@credlens/demo-issuer';
import { prepareShapes } from './shapes.js';
import { Budget, type Statement } from './terms.js';
import { readTurtle } from './turtle.js';
import { validate, type Held } from './validate.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string, scope: string): Statement[] => { const found = readTurtle(utf8(text), 'https://file.example/', scope); if (!Array.isArray(found)) throw new TypeError(found); return found; };
const STEPS = 50_000;

async function hold(shapes: string, data: string): Promise<Held> {
  const budget = new Budget(STEPS);
  try {
    return await validate(prepareShapes(read(turtle(shapes), 's'), budget), read(turtle(data), 'd'), budget);
  } catch {
    return { violations: [], undecided: ['budget'], nodes: 0 };
  }
}
const many = (count: number, each: (index: number) => string, between = ' ') => Array.from({ length: count }, (_, index) => each(index)).join(between);

describe('shapes that would take for ever', () => {
  it.each<[string, string, string]>([
    ['a shape that asks two others, and so on', `:S0 sh:targetNode :x . ${many(40, (index) => `:S${index} sh:node :S${index + 1} ; sh:and ( :S${index + 1} ) .`)} :S40 sh:nodeKind sh:IRI .`, ':x a :Thing .'],
    ['a property on every node of a circle', ':T sh:targetClass :Thing ; sh:property [ sh:path ( :p :p :p :p :p :p :p :p ) ; sh:minCount 1 ] .', many(40, (index) => `:n${index} a :Thing ; :p ${many(40, (other) => `:n${other}`, ' , ')} .`)],
    ['a long list', `:T sh:targetClass :Thing ; sh:property [ sh:path :p ; sh:in ( ${many(30_000, (index) => String(index))} ) ] .`, ':x a :Thing ; :p 1 .'],
    ['many classes below each other', `:T sh:targetClass :C0 . ${many(30_000, (index) => `:C${index + 1} rdfs:subClassOf :C${index} .`)}`, ':x a :C0 .'],
    ['many results', `:T sh:targetClass :Thing ; ${many(60, (index) => `sh:property [ sh:path :p ; sh:maxLength 0 ; sh:minCount ${index + 2} ]`, ' ; ')} .`, many(400, (index) => `:n${index} a :Thing ; :p "${index}" .`)],
  ])('%s', async (_name, shapes, data) => {
    const { undecided, violations } = await hold(shapes, data);
    // Either it was stopped, or so much was found that the rest does not matter.
    expect(undecided.includes('budget') || violations.length === 100).toBe(true);
  });

  it('lists in a circle, and shapes in each other', async () => {
    expect((await hold(':T sh:targetNode :x ; sh:property [ sh:path :p ; sh:in :l ] . :l rdf:first 1 ; rdf:rest :l .', ':x :p 1 .')).undecided).toEqual(['in']);
    expect((await hold(':A sh:targetNode :x ; sh:node :B . :B sh:node :A .', ':x :p 1 .')).undecided).toEqual(['recursion']);
    expect((await hold(`:A sh:targetNode :x ; sh:property :P0 . ${many(9000, (index) => `:P${index} sh:path :p ; sh:property :P${index + 1} .`)} :P9000 sh:path :p .`, ':x :p :x .')).undecided).toHaveLength(1);
  });

  it('never more statements than the limit', () => {
    expect(readTurtle(utf8(turtle(many(30, (index) => `:a :b ${index} .`))), 'https://file.example/', 'f', 20)).toBe('too-many-statements');
    expect(readTurtle(Uint8Array.of(0xff, 0xfe), 'https://file.example/', 'f')).toBe('not-utf8');
    expect(readTurtle(utf8('<a> <b> '), 'https://file.example/', 'f')).toBe('syntax');
    expect(readTurtle(utf8(turtle(':a :b << :c :d :e >> .')), 'https://file.example/', 'f')).toBe('syntax');
    expect(readTurtle(utf8(`${'['.repeat(100_000)}`), 'https://file.example/', 'f')).toBe('syntax');
    expect(readTurtle(utf8(turtle(`:a :b ${'( '.repeat(20_000)}${') '.repeat(20_000)} .`)), 'https://file.example/', 'f')).toHaveLength(40_000 - 1);
  });
});

describe('whatever the bytes are', () => {
  it('there is an answer for a file', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { expect(['object', 'string']).toContain(typeof readTurtle(bytes, 'https://file.example/', 'f')); }));
  });

  it('there is an answer for shapes with a part cut out, doubled or changed', async () => {
    const whole = genericShapes();
    const data = read(turtle(':x a elm:Qualification ; elm:eqfLevel <http://data.europa.eu/snb/eqf/9> .'), 'd');
    const word = fc.constantFrom('sh:', '[', ']', '(', ')', ' . ', ' ; ', ' , ', 'sh:path', 'sh:node :Qualification', 'sh:or', 'sh:in', '_:a', '"x"', '1', 'a', 'sh:targetClass rdf:nil', 'rdf:rest', 'sh:not [ ]', 'sh:maxCount -1', 'sh:property rdf:nil');
    let answered = 0;
    await fc.assert(fc.asyncProperty(fc.nat(whole.length), fc.nat(40), fc.array(word, { maxLength: 4 }), async (at, cut, words) => {
      const statements = readTurtle(utf8(whole.slice(0, at) + words.join(' ') + whole.slice(at + cut)), 'https://file.example/', 's');
      if (!Array.isArray(statements)) return;
      const budget = new Budget(STEPS);
      const shapes = prepareShapes(statements, budget);
      const held = await validate(shapes, data, budget);
      expect(Array.isArray(held.violations)).toBe(true);
      answered += 1;
    }), { numRuns: 300 });
    expect(answered).toBeGreaterThan(5);
  });

  it('what is put out of a set of shapes is named, or what it asked is still asked', async () => {
    // Each statement taken away from shapes that the document breaks: then it breaks them still, or they are about nothing, or ask for less by their own word.
    const shapes = read(turtle(':T sh:targetNode :x ; sh:property :P . :P sh:path :p ; sh:minCount 1 .'), 's');
    const data = read(turtle(':x a :Thing .'), 'd');
    for (const gone of shapes) {
      const held = await validate(prepareShapes(shapes.filter((each) => each !== gone), new Budget(STEPS)), data, new Budget(STEPS));
      const word = gone.predicate.value.replace(/^.*#/, '');
      if (word === 'path') expect(held.undecided).toEqual(expect.arrayContaining(['property']));
      else expect(word === 'minCount' || word === 'property' || held.nodes === 0).toBe(true);
    }
  });
});
