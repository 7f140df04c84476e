/** The instant that every input is judged at, and the one that good documents were made at. */
export const NOW = '2026-08-22T00:00:00Z';
export const CREATED = '2026-06-01T09:00:00Z';
