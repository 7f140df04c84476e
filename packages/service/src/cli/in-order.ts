/**
 * Runs `work` for every item, a few at a time, and gives the results in the items' order as soon as each is due.
 * At most `width` items are under way or waiting to be taken, so a slow consumer holds the producers back.
 * A rejection comes out at its item's place; whoever stops iterating starts nothing more.
 */
export async function* inOrder<T, R>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<R>): AsyncGenerator<R, void, undefined> {
  const underWay: Promise<R>[] = [];
  let next = 0;
  while (next < items.length || underWay.length > 0) {
    while (next < items.length && underWay.length < width) {
      const started = work(items[next]!, next);
      // A later item may fail while an earlier one is awaited; it is reported at its own turn, so it is not unhandled.
      started.catch(() => undefined);
      underWay.push(started);
      next++;
    }
    yield await underWay.shift()!;
  }
}
