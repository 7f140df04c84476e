import { MOST_CHARACTERS } from './normalise.js';

/** Most clauses of one text that are compared each for itself. */
export const MOST_CLAUSES = 64;

/**
 * A text in pieces that may each name a skill: at punctuation, list marks and, where the language says so, at words such as "and". Commas inside numbers and dots inside names do not part.
 * Placeholders such as `<ORGANIZATION>` say nothing and are left out.
 */
export function clauses(text: string, splits?: RegExp): string[] {
  const plain = text.slice(0, MOST_CHARACTERS).replace(/<[A-Z]{1,20}>/g, ' ');
  const parts = plain.split(/[.!?](?=\s|$)|[,;:/](?=\s|$)|[;•*()[\]|\r\n]|,(?!\d)|\s[-–—]\s/u);
  const pieces = splits ? parts.flatMap((part) => part.split(splits)) : parts;
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece)).slice(0, MOST_CLAUSES);
}
