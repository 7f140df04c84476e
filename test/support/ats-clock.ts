/** A clock that stands still until it is told, and whose sleep moves it: waiting costs no time. */
export interface TestClock { now: () => Date; sleep: (ms: number, signal: AbortSignal) => Promise<void>; random: () => number; advance: (ms: number) => void }

export function testClock(start: string): TestClock {
  let at = Date.parse(start);
  return { now: () => new Date(at), random: () => 0.5, advance: (ms) => { at += ms; }, sleep: async (ms) => { at += ms; } };
}
