import { createVerifier, type Verifier } from '@credlens/core';
import type { JsonObject, Report } from '@credlens/core/report';
import { attacks, seal, sealedPdf, signedData, stamp, type Answer, type SealedPdfOptions } from '@credlens/demo-pki';
import { changeBytes, changeJson } from '../arbitraries.js';
import { checkShape } from '../check-shape.js';
import { CREATED, NOW } from '../instants.js';
import { changeDer } from './der-changes.js';
import { cmsIn, insistSealed, insistShown, originalsOf, type Original } from './originals.js';
import { changePdf, fromLatin1, type PdfChange } from './pdf-changes.js';
import { applyUpdates, worstEffect, type Effect } from './pdf-updates.js';
import { BEFORE, FATAL, type Deed, type Faults, type Recipe } from './recipes.js';
import { openSnapshot, parseCertificate, parseCrl, parseOcspResponse, type TrustedListSnapshot } from './rooms.js';
import type { Permits, SealPool } from './seal-pool.js';
import { protectedParts } from './signature-parsers.js';

/** What came of a deed: the bytes, and what may be said of them. */
interface Done {
  bytes: Uint8Array;
  /** What was written on the file. */
  effect: Effect;
  names: readonly string[];
  /** Never to be verified, whatever the bytes are. */
  never?: string;
  /** Made by us, and not one of the good files: what holds of those cannot be asked of it. */
  own?: boolean;
}

const plain = (bytes: Uint8Array): Done => ({ bytes, effect: 'nothing', names: [] });
const altered = (bytes: Uint8Array, changes: readonly PdfChange[], { sealed }: SealPool): Uint8Array => (changes.length === 0 ? bytes : changePdf(bytes, changes, sealed.map(({ pdf }) => pdf.bytes)));

/** A bit of what a seal covers: of the two ranges, not of what is between them. */
function flipSigned({ pdf: { bytes }, seals }: Original, at: number, bit: number): Uint8Array {
  const { contents: [from, to], end } = seals[at % seals.length]!;
  const place = at % (end - (to - from));
  const changed = Uint8Array.from(bytes);
  const index = place < from ? place : place + (to - from);
  changed[index] = changed[index]! ^ (1 << bit);
  return changed;
}

/** A bit of what a CMS protects. The tag of its attributes is none of it: another is signed than is written (RFC 5652 section 5.4). */
function flipProtected({ pdf: { bytes }, seals }: Original, { seal: which, at, bit }: Extract<Deed, { kind: 'protected bit' }>): Uint8Array {
  const { contents: [from, to] } = seals[which % seals.length]!;
  const cms = Buffer.from(cmsIn(bytes, [from, to]));
  const [{ attributes, value } = { attributes: '', value: '' }] = protectedParts(cms);
  const part = Buffer.from(at % 3 === 0 ? attributes.slice(2) : value, 'hex');
  const index = cms.indexOf(part) + (at % part.length);
  cms[index] = cms[index]! ^ (1 << bit);
  const changed = Uint8Array.from(bytes);
  changed.set(fromLatin1(cms.toString('hex').toUpperCase()), from + 1);
  return changed;
}

function replaceCms({ pdf: { bytes }, seals }: Original, deed: Extract<Deed, { kind: 'CMS' }>, { cms, tokens, certificates, ocsps, crls }: SealPool): Uint8Array {
  const { contents: [from, to] } = seals[deed.seal % seals.length]!;
  const others = [...cms.map(({ der }) => der), ...tokens.map(({ der }) => der), ...certificates, ...ocsps, ...crls];
  const whole = cmsIn(bytes, [from, to]);
  const der = changeBytes(changeDer(whole.subarray(0, lengthOf(whole)), deed.changes, others), deed.bytes);
  const room = to - from - 2;
  const hex = Buffer.from(der).toString('hex').toUpperCase().slice(0, room);
  const changed = Uint8Array.from(bytes);
  // What does not fill its room is padded with zeros, as it should be, or with what was there.
  changed.set(fromLatin1(deed.zeros ? hex.padEnd(room, '0') : hex), from + 1);
  return changed;
}

