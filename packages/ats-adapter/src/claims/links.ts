import type { AssociationView } from '@credlens/core/report';

/** What a learner record says of how things belong together: whom each is the same as, and of what it is a part. */
export interface Links { same: ReadonlyMap<string, readonly string[]>; within: ReadonlyMap<string, readonly string[]> }

const SAME: readonly string[] = ['exactMatchOf', 'replacedBy'];
/** `source isChildOf target` and the other way round. */
const UP: readonly string[] = ['isChildOf', 'isPartOf'];
const DOWN: readonly string[] = ['isParentOf'];

/** CLR 2.0 associations, followed to their ends: a course, its module and the module's unit are one thing. A circle ends where it began. */
export function linksOf(associations: readonly AssociationView[]): Links {
  const same = new Map<string, Set<string>>();
  const up = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, from: string, to: string): void => { map.set(from, (map.get(from) ?? new Set()).add(to)); };
  for (const { type, source, target } of associations) {
    if (source === target) continue;
    if (SAME.includes(type)) {
      add(same, source, target);
      add(same, target, source);
    } else if (UP.includes(type)) add(up, source, target);
    else if (DOWN.includes(type)) add(up, target, source);
  }
  return { same: closed(same), within: closed(up) };
}

function closed(edges: ReadonlyMap<string, ReadonlySet<string>>): Map<string, readonly string[]> {
  return new Map([...edges.keys()].map((start) => {
    const found = new Set<string>([start]);
    for (const at of found) for (const next of edges.get(at) ?? []) found.add(next);
    found.delete(start);
    return [start, [...found].sort()];
  }));
}

/** What the record says of any of a claim's identifiers; undefined for nothing. */
export function linked(map: ReadonlyMap<string, readonly string[]>, ids: readonly (string | undefined)[]): string[] | undefined {
  const found = new Set(ids.flatMap((id) => (id === undefined ? [] : map.get(id) ?? [])));
  for (const id of ids) if (id !== undefined) found.delete(id);
  return found.size > 0 ? [...found].sort() : undefined;
}
