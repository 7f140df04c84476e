import { sha256Hex } from '../x509/digest.js';
import { LOTL_SIGNERS, LOTL_URL } from './lotl-anchors.js';
import type { LoadOptions, LoadResult, PivotFacts } from './load-types.js';
import { LIST_MIME_TYPE, LIST_OF_LISTS, NATIONAL_LIST } from './names.js';
import { walkPivots } from './pivots.js';
import { isTerritory } from './read-list.js';
import type { ListContents, ListPointer } from './reading-types.js';
import { keptServices } from './service-kinds.js';
import { fetchList, judgeList, openSignedList, type Expected, type JudgedList } from './signed-list.js';
import { toSnapshot } from './snapshot.js';
import type { ListFacts, TrustService } from './types.js';

/** Pointers that are followed. The list of lists has 43. */
const MOST_POINTERS = 200;

/**
 * Reads the list of lists and the lists that it points to, one at a time, and makes a snapshot of what they say. It never throws for what the world does.
 * The list of lists must be signed by an anchor, or by a certificate that pivots lead to from an anchor; each list by a certificate that the list of lists names for it. A list that is missing, stale, broken
 * or wrongly signed costs its country only: its facts say so. A list whose signature does not hold is never used.
 */
export async function loadTrustedLists(options: LoadOptions): Promise<LoadResult> {
  const { fetch, now, previous, signal } = options;
  const url = options.lotlUrl ?? LOTL_URL;
  const anchors: ReadonlySet<string> = new Set(options.anchors ?? LOTL_SIGNERS.map(({ sha256 }) => sha256));
  const { lotl, pivots } = await loadLotl(url, anchors, options);
  const aborted = (): boolean => signal?.aborted === true;
  if (!lotl.contents || aborted()) return { lotl: lotl.facts, pivots, aborted: aborted() };

  const wanted = options.territories && new Set(options.territories);
  const pointers = nationalPointers(lotl.contents).filter(({ territory }) => !wanted || wanted.has(territory));
  const known = new Map(previous?.lists.flatMap(({ territory, sequence }) => (sequence === undefined ? [] : [[territory, sequence]])));
  const lists: ListFacts[] = [];
  const services: TrustService[] = [];
  // The next list is on its way while one is read; only one is ever unpacked.
  let coming = ask(pointers[0]);
  function ask(pointer: ListPointer | undefined): ReturnType<typeof fetchList> | undefined {
    return pointer && !aborted() ? fetchList(fetch, pointer.url) : undefined;
  }
  for (const [index, pointer] of pointers.entries()) {
    const answer = await coming;
    coming = ask(pointers[index + 1]);
    const expected: Expected = { type: NATIONAL_LIST, territory: pointer.territory, url: pointer.url, now, ...(known.has(pointer.territory) && { known: known.get(pointer.territory)! }) };
    const judged: JudgedList = answer?.ok
      ? judgeList(await openSignedList(answer.bytes), new Set(pointer.certificates.map(sha256Hex)), expected)
      : { facts: { territory: pointer.territory, url: pointer.url, state: 'missing', services: 0 } };
    const kept = (judged.contents?.services ?? []).flatMap((service) => keptServices(pointer.territory, service, options.keys ?? 'seals'));
    const facts: ListFacts = { ...judged.facts, services: kept.length };
    take(lists, services, facts, kept);
    options.onProgress?.({ done: index + 1, total: pointers.length, list: facts });
  }
  return { snapshot: toSnapshot({ created: now, lotl: lotl.facts, lists, services }), lotl: lotl.facts, pivots, aborted: aborted() };
}

async function loadLotl(url: string, anchors: ReadonlySet<string>, { fetch, now, previous, signal }: LoadOptions): Promise<{ lotl: JudgedList; pivots: PivotFacts[] }> {
  const expected: Expected = { type: LIST_OF_LISTS, territory: 'EU', url, now, ...(previous?.lotl.sequence !== undefined && { known: previous.lotl.sequence }) };
  const answer = await fetchList(fetch, url);
  if (!answer.ok) return { lotl: { facts: { territory: 'EU', url, state: 'missing', services: 0 } }, pivots: [] };
  const list = await openSignedList(answer.bytes);
  if (list.ok && list.contents.type !== LIST_OF_LISTS) return { lotl: judgeList({ ok: false, state: 'malformed', sha256: list.sha256 }, anchors, expected), pivots: [] };
  if (!list.ok || anchors.has(list.signer)) return { lotl: judgeList(list, anchors, expected), pivots: [] };
  const { signers, pivots } = await walkPivots(list, anchors, fetch, signal);
  return { lotl: judgeList(list, signers, expected), pivots };
}

/** The lists of countries in XML, in the order of the list of lists. Those as PDF are for people, and those of other schemes (mutual recognition with third countries) decide nothing here. */
function nationalPointers({ pointers }: ListContents): ListPointer[] {
  const national = pointers.filter(({ type, mimeType, territory, url }) => type === NATIONAL_LIST && mimeType === LIST_MIME_TYPE && isTerritory(territory) && url !== '');
  return national.slice(0, MOST_POINTERS);
}

const USABLE: readonly ListFacts['state'][] = ['used', 'stale'];

/** A country with two pointers (as when a new version of the format comes) has the first list that can be used, and otherwise the first. */
function take(lists: ListFacts[], services: TrustService[], facts: ListFacts, kept: readonly TrustService[]): void {
  const at = lists.findIndex(({ territory }) => territory === facts.territory);
  const before = lists[at];
  if (before && (USABLE.includes(before.state) || !USABLE.includes(facts.state))) return;
  if (before) lists[at] = facts; else lists.push(facts);
  services.push(...kept);
}