/** Of an encoding with padding behind it. */
function lengthOf(der: Uint8Array): number {
  const octets = der[1]! & 0x7f;
  if (der[1]! < 0x80) return 2 + der[1]!;
  return 2 + octets + der.subarray(2, 2 + octets).reduce((sum, octet) => sum * 256 + octet, 0);
}

async function make({ cast }: SealPool, { cms, signature, timestamp, ocsp, signer, level, xref, subFilter }: Faults): Promise<Uint8Array> {
  const options: SealedPdfOptions = {
    pki: cast, at: CREATED, level, signer: cast[signer], document: { xref }, cms: cms ? { fault: cms } : {}, signature: { ...(signature ? { fault: signature } : {}), ...(subFilter ? { subFilter } : {}) },
    ...(level === 'B' ? {} : { timestamp: timestamp ? { fault: timestamp } : {} }), ...(ocsp ? { revocation: { ocsp: { fault: ocsp } } } : {}),
  };
  return (await sealedPdf(options)).bytes;
}

async function perform(deed: Deed, original: Original, pool: SealPool): Promise<Done> {
  const { bytes } = original.pdf;
  switch (deed.kind) {
    case 'structure': return plain(altered(bytes, deed.changes, pool));
    case 'bytes': return plain(changeBytes(bytes, deed.changes));
    case 'signed byte': return { ...plain(flipSigned(original, deed.at, deed.bit)), never: 'a signed byte is another' };
    case 'protected bit': return { ...plain(flipProtected(original, deed)), never: 'what is signed in its CMS is another' };
    case 'CMS': return plain(replaceCms(original, deed, pool));
    case 'written on': {
      const { pdf, effects, names } = applyUpdates(original.pdf, deed.updates);
      const effect = worstEffect(effects);
      return { bytes: altered(pdf.bytes, deed.changes, pool), effect: deed.changes.length === 0 ? effect : 'unsaid', names };
    }
    case 'behind the seal': {
      const { pdf, names } = applyUpdates(original.pdf, deed.updates);
      return { bytes: changePdf(pdf.bytes, deed.changes, pool.sealed.map((one) => one.pdf.bytes), original.seals[0]!.end), effect: 'unsaid', names };
    }
    case 'signed over': {
      const { cast } = pool;
      const { pdf, effects, names } = applyUpdates(original.pdf, deed.updates);
      const signed = deed.by === 'tsa' ? stamp(pdf, { pki: cast, at: NOW, field: 'Later' })
        : seal(pdf, { pki: cast, at: NOW, signer: cast[deed.by], signature: { field: 'Later', size: 3000, ...(deed.visible ? { visible: { rect: [0, 0, 595, 842], operators: '1 g 0 0 595 842 re f' } } : {}) } });
      // Where an update has left nothing to sign on, nobody signs.
      const after = await signed.catch(() => undefined);
      if (!after) return { bytes: pdf.bytes, effect: worstEffect(effects), names };
      const effect = deed.visible && deed.by !== 'tsa' && worstEffect(effects) !== 'seen' ? 'annotation' : worstEffect(effects);
      return { bytes: after.bytes, effect, names: [...names, `signed by ${deed.by}`], ...(deed.by === 'lookAlikeSeal' ? { never: 'somebody that nobody knows signed it' } : {}) };
    }
    case 'attack': {
      const { cast } = pool;
      const makeCms = (content: Uint8Array) => signedData({ content, signer: cast.seal, certificates: [cast.seal] });
      const attackerCms = (content: Uint8Array) => signedData({ content, signer: cast.sign, certificates: [cast.sign] });
      const made = await attacks[deed.variant % attacks.length]!.make({ makeCms, attackerCms, document: { xref: deed.xref } });
      return { ...plain(altered(made, deed.changes, pool)), own: true, ...(deed.changes.length === 0 ? { never: `it is ${attacks[deed.variant % attacks.length]!.name}` } : {}) };
    }
    case 'made': {
      const { cms, signer } = deed.faults;
      const honest = signer === 'seal' || signer === 'sign' || signer === 'plainSeal';
      return { ...plain(altered(await make(pool, deed.faults), deed.changes, pool)), own: true, ...(honest ? {} : { never: `${signer} signed it` }), ...(cms && FATAL.has(cms) ? { never: cms } : {}) };
    }
    default: return plain(bytes);
  }
}

