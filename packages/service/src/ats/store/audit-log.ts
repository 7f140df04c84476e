import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

export const AUDIT_EVENTS = ['order-taken', 'order-repeated', 'order-cancelled', 'files-judged', 'result-final', 'write-sent', 'write-done', 'write-dead', 'write-retried', 'erased', 'exported', 'expired', 'signature-refused', 'mapping-decided', 'mapping-forgotten'] as const;
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
  let { seq, hash } = await lastOf(file) ?? { seq: 0, hash: FIRST };
  let lines: string[] = [];
  let flushing: Promise<void> | undefined;
  // Lines that come while others are flushed share the next flush. What could not be written is not written later either: the chain would have a gap.
  const flush = async (): Promise<void> => {
    const text = lines.join('');
    lines = [];
    await file.appendFile(text);
    await file.datasync();
  };
  let last: Promise<void> = Promise.resolve();
  return {
    append(entry, at) {
      const facts = { seq: seq + 1, at: at.toISOString(), tenant: entry.tenant, event: entry.event, about: entry.about, ...(entry.what !== undefined && { what: entry.what }), prevHash: hash };
      ({ seq } = facts);
      hash = hashOf(facts);
      lines.push(`${JSON.stringify({ ...facts, hash })}\n`);
      if (!flushing) {
        flushing = last.then(() => { flushing = undefined; return flush(); });
        last = flushing;
        last.catch(() => {}); // whoever asked is told; the next is told too
      }
      return flushing;
    },
    head: () => hash,
    close: async () => {
      await last.catch(() => {});
      await file.close();
    },
  };
}

/** A line is far shorter than this. */
const TAIL = 64 << 10;

/** The last entry, read from the end; what a crash left half-written after it is cut off. */
async function lastOf(file: FileHandle): Promise<AuditEntry | undefined> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, TAIL));
  await file.read(tail, 0, tail.length, size - tail.length);
  const end = tail.lastIndexOf(0x0a);
  if (end + 1 < tail.length) await file.truncate(size - (tail.length - end - 1));
  if (end < 0) return undefined;
  return JSON.parse(tail.subarray(tail.subarray(0, end).lastIndexOf(0x0a) + 1, end).toString('utf8')) as AuditEntry;
}

/**
 * Whether a log is as it was written, from its first entry to its last. It is read line by line, however long it is.
 * @param head what `head()` was at some time: then the log must reach at least that far
 */
export async function verifyAuditLog(path: string, head?: string): Promise<AuditReading> {
  const file = await open(path, 'r');
  const check = startAudit(head);
  let rest = '';
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of file.createReadStream()) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!check.take(line)) return check.end(false);
  }
  return check.end(rest === '');
}

export function readAudit(text: string, head?: string): AuditReading {
  const lines = text.split('\n');
  const whole = lines.pop() === '';
  const check = startAudit(head);
  for (const line of lines) if (!check.take(line)) return check.end(false);
  return check.end(whole);
}

/** Takes lines as long as they are as they were written. */
function startAudit(head: string | undefined): { take: (line: string) => boolean; end: (whole: boolean) => AuditReading } {
  let previous = FIRST;
  let count = 0;
  let found = head === undefined || head === FIRST;
  return {
    take(line) {
      const entry = parse(line);
      if (entry?.seq !== count + 1 || entry.prevHash !== previous || hashOf(entry) !== entry.hash) return false;
      previous = entry.hash;
      found ||= previous === head;
      count++;
      return true;
    },
    end: (whole) => (whole && found ? { ok: true, entries: count, head: previous } : { ok: false, line: count + 1 }),
  };
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
