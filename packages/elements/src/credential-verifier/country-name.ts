import { visible } from '@credlens/core/messages';

/** The trusted lists write two countries in their own way (TS 119 612 section 5.3.10). */
const OTHER_CODES: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' };

/** A country in the reader's language; what is no code of one is shown as it is written. */
export function countryName(code: string, language: string): string {
  const shown = visible(code, { limit: 20 });
  if (!/^[A-Z]{2}$/.test(code)) return shown;
  try {
    const name = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(OTHER_CODES[code] ?? code);
    return name === undefined ? shown : `${name} (${code})`;
  } catch {
    return shown;
  }
}
