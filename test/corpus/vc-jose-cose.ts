import { createVerifier, type VerifyInput } from '@credlens/core';
import { allowList } from '@credlens/demo-issuer';
import { registryOf, type Corpora } from './corpora.js';
import { expectation } from './expectation.js';
import type { Case } from './tally.js';

const TOPIC = 'vc-jose-cose';
const ISSUER = 'https://example.issuer/vc-jose-cose';

/** The files that are inputs to a verifier; the others are keys. */
const rows = (corpora: Corpora) => corpora.rows(TOPIC).filter(({ expected }) => expected !== '');

/** Tokens with the issuer's controller document at its own address; with `trust`, the issuer is on the host's allow-list. COSE is to be recognised, and is not verified. */
export function vcJoseCose(corpora: Corpora, at: string, trust: boolean): { asIs: Case[]; altered: Case[] } {
  const registries = trust ? [registryOf(allowList('Issuers of the corpus', [{ id: ISSUER, name: ISSUER }]))] : [];
  const verifier = createVerifier({ resources: corpora.resources, offline: true, registries });
  const judge = (input: VerifyInput, file: string) => () => verifier.verify(input, { at, filename: file });
  const asIs = rows(corpora).map(({ file, expected }): Case => ({ file, expectation: expectation(expected), judge: judge(corpora.bytes(TOPIC, file), file) }));
  const altered = rows(corpora).filter(({ file }) => file.endsWith('.txt')).flatMap(({ file }) => {
    const text = new TextDecoder().decode(corpora.bytes(TOPIC, file)).trim();
    return alterations(text).map((changed, index): Case => ({ file: `${file} ${index}`, expectation: { want: 'not-accept', because: [] }, judge: judge(changed, file) }));
  });
  return { asIs, altered };
}

/** One character of each part of a token put in another's place. */
function alterations(text: string): string[] {
  const places = [...text.matchAll(/[^.~]+/g)].map(({ index, 0: part }) => index + Math.floor(part.length / 2));
  return places.map((at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
}
