import type { ListFacts, QualificationReason, TrustedLists } from './types.js';

/** How lists are weighed. */
export interface ListPolicy {
  /** The instant of the verification, in milliseconds since 1970: a list is fresh or not at that instant, whatever time is asked about. */
  now: number;
  /** How far beyond its announced next update a list still decides. Default 0. */
  maxTrustedListAgeSeconds?: number;
}

/** ISO 3166-1 and the lists differ in two countries (TS 119 612 section 5.3.10). */
const AS_LISTED: Readonly<Record<string, string>> = { GR: 'EL', GB: 'UK' };

/** The territory of a country code as a certificate has it. */
export function territoryOf(country: string | undefined): string | undefined {
  const code = country?.trim().toUpperCase();
  if (code === undefined || !/^[A-Z]{2}$/.test(code)) return undefined;
  return Object.hasOwn(AS_LISTED, code) ? AS_LISTED[code] : code;
}

export type ListAnswer = { usable: true; overdue: boolean } | { usable: false; reason: QualificationReason };

/** Whether the list of a territory decides, at the instant of the verification (TS 119 615 sections 4.1 and 4.2, TS 119 612 section 5.3.15). A list is never fresher than the list of lists that says who may sign it. */
export function listAnswer(territory: string | undefined, lists: TrustedLists, { now, maxTrustedListAgeSeconds = 0 }: ListPolicy): ListAnswer {
  const list = territory === undefined ? undefined : lists.list(territory);
  if (!list) return { usable: false, reason: 'no-list-for-country' };
  if (list.state === 'missing') return { usable: false, reason: 'list-missing' };
  if (list.state === 'no-next-update') return { usable: false, reason: 'list-closed' };
  if (list.state !== 'used' && list.state !== 'stale') return { usable: false, reason: 'list-unusable' };
  const over = Math.max(beyond(list, now), beyond(lists.snapshot.lotl, now));
  if (over > maxTrustedListAgeSeconds * 1000) return { usable: false, reason: 'list-too-old' };
  return { usable: true, overdue: over > 0 };
}

/** Milliseconds since the announced next update; a list that announces none is beyond it for ever. */
function beyond({ nextUpdate }: ListFacts, now: number): number {
  return nextUpdate === undefined ? Number.POSITIVE_INFINITY : Math.max(0, now - Date.parse(nextUpdate));
}
