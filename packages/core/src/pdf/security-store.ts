import { placeOf, type ObjectStore } from './object-store.js';
import type { DocumentSecurityStore, PdfObject, RevisionView, ValidationRelatedInformation } from './types.js';
import { dateOf } from './pdf-date.js';
import { textOf } from './text-string.js';
import { entriesOf, isDictionary, isReference, isStream, isString } from './values.js';

/** More certificates, lists and responses than any chain needs. */
const MOST_ITEMS = 2000, MOST_VRI = 256;

/** The document security store of a revision (ISO 32000-2 section 12.8.4.3), with what its VRI dictionaries add (section 12.8.4.4). */
export function securityStoreOf(store: ObjectStore, view: RevisionView): DocumentSecurityStore | undefined {
  const held = view.catalog.entries.get('DSS');
  const dss = view.resolve(held);
  if (!isDictionary(dss)) return undefined;
  let revision = 0;
  const touch = (object: PdfObject | undefined) => {
    if (isReference(object)) revision = Math.max(revision, placeOf(store, object.number, view.revision.index)?.layer ?? 0);
  };
  touch(isReference(held) ? held : view.revision.trailer.entries.get('Root'));
  const known = { certificates: new Map<PdfObject, Uint8Array>(), crls: new Map<PdfObject, Uint8Array>(), ocsps: new Map<PdfObject, Uint8Array>() };
  let items = 0;
  const collect = (object: PdfObject | undefined, into: Map<PdfObject, Uint8Array>): Uint8Array[] => {
    touch(object);
    const list = view.resolve(object);
    const found: Uint8Array[] = [];
    for (const each of Array.isArray(list) ? list : []) {
      items += 1;
      if (items > MOST_ITEMS) {
        store.reading.oddities.add('security-store-cut');
        break;
      }
      touch(each);
      const stream = view.resolve(each);
      const bytes = isStream(stream) ? into.get(stream) ?? view.decode(stream) : undefined;
      if (!bytes) continue;
      into.set(stream, bytes);
      found.push(bytes);
    }
    return found;
  };
  collect(dss.entries.get('Certs'), known.certificates);
  collect(dss.entries.get('CRLs'), known.crls);
  collect(dss.entries.get('OCSPs'), known.ocsps);
  const vri = new Map<string, ValidationRelatedInformation>();
  touch(dss.entries.get('VRI'));
  for (const [key, object] of [...entriesOf(view.resolve(dss.entries.get('VRI')))].slice(0, MOST_VRI)) {
    if (key === 'Type') continue;
    touch(object);
    const entries = entriesOf(view.resolve(object));
    const [updated, stamp] = [view.resolve(entries.get('TU')), view.resolve(entries.get('TS'))];
    const time = isString(updated) ? dateOf(textOf(updated.bytes)) : undefined;
    const token = isStream(stamp) ? view.decode(stamp) : undefined;
    vri.set(key.toUpperCase(), {
      certificates: collect(entries.get('Cert'), known.certificates), crls: collect(entries.get('CRL'), known.crls), ocsps: collect(entries.get('OCSP'), known.ocsps),
      ...(time === undefined ? {} : { updated: time }), ...(token ? { timestamp: token } : {}),
    });
  }
  return { certificates: [...known.certificates.values()], crls: [...known.crls.values()], ocsps: [...known.ocsps.values()], revision, vri };
}
