/** base64 or base64url, with or without padding and line breaks. Undefined where the text is neither, or its last bits are not zero (two texts must not decode to one). */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bare = text.replace(/[\s]+/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/={1,2}$/, '');
  if (bare === '' || bare.length % 4 === 1 || !/^[A-Za-z0-9+/]+$/.test(bare)) return undefined;
  const rest = bare.length % 4;
  if (rest !== 0 && (ALPHABET.indexOf(bare.at(-1)!) & (rest === 2 ? 15 : 3)) !== 0) return undefined;
  const binary = atob(bare);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
