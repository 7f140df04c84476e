import { Session } from 'node:inspector/promises';
import * as fc from 'fast-check';
import { readInput } from '../../packages/core/src/intake/index.js';
import { readStrictJson } from '../../packages/core/src/securing/strict-json.js';
import { disclose, readCompact, splitSdJwt } from '../../packages/core/src/jose/index.js';
import { htmlLinks } from '../../packages/core/src/reference/html-links.js';
import { bakePng, bakeSvg, zip } from '@credlens/demo-issuer';
import { byteChange, changeBytes } from './arbitraries.js';
import { LIMITS } from './container-parsers.js';
import { insistUnpolluted, megabytes, type Progress } from './loop.js';
import type { Pool } from './pool.js';

const BATCH = 50;

/** What bytes from anybody meet first. */
async function read(input: Uint8Array): Promise<void> {
  const artifact = await readInput(input, LIMITS);
  const text = new TextDecoder().decode(input);
  htmlLinks(text, 'https://share.example/');
  const token = artifact.kind === 'token' ? artifact.text : text;
  const parts = splitSdJwt(token);
  const compact = readCompact(parts?.jws ?? token, readStrictJson);
  if (parts && compact.ok) await disclose(compact.jws.payload, parts.disclosures, new Set(['iss']), readStrictJson);
}

/** Blocks of core that ran since the last call and never before, by V8's precise coverage. */
async function newBlocks(session: Session, seen: Set<string>): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const before = seen.size;
  for (const { url, functions } of result) {
    if (!url.includes('/packages/core/')) continue;
    for (const { ranges } of functions) for (const { startOffset, endOffset, count } of ranges) if (count > 0) seen.add(`${url} ${startOffset} ${endOffset}`);
  }
  return seen.size - before;
}

/** What is changed first, and what reads it. */
export interface Reading { kept: readonly Uint8Array[]; read(input: Uint8Array): Promise<void> }

export async function ofDocuments({ documents, tokens, badges }: Pool): Promise<Reading> {
  const utf8 = (source: string) => new TextEncoder().encode(source);
  const first = JSON.stringify(documents[0]);
  const kept: Uint8Array[] = [...documents, ...badges].map((one) => utf8(JSON.stringify(one)));
  kept.push(...tokens.map(utf8), await bakePng(first), await bakePng(first, { compressed: true }), utf8(bakeSvg(first)), await zip([{ name: 'a.json', content: first }]), utf8(Buffer.from(first).toString('base64')));
  return { kept, read };
}

/**
 * Changes bytes as coverage leads: an input that runs a block which none before it ran is kept, and changed further. Asking V8 costs more than reading, so inputs are asked about fifty at a time,
 * and one by one only where there was something new among them. What is kept lasts for one call.
 */
export async function steered(reading: Reading, seed: number, total: number, progress: Progress, after: () => void, begin: (chunk: number, target: string) => void): Promise<void> {
  const kept = [...reading.kept];
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const seen = new Set<string>();
  const run = async (input: Uint8Array, chunk: number): Promise<void> => {
    try {
      await reading.read(input);
      insistUnpolluted();
    } catch (error) {
      progress.failures.push({ target: 'steered', seed, chunk, message: String(error).slice(0, 500), input: `base64 ${Buffer.from(input).toString('base64')}` });
    }
  };
  for (const input of kept) await run(input, 0);
  await newBlocks(session, seen);
  const started = seen.size;
  while (progress.done < total) {
    const chunk = Math.floor(progress.done / BATCH);
    begin(chunk, 'steered');
    const recipes = fc.sample(fc.tuple(fc.nat(), fc.nat(), fc.array(byteChange, { minLength: 1, maxLength: 4 })), { seed: (seed * 1_000_003 + chunk) | 0, numRuns: BATCH });
    // The newest half as often as all the others.
    const inputs = recipes.map(([at, choice, changes]) => changeBytes(kept[choice % 2 === 0 ? at % kept.length : kept.length - 1 - (at % Math.ceil(kept.length / 4))]!, changes));
    for (const input of inputs) await run(input, chunk);
    const before = new Set(seen);
    if (await newBlocks(session, seen) > 0) {
      // Which of them it was: again, one by one.
      const again = before;
      for (const input of inputs) {
        await run(input, chunk);
        if (await newBlocks(session, again) > 0 && kept.length < 2000) kept.push(input);
      }
    }
    progress.done += BATCH;
    progress.peakMegabytes = Math.max(progress.peakMegabytes, megabytes());
    progress.counts = { 'blocks at the start': started, 'blocks in all': seen.size, 'inputs kept': kept.length };
    after();
  }
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
}
