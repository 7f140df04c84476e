import { DataFactory } from 'n3';
import type Context from 'shacl-engine/lib/Context.js';
import type Shape from 'shacl-engine/lib/Shape.js';
import validations from 'shacl-engine/lib/validations.js';
import { matchesSafely } from '../schema/safe-pattern.js';
import type { Shapes } from './shapes.js';
import { Exhausted, keyOf, SH, TYPE, type Budget, type Term } from './terms.js';

/** One parameter of a shape, ready to be asked of values: the engine's own way of having it. */
export type Asked = Partial<Record<'node' | 'property' | 'generic', (context: Context) => void | Promise<void>>>;
export type Compile = (shape: Shape) => Asked | null;

/** Results of one shape for one node at most. */
const MOST_RESULTS = 200;

const sh = (word: string): Term => DataFactory.namedNode(SH + word);

/**
 * What constraints ask, as the engine has them, each paid for from the budget. Ours are those in which it differs from SHACL or takes no bounded time: patterns (a stranger's regular expression could
 * hang; a blank node has no text), lists (it walks them in the square of their length, and writes them out for every value), classes (it follows chains anew for every shape), languages (RFC 4647: `en` is no `eng`), lengths (in characters).
 * @param undecided told where a value could not be compared
 */
export function constraintsOf(shapes: Shapes, budget: Budget, undecided: (word: string) => void): [Term, Compile][] {
  const one = (word: string, component: string, prepare: (shape: Shape, parameter: Term) => (value: Term, context: Context) => boolean): [Term, Compile] => [sh(word), (shape) => {
    const meets = prepare(shape, shape.ptr.out([sh(word)]).terms[0]!);
    return { generic: (context) => { const { term } = context.valueOrNode; context.test(term !== undefined && meets(term, context), sh(`${component}ConstraintComponent`), { value: context.valueOrNode }); } };
  }];
  const length = (word: string, component: string, fits: (length: number, limit: number) => boolean) =>
    one(word, component, (_shape, { value: limit }) => (value) => { budget.spend(value.value.length / 1000); return value.termType !== 'BlankNode' && fits([...value.value].length, Number(limit)); });

  const own: [Term, Compile][] = [
    one('pattern', 'Pattern', (shape, { value: pattern }) => {
      const flags = shape.ptr.out([sh('flags')]).terms[0]?.value ?? '';
      return (value) => {
        if (value.termType === 'BlankNode') return false;
        budget.spend(20 + value.value.length / 100);
        // Flags change what a pattern means; of those none but the one for case could be given to ours.
        const matches = flags === '' ? matchesSafely(pattern, value.value) : undefined;
        if (matches === undefined) undecided('pattern');
        return matches ?? true;
      };
    }),
    one('in', 'In', (_shape, list) => {
      const resources = new Set<string>();
      const literals = new Map<string, Term[]>();
      for (const item of shapes.members(list)) {
        const alike = literals.get(item.value);
        if (item.termType !== 'Literal') resources.add(keyOf(item));
        else if (alike) alike.push(item);
        else literals.set(item.value, [item]);
      }
      return (value) => {
        if (value.termType !== 'Literal') return resources.has(keyOf(value));
        const alike = literals.get(value.value) ?? [];
        budget.spend(alike.length);
        return alike.some((item) => item.equals(value));
      };
    }),
    [sh('class'), (shape) => {
      const wanted = shape.ptr.out([sh('class')]).terms.map((type) => shapes.below(type));
      return {
        generic: (context) => {
          const types = context.valueOrNode.term?.termType === 'Literal' ? [] : context.valueOrNode.out([DataFactory.namedNode(TYPE)]).terms;
          for (const each of wanted) context.test(types.some((type) => each.has(type.value)), sh('ClassConstraintComponent'), { value: context.valueOrNode });
        },
      };
    }],
    one('languageIn', 'LanguageIn', (_shape, list) => {
      const ranges = shapes.members(list).map(({ value }) => value.toLowerCase());
      return ({ language = '' }) => { budget.spend(ranges.length / 10); return language !== '' && ranges.some((range) => range === '*' || language.toLowerCase() === range || language.toLowerCase().startsWith(`${range}-`)); };
    }),
    length('minLength', 'MinLength', (has, limit) => has >= limit),
    length('maxLength', 'MaxLength', (has, limit) => has <= limit),
  ];
  const words = new Set(own.map(([word]) => word.value));
  return [...[...validations].filter(([word]) => !words.has(word.value)), ...own].map(([word, compile]) => [word, paid(compile, budget)]);
}

/** The same constraint, paid for at each value; and no more results than anybody would read. */
function paid(compile: Compile, budget: Budget): Compile {
  return (shape) => {
    const asked = compile(shape);
    if (!asked) return asked;
    const wrap = (ask: (context: Context) => void | Promise<void>) => (context: Context) => {
      budget.spend(5 + (context.values?.ptrs.length ?? 0));
      if (context.report.results.length > MOST_RESULTS) throw new Exhausted();
      return ask(context);
    };
    return Object.fromEntries(Object.entries(asked).map(([when, ask]) => [when, wrap(ask)]));
  };
}
