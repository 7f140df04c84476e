import { sha256Hex } from '../report/digest.js';
import { canonicalJson } from '../report/canonical-json.js';
import type { Evidence, IssuerRegistry, RegistryEntry } from '../report/index.js';

/** The file by which a host names the issuers that it trusts. */
export interface AllowList {
  type: 'allow-list';
  name: string;
  issuers: readonly RegistryEntry[];
}

const STATUSES: readonly unknown[] = ['active', 'suspended', 'revoked', 'removed'] satisfies RegistryEntry['status'][];
const KNOWN = new Set(['id', 'name', 'status', 'types', 'homepage']);

/**
 * A registry from a host's own list. An issuer listed twice has the worst of its states.
 * Its answers rest on the host's word alone; evidence is the digest of the list's canonical JSON (RFC 8785).
 * @throws TypeError naming the first thing that is wrong: the list is the host's own, so a mistake in it is a programmer's.
 */
export function createAllowList(list: AllowList): IssuerRegistry {
  const wrong = (what: string): never => { throw new TypeError(`Allow-list: ${what}`); };
  if (typeof list !== 'object' || list === null || list.type !== 'allow-list') return wrong('its "type" is "allow-list"');
  if (typeof list.name !== 'string' || list.name.trim() === '') return wrong('it needs a "name"');
  if (!Array.isArray(list.issuers)) return wrong('"issuers" is an array');
  const entries = new Map<string, RegistryEntry[]>();
  for (const [index, raw] of list.issuers.entries()) {
    const entry = readEntry(raw, (what) => wrong(`issuers[${index}]: ${what}`));
    entries.set(entry.id, [...(entries.get(entry.id) ?? []), entry]);
  }
  const evidence = once(() => listEvidence(list));
  return {
    name: list.name,
    async lookup({ id, types }) {
      const found = entries.get(id) ?? [];
      const entry = found.find(({ status }) => status !== 'active') ?? found.find((each) => coversTypes(each, types)) ?? found[0];
      return entry ? { state: 'listed', entry, evidence: await evidence() } : { state: 'not-listed', evidence: await evidence() };
    },
  };
}

function readEntry(raw: unknown, wrong: (what: string) => never): RegistryEntry {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return wrong('an object with "id" and "name"');
  for (const key of Object.keys(raw)) if (!KNOWN.has(key)) return wrong(`unknown member "${key}"`); // a misspelt "status" must not read as active
  const { id, name, status = 'active', types, homepage } = raw as Partial<RegistryEntry>;
  if (typeof id !== 'string' || id === '') return wrong('"id" is the issuer\'s DID or URL');
  if (typeof name !== 'string' || name === '') return wrong('"name" is a text');
  if (!STATUSES.includes(status)) return wrong(`"status" is one of ${STATUSES.join(', ')}`);
  if (types !== undefined && !(Array.isArray(types) && types.every((type) => typeof type === 'string'))) return wrong('"types" is an array of names');
  if (homepage !== undefined && typeof homepage !== 'string') return wrong('"homepage" is a URL');
  return { id, name, status, ...(types ? { types: [...types] as string[] } : {}), ...(homepage === undefined ? {} : { homepage }) };
}

// Open Badges 3.0 appendix B.1: two names of one type.
const canonicalType = (type: string): string => (type === 'AchievementCredential' ? 'OpenBadgeCredential' : type);

/** Whether an entry speaks for a credential of these types: for each of them but the one that every credential has. An entry without types speaks for all. */
export function coversTypes(entry: RegistryEntry, types: readonly string[]): boolean {
  if (!entry.types) return true;
  const listed = new Set(entry.types.map(canonicalType));
  return listed.has('VerifiableCredential') || (types.length > 0 && types.every((type) => type === 'VerifiableCredential' || listed.has(canonicalType(type)))
    && types.some((type) => listed.has(canonicalType(type))));
}

/** The digest of a list that the host handed over, named by RFC 6920. */
export async function listEvidence(list: unknown): Promise<Evidence[]> {
  const sha256 = await sha256Hex(new TextEncoder().encode(canonicalJson(list)));
  const base64url = btoa(String.fromCharCode(...(sha256.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return [{ url: `ni:///sha-256;${base64url}`, sha256, source: 'snapshot' }];
}

export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
