import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuditLog, readAudit, verifyAuditLog } from './audit-log.js';

let home: string, path: string, text: string, heads: string[];
const AT = new Date('2026-11-24T12:00:00Z');
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'credlens-audit-'));
  path = join(home, 'audit.ndjson');
  const log = await openAuditLog(path);
  heads = [log.head()];
  for (const event of ['order-taken', 'files-judged', 'result-final', 'write-sent'] as const) {
    await log.append({ tenant: 't', event, about: 'o1', ...(event === 'files-judged' && { what: '3' }) }, AT);
    heads.push(log.head());
  }
  await log.close();
  text = await readFile(path, 'utf8');
});
afterAll(async () => { await rm(home, { recursive: true, force: true }); });

describe('the audit log', () => {
  it('is as it was written, and says how far', async () => {
    expect(await verifyAuditLog(path)).toEqual({ ok: true, entries: 4, head: heads[4] });
    for (const head of heads) expect((await verifyAuditLog(path, head)).ok).toBe(true);
  });
  it('any changed character is found', () => {
    for (let index = 0; index < text.length - 1; index++) {
      const changed = text.slice(0, index) + (text[index] === 'x' ? 'y' : 'x') + text.slice(index + 1);
      expect(readAudit(changed).ok, String(index)).toBe(false);
    }
  });
  it('a line left out, put in, repeated or moved is found; an end that is cut off is found by a head that was kept', () => {
    const lines = text.trimEnd().split('\n');
    const joined = (all: string[]) => `${all.join('\n')}\n`;
    expect(readAudit(joined(lines.toSpliced(1, 1)))).toEqual({ ok: false, line: 2 });
    expect(readAudit(joined([...lines, lines[3]!]))).toEqual({ ok: false, line: 5 });
    expect(readAudit(joined([lines[1]!, lines[0]!, lines[2]!, lines[3]!]))).toEqual({ ok: false, line: 1 });
    expect(readAudit(joined(lines.slice(0, 3))).ok).toBe(true);
    expect(readAudit(joined(lines.slice(0, 3)), heads[4]).ok).toBe(false);
  });
  it('goes on after a crash in the middle of a line, and after a new start', async () => {
    const other = join(home, 'torn.ndjson');
    await writeFile(other, text);
    await appendFile(other, '{"seq":5,"at":"20');
    const log = await openAuditLog(other);
    expect(log.head()).toBe(heads[4]);
    await Promise.all([log.append({ tenant: 't', event: 'write-done', about: 'o1' }, AT), log.append({ tenant: 't', event: 'erased', about: 'subject' }, AT)]);
    await log.close();
    expect(await verifyAuditLog(other, heads[4])).toMatchObject({ ok: true, entries: 6 });
  });
});
