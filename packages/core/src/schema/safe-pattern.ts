/**
 * Whether a regular expression from a stranger's schema can be run without hanging: engines backtrack, so `(a+)+` on forty letters takes hours.
 * Accepted are patterns without repeated groups, lookaround and back references, whose worst case on this text is bounded: every repetition may take any length, every option
 * and alternative doubles the ways, and a pattern that is not anchored starts at every letter. For what is left out the answer is unknown, never a match.
 */
const MAX_PATTERN = 300;
const MAX_WAYS = 4_000_000;

/** `undefined`: not run. */
export function matchesSafely(pattern: string, text: string): boolean | undefined {
  if (!(waysOf(pattern, text.length) <= MAX_WAYS)) return undefined;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return undefined;
  }
}

/** An upper bound of the ways to try; NaN where there is none that is easy to tell. */
function waysOf(pattern: string, length: number): number {
  // Back references: \1, \k<name>.
  if (pattern.length > MAX_PATTERN || /\\[1-9k]/.test(pattern)) return Number.NaN;
  // What an escape or a class stands for does not matter here: neither branches.
  const bare = pattern.replace(/\\./gs, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\(\?(?!:)/.test(bare) || /\)(?:[*+]|\{)/.test(bare)) return Number.NaN;
  if ([...bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].some((count) => Number(count[1]) > 1000 || Number(count[2] ?? 0) > 1000)) return Number.NaN;
  const repeats = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  const options = bare.match(/\||(?<!\()\?/g)?.length ?? 0;
  const anchored = bare.startsWith('^') && !outsideGroups(bare).includes('|');
  return Math.max(length, 2) ** (repeats + (anchored ? 0 : 1)) * 2 ** options;
}

function outsideGroups(bare: string): string {
  let rest = bare;
  for (;;) {
    const next = rest.replace(/\([^()]*\)/g, '');
    if (next === rest) return rest;
    rest = next;
  }
}
