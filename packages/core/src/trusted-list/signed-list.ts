import { sha256Hex } from '../x509/digest.js';
import type { FetchResult, GuardedFetch } from '../report/index.js';
import type { EnvelopedResult, XmlSignatureFailure } from '../xml-signature/types.js';
import { readTrustedList } from './read-list.js';
import type { ListContents } from './reading-types.js';
import type { ListFacts, ListState } from './types.js';

export const LIST_ACCEPT = 'application/vnd.etsi.tsl+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
/** The largest list of 2026 has 2.9 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What was asked for, and what may be taken for it. */
export interface Expected {
  /** URI: the kind of list (TS 119 612 section 5.3.3). */
  type: string;
  territory: string;
  url: string;
  now: number;
  /** Sequence number that is known already. */
  known?: number;
}

export interface JudgedList {
  facts: ListFacts;
  /** Only where `state` is `used` or `stale`. */
  contents?: ListContents;
}

/** A list over the network. It may be over http: what counts is its signature. */
export function fetchList(fetch: GuardedFetch, url: string): Promise<FetchResult> {
  return fetch(url, { accept: LIST_ACCEPT, maxBytes: MOST_BYTES, signedContent: true });
}

/** A list whose signature holds, by whomever. Nothing else of a list is ever looked at. */
export type SignedList = { ok: true; contents: ListContents; sha256: string; signer: string } | { ok: false; state: ListState; sha256: string };

/** Verifies the signature, then reads what it covers. XML and its signatures are loaded when the first list comes: a page with a snapshot never pays for them. */
export async function openSignedList(bytes: Uint8Array): Promise<SignedList> {
  const { verifyEnveloped } = await import('../xml-signature/index.js');
  const sha256 = sha256Hex(bytes);
  const verified: EnvelopedResult = await verifyEnveloped(bytes);
  if (!verified.ok) return { ok: false, state: stateOf(verified.failure), sha256 };
  const reading = readTrustedList(verified.root);
  if (!reading.ok) return { ok: false, state: reading.problem, sha256 };
  return { ok: true, contents: reading.contents, sha256, signer: sha256Hex(verified.certificate) };
}

/** TS 119 615 sections 4.1 and 4.2: by whom a list may be signed, which one it is, and whether it is the newest. */
export function judgeList(list: SignedList, signers: ReadonlySet<string>, expected: Expected): JudgedList {
  const { territory, url } = expected;
  const facts = (state: ListState): ListFacts => ({ territory, url, state, sha256: list.sha256, services: 0 });
  if (!list.ok) return { facts: facts(list.state) };
  const { contents, signer } = list;
  if (!signers.has(signer)) return { facts: { ...facts('signer-unknown'), signer } };
  const said: Omit<ListFacts, 'state'> = {
    ...facts('used'), signer, version: contents.version, sequence: contents.sequence, issued: new Date(contents.issued).toISOString(),
    ...(contents.operator !== undefined && { operator: contents.operator }),
    ...(contents.nextUpdate !== undefined && { nextUpdate: new Date(contents.nextUpdate).toISOString() }),
    ...(contents.unreadable > 0 && { unreadable: contents.unreadable }),
  };
  if (contents.type !== expected.type) return { facts: { ...said, state: 'malformed' } };
  if (contents.territory !== territory) return { facts: { ...said, state: 'other-territory' } };
  if (expected.known !== undefined && contents.sequence < expected.known) return { facts: { ...said, state: 'older-than-known' } };
  if (contents.nextUpdate === undefined) return { facts: { ...said, state: 'no-next-update' } };
  return { facts: { ...said, state: contents.nextUpdate < expected.now ? 'stale' : 'used' }, contents };
}

function stateOf(failure: XmlSignatureFailure): ListState {
  if (failure === 'unsigned') return 'unsigned';
  const damaged: readonly XmlSignatureFailure[] = [
    'too-large', 'too-deep', 'too-many-elements', 'too-many-attributes', 'namespace-scope', 'encoding', 'xml-version', 'doctype', 'namespace-form', 'not-well-formed',
  ];
  return damaged.includes(failure) ? 'malformed' : 'signature-invalid';
}
