import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a plan holds, unless its maker says less; never more than the second. */
export const PLAN_SECONDS = 300;
const LONGEST_SECONDS = 3600;
const MOST_URLS = 64;
const KEY_BYTES = 32;

export interface PlanTerms {
  /** At least 32 bytes, known to the service and to whoever else of the host's makes plans. */
  key: Uint8Array;
  /** Binds the plan to one client, as the relay names it (`clientKey`). */
  client?: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Default 300, at most 3600. */
  seconds?: number;
}

interface Claims { v: 1; exp: number; urls: string[]; client?: string }

/**
 * A short-lived permission to have these URLs fetched by the relay, whatever kind of JSON or token they hold. It names digests, so it does not tell whom it is shown to
 * what a candidate sent. It asserts nothing of the URLs: the relay judges scheme, address and port as for any other.
 * @throws RangeError for too short a key, too many URLs, or a time of nothing
 */
export function signPlan(urls: readonly string[], terms: PlanTerms): string {
  const seconds = Math.min(terms.seconds ?? PLAN_SECONDS, LONGEST_SECONDS);
  checkKey(terms.key);
  if (urls.length > MOST_URLS) throw new RangeError(`A plan is of ${MOST_URLS} URLs at most`);
  if (!(seconds > 0)) throw new RangeError('A plan holds for some time');
  const claims: Claims = {
    v: 1, exp: Math.floor(terms.now / 1000 + seconds), urls: [...new Set(urls.map(digest))].sort(), ...(terms.client === undefined ? {} : { client: clientTag(terms.client, terms.key) }),
  };
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${mac(body, terms.key)}`;
}

/** Whether a plan allows this URL, now, for this client. A plan that names no client is for any. */
export function planAllows(plan: string, url: string, { key, client, now }: Required<Pick<PlanTerms, 'key' | 'client' | 'now'>>): boolean {
  checkKey(key);
  const [body, tag, ...rest] = plan.length > 8192 ? [] : plan.split('.');
  if (!body || !tag || rest.length > 0) return false;
  const [own, other] = [Buffer.from(mac(body, key)), Buffer.from(tag)];
  if (own.length !== other.length || !timingSafeEqual(own, other)) return false;
  // What we signed, we wrote.
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
  const inTime = claims.exp > now / 1000 && claims.exp <= now / 1000 + LONGEST_SECONDS + 60;
  return claims.v === 1 && inTime && (claims.client === undefined || claims.client === clientTag(client, key)) && claims.urls.includes(digest(url));
}

const digest = (url: string): string => createHash('sha256').update(url).digest().subarray(0, 16).toString('base64url');
// One key for two uses: the first words keep them apart.
const mac = (body: string, key: Uint8Array): string => createHmac('sha256', key).update(`credlens relay plan\n${body}`).digest('base64url');
const clientTag = (client: string, key: Uint8Array): string => createHmac('sha256', key).update(`credlens relay client\n${client}`).digest().subarray(0, 16).toString('base64url');

function checkKey(key: Uint8Array): void {
  if (key.length < KEY_BYTES) throw new RangeError(`A plan's key is of ${KEY_BYTES} bytes at least`);
}
