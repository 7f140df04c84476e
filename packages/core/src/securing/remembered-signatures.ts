import { sha256Hex } from '../report/digest.js';

/**
 * Signatures that were found good, for one verifier. A status list is read for every credential that names it, byte for byte the same for hours; that its proof is the
 * work of that key is then worked out once.
 *
 * What is kept is an answer of mathematics alone: *these* statements, *this* proof, *this* key. All three, with the way of reading them, are in the digest that is the
 * only key, so another key (a controller document that changed), another byte of the list or of its proof is another question. Who may use the key, since when and until
 * when, whether the list is in force, how old it is and what a policy makes of that is nowhere in it: those are judged anew each time.
 * Only what is good is kept, so a passing fault never stays; and nothing is shared between verifiers.
 */
export interface SignatureMemory {
  /** @param parts everything that the answer depends on, as JSON */
  ask(parts: readonly unknown[]): Promise<{ known: boolean; remember(): void }>;
}

const ENTRIES = 64;
const utf8 = new TextEncoder();

export function rememberSignatures(): SignatureMemory {
  const good = new Set<string>();
  return {
    async ask(parts) {
      const key = await sha256Hex(utf8.encode(JSON.stringify(parts)));
      const known = good.delete(key);
      // The last asked for is dropped last.
      if (known) good.add(key);
      return {
        known,
        remember() {
          good.add(key);
          if (good.size > ENTRIES) good.delete(good.values().next().value!);
        },
      };
    },
  };
}
