import type { Context } from '../report/context.js';
import { isObject, isString, own } from '../report/json.js';
import type { ControllerResult } from './controller-document.js';
import { didWebUrl } from './did-web.js';
import { resolveDidJwk, resolveDidKey } from './self-describing.js';

const DOCUMENT_BYTES = 256 * 1024;

async function fetchDocument(id: string, url: string, context: Context): Promise<ControllerResult> {
  const fetched = await context.fetch(url, { accept: 'application/did+json, application/did+ld+json, application/cid, application/ld+json, application/json;q=0.9', maxBytes: DOCUMENT_BYTES });
  if (!fetched.ok) return { ok: false, code: 'key.unreachable', retryable: fetched.retryable, evidence: [], params: { url, why: fetched.code, ...(fetched.status === undefined ? {} : { status: fetched.status }) } };
  const evidence = [fetched.evidence];
  // A page that passes its visitors on would let whoever it passes them to speak for its domain; `www.` in front or left out is the same house.
  const [asked, answered] = [hostOf(url), hostOf(fetched.finalUrl)];
  if (asked !== answered && asked !== `www.${answered}` && answered !== `www.${asked}`) return { ok: false, code: 'key.redirected', retryable: false, evidence, params: { url, host: answered } };
  const invalid: ControllerResult = { ok: false, code: 'key.document-invalid', retryable: false, evidence, params: { url } };
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fetched.bytes));
  } catch {
    return invalid;
  }
  if (!isObject(document)) return invalid;
  // CID 1.0 section 3.3, step 5: a document speaks for the identifier that it names, and for no other.
  const named = own(document, 'id');
  return isString(named) && named === id ? { ok: true, controller: { id, document, evidence } } : invalid;
}

/**
 * Reads what an identifier says of its own keys: did:key, did:jwk, did:web, or an https controlled identifier document.
 * A document is read once per verification. It asserts control of the identifier (a key, a path on a domain), not who stands behind it.
 */
export function resolveController(id: string, context: Context): Promise<ControllerResult> {
  return context.once(`controller ${id}`, async () => {
    if (id.startsWith('did:key:')) return resolveDidKey(id);
    if (id.startsWith('did:jwk:')) return resolveDidJwk(id);
    if (id.startsWith('did:web:')) {
      const url = didWebUrl(id);
      return url ? fetchDocument(id, url, context) : { ok: false, code: 'key.malformed', retryable: false, evidence: [] };
    }
    if (id.startsWith('did:')) return { ok: false, code: 'key.unsupported-method', retryable: false, evidence: [], params: { method: id.split(':', 2).join(':') } };
    if (id.startsWith('https://')) return fetchDocument(id, id, context);
    return { ok: false, code: 'key.issuer-cannot-hold-keys', retryable: false, evidence: [] };
  });
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}

/** The domain that an identifier proves control of, where it proves one (did:web, https). A path is control of that path alone. */
export function domainOf(id: string): string | undefined {
  const url = id.startsWith('did:web:') ? didWebUrl(id) : id;
  return url?.startsWith('https://') ? hostOf(url) || undefined : undefined;
}

/**
 * The web address that an identifier proves control of, as a reader should see it: the host, and the path where it is not the host's own. On a host that many share,
 * the path is who it is. An address with a query proves nothing: a site that echoes what it is asked would speak for anyone.
 */
export function webAddressOf(id: string): string | undefined {
  const host = domainOf(id);
  if (host === undefined) return undefined;
  if (id.startsWith('did:web:')) return [host, ...id.split(':').slice(3)].join('/');
  const { pathname, search } = new URL(id);
  return search === '' ? host + pathname.replace(/\/$/, '') : undefined;
}
