const DATE = /^D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d\d)(?:'?(\d\d)'?)?'?)?$/;

/** ISO 32000-2 section 7.9.4, in milliseconds since 1970. Without an offset, whose place is unknown, as if it were UTC. Undefined where it is no date. */
export function dateOf(text: string): number | undefined {
  const match = DATE.exec(text.trim());
  if (!match) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, offsetHour = '00', offsetMinute = '00'] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [number, number, number, number, number, number];
  const [oh, om] = [Number(offsetHour), Number(offsetMinute)];
  if (mo < 1 || mo > 12 || d < 1 || d > 31 || h > 23 || mi > 59 || s > 60 || oh > 23 || om > 59) return undefined;
  const utc = Date.UTC(y, mo - 1, d, h, mi, s);
  // A day that its month does not have rolls over.
  if (!Number.isFinite(utc) || (s < 60 && new Date(utc).getUTCDate() !== d)) return undefined;
  return utc - (sign === '-' ? -1 : sign === '+' ? 1 : 0) * (oh * 60 + om) * 60_000;
}
