export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs at most `limit` tasks at once; the rest wait in the order in which they came. */
export function createLimiter(limit: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= limit) await new Promise<void>((start) => waiting.push(start));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next(); // the place passes on: `running` stays
      else running -= 1;
    }
  };
}

/** At most `limit` at once, and `perKey` of one key: one slow host does not hold up what others could answer. */
export function createKeyedLimiter(limit: number, perKey: number): (key: string) => Limiter {
  const all = createLimiter(limit);
  const each = new Map<string, Limiter>();
  return (key) => {
    let own = each.get(key);
    if (!own) each.set(key, own = createLimiter(perKey));
    const narrow = own;
    return (task) => narrow(() => all(task));
  };
}
