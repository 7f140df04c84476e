import { hex, md5, sha256, utf8 } from './bytes.js';
import { given, type JsonObject } from './json.js';

export interface IdentityOptions {
  /** How the identity is written. Default: sha256 with the salt. */
  hash?: 'sha256' | 'md5' | 'plain';
  /** Appended to the identity before hashing. */
  salt?: string;
  /** Default `emailAddress`. */
  type?: string;
}

/** An Open Badges 3.0 IdentityObject: `<algorithm>$<hexadecimal digest of identity followed by salt>`, or the identity itself. */
export async function identityObject(identity: string, options: IdentityOptions = {}): Promise<JsonObject> {
  const { hash = 'sha256', salt, type = 'emailAddress' } = options;
  const bytes = utf8(identity + (salt ?? ''));
  const identityHash = hash === 'plain' ? identity : `${hash}$${hex(hash === 'md5' ? md5(bytes) : await sha256(bytes))}`;
  return { type: 'IdentityObject', hashed: hash !== 'plain', identityHash, identityType: type, ...given({ salt: hash === 'plain' ? undefined : salt }) };
}
