/** How a system signs what it sends, as data. A scheme names where the signature stands, how it is written, and over which octets it is. */
export interface WebhookScheme {
  signature: { in: 'header'; name: string; /** What stands before the digits, the space included where there is one. */ prefix?: string } | { in: 'body'; member: string };
  /** HMAC with this digest. */
  algorithm: 'SHA-256' | 'SHA-512';
  encoding: 'hex' | 'base64' | 'base64url';
  /** `body`: the octets as they came. `timestamp.body`: the timestamp as written, a full stop, then those octets. `members`: these texts of the body, one after the other. */
  signs: 'body' | 'timestamp.body' | { members: readonly string[] };
  /** When it was sent. Without one, how long a message may be replayed is for the replay store alone. */
  timestamp?: { in: 'header' | 'body'; name: string; unit: 's' | 'ms'; toleranceSeconds: number };
  /** What is unique for a delivery. Without one it is the digest of the body. */
  eventId?: { in: 'header' | 'body'; name: string };
}

/** Headers by lower-case name. */
export type ReceivedHeaders = Readonly<Record<string, string | undefined>>;

export type WebhookFault = 'no-secret' | 'signature-missing' | 'signature-malformed' | 'signature-wrong' | 'timestamp-missing' | 'timestamp-outside' | 'body-unreadable';

/** `eventId` begins with `id:` or `sha256:`, so that a sender's identifier is never taken for a digest. */
export type WebhookReading = { ok: true; eventId: string } | { ok: false; fault: WebhookFault };

/** The longest event identifier that is kept as it is; a longer one is kept as its digest. */
const MOST_ID = 200;

/**
 * Whether a message is signed by whoever has the secret, over the octets as they came. Pure but for WebCrypto, whose comparison takes the same time whatever differs.
 * It does not assert that the message is new: whoever calls keeps `eventId`, and refuses it the second time. It never throws for what was sent.
 * @param now milliseconds since 1970
 */
export async function verifyWebhook(scheme: WebhookScheme, secret: string, message: { headers: ReceivedHeaders; body: Uint8Array }, now: number): Promise<WebhookReading> {
  const fail = (fault: WebhookFault): WebhookReading => ({ ok: false, fault });
  if (secret.length === 0) return fail('no-secret');
  const needsBody = scheme.signature.in === 'body' || typeof scheme.signs === 'object' || scheme.timestamp?.in === 'body' || scheme.eventId?.in === 'body';
  const members = needsBody ? membersOf(message.body) : {};
  if (!members) return fail('body-unreadable');
  const at = (place: 'header' | 'body', name: string) => (place === 'header' ? message.headers[name.toLowerCase()] : textOf(members[name]));

  const written = scheme.signature.in === 'header' ? at('header', scheme.signature.name) : at('body', scheme.signature.member);
  if (written === undefined || written === '') return fail('signature-missing');
  const prefix = scheme.signature.in === 'header' ? scheme.signature.prefix ?? '' : '';
  const signature = written.startsWith(prefix) ? decode(written.slice(prefix.length), scheme.encoding) : undefined;
  if (signature?.length !== (scheme.algorithm === 'SHA-256' ? 32 : 64)) return fail('signature-malformed');

  const timestamp = scheme.timestamp && at(scheme.timestamp.in, scheme.timestamp.name);
  if (scheme.timestamp && timestamp === undefined) return fail('timestamp-missing');
  const signed = octetsOf(scheme, message.body, members, timestamp);
  if (!signed) return fail('body-unreadable');
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: scheme.algorithm }, false, ['verify']);
  if (!await crypto.subtle.verify('HMAC', key, signature, signed)) return fail('signature-wrong');

  // After the signature, so that a stranger learns nothing of this clock.
  if (scheme.timestamp && !isWithin(timestamp ?? '', scheme.timestamp, now)) return fail('timestamp-outside');
  const id = scheme.eventId && at(scheme.eventId.in, scheme.eventId.name);
  return { ok: true, eventId: id === undefined || id === '' || id.length > MOST_ID ? `sha256:${await sha256Hex(id !== undefined && id !== '' ? new TextEncoder().encode(id) : message.body)}` : `id:${id}` };
}

/** The signature of a message of our own, written as the scheme has it: what a receiver, or a test, compares with. */
export async function signWebhook(scheme: WebhookScheme, secret: string, body: Uint8Array, timestamp?: string): Promise<string> {
  const signed = octetsOf(scheme, body, membersOf(body) ?? {}, timestamp) ?? body;
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: scheme.algorithm }, false, ['sign']);
  const made = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed as Uint8Array<ArrayBuffer>));
  return `${scheme.signature.in === 'header' ? scheme.signature.prefix ?? '' : ''}${encode(made, scheme.encoding)}`;
}

export async function sha256Hex(octets: Uint8Array | string): Promise<string> {
  const bytes = typeof octets === 'string' ? new TextEncoder().encode(octets) : octets;
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)), 'hex');
}

function octetsOf(scheme: WebhookScheme, body: Uint8Array, members: Readonly<Record<string, unknown>>, timestamp: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (scheme.signs === 'body') return body as Uint8Array<ArrayBuffer>;
  if (scheme.signs === 'timestamp.body') {
    if (timestamp === undefined) return undefined;
    const head = new TextEncoder().encode(`${timestamp}.`);
    const all = new Uint8Array(head.length + body.length);
    all.set(head);
    all.set(body, head.length);
    return all;
  }
  const texts = scheme.signs.members.map((name) => textOf(members[name]));
  return texts.includes(undefined) ? undefined : new TextEncoder().encode(texts.join(''));
}

/** Only to find the members that a scheme signs by. What the message means is read by a stricter reader, after this. */
function membersOf(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null) as object, value) as Record<string, unknown> : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined);

function isWithin(text: string, { unit, toleranceSeconds }: NonNullable<WebhookScheme['timestamp']>, now: number): boolean {
  if (!/^\d{1,15}$/.test(text)) return false;
  const sent = Number(text) * (unit === 's' ? 1000 : 1);
  return Math.abs(now - sent) <= toleranceSeconds * 1000;
}

/** One spelling of each value alone is taken: two spellings of one signature would be two messages to whoever compares texts. */
function decode(text: string, encoding: WebhookScheme['encoding']): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > 256) return undefined;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = encoding === 'hex' ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
      : Uint8Array.from(atob(encoding === 'base64url' ? text.replaceAll('-', '+').replaceAll('_', '/') : text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
  return encode(bytes, encoding) === text ? bytes : undefined;
}

function encode(bytes: Uint8Array, encoding: WebhookScheme['encoding']): string {
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const text = btoa(String.fromCharCode(...bytes));
  return encoding === 'base64' ? text : text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
