import { createVerifier, type VerifierOptions } from '@credlens/core';
import type { Report } from '@credlens/core/report';
import type { Corpora } from './corpora.js';

/** A seal of somebody's, changed in one place. */
export interface AlteredSeal { file: string; region: string; judge(): Promise<Report> }

interface Signature { protected: string; signature: string; header: { etsiU: string[] } }
interface General { payload: string; signatures: [Signature] }

/** Sealed documents with real seals, or seals that hold but for who made the time-stamps, and the instant at which they do. */
const SEALED: readonly { topic: string; file: string; at: string }[] = [
  { topic: 'edc-elm', file: 'mynextid/edc-coe-signed.jsonld', at: '2026-01-12T12:00:00Z' }, { topic: 'edc-elm', file: 'mynextid/edc-dc-signed.jsonld', at: '2026-01-12T12:00:00Z' },
  { topic: 'edc-elm', file: 'elm/Sample-CertOfPart-signed.jsonld', at: '2023-09-27T12:08:00Z' },
];

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
const copy = (document: General): General => structuredClone(document);

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  changed[at]! ^= 1 << (at % 8);
  return changed;
}

/** So many places of so many octets, from a little after the start. */
const places = (length: number, count: number): number[] => Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * length) / count));

/** Every case of one document: each region changed in several places, parts swapped and left out, and a signature of another. */
function changesOf(document: General, other: General, count: number): [string, General][] {
  const [signature] = document.signatures;
  const found: [string, General][] = [];
  const add = (region: string, change: (of: General) => void) => {
    const changed = copy(document);
    change(changed);
    // Two seals of one hour may have one and the same part.
    if (JSON.stringify(changed) !== JSON.stringify(document)) found.push([region, changed]);
  };
  // A letter stays a letter, so that the payload is JSON still.
  for (const at of places(document.payload.length, count * 3)) {
    const start = at + Math.max(0, document.payload.slice(at).search(/(?<![\\u])[b-y]/));
    const letter = document.payload[start]!;
    add('payload', (of) => { of.payload = `${of.payload.slice(0, start)}${letter === 'x' ? 'y' : 'x'}${of.payload.slice(start + 1)}`; });
  }
  const head = octets(signature.protected);
  for (const at of places(head.length, count * 2)) add('protected header', (of) => { of.signatures[0].protected = base64url(flipped(head, at)); });
  const header = JSON.parse(new TextDecoder().decode(head)) as { x5c: string[] };
  const certificate = octets(header.x5c[0]!.replaceAll('+', '-').replaceAll('/', '_'));
  for (const at of places(certificate.length, count)) {
    add('certificate', (of) => { of.signatures[0].protected = base64url(new TextEncoder().encode(JSON.stringify({ ...header, x5c: [Buffer.from(flipped(certificate, at)).toString('base64'), ...header.x5c.slice(1)] }))); });
  }
  const value = octets(signature.signature);
  for (const at of places(value.length, count)) add('signature value', (of) => { of.signatures[0].signature = base64url(flipped(value, at)); });
  const { etsiU } = signature.header;
  for (const [index, part] of etsiU.entries()) {
    const bytes = octets(part);
    const [name] = Object.keys(JSON.parse(new TextDecoder().decode(bytes)) as object);
    for (const at of places(bytes.length, count)) add(`etsiU ${name}`, (of) => { of.signatures[0].header.etsiU[index] = base64url(sameJson(bytes, at)); });
    if (index + 1 < etsiU.length) add('etsiU swapped', (of) => { of.signatures[0].header.etsiU = etsiU.with(index, etsiU[index + 1]!).with(index + 1, part); });
    if (index + 1 < etsiU.length) add('etsiU part left out', (of) => { of.signatures[0].header.etsiU = etsiU.toSpliced(index, 1); });
    add('etsiU of another', (of) => { of.signatures[0].header.etsiU[index] = other.signatures[0].header.etsiU[index]!; });
  }
  add('signature of another', (of) => { of.signatures = other.signatures; });
  add('header of another', (of) => { of.signatures[0].protected = other.signatures[0].protected; });
  add('value of another', (of) => { of.signatures[0].signature = other.signatures[0].signature; });
  add('payload of another', (of) => { of.payload = other.payload; });
  return found;
}

/** A character of base64 becomes another, so that the part is JSON still and what it holds is what is damaged. */
function sameJson(bytes: Uint8Array, at: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  const isBase64 = (byte: number | undefined): boolean => byte !== undefined && /[A-Za-z0-9]/.test(String.fromCharCode(byte));
  let place = at;
  while (place < changed.length && !(isBase64(changed[place - 1]) && isBase64(changed[place]) && isBase64(changed[place + 1]) && isBase64(changed[place + 2]))) place += 1;
  if (place < changed.length) changed[place] = changed[place] === 0x51 ? 0x52 : 0x51;
  return changed;
}

/** @param count places in each region */
export function alteredSeals(corpora: Corpora, trust: Pick<VerifierOptions, 'trustedLists'>, count = 8): { whole: AlteredSeal[]; altered: AlteredSeal[] } {
  const verifier = createVerifier({ offline: true, ...trust });
  const documents = SEALED.map(({ topic, file, at }) => ({ file, at, document: JSON.parse(new TextDecoder().decode(corpora.bytes(topic, file))) as General }));
  const judged = (file: string, region: string, at: string, document: General): AlteredSeal => ({ file, region, judge: () => verifier.verify(JSON.stringify(document), { at }) });
  return {
    whole: documents.map(({ file, at, document }) => judged(file, 'nothing', at, document)),
    altered: documents.flatMap(({ file, at, document }, index) => changesOf(document, documents[(index + 1) % documents.length]!.document, count).map(([region, changed]) => judged(file, region, at, changed))),
  };
}
