import { asArray, isObject, isString, own, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';

/** One proof of a set or chain, and the proofs that it follows. */
export interface LinkedProof {
  index: number;
  proof: JsonObject;
  /** Places of the proofs that `previousProof` names. */
  previous: number[];
  /** False where `previousProof` names a proof that is not there, or comes round to itself. */
  resolved: boolean;
}

/**
 * Reads a proof set or chain (Data Integrity sections 4.3 and 4.4). A proof that names others in `previousProof` signs the document together with them;
 * one that does not signs the document alone. The order of the array means nothing.
 */
export function linkProofs(value: JsonValue | undefined): { linked: LinkedProof[]; strangers: number[] } {
  const entries = asArray(value);
  const strangers = entries.flatMap((entry, index) => (isObject(entry) ? [] : [index]));
  const byId = new Map<string, number[]>();
  entries.forEach((entry, index) => {
    const id = isObject(entry) ? own(entry, 'id') : undefined;
    if (isString(id)) byId.set(id, [...(byId.get(id) ?? []), index]);
  });
  const linked = entries.flatMap((proof, index): LinkedProof[] => {
    if (!isObject(proof)) return [];
    const names = own(proof, 'previousProof');
    const ids = stringsOf(names);
    // Two proofs of one id would let either be taken for the other.
    const found = ids.map((id) => byId.get(id)).filter((places): places is number[] => places?.length === 1).map((places) => places[0]!);
    return [{ index, proof, previous: found, resolved: found.length === ids.length && ids.length === asArray(names).length }];
  });
  const place = new Map(linked.map((entry) => [entry.index, entry]));
  const reaches = (from: LinkedProof, target: number, seen: Set<number>): boolean => from.previous.some((index) => {
    if (index === target) return true;
    if (seen.has(index)) return false;
    seen.add(index);
    const next = place.get(index);
    return next !== undefined && reaches(next, target, seen);
  });
  for (const entry of linked) if (reaches(entry, entry.index, new Set())) entry.resolved = false;
  return { linked, strangers };
}
