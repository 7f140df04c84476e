import { appendRevision, certificate, days, OBJECTS, pdfDocument, seal, testKey, timestampToken, type CertificateOptions, type Pdf, type PdfEntries, type PdfValue, type SealedPdfOptions, type TestIdentity } from '@credlens/demo-pki';
import { CREATED, NOW } from '../instants.js';
import type { SealPool } from './seal-pool.js';

interface FileBomb { name: string; make(pool: SealPool): Promise<Uint8Array> }

const ca = (options: Partial<CertificateOptions> & Pick<CertificateOptions, 'subject'>): Promise<TestIdentity> => certificate({ ca: true, keyUsage: ['keyCertSign'], from: days(NOW, -900), to: days(NOW, 900), ...options });
const end = (options: Partial<CertificateOptions>): Promise<TestIdentity> => certificate({ ca: false, keyUsage: ['nonRepudiation'], from: days(NOW, -300), to: days(NOW, 300), subject: { CN: 'Sealer', O: 'Nobody' }, ...options });

/** A file that this one seals, with these certificates beside; a page is turned, so that it is never verified. */
async function sealedBy({ cast }: SealPool, signer: TestIdentity, certificates: readonly TestIdentity[], options: Partial<Pick<SealedPdfOptions, 'cms'>> = {}): Promise<Uint8Array> {
  const pdf: Pdf = await seal(pdfDocument({}), { pki: cast, signer, at: CREATED, signature: { size: 400_000 }, cms: { certificates: [signer, ...certificates], ...options.cms } });
  return appendRevision(pdf, { set: new Map<number, PdfValue>([[OBJECTS.page, { ...pdf.objects.get(OBJECTS.page) as PdfEntries, Rotate: 180 }]]) }).bytes;
}

/** Authorities of few names and keys, each certified by each of those above: as many paths as ways through them. */
async function maze(top: TestIdentity | undefined, levels: number, wide: number): Promise<{ last: TestIdentity; all: TestIdentity[] }> {
  const all: TestIdentity[] = [];
  let above: TestIdentity[] = top ? [top] : [await ca({ subject: { CN: 'Top' } })];
  for (let level = 0; level < levels; level += 1) {
    const made: TestIdentity[] = [];
    for (let at = 0; at < wide; at += 1) {
      const key = testKey(`maze ${level} ${at}`);
      for (const issuer of above) made.push(await ca({ subject: { CN: `Level ${level}` }, issuer, key }));
    }
    all.push(...made);
    above = Array.from({ length: wide }, (_, at) => made[at * Math.max(1, made.length / wide)]!);
  }
  return { last: above[0]!, all };
}

const many = (count: number, name: (at: number) => string): string[] => Array.from({ length: count }, (_, at) => name(at));

export const certificateBombs: readonly FileBomb[] = [
  { name: 'certificates of a maze without an end', make: async (pool) => { const { last, all } = await maze(undefined, 8, 3); return sealedBy(pool, await end({ issuer: last }), all.slice(0, 250)); } },
  { name: 'certificates of a maze to the root', make: async (pool) => { const { last, all } = await maze(pool.cast.root, 8, 3); return sealedBy(pool, await end({ issuer: last }), all.slice(0, 250)); } },
  { name: 'authorities that certify each other', make: async (pool) => {
    const keys = [testKey('ring 0'), testKey('ring 1'), testKey('ring 2')];
    const start = await Promise.all(keys.map((key, at) => ca({ subject: { CN: `Ring ${at}` }, key })));
    const all = (await Promise.all(start.flatMap((issuer) => start.map((_, at) => ca({ subject: { CN: `Ring ${at}` }, issuer, key: keys[at]! }))))).flat();
    return sealedBy(pool, await end({ issuer: start[0]! }), [...start, ...all]);
  } },
  { name: 'two hundred look-alikes of an issuer', make: async (pool) => { const all = await Promise.all(many(200, (at) => `like ${at}`).map((key) => ca({ subject: { CN: 'Issuer' }, key: testKey(key) }))); return sealedBy(pool, await end({ issuer: all[100]!, issuerName: { CN: 'Issuer' } }), all); } },
  { name: 'a chain of a hundred authorities', make: async (pool) => { const all: TestIdentity[] = [pool.cast.root]; for (let at = 0; at < 100; at += 1) all.push(await ca({ subject: { CN: `Chain ${at}` }, issuer: all.at(-1)! })); return sealedBy(pool, await end({ issuer: all.at(-1)! }), all); } },
  { name: 'policies that map to each other', make: async (pool) => {
    const policies = many(8, (at) => `1.2.3.${at}`);
    const policyMappings = policies.flatMap((issuer) => policies.map((subject) => ({ issuer, subject })));
    const all: TestIdentity[] = [pool.cast.root];
    for (let at = 0; at < 8; at += 1) all.push(await ca({ subject: { CN: `Policy ${at}` }, issuer: all.at(-1)!, policies, policyMappings }));
    return sealedBy(pool, await end({ issuer: all.at(-1)!, policies }), all);
  } },
  { name: 'a thousand constraints, and a thousand names', make: async (pool) => {
    const names = many(1000, (at) => `n${at}.example`);
    const constrained = await ca({ subject: { CN: 'Constrained' }, issuer: pool.cast.root, excluded: names.map((dns) => ({ dns })) });
    return sealedBy(pool, await end({ issuer: constrained, alternativeNames: names.map((dns) => ({ dns: `x.${dns}` })) }), [constrained]);
  } },
  { name: 'a hundred time-stamps', make: async (pool) => { const { seal: signer, tsa } = pool.cast; return sealedBy(pool, signer, [pool.cast.ca], { cms: { signatureTimestamps: Array.from({ length: 100 }, () => (imprintOf: Uint8Array) => timestampToken({ imprintOf, at: CREATED, tsa })) } }); } },
  { name: 'a hundred addresses of lists', make: async (pool) => sealedBy(pool, await end({ issuer: pool.cast.ca, crl: many(100, (at) => `http://crl.trust.example/${at}.crl`), ocsp: 'http://ocsp.trust.example/none' }), [pool.cast.ca]) },
];
