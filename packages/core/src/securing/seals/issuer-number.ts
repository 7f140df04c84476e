import type { Code } from '../../report/codes.js';
import type { Finding } from '../../report/finding.js';
import type { SignatureFact } from '../../report/signature-fact.js';
import { parseIdentifier } from '../../x509/index.js';
import { countryCode } from './countries.js';
import { word } from './problem.js';

/** A number of an organisation's in some register, as a document has it. */
export interface Registered { written: string; value: string; country?: string }

const folded = (value: string): string => value.normalize('NFKC').toUpperCase().replace(/[\s.\-/]/g, '');

/** A register's number without what says which register: `VATES-A1`, `ESA1` under Spain, and `A1` are one number (EN 319 412-1 section 5.1.4). */
export function registered(written: string, spatial: string | undefined): Registered {
  const read = parseIdentifier(written);
  const country = spatial ?? (read && countryCode(read.country));
  const number = folded(read?.value ?? written);
  const value = !read && country !== undefined && countryCode(number.slice(0, 2)) === country && /\d/.test(number.slice(2)) ? number.slice(2) : number;
  // Where the number itself names another country than the document does, it is neither's.
  const contradicts = read && spatial !== undefined && countryCode(read.country) !== spatial;
  return { written, value, ...(country === undefined || contradicts ? {} : { country }) };
}

/** What a document says of its issuer, and where. */
export interface StatedIssuer { numbers: readonly Registered[]; /** It says that somebody else seals for its issuer. */ byMandate: boolean; pointer: string }

/**
 * Is the organisation that a credential names as its issuer the one whose certificate sealed it? Without this anybody with a seal could seal in any name. Undefined: they are one.
 * It asserts nothing of whether the certificate holds, nor of what else the document calls its issuer.
 */
export function compareIssuer({ numbers: stated, byMandate, pointer }: StatedIssuer, signatures: readonly SignatureFact[]): Finding | undefined {
  const finding = (code: Code, params: Finding['params'] = {}): Finding => ({ code, params, problems: [{ type: 'about:blank', code, pointer, params, retryable: false }] });
  // Whoever signed the seal has not sealed the document.
  const sealers = signatures.filter(({ counterSignatureOf }) => counterSignatureOf === undefined).flatMap(({ kind, signer }) => {
    const written = kind === 'seal' ? signer?.organizationIdentifier : undefined;
    const read = written === undefined ? undefined : parseIdentifier(written);
    const country = read && countryCode(read.country);
    return written === undefined || !read || country === undefined ? [] : [{ written, value: folded(read.value), country }];
  });
  const [first] = stated;
  const [sealer] = sealers;
  const params = { ...(first ? { claimed: word(first.written) } : {}), ...(sealer ? { name: word(sealer.written) } : {}) };
  if (!first || !sealer) return finding('edc.issuer-not-comparable', params);
  const same = (one: Registered): boolean => sealers.some(({ value, country }) => value === one.value && country === one.country);
  if (stated.every(same)) return undefined;
  // A number that is the same in a country that is not named, or named twice, may be anybody's.
  const open = (one: Registered): boolean => one.country === undefined && sealers.some(({ value }) => value === one.value);
  if (stated.every((one) => same(one) || open(one))) return finding('edc.issuer-not-comparable', params);
  return finding(byMandate ? 'edc.issuer-by-mandate' : 'edc.issuer-differs', params);
}
