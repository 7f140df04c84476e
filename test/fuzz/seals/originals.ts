import type { Report } from '@credlens/core/report';
import { latin1 } from './pdf-changes.js';
import type { Sealed, SealPool } from './seal-pool.js';
import { shownBy, type Shown } from './shown.js';
import { protectedParts } from './signature-parsers.js';

/** What a good file is to whoever looks at it: what anything that is verified later must still be. */
export interface Original extends Sealed {
  /** As it stands, and as it stood when each of its seals was made. */
  shown: readonly Shown[];
  /** What its CMS protect, by seal. */
  protects: readonly string[];
}

const gap = (bytes: Uint8Array, [start, end]: readonly [number, number]): Uint8Array => Uint8Array.from(Buffer.from(latin1(bytes.subarray(start + 1, end - 1)).replace(/[^0-9A-Fa-f]/g, ''), 'hex'));
/** Zeros behind an encoding are padding. */
export const cmsIn = (bytes: Uint8Array, contents: readonly [number, number]): Uint8Array => gap(bytes, contents);
const protectedIn = (bytes: Uint8Array, contents: readonly [number, number]): string => protectedParts(cmsIn(bytes, contents)).map(({ attributes, value }) => `${attributes} ${value}`).join();

export async function originalsOf({ sealed }: SealPool): Promise<Original[]> {
  return Promise.all(sealed.map(async (one): Promise<Original> => {
    const { bytes } = one.pdf;
    const shown = await Promise.all([bytes.length, ...one.seals.map(({ end }) => end)].map(async (end) => shownBy(bytes.subarray(0, end))));
    return { ...one, shown: shown.filter((each) => each !== undefined), protects: one.seals.map(({ contents }) => protectedIn(bytes, contents)) };
  }));
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Whether these bytes still are what one of the seals of a file was made over, and hold what that seal protects of itself. */
function intact(bytes: Uint8Array, { pdf, seals, protects }: Original, end: number): boolean {
  const index = seals.findIndex((each) => each.end === end);
  const seal = seals[index];
  if (!seal || bytes.length < end) return false;
  const [from, to] = seal.contents;
  return same(bytes.subarray(0, from), pdf.bytes.subarray(0, from)) && same(bytes.subarray(to, end), pdf.bytes.subarray(to, end)) && protectedIn(bytes, seal.contents) === protects[index];
}

/** @throws Error where a report says `verified` of what nobody sealed. It answers the good files that may be behind it: some begin as others do. @param later digest of the certificate of one who may have signed after it */
export function insistSealed(report: Report, bytes: Uint8Array, originals: readonly Original[], later: string): Original[] {
  const seals = (report.signatures ?? []).filter(({ kind }) => kind !== 'timestamp');
  let found = [...originals];
  for (const [index, { covers, indication, pointer, signer }] of seals.entries()) {
    if (indication !== 'TOTAL-PASSED') throw new Error(`Verified, and ${pointer} is ${indication}`);
    // One more who signed all of it, after the seal.
    if (index > 0 && covers?.wholeFile && signer?.sha256 === later) continue;
    found = found.filter((one) => covers && intact(bytes, one, covers.bytes));
    if (found.length === 0) throw new Error(`Verified, and what ${pointer} covers is not what was signed`);
  }
  return found;
}

/** @throws Error where pages look otherwise than they were sealed, to another reader than ours. @param written what may be written on them was allowed */
export async function insistShown(bytes: Uint8Array, originals: readonly Original[], written: boolean): Promise<void> {
  const now = await shownBy(bytes);
  if (!now) return;
  const shown = originals.flatMap((one) => one.shown);
  const names = originals.map(({ name }) => `"${name}"`).join(' or ');
  if (!shown.some(({ pages }) => pages === now.pages)) throw new Error(`Verified, and the pages of ${names} are shown otherwise`);
  if (!written && !shown.some(({ annotations }) => annotations === now.annotations)) throw new Error(`Verified, and something is written on the pages of ${names}`);
}
