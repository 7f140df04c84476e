import { base64url, zlib } from './bytes.js';
import { given, type Json, type JsonObject } from './json.js';
import { jws, type JwsOptions } from './vc-jwt.js';

export interface TokenStatusListOptions extends JwsOptions {
  /** Where it is served. */
  url: string;
  /** Seconds since 1970. */
  iat: number;
  bits?: 1 | 2 | 4 | 8;
  /** Values by index; all others are 0. */
  values?: Readonly<Record<number, number>>;
  entries?: number;
  /** Claims that replace the usual ones; `undefined` leaves one out. */
  claims?: Readonly<Record<string, Json | undefined>>;
}

/** A Token Status List as a signed JWT. */
export async function tokenStatusList(options: TokenStatusListOptions): Promise<string> {
  const { url, iat, bits = 1, values = {}, entries = 1024, claims, header, ...rest } = options;
  const bytes = new Uint8Array((entries * bits) / 8);
  for (const [index, value] of Object.entries(values)) bytes[Math.floor((Number(index) * bits) / 8)]! |= value << ((Number(index) * bits) % 8);
  const list: JsonObject = { bits, lst: base64url(await zlib(bytes)) };
  return jws(given({ sub: url, iat, status_list: list, ...claims }), { ...rest, header: { typ: 'statuslist+jwt', ...header } });
}
