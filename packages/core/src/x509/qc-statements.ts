import { EXTENSION, extensionOf, type Reading } from './extensions.js';
import { latin1, oidOf, partsIn, partsOf, readOne, smallInteger, TAG, textOf, type Tlv } from './der.js';
import type { Certificate } from './types.js';

/** What a certificate says of its own qualification (RFC 3739 section 3.2.6, ETSI EN 319 412-5 section 4). Claims: a trusted list says which count. */
export interface QcStatements {
  /** Issued as a qualified certificate. */
  compliance: boolean;
  /** Qualified under the law of these countries and not of the EU. */
  legislation?: string[];
  /** The key is in a qualified device. */
  qscd: boolean;
  /** What it is for; others by their OID. */
  types: string[];
  /** Disclosure statements by language. */
  disclosures: { url: string; language: string }[];
  /** Years that the provider keeps its records after the certificate's end. */
  retentionYears?: number;
  /** The most that a transaction may be worth: amount times ten to the exponent. */
  limit?: { currency: string; amount: number; exponent: number };
  /** Whose semantics the identifiers in the subject have (EN 319 412-1 section 5.1). */
  semantics: string[];
  /** Statements that are not read here, by OID, and those that could not be. */
  others: string[];
  malformed: string[];
}

const SYNTAX_V2 = '1.3.6.1.5.5.7.11.2';
const ETSI = '0.4.0.1862.1';
const TYPES: ReadonlyMap<string, string> = new Map([[`${ETSI}.6.1`, 'eSign'], [`${ETSI}.6.2`, 'eSeal'], [`${ETSI}.6.3`, 'web']]);
const SEMANTICS: ReadonlyMap<string, string> = new Map([['0.4.0.194121.1.1', 'natural'], ['0.4.0.194121.1.2', 'legal'], ['0.4.0.194121.1.3', 'eidas-natural'], ['0.4.0.194121.1.4', 'eidas-legal']]);

/** Reads the information of one statement into what is found. False where it is not what the statement has. */
type Reader = (found: QcStatements, info: Tlv | undefined) => boolean;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [`${ETSI}.1`, (found, info) => { found.compliance = info === undefined; return info === undefined; }],
  [`${ETSI}.2`, readLimit],
  [`${ETSI}.3`, (found, info) => {
    const years = smallInteger(info);
    if (years !== undefined && years >= 0) found.retentionYears = years;
    return found.retentionYears !== undefined;
  }],
  [`${ETSI}.4`, (found, info) => { found.qscd = info === undefined; return info === undefined; }],
  [`${ETSI}.5`, readDisclosures],
  [`${ETSI}.6`, (found, info) => {
    const oids = partsOf(info, TAG.sequence, 20)?.map(oidOf);
    if (!oids?.length || !oids.every((oid) => oid !== undefined)) return false;
    found.types = oids.map((oid) => TYPES.get(oid) ?? oid);
    return true;
  }],
  [`${ETSI}.7`, (found, info) => {
    const countries = partsOf(info, TAG.sequence, 250)?.map(textOf);
    if (!countries?.every((country) => country !== undefined)) {
      // That there is one at all takes the certificate out of the EU's: what it names does not matter for that.
      found.legislation = [];
      return false;
    }
    found.legislation = countries;
    return true;
  }],
  [SYNTAX_V2, (found, info) => {
    const parts = info === undefined ? [] : partsOf(info, TAG.sequence, 2);
    if (!parts) return false;
    const oid = oidOf(parts[0]);
    if (oid !== undefined) found.semantics.push(SEMANTICS.get(oid) ?? oid);
    return true;
  }],
]);

function readLimit(found: QcStatements, info: Tlv | undefined): boolean {
  const [code, ...numbers] = partsOf(info, TAG.sequence, 3) ?? [];
  const currency = code?.tag === TAG.integer ? smallInteger(code)?.toString() : textOf(code);
  const [amount, exponent] = numbers.map(smallInteger);
  if (currency === undefined || amount === undefined || exponent === undefined) return false;
  found.limit = { currency, amount, exponent };
  return true;
}

function readDisclosures(found: QcStatements, info: Tlv | undefined): boolean {
  const places = partsOf(info, TAG.sequence, 100)?.map((part) => {
    const [url, language] = partsOf(part, TAG.sequence, 2) ?? [];
    return url && language ? { url: textOf(url) ?? latin1(url.content), language: textOf(language) ?? '' } : undefined;
  });
  if (!places?.every((place) => place !== undefined)) return false;
  found.disclosures = places;
  return true;
}

/** Undefined where the certificate has none; `malformed` where they are no statements. One that cannot be read is named in `malformed` and says nothing. */
export function qcStatements({ extensions }: Pick<Certificate, 'extensions'>): Reading<QcStatements> {
  const extension = extensionOf({ extensions }, EXTENSION.qcStatements);
  if (!extension) return undefined;
  const parts = partsIn(extension.value, TAG.sequence, 50);
  if (!parts) return 'malformed';
  const found: QcStatements = { compliance: false, qscd: false, types: [], disclosures: [], semantics: [], others: [], malformed: [] };
  const seen = new Set<string>();
  for (const part of parts) {
    const [id, info, ...more] = partsOf(part, TAG.sequence, 3) ?? [];
    const oid = oidOf(id);
    if (oid === undefined || more.length > 0 || (info && !readOne(info.bytes))) return 'malformed';
    const read = READERS.get(oid);
    if (!read) found.others.push(oid);
    // A statement twice is read twice by some and once by others. The semantics of a person and of an organisation are stated side by side.
    else if ((seen.has(oid) && oid !== SYNTAX_V2) || !read(found, info)) found.malformed.push(oid);
    seen.add(oid);
  }
  return found;
}