const ROOT = 'Example Root CA';

/** How verifiers of one pool differ. */
interface Setting { trust: Recipe['trust']; snapshot?: TrustedListSnapshot; world: ReadonlyMap<string, Answer> }

function verifierOf({ cast, snapshot: own }: SealPool, { trust, snapshot = own, world }: Setting): Verifier {
  const resources = (url: string) => { const found = world.get(url); return found ? { bytes: found.bytes, contentType: found.contentType, status: found.status } : undefined; };
  return createVerifier({ offline: true, resources: resources as never, ...(trust === 'anchors' ? { anchors: [{ name: ROOT, certificate: cast.root.certificate }] } : { trustedLists: snapshot }) });
}

/** A world in which the seal's certificate is spoken of in one way alone. */
function worldWith({ world }: SealPool, by: 'ocsp' | 'crl'): Map<string, Answer> {
  return new Map([...world].filter(([url]) => !(by === 'crl' ? url.includes('ocsp.trust.example/qualified') : url.endsWith('qualified.crl'))));
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Whether what is served now says what somebody signed. */
function saysTheSame(now: Uint8Array, before: Uint8Array): boolean {
  const parts = [parseOcspResponse, parseCrl].map((parse) => [parse(now)?.tbs, parse(before)?.tbs]);
  return parts.some(([a, b]) => a !== undefined && b !== undefined && same(a, b));
}

async function judgeServed(pool: SealPool, deed: Extract<Deed, { kind: 'served' }>, recipe: Recipe, original: Original): Promise<Report> {
  const world = worldWith(pool, deed.by);
  const urls = [...world.keys()].filter((url) => url.startsWith(deed.url));
  const before = world.get(urls[0] ?? '')?.bytes;
  const now = before && changeBytes(changeDer(before, deed.changes, [...pool.ocsps, ...pool.crls, ...pool.certificates]), deed.bytes);
  for (const url of urls) world.set(url, { ...world.get(url)!, bytes: Uint8Array.from(now!) });
  const report = await verifierOf(pool, { trust: recipe.trust, world }).verify(original.pdf.bytes, { at: recipe.at, policy: recipe.policy });
  // Of a file that brings no material, these are what its seal's certificate is judged by.
  const needed = (deed.by === 'ocsp' && deed.url.endsWith('/qualified')) || (deed.by === 'crl' && deed.url.endsWith('qualified.crl'));
  if (report.verdict === 'verified' && needed && original.level === 'B' && original.seals.length === 1 && now && before && !saysTheSame(now, before)) throw new Error('Verified by a statement that nobody signed');
  return report;
}

/** A host's damaged snapshot is a mistake of the host's, and said so; never an answer that nobody gave. */
async function judgeSnapshot(pool: SealPool, deed: Extract<Deed, { kind: 'snapshot' }>, recipe: Recipe, original: Original): Promise<Report | undefined> {
  const snapshot = changeJson(JSON.parse(JSON.stringify(pool.snapshot)) as JsonObject, deed.changes) as unknown as TrustedListSnapshot;
  const opens = !('error' in openSnapshot(snapshot));
  try {
    const report = await verifierOf(pool, { trust: 'lists', snapshot, world: pool.world }).verify(original.pdf.bytes, { at: recipe.at, policy: recipe.policy });
    // Who never sealed anything is judged by no list.
    if (!opens && report.signatures !== undefined) throw new Error('Judged by a snapshot that cannot be opened');
    return report;
  } catch (error) {
    if (error instanceof TypeError && !opens && error.message.startsWith('trustedLists: ')) return undefined;
    throw error;
  }
}

const EXPIRED = '2028-09-01T00:00:00Z';

interface Known { /** Somebody who may sign after a seal: digest of the certificate. */ signer: string; originals: readonly Original[]; /** Times that time-stamps of ours prove. */ proved: ReadonlySet<string>; /** What is shown of a credential that is attached to one of them. */ attached: ReadonlySet<string> }

/** @throws Error where a verified file is none that anybody sealed, or shows what nobody saw when it was. */
async function insist(report: Report, { bytes, effect, names, never, own }: Done, { at }: Recipe, { originals, proved, attached, signer }: Known): Promise<void> {
  if (never) throw new Error(`Verified, though ${never}`);
  if (at <= BEFORE) throw new Error('Verified before there was a certificate');
  if (own) return;
  if (report.signatures === undefined) {
    // Nothing is left of the seal, and the credential that was attached stands by itself. The page is said to be nobody's.
    const members = report.subjects.length > 0 ? report.subjects : [report];
    if (!members.every(({ credential }) => attached.has(JSON.stringify(credential)))) throw new Error('Verified without a seal');
    return;
  }
  const found = insistSealed(report, bytes, originals, signer);
  const permits = (most: Permits): boolean => found.some((one) => one.permits === most);
  if (effect === 'seen') throw new Error(`Verified, and changed: ${names.join(', ')}`);
  if (effect === 'annotation' && !permits('annotations')) throw new Error(`Verified, and written on: ${names.join(', ')}`);
  if (names.includes('a text field filled in') && permits('locked')) throw new Error(`Verified, and a locked field is filled in: ${names.join(', ')}`);
  if (effect === 'form' && permits('nothing')) throw new Error(`Verified, and filled in: ${names.join(', ')}`);
  if (found.every(({ level }) => level === 'B') && at > EXPIRED) throw new Error('Verified long after the certificate ended');
  for (const { time } of report.signatures) if (time.proved !== undefined && !proved.has(time.proved) && !(names.includes('signed by tsa') && Date.parse(time.proved) === Date.parse(NOW))) throw new Error(`A time is proved that no time-stamp says: ${time.proved}`);
  await insistShown(bytes, found, (effect === 'annotation' || effect === 'form' || effect === 'unsaid') && !permits('nothing'));
}

/**
 * Verifies, and throws where the engine does, where the report is none, and where it says `verified` of bytes that nobody sealed, of pages that another reader shows otherwise, by a statement
 * that nobody signed, or at a time that no time-stamp says.
 */
export async function verifySeals(pool: SealPool): Promise<(recipe: Recipe) => Promise<string>> {
  const originals = await originalsOf(pool);
  const verifiers = new Map((['anchors', 'lists'] as const).map((trust) => [trust, verifierOf(pool, { trust, world: pool.world })]));
  const proved = new Set<string>();
  const attached = new Set<string>();
  const signer = parseCertificate(pool.cast.sign.certificate)!.sha256;
  for (const { pdf, name } of originals) {
    for (const verifier of verifiers.values()) {
      const report = await verifier.verify(pdf.bytes, { at: NOW });
      if (report.verdict !== 'verified') throw new Error(`"${name}" of the pool is ${report.verdict}: ${report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable').map(({ code }) => code).join(', ')}`);
      for (const { time } of report.signatures ?? []) if (time.proved !== undefined) proved.add(time.proved);
      for (const { credential } of report.subjects) attached.add(JSON.stringify(credential));
    }
  }
  return async (recipe) => {
    const original = originals[recipe.file % originals.length]!;
    const { deed } = recipe;
    const done = await perform(deed, original, pool);
    const report = deed.kind === 'served' ? await judgeServed(pool, deed, recipe, original)
      : deed.kind === 'snapshot' ? await judgeSnapshot(pool, deed, recipe, original)
        : await verifiers.get(recipe.trust)!.verify(done.bytes, { at: recipe.at, policy: recipe.policy });
    if (!report) return 'refused as a host\'s mistake';
    checkShape(report);
    if (report.verdict === 'verified') await insist(report, done, recipe, { originals, proved, attached, signer });
    return report.verdict;
  };
}


/** One recipe's bytes and report, to be looked at. */
export async function reportOf(pool: SealPool, recipe: Recipe): Promise<Done & { report: Report | undefined }> {
  const original = { ...pool.sealed[recipe.file % pool.sealed.length]!, shown: [], protects: [] };
  const { deed } = recipe;
  const done = await perform(deed, original, pool);
  const report = deed.kind === 'served' ? await judgeServed(pool, deed, recipe, original) : deed.kind === 'snapshot' ? await judgeSnapshot(pool, deed, recipe, original)
    : await verifierOf(pool, { trust: recipe.trust, world: pool.world }).verify(done.bytes, { at: recipe.at, policy: recipe.policy });
  return { ...done, report };
}
