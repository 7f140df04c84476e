/** A point in time as a document writes it. */
export interface Instant {
  /** Milliseconds since 1970; finer fractions are cut off. */
  at: number;
  /** Whether it says its offset from UTC. Without one it is read as UTC (VCDM 2.0 section 4.9), which its writer may not have meant. */
  offset: boolean;
}

// XML Schema 1.1 part 2, section 3.3.7: capital T and Z, a year of four digits or more without a needless zero, seconds below 60.
const DATE_TIME = /^(-?(?:[1-9]\d{4,5}|\d{4}))-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:(Z)|([+-])(\d{2}):(\d{2}))?$/;

/**
 * Reads an XML Schema `dateTime`, with or without offset. `24:00:00` is the midnight that ends the day; a leap second (`:60`) is no dateTime.
 * `undefined` for everything else, for a day that its month does not have, and beyond the years that a Date can hold.
 */
export function readInstant(text: string): Instant | undefined {
  if (text.length > 64) return undefined;
  const match = DATE_TIME.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const [fraction = '', zulu, sign, offsetHour = '0', offsetMinute = '0'] = match.slice(7);
  const endOfDay = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(fraction);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || (hour > 23 && !endOfDay) || minute > 59 || second > 59) return undefined;
  const away = Number(offsetHour) * 60 + Number(offsetMinute);
  if (Number(offsetMinute) > 59 || away > 14 * 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC would take the years 0 to 99 for 1900 to 1999
  date.setUTCHours(hour, minute - (sign === '-' ? -away : away), second, Number(`${fraction.slice(1)}000`.slice(0, 3)));
  const at = date.getTime();
  return Number.isNaN(at) ? undefined : { at, offset: zulu !== undefined || sign !== undefined };
}

/** Reads an XML Schema `dateTimeStamp`, that is, with an offset: milliseconds since 1970, or `undefined`. */
export function parseInstant(text: string): number | undefined {
  const instant = readInstant(text);
  return instant?.offset ? instant.at : undefined;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
