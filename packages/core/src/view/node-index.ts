import { isObject, isString, own, type JsonObject, type JsonValue } from '../report/json.js';

export type Path = readonly (string | number)[];
export interface Node { value: JsonObject; path: Path }

const MAX_NODES = 50_000;
const MAX_DEPTH = 64;

/** Every node of a document that says something beside its `id`, by its `id`; the first of each. `visit` sees all of them. */
export function indexOf(document: JsonObject, visit?: (id: string, node: Node) => void): Map<string, Node> {
  const found = new Map<string, Node>();
  const waiting: { value: JsonValue; path: Path }[] = [{ value: document, path: [] }];
  for (let seen = 0; seen < MAX_NODES && waiting.length > 0; seen += 1) {
    const { value, path } = waiting.pop()!;
    if (path.length > MAX_DEPTH) continue;
    const inner: { value: JsonValue; path: Path }[] = [];
    if (Array.isArray(value)) value.slice(0, MAX_NODES).forEach((item, index) => { if (typeof item === 'object' && item !== null) inner.push({ value: item, path: [...path, index] }); });
    else if (isObject(value)) {
      const id = own(value, 'id');
      const keys = Object.keys(value);
      if (isString(id) && keys.some((key) => key !== 'id' && key !== 'type')) {
        if (!found.has(id)) found.set(id, { value, path });
        visit?.(id, { value, path });
      }
      for (const key of keys) {
        const item = value[key]!;
        if (typeof item === 'object' && item !== null && key !== '@context') inner.push({ value: item, path: [...path, key] });
      }
    }
    // In the document's own order.
    for (let index = inner.length - 1; index >= 0 && waiting.length < MAX_NODES; index -= 1) waiting.push(inner[index]!);
  }
  return found;
}
