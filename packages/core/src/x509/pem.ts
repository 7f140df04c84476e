const MOST_BLOCKS = 10_000;

/** Base64 as people paste it: with line ends and blanks. Undefined where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** The DER of each CERTIFICATE block (RFC 7468 section 5), in order. What is around and between them is no one's concern; a block that is no base64 is left out. */
export function parsePem(text: string): Uint8Array[] {
  const found: Uint8Array[] = [];
  const [begin, end] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'];
  for (let at = text.indexOf(begin); at >= 0 && found.length < MOST_BLOCKS; at = text.indexOf(begin, at)) {
    const stop = text.indexOf(end, at);
    if (stop < 0) break;
    const der = fromBase64(text.slice(at + begin.length, stop));
    if (der) found.push(der);
    at = stop + end.length;
  }
  return found;
}
