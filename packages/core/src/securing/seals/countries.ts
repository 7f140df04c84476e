import { ALPHA_2 } from '../../view/country-codes.js';

/** Codes that tax registers use besides (Directive 2006/112/EC article 215). */
const OTHER_NAMES: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB', XI: 'GB' };

/** Two letters as certificates have them, from two, or from the three of the Publications Office's authority table; undefined for what is none. */
export function countryCode(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  if (Object.hasOwn(OTHER_NAMES, upper)) return OTHER_NAMES[upper];
  return ALPHA_2.get(upper) ?? (/^[A-Z]{2}$/.test(upper) ? upper : undefined);
}
