import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { documentLoader, ed25519TestKey, publicJwk, TEST_KEY_P256, type JsonObject } from '@credlens/demo-issuer';
import type { Fixture } from './fixtures.js';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(text: string): Uint8Array {
  let number = 0n;
  for (const character of text) number = number * 58n + BigInt(ALPHABET.indexOf(character));
  const bytes: number[] = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return new Uint8Array(bytes);
}

/** What no verifier can save: two hashes of what is already canonical, and one signature check with a key that is already read. */
export async function floor({ suite, document }: Fixture): Promise<() => void> {
  const { proof, ...unsigned } = document;
  const { proofValue, ...configuration } = proof as JsonObject;
  const options = { documentLoader: documentLoader(), safe: true };
  const canonical = await Promise.all([{ '@context': document['@context'], ...configuration }, unsigned].map((part) => cryptosuite.canonize(part, options)));
  const key: KeyObject = createPublicKey({ key: await publicJwk(suite === 'ecdsa-rdfc-2019' ? TEST_KEY_P256 : await ed25519TestKey('bench')) as never, format: 'jwk' });
  const signature = base58(String(proofValue).slice(1));
  const run = () => {
    const data = Buffer.concat(canonical.map((text) => createHash('sha256').update(text).digest()));
    const holds = suite === 'ecdsa-rdfc-2019' ? verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature) : verify(null, data, key, signature);
    if (!holds) throw new Error('The floor does not hold');
  };
  run();
  return run;
}
