import { base64url, json, octets, type Sealed, type Signature } from './jades-form.js';

/** One change of a seal. */
export interface Change { region: string; /** What a report must name: a place and a rule, of a list of lines such as `proof.coverage … /signatures/0/etsiU/3 message-imprint []`. */ names: RegExp; changed: Sealed }

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  changed[at]! ^= 1 << (at % 8);
  return changed;
}

/** So many places of so many octets, from a little after the start. */
const places = (length: number, count: number): number[] => Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * length) / count));

/** Another of the letters that base64url and a JSON string share, at a place or after it. */
function otherLetter(text: string, at: number): string {
  const start = at + Math.max(0, text.slice(at).search(/(?<!\\u?[0-9a-f]{0,3})[b-y]/));
  return `${text.slice(0, start)}${text[start] === 'x' ? 'y' : 'x'}${text.slice(start + 1)}`;
}

/** A character of a part's JSON becomes another, within base64 or a name, so that it is JSON still and what it holds is what is damaged. */
function sameJson(text: string, at: number): string {
  const found = /[A-Za-z0-9](?=[A-Za-z0-9]{2})/g;
  found.lastIndex = at;
  const start = found.exec(text)?.index ?? text.search(/[A-Za-z0-9]/);
  return `${text.slice(0, start)}${text[start] === 'Q' ? 'R' : 'Q'}${text.slice(start + 1)}`;
}

/** Every case of one file: each region changed in several places, parts swapped, left out, repeated and taken from another file, and the same with whole signatures and payloads. */
export function changesOf(sealed: Sealed, other: Sealed, count: number): Change[] {
  const found: Change[] = [];
  const add = (region: string, names: RegExp, change: (of: Sealed) => void): void => {
    const changed = structuredClone(sealed);
    change(changed);
    // Two seals of one hour may have one and the same part.
    if (JSON.stringify(changed) !== JSON.stringify(sealed)) found.push({ region, names, changed });
  };
  for (const at of places(sealed.payload.length, count * 3)) add('payload', /^(?:proof\.\S+ \S+ \/signatures\/\d+ (?:signature-value \[[^\]]*payload|payload-encoding)|intake\.readable (?:json|jades)\.)/m, (of) => { of.payload = otherLetter(of.payload, at); });
  sealed.signatures.forEach((signature, index) => changesOfSignature(signature, index, count, add, other.signatures[index] ?? other.signatures[0]!));
  const value = /^proof\.\S+ \S+ \/signatures\/0 (?:signature-value|signature-malformed|key-of-other-kind|certificate-\S+|payload-encoding|b64-differs)/m;
  // Two signatures of one payload are both good signatures of it.
  if (other.payload !== sealed.payload) add('signatures of another', value, (of) => { of.signatures = structuredClone(other.signatures); });
  add('payload of another', /^(?:proof\.\S+ \S+ \/signatures\/0 (?:signature-value|payload-encoding)|intake\.readable json\.)/m, (of) => { of.payload = other.payload; });
  return found;
}

type Add = (region: string, names: RegExp, change: (of: Sealed) => void) => void;

