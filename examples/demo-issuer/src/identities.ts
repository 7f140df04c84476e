import { base64url, utf8 } from './bytes.js';
import { DID_1, MULTIKEY_1 } from './contexts.js';
import type { JsonObject } from './json.js';
import { multikeyMethod, publicJwk, type TestKey } from './keys.js';

/** Somebody who signs: an identifier, a key, the name of the key, and the document that says so, where one is served. */
export interface Identity {
  readonly id: string;
  readonly key: TestKey;
  /** The URL that proofs name the key by. */
  readonly verificationMethod: string;
  /** The document that authorises the key, and where it is served. Absent for identifiers that are their own document. */
  readonly document?: JsonObject;
  readonly documentUrl?: string;
}

/** `did:key`: the key is the identifier, so it says nothing of who holds it. */
export function didKey(key: TestKey): Identity {
  const id = `did:key:${key.publicKeyMultibase}`;
  return { id, key, verificationMethod: `${id}#${key.publicKeyMultibase}` };
}

/** `did:jwk`: as `did:key`, in another spelling. */
export async function didJwk(key: TestKey): Promise<Identity> {
  const id = `did:jwk:${base64url(utf8(JSON.stringify(await publicJwk(key))))}`;
  return { id, key, verificationMethod: `${id}#0` };
}

/** What a controlled identifier document says, and each way in which it can be wrong. */
export interface DocumentOptions {
  /** The part after `#`. Default: the key's own multibase text. */
  fragment?: string;
  /** `id` of the document, when it is not the identifier that it is served for. */
  documentId?: string;
  /** Keys beside, or with `without` in place of, the one that signs. */
  others?: readonly TestKey[];
  /** Leave the signing key out of the document. */
  without?: boolean;
  /** Where the keys are listed. Default: `assertionMethod` and `authentication`. */
  relationships?: readonly string[];
  /** Members added to the signing key's verification method, such as `revoked`, `expires` or another `controller`. */
  method?: JsonObject;
  /** Members added to the document. */
  members?: JsonObject;
}

function controlledDocument(id: string, key: TestKey, context: string[], options: DocumentOptions): { document: JsonObject; verificationMethod: string } {
  const idOf = (one: TestKey) => `${id}#${one === key && options.fragment !== undefined ? options.fragment : one.publicKeyMultibase}`;
  const listed = [...(options.without ? [] : [key]), ...(options.others ?? [])];
  const methods = listed.map((one) => ({ ...multikeyMethod(one, idOf(one), id), ...(one === key ? options.method : {}) }));
  const document: JsonObject = { '@context': context, id: options.documentId ?? id, verificationMethod: methods, ...options.members };
  for (const relationship of options.relationships ?? ['assertionMethod', 'authentication']) document[relationship] = listed.map(idOf);
  return { document, verificationMethod: idOf(key) };
}

/**
 * `did:web` of a host, with the port as `%3A8443` where there is one, and a path where `path` is given.
 * The document is served at `/.well-known/did.json`, or at `/<path>/did.json`.
 */
export function didWeb(host: string, key: TestKey, options: DocumentOptions & { path?: readonly string[] } = {}): Identity {
  const path = options.path ?? [];
  const id = ['did:web', host, ...path].join(':');
  const documentUrl = `https://${decodeURIComponent(host)}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
  return { id, key, documentUrl, ...controlledDocument(id, key, [DID_1, MULTIKEY_1], options) };
}

/** An issuer whose identifier is an https URL: a controlled identifier document (CID 1.0) that is an Open Badges profile too. */
export function httpsProfile(url: string, key: TestKey, name: string, options: DocumentOptions = {}): Identity {
  const members: JsonObject = { type: ['Profile'], name, url: new URL('/', url).href, ...options.members };
  return { id: url, key, documentUrl: url, ...controlledDocument(url, key, ['https://www.w3.org/ns/cid/v1'], { ...options, members }) };
}
