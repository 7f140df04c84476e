import { publicJwk } from '../did/index.js';
import { algorithmStanding, keyMisfit, readCompact, sdDigest, thumbprint, verifySignature, type SdJwtParts } from '../jose/index.js';
import type { Context } from '../report/context.js';
import type { Finding } from '../report/finding.js';
import { isObject, isString, own, type JsonObject } from '../report/json.js';
import { readStrictJson } from './strict-json.js';
import { mediaType } from './token-document.js';
import { askedTerms, dateClaim, type Term } from './token-terms.js';

/** What the key binding says to `recipient.holder`, and to `proof.terms` where the caller asked for an answer. */
export interface KeyBindingFinding { holder: Finding; terms: Term[] }

function holder(code: Finding['code'], params: Record<string, string> = {}): Finding {
  return { code, params, ...(code === 'holder.proved' || code === 'holder.not-asked' ? {} : { problems: [{ type: 'about:blank', code, pointer: '/cnf', params, retryable: false }] }) };
}

/**
 * The key binding JWT of an SD-JWT (RFC 9901 sections 4.3 and 7.3): made by the key that the issuer named in `cnf`, over exactly these disclosures, for whoever asked. A wrong one is a fault whether
 * or not anybody asked; a right one that answers nobody here proves only that somebody had it once, so it says nothing of who presents it.
 * @param payload the issuer's, with disclosures in place
 * @param signed the issuer's as it was signed, which names the digest's algorithm
 */
export async function keyBinding(parts: SdJwtParts, payload: JsonObject, signed: JsonObject, context: Context): Promise<KeyBindingFinding> {
  const asked = context.presentation?.challenge !== undefined || context.presentation?.domain !== undefined;
  const cnf = own(payload, 'cnf');
  const given = isObject(cnf) ? own(cnf, 'jwk') : undefined;
  const unasked = (why: string): KeyBindingFinding => ({ holder: asked ? holder('holder.unproved', { why }) : holder('holder.not-asked'), terms: [] });
  if (parts.keyBinding === undefined) return unasked(cnf === undefined ? 'no-key' : 'not-presented');
  const wrong = (why: string): KeyBindingFinding => ({ holder: holder('holder.binding-invalid', { why }), terms: [] });
  if (cnf === undefined) return wrong('no-key');
  // A key by name alone (`kid`, `jku`): where to find it is for the parties to agree, so it is not known here.
  if (given === undefined) return unasked('key-by-name');
  const jwk = isObject(given) ? publicJwk(given) : undefined;
  if (!jwk) return wrong('key');

  const reading = readCompact(parts.keyBinding, readStrictJson);
  if (!reading.ok) return wrong('malformed');
  const { header, payload: claims } = reading.jws;
  const alg = own(header, 'alg');
  if (mediaType(own(header, 'typ')) !== 'kb+jwt') return wrong('typ');
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) return wrong('header');
  if (algorithmStanding(alg) !== 'allowed' || keyMisfit(alg as string, jwk) !== undefined) return wrong('alg');
  if (!isString(own(claims, 'nonce')) || !isString(own(claims, 'aud'))) return wrong('claims');
  const iat = dateClaim(claims, 'iat').instant;
  if (!iat || iat.at > context.now + context.policy.clockToleranceSeconds * 1000) return wrong('iat');
  if (own(claims, 'sd_hash') !== await sdDigest(signed, parts.bound)) return wrong('sd_hash');
  const result = await verifySignature(parts.keyBinding, alg as string, jwk);
  if (result === 'unsupported') return unasked('unsupported');
  if (result !== 'valid') return wrong('signature');
  if (!asked) return { holder: holder('holder.not-asked'), terms: [] };
  const terms = askedTerms(claims, context);
  const sub = own(payload, 'sub');
  return { holder: terms.length > 0 ? holder('holder.unproved', { why: 'answers-another' }) : holder('holder.proved', { holder: isString(sub) ? sub : await thumbprint(jwk) ?? '' }), terms };
}
