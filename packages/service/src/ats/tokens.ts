import { createHmac, randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';

const KEY_BYTES = 32;

/**
 * Everything that nobody may guess: identifiers of orders and the tokens of links. They are made from one secret and what they stand for, so that the same order gives the same answer, and none of them has to be kept.
 */
export interface Tokens {
  /** Of an order: 32 hexadecimal digits. `sameAs` is what tells an order from another one of its tenant. */
  orderId: (tenant: string, vendor: string, sameAs: string, generation: number) => string;
  /** Of the link to send files by, or to read the result by. The identifier of the order is in it, and so is what nobody can make who lacks the secret. */
  linkToken: (purpose: LinkPurpose, orderId: string) => string;
  /** The order that a token is of, for this purpose. */
  orderOf: (purpose: LinkPurpose, token: string) => string | undefined;
}
export type LinkPurpose = 'upload' | 'result';

export function createTokens(key: Uint8Array): Tokens {
  const mac = (...parts: (string | number)[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  const linkToken: Tokens['linkToken'] = (purpose, orderId) => `${orderId}${mac('link', purpose, orderId).toString('hex')}`;
  return {
    orderId: (tenant, vendor, sameAs, generation) => mac('order', tenant, vendor, sameAs, generation).toString('hex').slice(0, 32),
    linkToken,
    orderOf: (purpose, token) => {
      const orderId = token.slice(0, 32);
      return /^[0-9a-f]{96}$/.test(token) && equal(linkToken(purpose, orderId), token) ? orderId : undefined;
    },
  };
}

/** Compared by digests under a key of this process, so that how long it takes says nothing. */
export function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHmac('sha256', COMPARE_KEY).update(text).digest();
  return Buffer.compare(digest(a), digest(b)) === 0;
}
const COMPARE_KEY = randomBytes(KEY_BYTES);

/** The secret of a data directory, made the first time. */
export async function readKey(path: string): Promise<Uint8Array> {
  const part = `${path}.${randomBytes(8).toString('hex')}`;
  const found = await readFile(path).catch(() => undefined);
  if (found?.length === KEY_BYTES) return found;
  if (found) throw new Error('The key of the data directory is not one that was written there');
  const file = await open(part, 'wx', 0o600);
  await file.writeFile(randomBytes(KEY_BYTES));
  await file.sync();
  await file.close();
  await link(part, path).catch(() => {});
  await rm(part, { force: true });
  return readFile(path);
}
