import {
  castServices, certificate, crl, days, hours, listOfLists, LOTL_ADDRESS, OBJECTS, ocspResponse, pki, reference, seal, sealedPdf, statements, testKey, timestampToken, trustedList, worldResources, type Answer, type Draft, type PdfEntries, type Pki, type SealedPdf, type SealedPdfOptions, type TestIdentity,
} from '@credlens/demo-pki';
import { badge, didWeb, ed25519TestKey, issue, publish } from '@credlens/demo-issuer';
import { loadTrustedLists, snapshotText, type TrustedListSnapshot } from '@credlens/core/trusted-list';
import { CREATED, NOW } from '../instants.js';

/** What may come after a seal: as its DocMDP says (ISO 32000-2 table 257), or, where it certifies nothing, whatever does not change what is shown; `locked`: and its text fields stay as they are. */
export type Permits = 'nothing' | 'forms' | 'annotations' | 'locked' | 'unsaid';

/** One good file. */
export interface Sealed {
  name: string;
  pdf: SealedPdf;
  level: 'B' | 'T' | 'LT' | 'LTA';
  permits: Permits;
  /** Of each signature in it that is no document time-stamp: where its Contents stand, and where its range ends. */
  seals: readonly { contents: readonly [number, number]; end: number }[];
}

/** Good things of every kind that seals are made of: what fuzzing starts from. */
export interface SealPool {
  cast: Pki;
  sealed: readonly Sealed[];
  /** DER: certificates; CMS with what it was made over; time-stamp tokens; revocation lists; OCSP responses. */
  certificates: readonly Uint8Array[];
  cms: readonly { der: Uint8Array; content: Uint8Array }[];
  tokens: readonly { der: Uint8Array; imprintOf: Uint8Array }[];
  crls: readonly Uint8Array[];
  ocsps: readonly Uint8Array[];
  /** Lists in XML by their addresses, the list of lists first, and who may sign that. */
  lists: ReadonlyMap<string, string>;
  listSigner: TestIdentity;
  snapshot: TrustedListSnapshot;
  /** What is published. */
  world: ReadonlyMap<string, Answer>;
}

export const LIST_ADDRESS = 'https://lists.example/xx.xml';

/** Everything that a list can say. */
async function makeLists(cast: Pki, signer: TestIdentity): Promise<Map<string, string>> {
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const qualifications = [{ qualifiers: ['QCForESeal', 'QCWithQSCD'], criteria: { assert: 'atLeastOne' as const, keyUsage: { nonRepudiation: true }, policies: ['0.4.0.194112.1.3'], extendedKeyUsage: ['1.2.4'], subjectAttributes: ['2.5.4.97'], nested: { policies: ['1.2.5'] } } }];
  const services = castServices(cast, { ca: { qualifications, history: [{ from: days(NOW, -4 * 365), status: 'undersupervision', information: ['ForeSeals'] }], from: days(NOW, -3 * 365), unknownExtension: 'not-critical' } });
  const list = await trustedList({ territory: 'XX', issued: CREATED, nextUpdate: days(NOW, 60), signer, sequence: 7, providers: [{ name: 'Example Trust Services', services }, { name: 'Another', services: [{ name: 'By key identifier', identities: [{ ski: new Uint8Array(20).fill(3) }], from: days(NOW, -900) }] }] });
  const lotl = await listOfLists({ issued: CREATED, nextUpdate: days(NOW, 60), signer, sequence: 300, pointers: [{ territory: 'XX', url: LIST_ADDRESS, signers: [signer] }] });
  return new Map([[LOTL_ADDRESS, decode(lotl)], [LIST_ADDRESS, decode(list)]]);
}

/** Reads lists as a host does, from a map. */
export function readLists(lists: ReadonlyMap<string, Uint8Array | string>, anchor: string): ReturnType<typeof loadTrustedLists> {
  return loadTrustedLists({
    now: Date.parse(NOW), lotlUrl: LOTL_ADDRESS, anchors: [anchor],
    fetch: async (url) => {
      const found = lists.get(url);
      const bytes = typeof found === 'string' ? new TextEncoder().encode(found) : found;
      return bytes ? { ok: true, bytes, contentType: 'application/xml', finalUrl: url, evidence: { url, sha256: '', fetchedAt: NOW, source: 'network' } } : { ok: false, code: 'net.http-status', status: 404, retryable: false };
    },
  });
}

const hexSha256 = async (bytes: Uint8Array): Promise<string> => Buffer.from(await crypto.subtle.digest('SHA-256', bytes.slice())).toString('hex');
export const anchorOf = ({ listSigner }: Pick<SealPool, 'listSigner'>): Promise<string> => hexSha256(listSigner.certificate);

const fields = [{ name: 'points', value: '30 of 50' }, { name: 'passed', type: 'checkbox' as const, value: 'Yes' }];

