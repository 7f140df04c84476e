import { base64url, utf8 } from './bytes.js';
import { VC_2 } from './contexts.js';
import { given, type Json, type JsonObject } from './json.js';
import { signBytes, type JoseKey } from './jose-keys.js';

export interface JwsOptions {
  key: JoseKey;
  /** Members of the header beside `alg`; `undefined` leaves one out. `alg` may be given, to name another than is used. */
  header?: Readonly<Record<string, Json | undefined>>;
  /** `none`: no signature; `hmac`: HMAC-SHA-256 with the public key as its secret, which anyone can make; `flip`: one bit of the signature changed. */
  fault?: 'none' | 'hmac' | 'flip';
  /** The text of header or payload instead of what `JSON.stringify` makes: for equal keys, a byte order mark and the like. */
  headerText?: string;
  payloadText?: string;
}

/** A compact JWS (RFC 7515) of any header and payload. */
export async function jws(payload: JsonObject, options: JwsOptions): Promise<string> {
  const { key, fault } = options;
  const header = given({ alg: key.alg, ...options.header });
  const signing = [options.headerText ?? JSON.stringify(header), options.payloadText ?? JSON.stringify(payload)].map((text) => base64url(utf8(text))).join('.');
  return `${signing}.${base64url(await signatureOf(utf8(signing), key, fault))}`;
}

async function signatureOf(bytes: Uint8Array<ArrayBuffer>, key: JoseKey, fault: JwsOptions['fault']): Promise<Uint8Array> {
  if (fault === 'none') return new Uint8Array();
  if (fault === 'hmac') {
    const secret = await crypto.subtle.importKey('raw', utf8(JSON.stringify(key.public)), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', secret, bytes));
  }
  const signature = await signBytes(key.alg, key.secret, bytes);
  if (fault === 'flip') signature[10]! ^= 1;
  return signature;
}

export interface TokenOptions extends JwsOptions {
  /**
   * `vc-jose-cose`: the payload is the document, `typ` says so. `open-badges`: the payload is the document with the registered claims of Open Badges 3.0. `claim`: the document
   * in `vc` or `vp`, as VCDM 1.1 has it. Default `vc-jose-cose`.
   */
  form?: 'vc-jose-cose' | 'open-badges' | 'claim';
  kid?: string;
  /** Claims that replace or add to those that the document gives; `undefined` leaves one out. */
  claims?: Readonly<Record<string, Json | undefined>>;
}

const seconds = (date: Json | undefined): number | undefined => (typeof date === 'string' ? Math.floor(Date.parse(date) / 1000) : undefined);
const idOf = (value: Json | undefined): Json | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value['id'] : value);

function registered(document: JsonObject, presentation: boolean): Record<string, Json | undefined> {
  const subject = document['credentialSubject'];
  return {
    iss: idOf(document[presentation ? 'holder' : 'issuer']), jti: document['id'],
    ...(presentation ? {} : {
      sub: Array.isArray(subject) ? undefined : idOf(subject ?? undefined),
      nbf: seconds(document['validFrom'] ?? document['issuanceDate']), exp: seconds(document['validUntil'] ?? document['expirationDate']),
    }),
  };
}

/** A credential or presentation as a JWT. One option makes one fault. */
export async function tokenOf(document: JsonObject, options: TokenOptions): Promise<string> {
  const { form = 'vc-jose-cose', kid, claims, header, ...rest } = options;
  const presentation = [document['type']].flat().includes('VerifiablePresentation');
  const short = presentation ? 'vp' : 'vc';
  const modern = form === 'vc-jose-cose';
  const derived = modern ? { iss: idOf(document[presentation ? 'holder' : 'issuer']) } : registered(document, presentation);
  const payload = given({ ...(form === 'claim' ? { [short]: document } : document), ...derived, ...claims });
  return jws(payload, { ...rest, header: { typ: modern ? `${short}+jwt` : 'JWT', ...(modern ? { cty: short } : {}), kid, ...header } });
}

/** A token in its envelope (VCDM 2.0 section 4.13.1). */
export function enveloped(token: string, type = token.includes('~') ? 'application/vc+sd-jwt' : 'application/vc+jwt'): JsonObject {
  return { '@context': VC_2, id: `data:${type},${token}`, type: 'EnvelopedVerifiableCredential' };
}
