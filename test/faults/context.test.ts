import { createVerifier } from '@credlens/core';
import { addProof, issue, lookup, serve, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, goodBadge, judge, NOW, world, type World } from './world.js';

const TERMS = 'https://issuer.example/contexts/terms';
const terms = (iri: string): JsonObject => ({ '@context': { faculty: iri } });
const chemistry = 'https://issuer.example/vocabulary#facultyAwarding';
const elsewhere = 'https://issuer.example/vocabulary#facultyRefusing';

/** A badge with one word of the issuer's own, signed by what the issuer believes is served at the context's URL. */
async function withOwnWord({ uni }: World, meaning = chemistry, contexts: JsonObject[] = []): Promise<JsonObject> {
  const document = { ...goodBadge(uni, { contexts: [TERMS, ...contexts] }), faculty: 'Chemistry' };
  return issue(document, { by: uni, created: CREATED, contexts: { [TERMS]: terms(meaning) } });
}

describe('contexts', () => {
  it('a context that the host does not allow is not fetched to decide', async () => {
    const here = await world();
    serve(here.resources, TERMS, terms(chemistry), 'application/ld+json');
    const report = await judge(await withOwnWord(here), here);
    expect(report.verdict).toBe('indeterminate');
    expectCase(report, 'indeterminate', 'proof.signature', 'indeterminate', 'signature.unknown-context');
    expectCase(report, 'indeterminate', 'proof.coverage', 'indeterminate', 'coverage.unknown-context');
  });

  it('one that the host allows by name is', async () => {
    const here = await world();
    serve(here.resources, TERMS, terms(chemistry), 'application/ld+json');
    const report = await judge(await withOwnWord(here), here, { verifier: { allowContexts: [TERMS] , resources: lookup(here.resources), offline: true } });
    expectCase(report, 'verified', 'proof.coverage', 'pass', 'coverage.complete');
    expect(checkOf(report, 'proof.coverage').evidence.map((one) => one.url)).toContain(TERMS);
  });

  it('a context that redefines a term', async () => {
    const here = await world();
    serve(here.resources, TERMS, terms(chemistry), 'application/ld+json');
    const document = await withOwnWord(here, chemistry, [{ faculty: elsewhere }]);
    const report = await judge(document, here, { verifier: { allowContexts: [TERMS], resources: lookup(here.resources), offline: true } });
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.redefined-term');
    expect(checkOf(report, 'proof.signature').outcome).toBe('pass');
  });

  it('a context that redefines a term which the standard protects', async () => {
    const here = await world();
    const good = await issue(goodBadge(here.uni), { by: here.uni, created: CREATED });
    const report = await judge({ ...good, '@context': [...good['@context'] as string[], { name: elsewhere }] }, here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.redefined-term');
    expect(checkOf(report, 'proof.signature').outcome).toBe('fail');
  });

  it('a word that no context defines: the signature does not cover it', async () => {
    const here = await world();
    const document = { ...goodBadge(here.uni), faculty: 'Chemistry' };
    const report = await judge(await addProof(document, { by: here.uni, created: CREATED, lossy: true }), here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.undefined-term');
    expect(checkOf(report, 'proof.coverage').problems.map((problem) => problem.pointer)).toContain('/faculty');
  });

  it('a word added after signing that no context defines does not pass for signed', async () => {
    const here = await world();
    const report = await judge({ ...await issue(goodBadge(here.uni), { by: here.uni, created: CREATED }), honours: 'summa cum laude' }, here);
    expectCase(report, 'invalid', 'proof.coverage', 'fail', 'coverage.undefined-term');
  });

  it('an inline context: a caution, under strict refused', async () => {
    const here = await world();
    const document = { ...goodBadge(here.uni, { contexts: [{ faculty: chemistry }] }), faculty: 'Chemistry' };
    const signed = await issue(document, { by: here.uni, created: CREATED });
    expectCase(await judge(signed, here), 'verified', 'proof.coverage', 'warn', 'coverage.inline-context');
    expectCase(await judge(signed, here, { policy: 'strict', trust: [{ id: here.uni.id, name: 'Uni' }] }), 'invalid', 'proof.coverage', 'fail', 'coverage.inline-context');
  });

  it('served differently by two verifiers: each judges by its own, whichever comes first', async () => {
    const here = await world();
    const document = await withOwnWord(here);
    const verifier = (meaning: string) => createVerifier({
      resources: lookup(serve(new Map(here.resources), TERMS, terms(meaning), 'application/ld+json')), offline: true, allowContexts: [TERMS],
    });
    for (const order of [[chemistry, elsewhere], [elsewhere, chemistry]]) {
      const verifiers = order.map(verifier);
      for (const round of [1, 2]) {
        for (const [at, meaning] of order.entries()) {
          const report = await verifiers[at]!.verify(document, { at: NOW });
          const wanted = meaning === chemistry ? { verdict: 'verified', code: 'signature.valid' } : { verdict: 'invalid', code: 'signature.invalid' };
          expect({ verdict: report.verdict, code: checkOf(report, 'proof.signature').code }, `round ${round}, ${meaning}`).toEqual(wanted);
        }
      }
    }
  });

  it("another verifier's content for a bundled context is not believed by anybody", async () => {
    const here = await world();
    const document = await issue(goodBadge(here.uni), { by: here.uni, created: CREATED });
    for (const url of document['@context'] as string[]) serve(here.resources, url, { '@context': { '@vocab': 'https://issuer.example/poison#' } }, 'application/ld+json');
    const poisoned = await judge(document, here, { verifier: { allowContexts: document['@context'] as string[], resources: lookup(here.resources), offline: true } });
    expectCase(poisoned, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectCase(await judge(document, await world()), 'verified', 'proof.signature', 'pass', 'signature.valid');
  });
});
