import { canonicalJson } from '../report/canonical-json.js';
import { sha256Hex } from '../x509/digest.js';
import { serviceAnchors } from './anchors.js';
import { snapshotProblem } from './snapshot-check.js';
import type { ListFacts, TrustedListSnapshot, TrustedLists, TrustService } from './types.js';

export interface SnapshotParts {
  /** Milliseconds since 1970. */
  created: number;
  lotl: ListFacts;
  lists: readonly ListFacts[];
  services: readonly TrustService[];
}

const byTerritory = (a: { territory: string }, b: { territory: string }): number => (a.territory < b.territory ? -1 : a.territory > b.territory ? 1 : 0);

/** The same lists give the same snapshot, in whatever order they came: countries are sorted, and the services of a country stay as its list has them. */
export function toSnapshot({ created, lotl, lists, services }: SnapshotParts): TrustedListSnapshot {
  return {
    type: 'trusted-list-snapshot', version: 1, created: new Date(created).toISOString(), lotl,
    lists: [...lists].sort(byTerritory), services: [...services].sort(byTerritory),
  };
}

/** RFC 8785: what the digest is of, and what is written to a file. */
export const snapshotText = (snapshot: TrustedListSnapshot): string => canonicalJson(snapshot);

/** Whether this is meant as a snapshot, whatever else is wrong with it. */
export const isSnapshot = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'type') && (value as { type: unknown }).type === 'trusted-list-snapshot';

/**
 * Makes a snapshot ready to be asked. It is the host's own file, and trusted as that: nothing in it is signed. It is checked for its shape all the same, so that a mistake is said and not taken for an answer.
 * @param input the snapshot's JSON, as text or parsed
 */
export function openSnapshot(input: unknown): TrustedLists | { error: string } {
  let value = input;
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input.replace(/^\uFEFF/, '')) as unknown;
    } catch {
      return { error: 'It is no JSON' };
    }
  }
  const error = snapshotProblem(value);
  if (error !== undefined) return { error };
  const snapshot = value as TrustedListSnapshot;
  const lists = new Map(snapshot.lists.map((list) => [list.territory, list]));
  return {
    snapshot, sha256: sha256Hex(new TextEncoder().encode(snapshotText(snapshot))),
    ...serviceAnchors(snapshot.services),
    service: (index) => {
      const service = snapshot.services[index];
      if (!service) throw new RangeError(`No service ${index}`);
      return service;
    },
    list: (territory) => lists.get(territory),
  };
}
