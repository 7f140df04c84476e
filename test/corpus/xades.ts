import { createVerifier, type VerifierOptions } from '@credlens/core';
import { fromBase64, parseCertificate, type Certificate } from '@credlens/core/x509';
import type { Corpora, ManifestRow } from './corpora.js';
import { jadesExpectation, signingTime, tops } from './jades.js';
import type { Case } from './tally.js';

const TOPIC = 'edc-elm';
const rowsOf = (corpora: Corpora): ManifestRow[] => corpora.rows(TOPIC).filter(({ file }) => file.endsWith('.xml'));

/** Every file at one instant, with the trusted lists that are there; what certificates point to is not. */
export function xadesSeals(corpora: Corpora, at: string, trust: Pick<VerifierOptions, 'trustedLists'>): Case[] {
  const verifier = createVerifier({ offline: true, ...trust });
  return rowsOf(corpora).map((row) => ({ file: row.file, expectation: jadesExpectation(row), judge: () => verifier.verify(corpora.bytes(TOPIC, row.file), { at, filename: row.file }) }));
}

/**
 * Every sealed file with the highest certificates that it holds itself as anchors, at its signing time: what it would be to somebody who trusts its authorities.
 * @param change of the file, before it is judged
 */
export function xadesByTheirOwn(corpora: Corpora, change: (text: string) => string = (text) => text): Case[] {
  return rowsOf(corpora).filter(({ file }) => embedded(corpora.bytes(TOPIC, file)).length > 0).map((row) => ({
    file: row.file, expectation: jadesExpectation(row),
    judge: async () => {
      const bytes = new TextEncoder().encode(change(new TextDecoder().decode(corpora.bytes(TOPIC, row.file))));
      const anchors = tops(embedded(bytes)).map(({ der, sha256 }) => ({ name: sha256, certificate: der }));
      const at = signingTime(await createVerifier({ offline: true }).verify(bytes));
      return createVerifier({ offline: true, anchors }).verify(bytes, { filename: row.file, ...(at === undefined ? {} : { at }) });
    },
  }));
}

/** The certificates that a document holds, by a reader of its own. */
export function embedded(bytes: Uint8Array): Certificate[] {
  const written = [...new TextDecoder().decode(bytes).matchAll(/<(?:\w+:)?(?:Encapsulated)?X509Certificate(?:\s[^>]*)?>([^<]*)</g)].map(([, base64 = '']) => fromBase64(base64));
  const certificates = written.flatMap((der) => (der && parseCertificate(der)) ?? []);
  return certificates.filter((each, index) => certificates.findIndex((other) => other.sha256 === each.sha256) === index);
}
