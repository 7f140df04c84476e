import { readInput, type IntakeSettings } from '../intake/index.js';
import type { Context } from '../report/context.js';
import { asArray, own } from '../report/json.js';
import type { Evidence, Problem } from '../report/report.js';
import type { Artifact, CollectionMember } from '../report/subject.js';
import { htmlLinks } from './html-links.js';

/** What an address led to: never another address. */
export type Followed = Exclude<Artifact, { kind: 'reference' }> & { evidence: Evidence[] };

/** A server that knows the types gives the credential itself; a page is better than nothing. Within the 128 characters that a browser sends to another origin without asking first. */
export const ACCEPT = 'application/vc, application/ld+json, application/json;q=0.9, image/png;q=0.8, text/html;q=0.5, */*;q=0.1';

/** Links of a page that are tried, the likeliest first: many pages offer a JSON form of themselves that is no credential. */
const MOST_TRIED = 3;

type Nothing = Extract<Artifact, { kind: 'none' }>;

/**
 * An address → what stands there, read as any input is: JSON, a token, a baked picture, an array of several. A web page is searched for its credential by the standard ways (see html-links.ts), and
 * one more address is followed from it. `evidence` lists every document that was fetched. Whatever the page says, what is found is judged by itself: an address proves nothing of its content.
 */
export async function follow(url: string, context: Context, limits: IntakeSettings): Promise<Followed> {
  return visit(url, 1, context, limits);
}

async function visit(url: string, hops: number, context: Context, limits: IntakeSettings): Promise<Followed> {
  const fetched = await context.fetch(url, { accept: ACCEPT, maxBytes: limits.inputBytes });
  if (!fetched.ok) return unreachable(url, fetched);
  const evidence = [fetched.evidence];
  const artifact = await readInput(fetched.bytes, limits);
  if (artifact.kind === 'reference') {
    if (hops <= 0 || artifact.url === url) return nothing(fetched.bytes, fetched.contentType, url, evidence);
    return after(evidence, await visit(artifact.url, hops - 1, context, limits));
  }
  if (!isPage(artifact, fetched.contentType)) return { ...artifact, evidence };
  const inside = await fromPage(fetched.bytes, fetched.finalUrl, hops, context, limits);
  return inside ? after(evidence, inside) : nothing(fetched.bytes, 'text/html', url, evidence);
}

const after = (before: Evidence[], found: Followed): Followed => ({ ...found, evidence: [...before, ...found.evidence] });

/** By what it is; by what the server calls it only where intake could make nothing of it. */
function isPage(artifact: Artifact, contentType: string): boolean {
  if (artifact.kind !== 'none' || artifact.check !== 'intake.credential') return false;
  return artifact.mediaType === 'text/html' || /^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType.trim());
}

async function fromPage(bytes: Uint8Array, address: string, hops: number, context: Context, limits: IntakeSettings): Promise<Followed | undefined> {
  const { blocks, alternates } = htmlLinks(new TextDecoder('utf-8').decode(bytes), address);
  const embedded: { artifact: Artifact; bytes: Uint8Array }[] = [];
  for (const block of blocks) {
    const text = new TextEncoder().encode(block.trim());
    const artifact = await readInput(text, limits);
    if (isCredential(artifact)) embedded.push({ artifact, bytes: text });
  }
  const proven = embedded.filter(({ artifact }) => isProvable(artifact));
  if (proven.length > 0) return together(proven, bytes);
  let fallback: Followed | undefined;
  for (const { url } of hops > 0 ? alternates.slice(0, MOST_TRIED) : []) {
    const found = await visit(url, 0, context, limits);
    if (isCredential(found) && isProvable(found)) return found;
    // What could not be read may have been the credential: that is no "nothing here".
    if (isCredential(found) || (found.kind === 'none' && found.check === 'intake.readable')) fallback ??= found;
  }
  return embedded.length > 0 ? together(embedded, bytes) : fallback;
}

const isCredential = (artifact: Artifact): boolean => artifact.kind !== 'none' && artifact.kind !== 'reference';

/** Whether there is anything in it that could prove something: pages often repeat a credential for search engines, without its proof. */
function isProvable(artifact: Artifact): boolean {
  return artifact.kind === 'document' ? artifact.what === 'presentation' || asArray(own(artifact.document, 'proof')).length > 0 : isCredential(artifact);
}

function together(found: readonly { artifact: Artifact; bytes: Uint8Array }[], page: Uint8Array): Followed {
  const only = found[0]!.artifact;
  if (found.length === 1 && only.kind !== 'reference') return { ...only, evidence: [] };
  const members = found.map(({ bytes }, index): CollectionMember => ({ pointer: `/${index}`, bytes }));
  return { kind: 'collection', mediaType: 'text/html', bytes: page, members, problems: [], evidence: [] };
}

function unreachable(url: string, { code, status, retryable }: { code: Problem['code']; status?: number; retryable: boolean }): Followed {
  const params = { url: url.slice(0, 300), ...(status === undefined ? {} : { status }) };
  const artifact: Nothing = {
    kind: 'none', check: 'intake.readable', code: 'input.unreadable', mediaType: 'application/octet-stream', bytes: new Uint8Array(),
    params: { reason: code, ...params }, problems: [{ type: 'about:blank', code, params, retryable }],
  };
  return { ...artifact, evidence: [] };
}

function nothing(bytes: Uint8Array, mediaType: string, url: string, evidence: Evidence[]): Followed {
  return { kind: 'none', check: 'intake.credential', code: 'reference.no-credential', mediaType: mediaType.split(';', 1)[0]!.trim() || 'text/html', bytes, params: { url: url.slice(0, 300) }, problems: [], evidence };
}
