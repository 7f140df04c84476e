import type * as fc from 'fast-check';

/** Takes an input that anybody could send. It throws where the parser does, and where its answer cannot be right. */
export interface Parser {
  name: string;
  input: fc.Arbitrary<unknown>;
  run(input: never): Promise<void> | void;
  /** How many of the inputs are its own, against 8 of another: what takes milliseconds has fewer. */
  weight: number;
}

export function parser<T>(name: string, input: fc.Arbitrary<T>, run: (input: T) => Promise<void> | void, weight = 8): Parser {
  return { name, input, run: run as (input: never) => Promise<void> | void, weight };
}

export function insist(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}
