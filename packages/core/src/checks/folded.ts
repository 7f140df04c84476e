/** A name as it is compared: compatibility forms, case, spaces and quotes make no other name; letters, accents and their order do. */
export const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[\s.,;'"„“”]+/g, ' ').trim();
