import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { open } from 'node:fs/promises';

export const AUDIT_EVENTS = ['order-taken', 'order-repeated', 'order-cancelled', 'files-judged', 'result-final', 'write-sent', 'write-done', 'write-dead', 'write-retried', 'erased', 'exported', 'expired', 'signature-refused'] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** One act. `about` is an identifier that we made, never a person's: an erased order leaves its number here and nothing else. */
export interface AuditEntry { seq: number; at: string; tenant: string; event: AuditEvent; about: string; /** A code or a count. */ what?: string; prevHash: string; hash: string }

export interface AuditLog {
  append: (entry: Pick<AuditEntry, 'tenant' | 'event' | 'about' | 'what'>, at: Date) => Promise<void>;
  /** The hash of the last entry. Whoever keeps it elsewhere can tell later that the end of the log was cut off, which the log alone cannot. */
  head: () => string;
  close: () => Promise<void>;
}

export type AuditReading = { ok: true; entries: number; head: string } | { ok: false; /** The first line that is not as it was written, from 1. */ line: number };

const FIRST = '0'.repeat(64);

/** The members in a fixed order, without the hash itself. */
function hashOf({ seq, at, tenant, event, about, what, prevHash }: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify([seq, at, tenant, event, about, what ?? null, prevHash])).digest('hex');
}

/**
 * An append-only log in which each entry has the hash of the one before: nothing in it can be changed, left out or put in without the rest being written anew.
 * An act that leads outwards is logged before it is done, so that the log may have an intent that a crash kept from being carried out, and never lacks an act that was.
 */
export async function openAuditLog(path: string): Promise<AuditLog> {
  const file = await open(path, 'a+', 0o600);
  const written = await file.readFile('utf8');
  // What a crash left half-written at the end.
  const whole = written.slice(0, written.lastIndexOf('\n') + 1);
  if (whole.length < written.length) await file.truncate(Buffer.byteLength(whole));
  const last = whole.trimEnd().split('\n').at(-1);
  let { seq, hash } = last === undefined || last === '' ? { seq: 0, hash: FIRST } : JSON.parse(last) as AuditEntry;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    append(entry, at) {
      const result = turn.then(async () => {
        const facts = { seq: seq + 1, at: at.toISOString(), tenant: entry.tenant, event: entry.event, about: entry.about, ...(entry.what !== undefined && { what: entry.what }), prevHash: hash };
        const made = hashOf(facts);
        await file.appendFile(`${JSON.stringify({ ...facts, hash: made })}\n`);
        await file.datasync();
        ({ seq } = facts);
        hash = made;
      });
      turn = result.catch(() => {});
      return result;
    },
    head: () => hash,
    close: async () => {
      await turn;
      await file.close();
    },
  };
}

/**
 * Whether a log is as it was written, from its first entry to its last.
 * @param head what `head()` was at some time: then the log must reach at least that far
 */
export async function verifyAuditLog(path: string, head?: string): Promise<AuditReading> {
  return readAudit(await readFile(path, 'utf8'), head);
}

export function readAudit(text: string, head?: string): AuditReading {
  const lines = text.split('\n');
  const torn = lines.pop() !== '';
  let previous = FIRST;
  let found = head === undefined || head === FIRST;
  for (const [index, line] of lines.entries()) {
    const entry = parse(line);
    if (entry?.seq !== index + 1 || entry.prevHash !== previous || hashOf(entry) !== entry.hash) return { ok: false, line: index + 1 };
    previous = entry.hash;
    found ||= previous === head;
  }
  return torn || !found ? { ok: false, line: lines.length + 1 } : { ok: true, entries: lines.length, head: previous };
}

function parse(line: string): AuditEntry | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    // Written again as it was: a member too many, or another order, is a change too.
    return typeof value === 'object' && value !== null && JSON.stringify(value) === line && Object.keys(value).every((name) => ['seq', 'at', 'tenant', 'event', 'about', 'what', 'prevHash', 'hash'].includes(name)) ? value as AuditEntry : undefined;
  } catch {
    return undefined;
  }
}
