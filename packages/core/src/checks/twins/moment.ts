/** A day, month, year or instant as it is written, for comparison at the precision that both have. */
export interface Moment {
  /** `2026`, `2026-03` or `2026-03-01`, by every calendar that it may be meant in: its own offset's and UTC. */
  days: readonly string[];
  /** Seconds since 1970, where it says a time of day other than midnight. */
  second?: number;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** ISO 8601 as credentials and XMP write it; undefined for anything else. Midnight is how programs write a day: it is read as one. */
export function momentOf(text: string): Moment | undefined {
  const match = text.length > 40 ? null : DATE.exec(text.trim());
  if (!match) return undefined;
  const [, year = '', month, day, hour, minute, second = '00', zone] = match;
  const written = [year, month, day].filter((part) => part !== undefined).join('-');
  if (Number.isNaN(Date.parse(written))) return undefined;
  if (hour === undefined || minute === undefined) return { days: [written] };
  const offset = zone === undefined || zone === 'Z' ? 'Z' : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = Date.parse(`${written}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(at)) return undefined;
  const days = [...new Set([written, new Date(at).toISOString().slice(0, 10)])];
  return `${hour}${minute}${second}` === '000000' ? { days } : { days, second: Math.floor(at / 1000) };
}

/** The same, as far as both say. */
export function sameMoment(a: Moment, b: Moment): boolean {
  if (a.second !== undefined && b.second !== undefined) return a.second === b.second;
  return a.days.some((one) => b.days.some((other) => one.startsWith(other) || other.startsWith(one)));
}
