import { createGuardedFetch, type GuardedFetchOptions } from '@credlens/core';
import { refusalOf, toUrl, writeFreshness } from '@credlens/core/net';
import type { Code, Evidence } from '@credlens/core/report';
import { dataType, kindOf, type HostNamed, type Kind } from './kinds.js';
import { planAllows } from './plan.js';
import { SIGNED_TYPES, signedKindOf, type SignedKind } from './signed-kinds.js';
import { createTokenBuckets, type Rate } from './token-buckets.js';

export interface RelayOptions {
  /** How it reaches the world. Its `fetch` must vet addresses after resolution and ports (`createVettedFetch`). */
  network: Pick<GuardedFetchOptions, 'fetch' | 'resources' | 'offline' | 'cache'>;
  /** What the host has named beside the kinds that are known by what they hold. */
  named?: HostNamed;
  /** Signs plans, and reads them. At least 32 bytes. */
  key: Uint8Array;
  /** Requests of one client. Default 120 at once, 2 a second. */
  perClient?: Rate;
  /** Requests to one host, of all clients. Default 120 at once, 10 a second. */
  perHost?: Rate;
  /** Fetches under way at once. Default 16; four times as many wait, more are turned away. */
  concurrency?: number;
  clock?: () => Date;
}

export interface RelayRequest { url: string; client: string; /** Media types that the client would take. */ accept?: string; plan?: string; signal?: AbortSignal; /** Names of this service itself. */ ownHost?: string }

export interface Relayed {
  ok: true;
  kind: Kind | SignedKind;
  bytes: Uint8Array;
  contentType: string;
  finalUrl: string;
  evidence: Evidence;
  /** As `RELAY_HEADERS.freshness` says it. */
  freshness: string;
}

/** `httpStatus` is what the relay answers with, `status` what the target did. */
export interface NotRelayed { ok: false; httpStatus: 400 | 403 | 429 | 502 | 503 | 504; code: Code; status?: number; retryAfterSeconds?: number }

export interface Relay {
  fetch(request: RelayRequest): Promise<Relayed | NotRelayed>;
  /** Takes from a client's allowance for something of another cost. @returns 0, or the seconds to wait */
  charge(client: string, cost: number): number;
  readonly key: Uint8Array;
}

const URL_CHARACTERS = 2048;
/** Of one document: the largest are status lists and lists of revoked certificates. */
export const RELAY_BYTES = 10 * 1024 * 1024;
/** Answers are shared by the clients of this long; the page's own policy asks for no more. */
const SHARED_SECONDS = 60;
const FETCHES = 8;

/**
 * Fetches for pages what CORS keeps from them: documents of the kinds that a verification reads, or those of a plan, and nothing else. It sends no cookie, no credential and
 * no header of the client's, follows redirects only through the same checks, and gives back nothing that it did not recognise. Where any part of the way may be http, it recognises only what is signed in itself.
 * What it gives back is what the target answered; it asserts nothing of what it says.
 */
