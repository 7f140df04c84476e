import * as fc from 'fast-check';

/** One change to an encoding (X.690). Numbers are taken modulo what is there, so that one change fits every input. */
export interface DerChange { kind: typeof KINDS[number]; at: number; to: number; count: number; bytes: Uint8Array }

const KINDS = ['tag', 'length', 'long-length', 'indefinite', 'cut', 'double', 'remove', 'swap', 'move', 'nest', 'integer', 'identifier', 'flip', 'flip', 'flip', 'contents', 'contents', 'time', 'text', 'parts', 'empty', 'many'] as const;

const TAGS = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1c, 0x1e, 0x24, 0x30, 0x31, 0x1f, 0x3f, 0x7f, 0x80, 0x81, 0x82, 0x86, 0xa0, 0xa1, 0xa2, 0xa3, 0xbf, 0xff, 0x00];
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Contents that have made readers stumble. */
const CONTENTS: readonly Uint8Array[] = [
  new Uint8Array(), Uint8Array.of(0), Uint8Array.of(0x80), Uint8Array.of(0xff), Uint8Array.of(0, 0, 0, 0), Uint8Array.of(0xff, 0xff, 0xff, 0xff), new Uint8Array(40).fill(0xff), new Uint8Array(600).fill(0x7f), new Uint8Array(3000).fill(0x80),
  Uint8Array.of(0x2a, 0x86, 0x48), Uint8Array.of(0x80, 0x01), Uint8Array.of(0x8f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f), new Uint8Array(64).fill(0x81), utf8('__proto__'), utf8('\0'), utf8('\u202E'), utf8('x'.repeat(3000)),
  utf8('991231235959Z'), utf8('20260822000000Z'), utf8('99991231235959Z'), utf8('00000101000000Z'), utf8('20260230000000Z'), utf8('20260822000000.123456789Z'), utf8('20260822000000+9999'), utf8('2608220000Z'), utf8('20260822000000'),
  Uint8Array.of(0x30, 0x80), Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff), Uint8Array.of(0x30, 0), Uint8Array.of(0x05, 0), Uint8Array.of(0x01, 0x01, 0xff), Uint8Array.of(7, 0xff), Uint8Array.of(8, 0xff), Uint8Array.of(0xd8, 0x00), Uint8Array.of(0x00, 0x11, 0x00, 0x00),
];

/** Algorithms, content types, attributes and extensions: each in the place of another. */
const IDENTIFIERS: readonly Uint8Array[] = [
  '2a864886f70d010701', '2a864886f70d010702', '2a864886f70d010703', '2a864886f70d0110010403', '2a864886f70d0110010e'.slice(0, 18) + '01020e', '2a864886f70d010904', '2a864886f70d010903', '2a864886f70d010905', '2a864886f70d0109100204', '2a864886f70d010910022f', '2a864886f70d010910020e',
  '608648016503040201', '608648016503040203', '2b0e03021a', '2a864886f70d0205', '2a864886f70d010101', '2a864886f70d01010b', '2a864886f70d01010a', '2a864886f70d010105', '2a8648ce3d0201', '2a8648ce3d030107', '2a8648ce3d040302', '2b6570', '2b6571',
  '551d0e', '551d0f', '551d11', '551d13', '551d1e', '551d1f', '551d20', '551d21', '551d23', '551d24', '551d25', '551d36', '2b06010505070101', '2b06010505070103', '2b0601050507030103', '2b0601050507030009', '2b06010505073001', '2b0601050507300101', '2b060105050730010505', '550403', '550461', '550405',
].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));

export const derChange: fc.Arbitrary<DerChange> = fc.record({
  kind: fc.constantFrom(...KINDS), at: fc.nat(), to: fc.nat(), count: fc.nat(4096),
  bytes: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...CONTENTS) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) }),
});

interface Node {
  tag: number;
  /** Contents octets, or what is in them. */
  content: Uint8Array | Node[];
  /** Octets in front of the parts: of a BIT STRING that holds an encoding. */
  lead: Uint8Array;
  /** How its length is written, where that is not as DER has it. */
  length?: (octets: number) => Uint8Array;
  indefinite?: boolean;
}

const MOST_DEPTH = 40;
/** Beyond it an input is no longer changed: what is tried out is readers, not the machine. */
const MOST_BYTES = 1 << 20;

function readNodes(bytes: Uint8Array, depth = 0): Node[] | undefined {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length;) {
    const [tag = 0, first] = [bytes[at], bytes[at + 1]];
    if (first === undefined || (tag & 0x1f) === 0x1f || first === 0x80 || first > 0x84) return undefined;
    let [from, length] = [at + 2, first];
    if (first > 0x80) {
      length = 0;
      for (let index = 0; index < (first & 0x7f); index += 1) length = length * 256 + (bytes[from + index] ?? 0);
      from += first & 0x7f;
    }
    if (from + length > bytes.length) return undefined;
    const contents = bytes.subarray(from, from + length);
    const lead = tag === 0x03 && contents[0] === 0 ? contents.subarray(0, 1) : new Uint8Array();
    // What is encoded inside a string is changed as what is encoded openly.
    const inner = depth < MOST_DEPTH && length > lead.length + 1 && ((tag & 0x20) !== 0 || tag === 0x04 || tag === 0x03) ? readNodes(contents.subarray(lead.length), depth + 1) : undefined;
    nodes.push(inner ? { tag, content: inner, lead } : { tag, content: contents, lead: new Uint8Array() });
    at = from + length;
  }
  return nodes.length > 0 ? nodes : undefined;
}

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

