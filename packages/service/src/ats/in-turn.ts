/** Work on one thing is done in a row; on different things side by side. */
export function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(work, work);
    const tail = result.catch(() => {}).then(() => { if (tails.get(key) === tail) tails.delete(key); });
    tails.set(key, tail);
    return result;
  };
}
