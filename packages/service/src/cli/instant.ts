import { printable, UsageError } from '../usage-error.js';

/** RFC 3339, with its zone: a time without one would mean another instant on every machine. */
export function instant(text: string): Date {
  const match = /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/.exec(text);
  const date = new Date(match ? text.toUpperCase() : Number.NaN);
  // `Date` takes 30 February for 1 March.
  const day = match && new Date(`${match[1]!}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== match[1]) {
    throw new UsageError(`--at ${printable(text)}: it is no instant such as 2026-01-31T12:00:00Z`);
  }
  return date;
}
