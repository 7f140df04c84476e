import { base64url, sha256, utf8 } from './bytes.js';
import { change, given, type Json, type JsonObject } from './json.js';
import type { JoseKey } from './jose-keys.js';
import { jws, type JwsOptions } from './vc-jwt.js';

export interface SdJwtOptions extends JwsOptions {
  /** JSON Pointers of the members and array items that the holder may withhold; what is inside another comes before it. */
  disclosable?: readonly string[];
  /** Those of them that the holder does withhold. */
  withhold?: readonly string[];
  /** Digests of nothing, at the top. */
  decoys?: number;
  /** Changes the issuer's payload before it is signed, digests and all. */
  payload?: (payload: JsonObject) => JsonObject;
  /** Changes the disclosures after signing. */
  disclosures?: (texts: string[]) => string[];
  /** A key binding for whoever asked. */
  binding?: BindingOptions;
}

export interface BindingOptions extends Omit<JwsOptions, 'key'> {
  key: JoseKey;
  nonce: string;
  aud: string;
  /** Seconds since 1970. */
  iat: number;
  /** Claims that replace the usual ones; `undefined` leaves one out. */
  claims?: Readonly<Record<string, Json | undefined>>;
}

/** A disclosure with a salt that follows from its content, so that one input makes one token. */
export async function disclosure(...content: [name: string, value: Json] | [value: Json]): Promise<string> {
  const salt = base64url((await sha256(utf8(JSON.stringify(content)))).subarray(0, 16));
  return base64url(utf8(JSON.stringify([salt, ...content])));
}

export const digestOf = async (text: string): Promise<string> => base64url(await sha256(utf8(text)));

function parentOf(document: JsonObject, pointer: string): { parent: Json; last: string } {
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop() ?? '';
  let parent: Json = document;
  for (const step of steps) parent = (parent as Record<string, Json>)[step] ?? null;
  return { parent, last };
}

/** Takes what stands at a pointer out, and leaves its digest. */
async function hide(document: JsonObject, pointer: string): Promise<{ document: JsonObject; text: string }> {
  const { parent, last } = parentOf(document, pointer);
  const value = (parent as Record<string, Json>)[last] ?? null;
  if (Array.isArray(parent)) {
    const text = await disclosure(value);
    return { document: change(document, pointer, { '...': await digestOf(text) }), text };
  }
  const text = await disclosure(last, value);
  const up = pointer.slice(0, pointer.lastIndexOf('/'));
  const digests = [...((parent as JsonObject)['_sd'] as string[] | undefined ?? []), await digestOf(text)].sort();
  return { document: change(change(document, pointer, undefined), `${up}/_sd`, digests), text };
}

/** An SD-JWT (RFC 9901) as its holder presents it. One option makes one fault. */
export async function sdJwt(claims: JsonObject, options: SdJwtOptions): Promise<string> {
  const { disclosable = [], withhold = [], decoys = 0, binding, header, ...rest } = options;
  let payload = claims;
  const texts: string[] = [];
  for (const pointer of disclosable) {
    const { document, text } = await hide(payload, pointer);
    payload = document;
    if (!withhold.includes(pointer)) texts.push(text);
  }
  if (decoys > 0) payload = { ...payload, _sd: [...(payload['_sd'] as string[] | undefined ?? []), ...await Promise.all(Array.from({ length: decoys }, (_, index) => digestOf(`decoy ${index}`)))] };
  payload = options.payload?.(payload) ?? payload;
  const issued = await jws(payload, { ...rest, header: { typ: 'dc+sd-jwt', ...header } });
  const presented = [issued, ...(options.disclosures?.(texts) ?? texts), ''].join('~');
  if (!binding) return presented;
  const bound = given({ iat: binding.iat, aud: binding.aud, nonce: binding.nonce, sd_hash: await digestOf(presented), ...binding.claims });
  return presented + await jws(bound, { ...binding, header: { typ: 'kb+jwt', ...binding.header } });
}

/** The claims of a European learning credential, by the names that wallets use. Dates are seconds since 1970. */
export function learningCredential(options: { iss: string; iat: number; exp?: number; nbf?: number; cnf?: JsonObject; members?: JsonObject }): JsonObject {
  return given({
    iss: options.iss, iat: options.iat, nbf: options.nbf, exp: options.exp, vct: 'urn:eu.europa.ec.eudi:learning:credential:1', cnf: options.cnf === undefined ? undefined : { jwk: options.cnf },
    sub: 'urn:example:learner:1', family_name: 'Muster', given_name: 'Maria', email: 'maria@issuer.example', issuing_authority: 'University of Example', issuing_country: 'XE',
    achievement_title: 'Water Quality Analysis', achievement_description: 'Laboratory and field methods.', learning_outcomes: ['analyse water samples', 'write laboratory reports'],
    assessment_grade: 'A', ...options.members,
  });
}
