/** ISO 3166-1: the three letters by which the Publications Office names a country in its authority table, and the two that certificates have. Europe and who seals for it. */
const TWO_LETTERS: Readonly<Record<string, string>> = {
  ALB: 'AL', AND: 'AD', ARM: 'AM', AUT: 'AT', AZE: 'AZ', BEL: 'BE', BGR: 'BG', BIH: 'BA', CHE: 'CH', CYP: 'CY', CZE: 'CZ', DEU: 'DE', DNK: 'DK', ESP: 'ES', EST: 'EE', FIN: 'FI', FRA: 'FR', GBR: 'GB', GEO: 'GE', GRC: 'GR',
  HRV: 'HR', HUN: 'HU', IRL: 'IE', ISL: 'IS', ITA: 'IT', LIE: 'LI', LTU: 'LT', LUX: 'LU', LVA: 'LV', MCO: 'MC', MDA: 'MD', MKD: 'MK', MLT: 'MT', MNE: 'ME', NLD: 'NL', NOR: 'NO', POL: 'PL', PRT: 'PT', ROU: 'RO',
  SMR: 'SM', SRB: 'RS', SVK: 'SK', SVN: 'SI', SWE: 'SE', TUR: 'TR', UKR: 'UA', VAT: 'VA', CAN: 'CA', USA: 'US',
};

/** Codes that tax registers use besides (Directive 2006/112/EC article 215). */
const OTHER_NAMES: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB', XI: 'GB' };

/** Two letters as certificates have them, from two or three; undefined for what is none. */
export function countryCode(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  if (Object.hasOwn(TWO_LETTERS, upper)) return TWO_LETTERS[upper];
  if (Object.hasOwn(OTHER_NAMES, upper)) return OTHER_NAMES[upper];
  return /^[A-Z]{2}$/.test(upper) ? upper : undefined;
}
