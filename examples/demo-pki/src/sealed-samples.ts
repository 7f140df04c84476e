import { attacks, picturedSeal } from './attacks.js';
import { certificate } from './certificate.js';
import { signedData } from './cms.js';
import { hex } from './der.js';
import { digest } from './digests.js';
import { testKey } from './keys.js';
import { listOfLists, LOTL_ADDRESS } from './list-of-lists.js';
import { jadesSeal } from './jades.js';
import { days, pki, type Pki } from './pki.js';
import { chainIn } from './revocation-material.js';
import { sealedPdf } from './sealed-pdf.js';
import { castServices, trustedList } from './trusted-list.js';
import { lookupIn, worldResources, type Answer } from './world.js';

/** A file that a candidate may send, with the verdict under the policy `default`, and the check and code that tell it from the others. */
export interface SealedSample { id: string; title: string; filename: string; mediaType: string; file: Uint8Array; recipient?: string; expected: { verdict: 'verified' | 'invalid' | 'indeterminate' | 'unverifiable'; check: string; code: string } }

/** A credential to be sealed as JSON, or sent as it is; `change` is made to the sealed text. */
export interface SealedDocument { id: string; title: string; document: object; sealed: boolean; change?: (text: string) => string; recipient?: string; expected: SealedSample['expected'] }

export interface SealedSamplesOptions {
  /** Documents that go in as JSON, by the day on which the samples are sealed (ISO 8601). */
  documents?: (sealed: string) => readonly SealedDocument[];
}

export interface SealedSamples {
  samples: SealedSample[];
  /** Who seals, as a host's own list of issuers may name them. */
  issuer: { id: string; name: string };
  /** Where the made-up lists are, and whose signature on the list of lists counts: what a snapshot is made from. */
  lists: { lotlUrl: string; anchors: string[]; resources: (url: string) => Answer };
}

const LIST = 'https://lists.example/xx.xml';

/** Sealed PDFs and documents sealed as JSON for a demonstration, with dates around `now`: what should be, then one thing wrong at a time. Their trust services are on lists of a country that does not exist. */
export async function sealedSamples(now: Date, options: SealedSamplesOptions = {}): Promise<SealedSamples> {
  const at = new Date(Math.floor(now.getTime() / 1000) * 1000).toISOString();
  const cast = await pki(at);
  const sealing = days(at, -100);
  const document = { title: 'Certificate of Award', name: 'Maria Lindqvist' };
  const good = await sealedPdf({ pki: cast, level: 'LTA', at: sealing, document });
  const revoked = await sealedPdf({ pki: cast, level: 'LT', at: sealing, document, revocation: { ocsp: { status: 'revoked', revokedAt: days(sealing, -30), reason: 'keyCompromise' } } });
  const stranger = await sealedPdf({ pki: cast, level: 'LT', at: sealing, document, signer: cast.lookAlikeSeal });
  const shadow = attacks.find(({ name, variant }) => name === 'shadow-hide-and-replace' && variant === 'contents-of-second-tree')!;
  const changed = await shadow.make({ makeCms: (content) => signedData({ content, signer: cast.seal, certificates: chainIn(cast, cast.seal) }) });
  const sample = (id: string, title: string, file: Uint8Array, verdict: SealedSample['expected']['verdict'], check: string, code: string): SealedSample => ({ id, title, filename: `${id}.pdf`, mediaType: 'application/pdf', file, expected: { verdict, check, code } });
  const documents = await Promise.all((options.documents?.(sealing.replace('.000Z', 'Z')) ?? []).map((each) => sealedDocument(each, cast, sealing)));

  const key = (name: string) => certificate({ key: testKey(`${name} lists`), subject: { C: 'XX', O: 'Lists of a demonstration', CN: name }, from: days(at, -1000), to: days(at, 1000), ca: false, keyUsage: ['digitalSignature'] });
  const [scheme, country] = [await key('List of lists'), await key('List of XX')];
  const issued = days(at, -10);
  const list = await trustedList({ territory: 'XX', issued, signer: country, providers: [{ name: 'Example Trust Services', services: castServices(cast) }] });
  const lotl = await listOfLists({ pointers: [{ territory: 'XX', url: LIST, signers: [country] }], issued, signer: scheme });
  return {
    issuer: { id: 'VATXX-12345678', name: 'University of Example' },
    samples: [
      sample('sealed', 'Sealed PDF', good.bytes, 'verified', 'issuer.qualification', 'qualification.qualified-seal'),
      sample('sealed-changed', 'Changed after sealing', changed, 'invalid', 'proof.coverage', 'pdf.shadow-hide-and-replace'),
      sample('sealed-revoked', 'Withdrawn certificate', revoked.bytes, 'indeterminate', 'status.revocation', 'ades.revoked-no-poe'),
      sample('sealed-stranger', 'Sealed by a look-alike', stranger.bytes, 'indeterminate', 'proof.key', 'ades.no-certificate-chain-found'),
      sample('pictured-seal', 'Picture of a seal', picturedSeal(), 'unverifiable', 'intake.credential', 'input.unsigned'),
      ...documents,
    ],
    lists: { lotlUrl: LOTL_ADDRESS, anchors: [hex(digest('SHA-256', scheme.certificate))], resources: lookupIn(await worldResources(cast, { lists: { [LOTL_ADDRESS]: lotl, [LIST]: list } })) },
  };
}

/** A document as European Digital Credentials are sealed: with all that it takes to check it later. */
async function sealedDocument({ document, sealed, change, ...rest }: SealedDocument, cast: Pki, at: string): Promise<SealedSample> {
  const text = sealed ? (await jadesSeal({ pki: cast, level: 'LTA', at, payload: document })).text : JSON.stringify(document, null, 2);
  return { ...rest, filename: `${rest.id}.jsonld`, mediaType: 'application/ld+json', file: new TextEncoder().encode(change ? change(text) : text) };
}