export function createRelay(options: RelayOptions): Relay {
  const { named = { contexts: new Set(), registries: new Set() }, key, concurrency = 16 } = options;
  const clock = options.clock ?? (() => new Date());
  const now = (): number => clock().getTime();
  const clients = createTokenBuckets(options.perClient ?? { burst: 120, perSecond: 2 });
  const hosts = createTokenBuckets(options.perHost ?? { burst: 120, perSecond: 10 });
  const queue = createQueue(concurrency, concurrency * 4);
  const refused = (code: Code = 'net.relay-refused'): NotRelayed => ({ ok: false, httpStatus: 403, code });
  const later = (httpStatus: 429 | 503, retryAfterSeconds: number): NotRelayed => ({ ok: false, httpStatus, code: 'net.relay-failed', retryAfterSeconds });

  return {
    key,
    charge: (client, cost) => clients.take(client, performance.now(), cost),
    async fetch(request) {
      const wait = clients.take(request.client, performance.now());
      if (wait > 0) return later(429, wait);
      const url = readTarget(request.url);
      if (!url) return { ok: false, httpStatus: 400, code: 'net.refused' };
      // No plan opens http for more: it names addresses, and over http anybody on the way decides what an address answers.
      const { signedContent, accept } = asksFor(request.accept);
      if (refusalOf(url, signedContent) || (url.protocol === 'http:' && url.port !== '')) return refused('net.refused');
      // It would ask itself, and each of those requests again.
      if (request.ownHost !== undefined && url.host === request.ownHost) return refused('net.refused');
      const planned = request.plan !== undefined && planAllows(request.plan, url.href, { key, client: request.client, now: now() });
      if (request.plan !== undefined && !planned) return refused();
      const crowded = hosts.take(url.hostname.replace(/\.$/, ''), performance.now());
      if (crowded > 0) return later(429, crowded);

      const fetch = createGuardedFetch({ ...options.network, clock, budget: { fetches: FETCHES }, ...(request.signal ? { signal: request.signal } : {}) });
      const answer = await queue(() => fetch(url.href, { accept, maxBytes: RELAY_BYTES, maxAgeSeconds: SHARED_SECONDS, signedContent }));
      if (!answer) return later(503, 1);
      if (!answer.ok) return { ok: false, httpStatus: HTTP_STATUS[answer.code] ?? 502, code: answer.code, ...(answer.status === undefined ? {} : { status: answer.status }) };
      const { bytes, finalUrl, evidence, freshness = { storable: false } } = answer;
      const signed = await signedKindOf(bytes);
      const label = signed ? SIGNED_TYPES[signed] : signedContent ? undefined : dataType(answer.contentType);
      const kind = signed ?? (label && kindOf(url.href, bytes, named, planned));
      if (!label || !kind) return refused();
      return { ok: true, kind, bytes, contentType: label, finalUrl, evidence, freshness: writeFreshness(freshness) };
    },
  };
}

const HTTP_STATUS: Partial<Record<Code, NotRelayed['httpStatus']>> = { 'net.refused': 403, 'net.timeout': 504 };

/** The target as it will be asked for. What the URL parser would silently take out or turn round is refused: whoever writes it so wants it read in two ways. */
function readTarget(text: string): URL | undefined {
  // oxlint-disable-next-line no-control-regex
  if (text.length > URL_CHARACTERS || /[\u0000-\u0020\u007f\\]/.test(text)) return undefined;
  const url = toUrl(text);
  if (url) url.hash = '';
  return url;
}

const TYPES = new Set([
  'application/json', 'application/ld+json', 'application/vc', 'application/vc+ld+json', 'application/did', 'application/did+json', 'application/did+ld+json', 'application/cid',
  'application/jwk+json', 'application/jwk-set+json', 'application/schema+json', 'application/jwt', 'application/vc+jwt', 'application/vc+sd-jwt', 'application/dc+sd-jwt',
  'application/statuslist+jwt', 'application/statuslist+json',
]);

const SIGNED: ReadonlySet<string> = new Set(Object.values(SIGNED_TYPES));

interface Asked { accept: string; /** It is after what is signed in itself, and nothing else. */ signedContent: boolean }

/** Of what a client would take, the types that there is a use for, in our own writing: nothing of a client's goes to the target as it came. */
function asksFor(header = ''): Asked {
  const wanted = header.slice(0, 512).toLowerCase().split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim());
    const quality = parameters.map((each) => /^q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)$/.exec(each)?.[1]).find((each) => each !== undefined);
    return TYPES.has(type) || SIGNED.has(type) ? [{ type, text: quality === undefined ? type : `${type};q=${quality}` }] : [];
  });
  const texts = wanted.length > 0 ? wanted.map(({ text }) => text) : ['application/json', 'application/ld+json'];
  return { accept: [...new Set([...texts, '*/*;q=0.1'])].join(', '), signedContent: wanted.length > 0 && wanted.every(({ type }) => SIGNED.has(type)) };
}

/** At most so many at once, and so many waiting; `undefined` for one too many. */
function createQueue(running: number, waiting: number): <T>(task: () => Promise<T>) => Promise<T | undefined> {
  let active = 0;
  const line: (() => void)[] = [];
  return async (task) => {
    if (active >= running) {
      if (line.length >= waiting) return undefined;
      await new Promise<void>((start) => { line.push(start); });
    } else active += 1;
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next) next(); // the place passes on
      else active -= 1;
    }
  };
}
