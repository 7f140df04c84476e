import type { Parser } from '../parser.js';
import { certificateParsers } from './certificate-parsers.js';
import { listParsers } from './list-parsers.js';
import { pdfParsers } from './pdf-parsers.js';
import type { SealPool } from './seal-pool.js';
import { signatureParsers } from './signature-parsers.js';

/** Every parser that a sealed PDF, a certificate, what is said of it, or a trusted list reaches. */
export async function sealParsers(pool: SealPool): Promise<Parser[]> {
  return [...pdfParsers(pool), ...signatureParsers(pool), ...certificateParsers(pool), ...await listParsers(pool)];
}
