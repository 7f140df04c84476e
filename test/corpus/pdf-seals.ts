import { createVerifier, type VerifierOptions } from '@credlens/core';
import { readPdf } from '@credlens/core/pdf';
import { embeddedCertificates } from '@credlens/core/pades';
import { parseCertificate, type Certificate } from '@credlens/core/x509';
import type { Report } from '@credlens/core/report';
import type { Corpora, ManifestRow } from './corpora.js';
import type { Expectation } from './expectation.js';
import type { Case } from './tally.js';

const TOPIC = 'pdf-seals';

/**
 * What the manifest's words ask of a file. Of attacks that they must be refused; of files in which an independent reading found a signature that does not hold, or whose own tests say that a signature is not intact,
 * that they must not be accepted. Everything else is unstated: that a file is in somebody's tests says nothing of whether it is good, nor does the name of an indication that a test of theirs holds it against.
 * The independent reading looked for ranges in the file's bytes, so in a file with another PDF inside it may speak of that one.
 */
export function sealExpectation({ file, expected, basis }: ManifestRow, bytes: Uint8Array): Expectation {
  const refuse = (because: Expectation['because'] = []): Expectation => ({ want: 'refuse', because });
  if (/incremental saving attack/.test(expected)) return refuse(['proof.coverage']);
  if (/attack|forgery/.test(expected)) return refuse();
  const stated = /False\(signature\.isSignature|FORMAT_FAILURE|modified_after|EDITED|must not be reported|[Ss]poofing/.test(`${expected} ${file}`);
  const independent = /\bBAD\b|badgap|badrange|badhex/.test(basis) && !holdsPdf(bytes);
  return stated || independent ? { want: 'not-accept', because: [] } : { want: 'unstated', because: [] };
}

function holdsPdf(bytes: Uint8Array): boolean {
  const reading = readPdf(bytes);
  return reading.ok && reading.file.attachments.some(({ bytes: [a, b, c, d] }) => a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46);
}

export const sealRows = (corpora: Corpora): ManifestRow[] => corpora.rows(TOPIC).filter(({ file }) => file.endsWith('.pdf'));

/** Every file at one instant, with the trusted lists that are there; what certificates point to is not. */
export function pdfSeals(corpora: Corpora, at: string, trust: Pick<VerifierOptions, 'trustedLists'>): Case[] {
  const verifier = createVerifier({ resources: corpora.resources, offline: true, ...trust });
  return sealRows(corpora).map((row) => ({ file: row.file, expectation: sealExpectation(row, corpora.bytes(TOPIC, row.file)), judge: () => verifier.verify(corpora.bytes(TOPIC, row.file), { at, filename: row.file }) }));
}

/** The last time at which anybody says or proves to have signed: then its certificates were in force. */
function signingTime({ signatures = [] }: Report): string | undefined {
  const times = signatures.flatMap(({ time }) => time.proved ?? time.claimed ?? []);
  return times.toSorted().at(-1);
}

/** Every file with the highest certificates that it holds itself as anchors, at its signing time: what it would be to somebody who trusts its authorities. */
export function pdfSealsByTheirOwn(corpora: Corpora): Case[] {
  return sealRows(corpora).map((row) => ({
    file: row.file, expectation: sealExpectation(row, corpora.bytes(TOPIC, row.file)),
    judge: async () => {
      const bytes = corpora.bytes(TOPIC, row.file);
      const anchors = tops(embeddedCertificates(bytes).flatMap((der) => parseCertificate(der) ?? [])).map(({ der, sha256 }) => ({ name: sha256, certificate: der }));
      const first = await createVerifier({ offline: true }).verify(bytes);
      const at = signingTime(first);
      return createVerifier({ offline: true, anchors }).verify(bytes, { filename: row.file, ...(at === undefined ? {} : { at }) });
    },
  }));
}

/** Those that nothing else among them has issued. */
function tops(all: readonly Certificate[]): Certificate[] {
  return all.filter((each) => each.issuer.key === each.subject.key || !all.some((other) => other !== each && other.subject.key === each.issuer.key));
}
