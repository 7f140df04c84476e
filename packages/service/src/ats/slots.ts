/** Room for so many at once, and for so many who wait for it, in the order in which they came. */
export interface Slots { /** @returns nothing where too many wait already */ run: <T>(work: () => Promise<T>) => Promise<{ done: T } | undefined> }

export function createSlots(atOnce: number, waiting: number): Slots {
  let busy = 0;
  const queue: (() => void)[] = [];
  return {
    async run(work) {
      if (busy >= atOnce) {
        if (queue.length >= waiting) return undefined;
        await new Promise<void>((resolve) => { queue.push(resolve); }); // whoever ends hands its place on
      } else busy++;
      try {
        return { done: await work() };
      } finally {
        const next = queue.shift();
        if (next) next();
        else busy--;
      }
    },
  };
}