/** A page that is drawn from forms in forms, a picture and a font that brings its glyphs, with a link on it. */
function rich(draft: Draft): void {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const picture = draft.add({ entries: { Type: '/XObject', Subtype: '/Image', Width: 2, Height: 2, ColorSpace: '/DeviceGray', BitsPerComponent: 8 }, data: Uint8Array.of(0, 90, 180, 255) });
  const inner = draft.add({ entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, 200, 60], Resources: { Font: { F1: reference(OBJECTS.font) }, XObject: { I: reference(picture) } } }, data: bytes('BT /F1 12 Tf 4 4 Td (Registrar) Tj ET q 40 0 0 40 140 10 cm /I Do Q') });
  const outer = draft.add({ entries: { Type: '/XObject', Subtype: '/Form', BBox: [0, 0, 300, 100], Resources: { XObject: { A: reference(inner) } } }, data: bytes('q 1 0 0 1 20 20 cm /A Do Q') });
  const glyphs = draft.add({ entries: {}, data: bytes('/CIDInit /ProcSet findresource begin 1 beginbfchar <41> <0041> endbfchar end') });
  const font = draft.add({ Type: '/Font', Subtype: '/Type1', BaseFont: '/Times-Roman', FirstChar: 65, LastChar: 66, Widths: [700, 600], ToUnicode: reference(glyphs), Encoding: '/WinAnsiEncoding' });
  const link = draft.add({ Type: '/Annot', Subtype: '/Link', Rect: [72, 60, 200, 80], A: { S: '/URI', URI: bytes('https://issuer.example/') } });
  const page = draft.objects.get(OBJECTS.page) as PdfEntries;
  draft.objects.set(OBJECTS.contents, { entries: {}, data: bytes('BT /F2 24 Tf 72 720 Td (Certificate of Award) Tj ET BT /F3 14 Tf 72 660 Td (AB) Tj ET q 1 0 0 1 72 200 cm /X Do Q /G gs') });
  draft.change(OBJECTS.page, { Resources: { ...page['Resources'] as PdfEntries, Font: { ...(page['Resources'] as PdfEntries)['Font'] as PdfEntries, F3: reference(font) }, XObject: { X: reference(outer) }, ExtGState: { G: { CA: 1 } } }, Annots: [reference(link)] });
  draft.change(OBJECTS.catalog, { Outlines: reference(draft.add({ Type: '/Outlines', Count: 0 })), PageLabels: { Nums: [0, { S: '/D' }] } });
}

/** Every level and form of file, each of them good. */
async function makeSealed(cast: Pki, credential: Uint8Array): Promise<Sealed[]> {
  const at = CREATED;
  const make = async (name: string, options: Partial<SealedPdfOptions>, permits: Permits = 'unsaid'): Promise<Sealed> => {
    // Small enough that most changes fall elsewhere than into the room that is left for the CMS.
    const pdf = await sealedPdf({ pki: cast, at, ...options, signature: { size: options.level === undefined ? 3000 : 6000, ...options.signature } });
    const { contents, byteRange } = pdf.signature;
    return { name, pdf, level: options.level ?? 'B', permits, seals: [{ contents, end: byteRange[2] + byteRange[3] }] };
  };
  const all = [
    await make('level B', {}),
    await make('level B, cross-reference stream', { document: { xref: 'stream', pages: 2 } }),
    await make('level B, certified, nothing may change', { signature: { docMdp: 1, size: 3000 }, document: { fields } }, 'nothing'),
    await make('level B, as PKCS #7', { signature: { subFilter: 'adbe.pkcs7.detached', size: 3000, name: 'Registrar', reason: 'Award', location: 'Example', contact: 'registrar@example.org' } }),
    await make('level B, seen on the page', { signature: { visible: { rect: [72, 90, 300, 150], line: 'Sealed' }, size: 3000 }, document: { indirectAnnots: true, metadata: { 'dc:title': 'Award' } } }),
    await make('level T', { level: 'T' }),
    await make('level T, by a document time-stamp', { level: 'T', timestampBy: 'document' }),
    await make('level T, encrypted', { level: 'T', document: { encryption: 'aes-256' } }),
    await make('level LT', { level: 'LT' }),
    await make('level LT, hybrid', { level: 'LT', document: { xref: 'hybrid', attachments: [{ name: 'award.json', mediaType: 'application/vc+ld+json', bytes: credential }] } }),
    await make('level LT, certified, forms', { level: 'LT', document: { fields }, signature: { docMdp: 2, size: 6000 } }, 'forms'),
    await make('level LT, certified, annotations', { level: 'LT', document: { fields }, signature: { docMdp: 3, size: 6000 } }, 'annotations'),
    await make('level LTA', { level: 'LTA', document: { layers: [{ name: 'Sheet', on: true, line: 'Ada Example' }, { name: 'Other', on: false, line: 'Eve Example' }] } }),
    await make('level LTA, streams and fields', { level: 'LTA', document: { xref: 'stream', fields, pages: 3 }, signature: { lock: { action: 'Include', fields: ['points'] }, fieldMdp: { action: 'Include', fields: ['points'] }, size: 6000 } }, 'locked'),
    await make('level LT, richly drawn', { level: 'LT', document: { arrange: rich } }),
    await make('level B, richly drawn, in object streams', { document: { arrange: rich, xref: 'stream' } }),
  ];
  const second = await make('two signatures', {});
  const both = await seal(second.pdf, { pki: cast, signer: cast.sign, at: hours(at, 1), signature: { field: 'Signature2', size: 3000 } });
  return [...all, { ...second, pdf: both, seals: [...second.seals, { contents: both.signature.contents, end: both.signature.byteRange[2] + both.signature.byteRange[3] }] }];
}