function lengthOctets(length: number, padding = 0): Uint8Array {
  if (length < 0x80 && padding === 0) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  octets.unshift(...new Array<number>(padding).fill(0));
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

function write({ tag, content, lead, length = lengthOctets, indefinite }: Node): Uint8Array {
  const inside = content instanceof Uint8Array ? content : joined(lead, ...content.map(write));
  if (indefinite) return joined(Uint8Array.of(tag | 0x20, 0x80), inside, Uint8Array.of(0, 0));
  return joined(Uint8Array.of(tag), length(inside.length), inside);
}

/** Every node, with the list that it stands in. */
function places(nodes: Node[]): { list: Node[]; index: number }[] {
  return nodes.flatMap((node, index) => [{ list: nodes, index }, ...(node.content instanceof Uint8Array ? [] : places(node.content))]);
}

const octetsOf = (node: Node): Uint8Array => (node.content instanceof Uint8Array ? node.content : joined(node.lead, ...node.content.map(write)));
const leaf = (tag: number, content: Uint8Array): Node => ({ tag, content, lead: new Uint8Array() });

function nested(inner: Node, depth: number, tag: number): Node {
  let all = write(inner);
  // Written out, since what reads it back here must not be what goes too deep.
  for (let level = 0; level < depth && all.length < MOST_BYTES; level += 1) all = joined(Uint8Array.of(tag), lengthOctets(all.length), all);
  return leaf(tag, all);
}

function changeNode({ list, index }: { list: Node[]; index: number }, { kind, to, count, bytes }: DerChange, others: { list: Node[]; index: number }[]): void {
  const node = list[index]!;
  const other = others[to % others.length]!;
  const set = (content: Uint8Array) => { node.content = content; node.lead = new Uint8Array(); };
  switch (kind) {
    case 'tag': node.tag = TAGS[to % TAGS.length]!; return;
    case 'length': node.length = (octets) => (to % 3 === 0 ? lengthOctets(octets + 1 + (count % 9)) : to % 3 === 1 ? lengthOctets(Math.max(0, octets - 1 - (count % 9))) : Uint8Array.of(0x84, 0xff, 0xff, 0xff, count & 0xff)); return;
    case 'long-length': node.length = (octets) => lengthOctets(octets, 1 + (count % 8)); return;
    case 'indefinite': node.indefinite = true; return;
    case 'cut': set(octetsOf(node).subarray(0, count % (octetsOf(node).length + 1))); return;
    case 'double': list.splice(index, 0, structuredNode(node)); return;
    case 'remove': list.splice(index, 1); return;
    case 'swap': { const place = to % list.length; [list[index], list[place]] = [list[place]!, node]; return; }
    case 'move': list[index] = structuredNode(other.list[other.index]!); return;
    case 'nest': list[index] = nested(node, count % 64 === 0 ? 3000 : 1 + (count % 30), to % 2 === 0 ? 0x30 : 0xa0); return;
    case 'integer': node.tag = 0x02; set(bytes); return;
    case 'identifier': node.tag = 0x06; set(IDENTIFIERS[to % IDENTIFIERS.length]!); return;
    case 'flip': { const content = Uint8Array.from(octetsOf(node)); if (content.length > 0) content[to % content.length] = content[to % content.length]! ^ (1 << (count % 8)); set(content); return; }
    case 'contents': set(bytes); return;
    case 'time': node.tag = to % 2 === 0 ? 0x17 : 0x18; set(bytes); return;
    case 'text': node.tag = [0x0c, 0x13, 0x16, 0x1e, 0x1c, 0x14][to % 6]!; set(bytes); return;
    case 'parts': { const content = octetsOf(node); const middle = count % (content.length + 1); node.tag = 0x24; node.content = [leaf(0x04, content.subarray(0, middle)), leaf(0x04, content.subarray(middle))]; node.lead = new Uint8Array(); return; }
    case 'empty': set(new Uint8Array()); return;
    case 'many': { const size = Math.max(1, write(node).length); list.splice(index, 0, ...Array.from({ length: Math.min(count % 400, Math.floor(100_000 / size)) }, () => structuredNode(node))); return; }
  }
}

/** A copy; how a length is written is a function, which `structuredClone` does not take. */
function structuredNode({ tag, content, lead, length, indefinite }: Node): Node {
  return { tag, lead, content: content instanceof Uint8Array ? content : content.map(structuredNode), ...(length ? { length } : {}), ...(indefinite ? { indefinite } : {}) };
}

/** @param others encodings whose parts may come in. What is no encoding is changed in its bytes alone. */
export function changeDer(source: Uint8Array, changes: readonly DerChange[], others: readonly Uint8Array[] = []): Uint8Array {
  const nodes = readNodes(source);
  if (!nodes) return source;
  for (const change of changes) {
    const own = places(nodes);
    if (own.length === 0) break;
    const from = others.length > 0 && change.count % 3 === 0 ? readNodes(others[change.to % others.length]!) : undefined;
    changeNode(own[change.at % own.length]!, change, from ? places(from) : own);
  }
  const written = joined(...nodes.map(write));
  return written.length > MOST_BYTES ? written.subarray(0, MOST_BYTES) : written;
}
