import { createVerifier } from '@credlens/core';
import { asArray, idOf, isObject } from '@credlens/core/report';
import { allowList } from '@credlens/demo-issuer';
import { registryOf, type Corpora } from './corpora.js';
import { expectation } from './expectation.js';
import type { Case } from './tally.js';

const TOPIC = 'open-badges';

const rows = (corpora: Corpora) => corpora.rows(TOPIC).filter(({ file, expected }) => /\.(?:json|jwt|png)$/.test(file) && !/^(?:support file|spec vector)/.test(expected));

/** Everybody who issued something in this topic. */
function issuers(corpora: Corpora): string[] {
  const ids = rows(corpora).flatMap(({ file }) => {
    const document = corpora.json(TOPIC, file);
    return isObject(document) ? asArray(document['issuer']).map((issuer) => idOf(issuer)) : [];
  });
  return [...new Set(ids.filter((id): id is string => id !== undefined))];
}

/** The JSON files, tokens and baked pictures, with the documents of their issuers at the original URLs; with `trust`, all of their issuers are on the host's allow-list. */
export function openBadges(corpora: Corpora, at: string, trust: boolean): Case[] {
  const registries = trust ? [registryOf(allowList('Issuers of the corpus', issuers(corpora).map((id) => ({ id, name: id }))))] : [];
  const verifier = createVerifier({ resources: corpora.resources, offline: true, registries, allowContexts: Object.keys(corpora.contexts) });
  return rows(corpora).map(({ file, expected }) => ({ file, expectation: expectation(expected), judge: () => verifier.verify(corpora.bytes(TOPIC, file), { at, filename: file }) }));
}
