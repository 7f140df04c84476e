import { insist, type Parser } from '../parser.js';
import { certificateParsers } from './certificate-parsers.js';
import { jadesParsers } from './jades.js';
import { europassParsers } from './europass-parsers.js';
import { listParsers } from './list-parsers.js';
import { pdfParsers } from './pdf-parsers.js';
import type { SealPool } from './seal-pool.js';
import { signatureParsers } from './signature-parsers.js';

/** Every parser that a sealed PDF, sealed JSON, a sealed credential in XML, a certificate, what is said of it, or a trusted list reaches. */
export async function sealParsers(pool: SealPool): Promise<Parser[]> {
  return [...pdfParsers(pool), ...signatureParsers(pool), ...certificateParsers(pool), ...jadesParsers(), ...await listParsers(pool), ...await europassParsers(pool)].map(readsOnly);
}

/** Bytes somewhere in an input, which is a value or a few of them. */
function bytesIn(input: unknown, depth = 0): Uint8Array[] {
  if (input instanceof Uint8Array) return [input];
  return typeof input === 'object' && input !== null && depth < 3 ? Object.values(input).flatMap((member) => bytesIn(member, depth + 1)) : [];
}

/** What reads does not write. */
function readsOnly(one: Parser): Parser {
  const run = async (input: never): Promise<void> => {
    const given = bytesIn(input).map((bytes) => ({ bytes, before: Buffer.from(bytes) }));
    await one.run(input);
    insist(given.every(({ bytes, before }) => before.equals(bytes)), 'it wrote into what it read');
  };
  return { ...one, run };
}
