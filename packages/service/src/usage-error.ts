/** Something is wrong with how the command was called, or with a file of the host's own. It ends the command with status 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was typed, for a message: without control characters, and not endless. */
export function printable(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
  return clean.length > 200 ? `${clean.slice(0, 200)}…` : clean;
}
