import type { ListFacts, LoadResult, TrustedListSnapshot, TrustService } from '@credlens/core/trusted-list';
import { printable } from '../usage-error.js';
import { table } from './text.js';

/** What a list's state means, for whoever runs the command. */
const STATES: Readonly<Record<ListFacts['state'], string>> = {
  'used': 'used', 'stale': 'past its next update', 'missing': 'not there', 'malformed': 'damaged', 'signature-invalid': 'signature does not hold', 'signer-unknown': 'signed by nobody who may',
  'unsigned': 'not signed', 'unsupported-version': 'a version that is not read', 'other-territory': 'of another country', 'older-than-known': 'older than the one known', 'no-next-update': 'closed',
};

/** `used` and `stale` lists count; the others cost their country. */
export const counts = ({ state }: ListFacts): boolean => state === 'used' || state === 'stale';

/** The state at an instant: a snapshot was taken at another, and lists age in it. */
export function stateAt(list: ListFacts, at: Date): ListFacts['state'] {
  if (!counts(list) || list.nextUpdate === undefined) return list.state;
  return Date.parse(list.nextUpdate) < at.getTime() ? 'stale' : 'used';
}

const day = (instant: string | undefined): string => instant?.slice(0, 10) ?? '';

export function listTable(lists: readonly ListFacts[], at: Date, width: number): string[] {
  const rows = lists.map((list) => [
    list.territory, list.sequence === undefined ? '' : String(list.sequence), day(list.issued), day(list.nextUpdate), list.territory === 'EU' ? '' : String(list.services), STATES[stateAt(list, at)],
  ]);
  return table(['list', 'number', 'issued', 'next update', 'services', 'state'], rows, width);
}

export function totals({ services, lists }: Pick<TrustedListSnapshot, 'services' | 'lists'>, at: Date): string {
  const of = (type: TrustService['type']): number => services.filter((service) => service.type === type).length;
  const usable = lists.filter(counts);
  const stale = usable.filter((list) => stateAt(list, at) === 'stale').length;
  return `${usable.length} of ${lists.length} lists${stale > 0 ? ` (${stale} past their next update)` : ''}: ${of('CA/QC')} services for certificates, ${of('TSA/QTST')} for qualified time-stamps, ${of('TSA')} for other time-stamps`;
}

/** One line for each list that is lost, and for what else an operator should look at. */
export function warnings({ snapshot, lotl, pivots }: LoadResult, at: Date): string[] {
  const lost = (snapshot?.lists ?? []).filter((list) => !counts(list));
  return [
    ...(snapshot && stateAt(lotl, at) === 'stale' ? [`warning: the list of lists is past its next update (${day(lotl.nextUpdate)})`] : []),
    ...pivots.filter(({ state }) => state === 'missing' || state === 'broken').map(({ url, state }) => `warning: pivot ${printable(url)} is ${state === 'missing' ? 'not there' : 'damaged'}`),
    ...lost.map(({ territory, url, state }) => `warning: ${territory} is lost: ${STATES[state]} (${printable(url)})`),
    ...(snapshot?.lists ?? []).flatMap(({ territory, unreadable }) => (unreadable === undefined ? [] : [`warning: ${territory} holds ${unreadable} services that cannot be read`])),
  ];
}

/** Why nothing could be made. */
export const lotlFailure = ({ url, state }: ListFacts): string => `the list of lists cannot be used: ${STATES[state]} (${printable(url)})`;

export function serviceTable(services: readonly TrustService[], width: number): string[] {
  const rows = services.map(({ type, periods: [current], provider, name }) => [type, current?.status ?? '', day(current?.from), [...(current?.information ?? [])].join(' '), printable(`${provider}: ${name}`)]);
  return table(['type', 'status', 'since', 'for', 'provider and service'], rows, width);
}
