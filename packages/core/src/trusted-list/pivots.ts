import { sha256Hex } from '../x509/digest.js';
import type { GuardedFetch } from '../report/index.js';
import type { PivotFacts } from './load-types.js';
import { LIST_OF_LISTS } from './names.js';
import type { ListContents } from './reading-types.js';
import { fetchList, openSignedList } from './signed-list.js';

/** There were six from 2019 to 2026. */
const MOST_PIVOTS = 20;

/** The certificates that a list of lists names for its own next issue. */
export function ownSigners(contents: ListContents): Set<string> {
  const own = contents.pointers.filter(({ territory, type }) => territory === 'EU' && type === LIST_OF_LISTS);
  return new Set(own.flatMap(({ certificates }) => certificates.map(sha256Hex)));
}

/**
 * The way from the anchors to the certificates that may sign the present list of lists: each pivot is a list of lists in which those certificates changed. They are named in `SchemeInformationURI`, newest first;
 * the oldest that is signed by an anchor begins, and each of the later ones must be signed by a certificate that the one before it names. That list of addresses is not verified yet when it is used:
 * it says where to look, and what is found there must hold by itself. Once begun the way must be whole: a pivot that is not there, or not as it should be, may be the one that took a certificate away.
 */
export async function walkPivots(lotl: { contents: ListContents; sha256: string }, anchors: ReadonlySet<string>, fetch: GuardedFetch, signal?: AbortSignal): Promise<{ signers: ReadonlySet<string>; pivots: PivotFacts[] }> {
  const urls = [...new Set(lotl.contents.informationUris.filter((uri) => /^https:\/\/\S+\.xml$/i.test(uri)))].slice(0, MOST_PIVOTS).reverse();
  const pivots: PivotFacts[] = [];
  let signers = anchors;
  let begun = false;
  for (const url of urls) {
    if (signal?.aborted) break;
    const { facts, next, sha256 } = await readPivot(url, signers, fetch);
    pivots.push(facts);
    // The newest pivot may be the list of lists itself: whom it names are those of the next issue.
    if (next && sha256 !== lotl.sha256) signers = next;
    else if (begun && !next) return { signers: new Set(), pivots };
    begun ||= next !== undefined;
  }
  return { signers, pivots };
}

/** One pivot, and who may sign what comes after it; that only where somebody signed it who might. */
async function readPivot(url: string, signers: ReadonlySet<string>, fetch: GuardedFetch): Promise<{ facts: PivotFacts; sha256?: string; next?: ReadonlySet<string> }> {
  const answer = await fetchList(fetch, url);
  if (!answer.ok) return { facts: { url, state: 'missing' } };
  const list = await openSignedList(answer.bytes);
  if (!list.ok || list.contents.type !== LIST_OF_LISTS) return { facts: { url, state: 'broken' } };
  const { contents: { sequence }, sha256 } = list;
  return signers.has(list.signer) ? { facts: { url, sequence, state: 'walked' }, sha256, next: ownSigners(list.contents) } : { facts: { url, sequence, state: 'not-signed-by-known' } };
}