const contentOf = ({ bytes, signature: { byteRange: [a, b, c, d] } }: SealedPdf): Uint8Array => Uint8Array.from(Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]));

export async function sealPool(): Promise<SealPool> {
  const cast = await pki(NOW);
  const issuer = didWeb('issuer.example', await ed25519TestKey('university'));
  const credential = new TextEncoder().encode(JSON.stringify(await issue(badge({ issuer: issuer.id, validFrom: CREATED }), { by: issuer, created: CREATED })));
  const world = new Map(await worldResources(cast));
  // The document time-stamps of pool files prove their time; what is signed by a person is asked about too.
  for (const [url, answer] of await worldResources(cast, { signer: cast.sign })) if (!world.has(url)) world.set(url, answer);
  for (const [url, { body, contentType }] of publish([issuer])) world.set(url, { bytes: new TextEncoder().encode(body), contentType: contentType ?? 'application/json', status: 200 });

  const sealed = await makeSealed(cast, credential);
  const listSigner = await certificate({ subject: { C: 'XX', O: 'Operator', CN: 'List signer' }, from: days(NOW, -300), to: days(NOW, 700), extendedKeyUsage: ['tslSigning'], keyUsage: ['digitalSignature'] });
  const lists = await makeLists(cast, listSigner);
  const { snapshot } = await readLists(lists, await hexSha256(listSigner.certificate));
  if (!snapshot) throw new Error('The lists of the pool are not read');

  const others = await Promise.all([
    certificate({ subject: { CN: 'Everything', C: 'XX', organizationIdentifier: 'LEIXX-1' }, from: days(NOW, -9), to: days(NOW, 9), key: testKey('other', 'RSA-2048'), keyUsage: ['digitalSignature', 'keyCertSign'], ca: true, pathLength: 3 }),
    certificate({ subject: { CN: 'Edwards' }, from: days(NOW, -9), to: days(NOW, 9), key: testKey('other', 'Ed25519') }),
  ]);
  const people = [cast.root, cast.ca, cast.seal, cast.sign, cast.plainCa, cast.plainSeal, cast.tsaCa, cast.tsa, cast.ocsp, cast.cross, ...others];
  const statementsMade = await statements(cast, cast.seal, { at: NOW }, ['ocsp', 'rootCrl', 'caCrl', 'tsaCrl']);
  const imprintOf = new TextEncoder().encode('stamped');
  const tokens = await Promise.all([timestampToken({ imprintOf, at: CREATED, tsa: cast.tsa }), timestampToken({ imprintOf, at: CREATED, tsa: cast.tsa, certificates: [cast.tsa, cast.tsaCa] })]);
  return {
    cast, sealed, lists, listSigner, snapshot, world,
    certificates: people.map((each) => each.certificate),
    cms: sealed.map(({ pdf }) => ({ der: pdf.cms, content: contentOf(pdf) })),
    tokens: tokens.map((der) => ({ der, imprintOf })),
    crls: [...(['rootCrl', 'caCrl', 'tsaCrl'] as const).map((name) => statementsMade.get(name)!), await crl({ issuer: cast.ca, thisUpdate: NOW, nextUpdate: days(NOW, 7), number: 5, revoked: [{ certificate: cast.seal, at: CREATED, reason: 'keyCompromise', invalidityDate: CREATED }, { serial: 7n, at: CREATED, reason: 'certificateHold' }], distributionPoint: { onlyUser: true, url: 'http://crl.trust.example/qualified.crl' }, expiredCertsFrom: CREATED })],
    ocsps: [statementsMade.get('ocsp')!, await ocspResponse({ certificate: cast.seal, issuer: cast.ca, responder: cast.ocsp, status: 'revoked', thisUpdate: NOW, nextUpdate: days(NOW, 1), revokedAt: CREATED })],
  };
}

export const snapshotJson = ({ snapshot }: SealPool): string => snapshotText(snapshot);
