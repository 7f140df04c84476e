import { AMBIGUITIES } from './ambiguities.js';
import { attachmentsOf } from './attachments.js';
import { decryptStore } from './decrypt-store.js';
import { infoOf, metadataOf } from './document-info.js';
import { takeInventory } from './inventory.js';
import { DEFAULT_LIMITS, LimitReached, startReading, type Reading } from './limits.js';
import { containerOf, openStore, type ObjectStore } from './object-store.js';
import { pagesOf } from './page-tree.js';
import { rebuildLayers } from './repair.js';
import { changedByRevision, revisionsOf, viewOf } from './revision-view.js';
import { findAnchors, headerOffset, readLayers, type Layer } from './revisions.js';
import type { SectionReading } from './section.js';
import { securityStoreOf } from './security-store.js';
import { readSignatures } from './signatures/read-signatures.js';
import { surveyBytes } from './survey.js';
import type { DocumentSecurityStore, PdfFile, PdfLimits, PdfReading, PdfSignature, RevisionView } from './types.js';
import { NO_DICTIONARY } from './values.js';

/**
 * Reads a PDF file by its own structure (ISO 32000-2 section 7.5): its revisions, its signatures and what they cover, and what else a verifier asks of it. Nothing of it is verified.
 * Never throws for content; every loop is bounded.
 */
export function readPdf(bytes: Uint8Array, limits: Partial<PdfLimits> = {}): PdfReading {
  const reading = startReading(bytes, { ...DEFAULT_LIMITS, ...limits });
  try {
    return read(reading);
  } catch (error) {
    if (error instanceof LimitReached) return { ok: false, why: 'too-large', reason: error.bound };
    // What the platform cannot hold.
    if (error instanceof RangeError) return { ok: false, why: 'too-large', reason: 'memory' };
    throw error;
  }
}

/** The stores that read files stand on, for what is asked of them later. */
const STORES = new WeakMap<PdfFile, ObjectStore>();

function read(reading: Reading): PdfReading {
  const { bytes, oddities } = reading;
  const header = headerOffset(bytes);
  if (header === undefined) return { ok: false, why: 'malformed', reason: 'header' };
  if (header > 0) oddities.add('header-offset');
  const opened = openLayers(reading, header);
  if (!opened) return { ok: false, why: 'malformed', reason: 'cross-reference' };
  const { layers, shared } = opened;
  const store = openStore(reading, layers, shared.ends);
  const refused = decryptStore(store);
  if (refused) return { ok: false, ...refused };
  for (const [index, layer] of layers.entries()) listContained(store, layer, index);

  const survey = surveyBytes(store);
  const { strays } = survey;
  const changed = changedByRevision(layers, survey, reading);
  const revisions = revisionsOf(layers, changed);
  const views: RevisionView[] = [];
  const at = (revision: number): RevisionView => {
    const index = Math.min(Math.max(0, Math.trunc(revision) || 0), revisions.length - 1);
    return (views[index] ??= viewOf(store, revisions[index]!));
  };
  const last = at(revisions.length - 1);
  if (last.catalog === NO_DICTIONARY) return { ok: false, why: 'malformed', reason: 'catalog' };
  const inventory = takeInventory(store, strays);
  const { signatures, empty } = readSignatures(store, at, inventory.signatures);
  const { pages, counted, loop } = pagesOf(last, reading);
  if (loop) oddities.add('page-twice');
  if (counted !== undefined && counted !== pages.length) oddities.add('page-count-differs');
  const attachments = attachmentsOf(store, last);
  const xmp = metadataOf(last);
  const dss = securityStoreOf(store, last);
  if (store.met) throw store.met;
  const file: PdfFile = {
    bytes, revisions, at, encrypted: store.decryption !== undefined, signatures, emptySignatureFields: empty, ...(dss ? { dss } : {}), attachments, ...(xmp ? { xmp } : {}),
    info: infoOf(last), pages: pages.length, active: [...inventory.active].sort(), ambiguities: AMBIGUITIES.filter((each) => oddities.has(each)),
    odd: [...reading.odd].sort((a, b) => a - b),
    strays: strays.map(({ number, offset, revision }) => ({ number, offset, revision })),
  };
  STORES.set(file, store);
  return { ok: true, file };
}

/** The way that the end of the file shows, with offsets from its first byte or from its header; or the way that readers find who have lost it. */
function openLayers(reading: Reading, header: number): { layers: Layer[]; shared: SectionReading } | undefined {
  const anchors = findAnchors(reading.bytes);
  const ends = {};
  const complete = (layers: Layer[] | undefined) => layers?.at(-1)?.trailer.entries.has('Root');
  for (const base of header > 0 ? [0, header] : [0]) {
    const shared: SectionReading = { reading, base, ends, entries: 0 };
    const layers = readLayers(shared, anchors);
    if (layers && complete(layers)) return { layers, shared };
  }
  reading.oddities.add('xref-repaired');
  const shared: SectionReading = { reading, base: 0, ends, entries: 0 };
  const layers = rebuildLayers(shared, anchors);
  return layers && { layers, shared };
}

/** In a file that was rebuilt, object streams say themselves what they hold. */
function listContained(store: ObjectStore, layer: Layer, index: number): void {
  for (const container of layer.containers) {
    const opened = containerOf(store, container, index);
    for (const [place, number] of opened?.numbers.entries() ?? []) {
      if (layer.entries.has(number)) continue;
      const entry = { kind: 'in' as const, container, index: place };
      layer.entries.set(number, entry);
      const places = store.places.get(number) ?? [];
      const later = places.findIndex((each) => each.layer > index);
      places.splice(later < 0 ? places.length : later, 0, { layer: index, entry });
      store.places.set(number, places);
    }
  }
}

/** The validation material that a revision had. */
export function dssAt(file: PdfFile, revision: number): DocumentSecurityStore | undefined {
  const store = STORES.get(file);
  return store && securityStoreOf(store, file.at(revision));
}

/** What a signature's author saw: the file up to the end of its range. Undefined where that is no revision. */
export function signedRevision(file: PdfFile, { revision, byteRange }: PdfSignature): Uint8Array | undefined {
  return revision === undefined || !byteRange ? undefined : file.bytes.subarray(0, byteRange[2] + byteRange[3]);
}
