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
 * it says where to look, and what is found there must hold by itself.
 */
export async function walkPivots(lotl: ListContents, anchors: ReadonlySet<string>, fetch: GuardedFetch, signal?: AbortSignal): Promise<{ signers: ReadonlySet<string>; pivots: PivotFacts[] }> {
  const urls = [...new Set(lotl.informationUris.filter((uri) => /^https:\/\/\S+\.xml$/i.test(uri)))].slice(0, MOST_PIVOTS).reverse();
  const pivots: PivotFacts[] = [];
  let signers = anchors;
  let begun = false;
  for (const url of urls) {
    if (signal?.aborted) break;
    const answer = await fetchList(fetch, url);
    if (!answer.ok) {
      pivots.push({ url, state: 'missing' });
      continue;
    }
    const list = await openSignedList(answer.bytes);
    if (!list.ok || list.contents.type !== LIST_OF_LISTS) {
      pivots.push({ url, state: 'broken' });
      continue;
    }
    const known = signers.has(list.signer);
    pivots.push({ url, sequence: list.contents.sequence, state: known ? 'walked' : 'not-signed-by-known' });
    // A later pivot that nobody known signed ends the way: what comes after it must not be reached around it.
    if (!known && begun) break;
    if (!known) continue;
    begun = true;
    signers = ownSigners(list.contents);
  }
  return { signers, pivots };
}
