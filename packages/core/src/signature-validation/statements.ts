import { crlStatement, ocspNoCheck, ocspStatement, parseCrl, parseOcspResponse, sha256Hex, type Certificate, type Crl, type OcspResponse, type RevocationIssuer, type RevocationStatement } from '../x509/index.js';
import type { AlgorithmUse, RevocationMaterial } from './input.js';
import { FETCHED, type Item, type ProofStore } from './poe.js';

/** What somebody who may said of a certificate, and by when that is proved to have been said. */
export interface Statement extends RevocationStatement {
  /** Milliseconds since 1970: proof of existence. */
  proved: number;
  /** Whoever signed it, where that is not the key that issued the certificate. */
  signer?: Certificate;
  algorithms: AlgorithmUse;
  /** Milliseconds since 1970: when it was fetched. Absent for what lies in the container, and where whoever gave it does not know. */
  cameAt?: number;
  keepsSince?: number | 'always';
}

type Parsed = { kind: 'crl'; crl: Crl } | { kind: 'ocsp'; response: OcspResponse } | undefined;

interface Entry { key: string; der: Uint8Array; items: Item[]; cameAt?: number; parsed?: { value: Parsed }; /** What it says, by certificate and issuer's key: asked again with each path and each proof. */ said: Map<string, Promise<RevocationStatement | undefined>> }

/** Lists and responses of one signature, from wherever they came: each read once, and each with all the places it was found in. */
export interface MaterialStore {
  add(material: Pick<RevocationMaterial, 'der'>, item: Item, cameAt?: number): void;
  /** Certificates that responses bring along. */
  certificates(): Certificate[];
  /** What is said of a certificate by its issuer, or by a responder that its issuer named. */
  about(certificate: Certificate, issuer: RevocationIssuer, pool: readonly Certificate[]): Promise<Statement[]>;
}

const MOST = 512;
/** Lists and responses times certificates: each may cost a signature. */
const MOST_ASKED = 3000;

const isFetched = ({ items }: Entry): boolean => items.some(({ layer }) => layer === FETCHED);

/** What many signatures of one container ask alike, and who answers beside the issuers. */
export interface MaterialOptions { once?<T>(key: string, ask: () => Promise<T>): Promise<T>; responders?: readonly Certificate[] }

export function createMaterialStore(proofs: ProofStore, { once, responders = [] }: MaterialOptions = {}): MaterialStore {
  const entries = new Map<string, Entry>();
  let asked = 0;
  const read = (entry: Entry): Parsed => (entry.parsed ??= { value: parse(entry.der) }).value;
  const ask = (entry: Entry, certificate: Certificate, issuer: RevocationIssuer, pool: readonly Certificate[]): Promise<RevocationStatement | undefined> => {
    const key = `${certificate.sha256} ${sha256Hex(issuer.spki)} ${issuer.certificate?.sha256 ?? ''}`;
    const known = entry.said.get(key);
    if (known || (asked >= MOST_ASKED && !isFetched(entry))) return known ?? Promise.resolve(undefined);
    asked += 1;
    const parsed = read(entry);
    const say = (): Promise<RevocationStatement | undefined> => statementOf(parsed, certificate, issuer, pool, responders);
    // What a list says hangs on nothing else; who signed a response may lie in a pool.
    const answer = parsed?.kind === 'crl' && once ? once(`revocation-list ${entry.key} ${key}`, say) : say();
    entry.said.set(key, answer);
    return answer;
  };
  const provedOf = (entry: Entry): number => Math.min(...entry.items.map((item) => proofs.of(item)));
  /** RFC 6960 section 4.2.2.2.1: a responder that does not say `nocheck` is asked about, as far as its issuer's lists are here. */
  const wasWithdrawn = async (responder: Certificate, issuer: RevocationIssuer, before: number): Promise<boolean> => {
    if (ocspNoCheck(responder) === true) return false;
    for (const entry of entries.values()) {
      const said = read(entry)?.kind === 'crl' ? await ask(entry, responder, issuer, []) : undefined;
      if (said?.status === 'revoked' && (said.revokedAt ?? 0) <= before) return true;
    }
    return false;
  };
  return {
    add({ der }, item, cameAt) {
      const key = sha256Hex(der);
      const entry = entries.get(key);
      if (entry) entry.items.push(item);
      // What was fetched is few, and never crowded out by what a file is filled with.
      else if (entries.size < MOST || item.layer === FETCHED) entries.set(key, { key, der, items: [item], said: new Map(), ...(cameAt === undefined ? {} : { cameAt }) });
    },
    certificates: () => [...entries.values()].flatMap((entry) => {
      const parsed = read(entry);
      return parsed?.kind === 'ocsp' ? parsed.response.certificates : [];
    }),
    async about(certificate, issuer, pool) {
      const found: Statement[] = [];
      for (const entry of entries.values()) {
        const statement = await ask(entry, certificate, issuer, pool);
        const proved = provedOf(entry);
        if (!statement || (statement.responder && await wasWithdrawn(statement.responder, issuer, proved))) continue;
        found.push({ ...statement, proved, algorithms: { signature: statement.signatureAlgorithm, spki: statement.signerKey }, ...rest(statement), ...(entry.cameAt === undefined ? {} : { cameAt: entry.cameAt }) });
      }
      return found;
    },
  };
}

const rest = ({ responder, archiveCutoff }: RevocationStatement): Pick<Statement, 'signer' | 'keepsSince'> =>
  ({ ...(responder ? { signer: responder } : {}), ...(archiveCutoff === undefined ? {} : { keepsSince: archiveCutoff }) });

/** Which of both it is, is read from it: they begin alike. */
function parse(der: Uint8Array): Parsed {
  const response = parseOcspResponse(der);
  if (response) return { kind: 'ocsp', response };
  const crl = parseCrl(der);
  return crl && { kind: 'crl', crl };
}

async function statementOf(parsed: Parsed, certificate: Certificate, issuer: RevocationIssuer, pool: readonly Certificate[], trusted: readonly Certificate[]): Promise<RevocationStatement | undefined> {
  if (!parsed) return undefined;
  const found = parsed.kind === 'ocsp' ? await ocspStatement(certificate, issuer, parsed.response, { pool, trusted }) : await crlStatement(certificate, issuer, parsed.crl);
  return found.ok ? found.statement : undefined;
}
