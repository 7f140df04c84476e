import { appearance, OBJECTS, xmpPacket } from './pdf-document.js';
import { appendRevision } from './pdf-file.js';
import type { Pdf, Section, XrefForm } from './pdf-file.js';
import { entriesOf, numberOf, withWidget } from './pdf-signature.js';
import { isEntries, reference, text } from './pdf-value.js';
import type { PdfEntries, PdfValue } from './pdf-value.js';

export interface DssOptions {
  certificates?: readonly Uint8Array[];
  crls?: readonly Uint8Array[];
  ocsps?: readonly Uint8Array[];
  /** By the SHA-1 of Contents, upper-case hexadecimal. */
  vri?: Readonly<Record<string, { certificates?: readonly Uint8Array[]; crls?: readonly Uint8Array[]; ocsps?: readonly Uint8Array[]; /** A time-stamp token. */ timestamp?: Uint8Array }>>;
  form?: XrefForm;
  /** Catalog Extensions of ETSI and Adobe (section 7.12). */
  extensions?: boolean;
}

const inForm = (form: XrefForm | undefined): Pick<Section, 'form' | 'objectStream'> => ({ objectStream: true, ...(form && { form }) });

/** Adds to the document security store, or makes one (section 12.8.4.3). */
export function addDss(pdf: Pdf, options: DssOptions): Pdf {
  const set = new Map<number, PdfValue>();
  let next = pdf.size;
  const known = new Map<string, string>();
  const streams = (items: readonly Uint8Array[] = []) => items.map((data) => {
    const key = data.join(' ');
    if (!known.has(key)) {
      set.set(next, { entries: {}, data });
      known.set(key, reference(next));
      next += 1;
    }
    return known.get(key)!;
  });
  const catalog = entriesOf(pdf, OBJECTS.catalog);
  const old = entriesOf(pdf, numberOf(catalog['DSS']));
  const array = (key: string, items: readonly Uint8Array[] | undefined): PdfEntries => {
    const all = [...(old[key] as readonly PdfValue[] | undefined) ?? [], ...streams(items)];
    return all.length > 0 ? { [key]: all } : {};
  };
  const vri = Object.entries(options.vri ?? {}).map(([hash, { certificates, crls, ocsps, timestamp }]): [string, PdfValue] => [hash, {
    ...(certificates && { Cert: streams(certificates) }), ...(crls && { CRL: streams(crls) }), ...(ocsps && { OCSP: streams(ocsps) }), ...(timestamp && { TS: streams([timestamp])[0]! }),
  }]);
  const dss: PdfEntries = { Type: '/DSS', ...array('Certs', options.certificates), ...array('CRLs', options.crls), ...array('OCSPs', options.ocsps), ...(vri.length > 0 || old['VRI'] ? { VRI: { ...(old['VRI'] as PdfEntries | undefined), ...Object.fromEntries(vri) } } : {}) };
  const number = numberOf(catalog['DSS']) ?? next;
  set.set(number, dss);
  const extensions: PdfEntries = options.extensions === false ? {} : { Extensions: { ESIC: { BaseVersion: '/1.7', ExtensionLevel: 5 } } };
  if (catalog['DSS'] === undefined) set.set(OBJECTS.catalog, { ...catalog, DSS: reference(number), ...extensions });
  return appendRevision(pdf, { set, ...inForm(options.form) });
}

export function fieldNumber(pdf: Pdf, name: string): number {
  const wanted = text(name).join();
  const found = [...pdf.objects].find(([, value]) => isEntries(value) && value['T'] instanceof Uint8Array && value['T'].join() === wanted);
  if (!found) throw new RangeError(`There is no field ${name}`);
  return found[0];
}

export interface FillOptions { /** Overwrites the appearance that the widget has, in place of a new one. */ overwrite?: boolean; /** What is shown, where it is not the value. */ shown?: string; operators?: string; form?: XrefForm; /** More objects of the same update. */ set?: ReadonlyMap<number, PdfValue> }

/** Fills a text field or ticks a box (section 12.7.4). */
export function fillField(pdf: Pdf, name: string, value: string | boolean, options: FillOptions = {}): Pdf {
  const number = fieldNumber(pdf, name);
  const widget = entriesOf(pdf, number);
  const set = new Map<number, PdfValue>(options.set);
  if (typeof value === 'boolean') {
    const state = value ? '/Yes' : '/Off';
    set.set(number, { ...widget, V: state, AS: state });
  } else {
    const [left = 0, bottom = 0, right = 0, top = 0] = widget['Rect'] as readonly number[];
    const old = numberOf((widget['AP'] as PdfEntries | undefined)?.['N']);
    const shown = options.overwrite && old !== undefined ? old : Math.max(pdf.size, ...[...set.keys()].map((key) => key + 1));
    set.set(shown, appearance(right - left, top - bottom, options.shown ?? value, options.operators));
    set.set(number, { ...widget, V: text(value), AP: { N: reference(shown) } });
  }
  return appendRevision(pdf, { set, ...inForm(options.form) });
}

export interface AnnotationOptions {
  subtype: string;
  rect?: readonly [number, number, number, number];
  /** Drawn as its appearance; `undefined` has none. */
  operators?: string;
  entries?: PdfEntries;
  /** Objects that the entries name: given the first free number. */
  more?: (first: number) => ReadonlyMap<number, PdfValue>;
  form?: XrefForm;
}

/** Adds an annotation to the first page (section 12.5). */
export function addAnnotation(pdf: Pdf, { subtype, rect = [72, 640, 400, 680], operators, entries = {}, more, form }: AnnotationOptions): Pdf {
  const set = new Map<number, PdfValue>();
  const number = pdf.size;
  if (operators !== undefined) set.set(number + 1, appearance(rect[2] - rect[0], rect[3] - rect[1], '', operators));
  for (const [key, value] of more?.(number + 2) ?? []) set.set(key, value);
  set.set(number, { Type: '/Annot', Subtype: `/${subtype}`, Rect: rect, F: 4, P: reference(OBJECTS.page), ...(operators !== undefined && { AP: { N: reference(number + 1) } }), ...entries });
  withWidget(pdf, set, number, false);
  return appendRevision(pdf, { set, ...inForm(form) });
}

/** New metadata: XMP packet and information dictionary (section 14.3). */
export function updateMetadata(pdf: Pdf, { properties, info, form }: { properties?: Readonly<Record<string, string>>; info?: Readonly<Record<string, string>>; form?: XrefForm }): Pdf {
  const set = new Map<number, PdfValue>();
  const catalog = entriesOf(pdf, OBJECTS.catalog);
  if (properties) {
    const number = numberOf(catalog['Metadata']) ?? pdf.size;
    set.set(number, { entries: { Type: '/Metadata', Subtype: '/XML' }, data: xmpPacket(properties) });
    if (catalog['Metadata'] === undefined) set.set(OBJECTS.catalog, { ...catalog, Metadata: reference(number) });
  }
  if (info) set.set(OBJECTS.info, { ...entriesOf(pdf, OBJECTS.info), ...Object.fromEntries(Object.entries(info).map(([key, value]) => [key, text(value)])) });
  return appendRevision(pdf, { set, ...inForm(form) });
}

/** An update of any objects: what no signature allows, made openly. */
export function changeObjects(pdf: Pdf, set: ReadonlyMap<number, PdfValue>, section: Omit<Section, 'set'> = {}): Pdf {
  return appendRevision(pdf, { ...section, set });
}