function changesOfSignature(signature: Signature, index: number, count: number, add: Add, other: Signature): void {
  const own = `/signatures/${index}`;
  const rules = (alternatives: string, or = '$^'): RegExp => new RegExp(`^(?:proof\\.\\S+ \\S+ ${own}(?:/adoTst|/etsiU/\\d+)? (?:${alternatives})|${or})`, 'm');
  const head = octets(signature.protected);
  const change = (of: Sealed): Signature => of.signatures[index]!;
  const header = json(signature.protected) as { x5c: string[]; adoTst?: { tstTokens: [{ val: string }] } };
  // What a header says is read before it is verified: whatever rule it breaks first is named, and else that the value does not fit.
  for (const at of places(head.length, count * 2)) add('protected header', rules('signature-value \\[[^\\]]*protected|protected-|header-|crit-|certificate-|kid-|signature-algorithm|b64-|sigD-|payload-|key-of-other-kind', 'intake\\.readable (?:json|token)\\.\\S+ .*\\[header\\]'), (of) => { change(of).protected = base64url(flipped(head, at)); });
  const certificate = new Uint8Array(Buffer.from(header.x5c[0]!, 'base64'));
  for (const at of places(certificate.length, count)) {
    add('certificate', rules('certificate-'), (of) => { change(of).protected = base64url(new TextEncoder().encode(JSON.stringify({ ...header, x5c: [Buffer.from(flipped(certificate, at)).toString('base64'), ...header.x5c.slice(1)] }))); });
  }
  const token = new Uint8Array(Buffer.from(header.adoTst?.tstTokens[0].val ?? '', 'base64'));
  for (const at of token.length === 0 ? [] : places(token.length, count)) {
    add('content time-stamp', rules('signature-value \\[[^\\]]*protected|time-stamp-malformed'), (of) => { change(of).protected = base64url(new TextEncoder().encode(JSON.stringify({ ...header, adoTst: { tstTokens: [{ val: Buffer.from(flipped(token, at)).toString('base64') }] } }))); });
  }
  const value = octets(signature.signature);
  for (const at of places(value.length, count)) add('signature value', rules('signature-value \\[[^\\]]*signature|signature-malformed'), (of) => { change(of).signature = base64url(flipped(value, at)); });
  add('value of another', rules('signature-value \\[[^\\]]*signature|signature-malformed'), (of) => { change(of).signature = other.signature; });
  add('protected header of another', rules('signature-value|certificate-|payload-encoding|crit-|key-of-other-kind'), (of) => { change(of).protected = other.protected; });
  const etsiU = signature.header?.etsiU ?? [];
  const write = (of: Sealed, parts: (string | object)[]): void => { change(of).header = { ...change(of).header, etsiU: parts }; };
  for (const [at, part] of etsiU.entries()) changesOfPart(part, at, { etsiU, own, count, add, write, other: other.header?.etsiU?.[at] });
}

interface PartContext { etsiU: (string | object)[]; own: string; count: number; add: Add; write(of: Sealed, parts: (string | object)[]): void; other: string | object | undefined }

/** Whether a time-stamp is over a part that stands before it: of archives every one, of the others (annex A.1.5) references, and the signature's time-stamps. */
const isOver = (stamp: string, name: string): boolean => stamp === 'arcTst' || (stamp === 'sigRTst' && /^(?:sigTst|a?[xr]Refs)$/.test(name)) || (stamp === 'rfsTst' && /Refs$/.test(name));

const nameOf = (part: string | object): string => Object.keys(typeof part === 'string' ? json(part) as object : part)[0]!;

function changesOfPart(part: string | object, at: number, { etsiU, own, count, add, write, other }: PartContext): void {
  const name = nameOf(part);
  const text = typeof part === 'string' ? new TextDecoder().decode(octets(part)) : JSON.stringify(part);
  const writePart = (json_: string): string | object => (typeof part === 'string' ? base64url(new TextEncoder().encode(json_)) : JSON.parse(json_) as object);
  // Itself, or a later time-stamp that was over it.
  const later = etsiU.flatMap((each, index) => (index > at && isOver(nameOf(each), name) ? [index] : []));
  const here = (...more: number[]): RegExp => new RegExp(`${own}/etsiU/(?:${[at, ...more].join('|')}) |etsiU-malformed`, 'm');
  for (const place of places(text.length, count)) add(`etsiU ${name}`, here(...later), (of) => { write(of, etsiU.with(at, writePart(sameJson(text, place)))); });
  const sealedLater = later.length > 0;
  const next = etsiU[at + 1];
  if (next !== undefined && sealedLater) {
    // Where nothing is over both of them, their order is nobody's.
    if (later.some((each) => each > at + 1 && isOver(nameOf(etsiU[each]!), nameOf(next))) || isOver(nameOf(next), name)) add('etsiU swapped', here(at + 1, ...later, ...later.map((each) => each - 1)), (of) => { write(of, etsiU.with(at, next).with(at + 1, part)); });
    add('etsiU part left out', here(...later, ...later.map((each) => each - 1)), (of) => { write(of, etsiU.toSpliced(at, 1)); });
  }
  add('etsiU part twice', new RegExp(`${own}/etsiU/\\d+ part-twice`, 'm'), (of) => { write(of, [...etsiU, part]); });
  if (other !== undefined && typeof other === typeof part && nameOf(other) === name && (sealedLater || /Tst$/.test(name))) add('etsiU part of another', here(...later), (of) => { write(of, etsiU.with(at, other)); });
  if (sealedLater || name === 'sigTst') add('etsiU part renamed', here(...later), (of) => { write(of, etsiU.with(at, writePart(text.replace(name, `${name}x`)))); });
}

