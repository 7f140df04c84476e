import { CODES, type Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { Finding } from '../report/finding.js';
import { parseInstant } from '../report/instant.js';
import { asArray, idOf, isObject, isString, own, stringsOf, type JsonObject, type JsonValue, wordOf } from '../report/json.js';
import type { Params } from '../report/report.js';
import type { DocumentKind } from '../report/subject.js';
import { compareOutcomes } from '../report/verdict.js';
import { instantOf, instantText, isInMilliseconds, kindByType, mediaType, type TokenDocument } from './token-document.js';

export type Term = Finding & { code: Code };

export function term(code: Code, pointer: string, params: Params = {}): Term {
  return { code, params, problems: [{ type: 'https://w3id.org/security#PROOF_VERIFICATION_ERROR', code, pointer, params, retryable: code === 'terms.not-yet' }] };
}

/** The worst of the terms, with the problems of all. A note is a problem that changes nothing. */
export function worstTerm(terms: readonly Term[]): Finding {
  const worst = terms.reduce<Finding>((best, next) => (compareOutcomes(CODES[next.code], CODES[best.code]) > 0 ? next : best), { code: 'terms.accepted' });
  return { code: worst.code, ...(worst.params ? { params: worst.params } : {}), problems: terms.flatMap(({ problems = [] }) => problems) };
}

/** Header parameters that Open Badges 3.0 section 8.2.3 allows, and those of RFC 7515 and VC-JOSE-COSE that are in common use besides. */
const BADGE_HEADER = new Set(['alg', 'kid', 'jwk', 'typ']);
const JOSE_HEADER = new Set([...BADGE_HEADER, 'cty', 'x5c', 'x5t', 'x5t#S256', 'iss', 'iat']);

/** Parameters that a reader must not pass over (RFC 7515 section 4.1.11, RFC 7797), and a private key that everybody now has. */
export function headerTerms(header: JsonObject, badge: boolean): Term[] {
  const terms: Term[] = [];
  for (const name of Object.keys(header)) {
    const value = own(header, name);
    const text = ['kid', 'typ', 'cty', 'alg'].includes(name) && !isString(value);
    const object = name === 'jwk' && (!isObject(value) || ['d', 'p', 'q', 'k'].some((part) => Object.hasOwn(value, part)));
    if (name === 'crit' || (name === 'b64' && value !== true) || text || object) terms.push(term('terms.header', '', { name }));
    else if (!(badge ? BADGE_HEADER : JOSE_HEADER).has(name)) terms.push(term('terms.header-extra', '', { name: name.slice(0, 100) }));
  }
  return terms;
}

const CONTENT: Record<DocumentKind, ReadonlySet<string>> = {
  credential: new Set(['vc', 'vc+ld+json', 'ld+json', 'json']),
  presentation: new Set(['vp', 'vp+ld+json', 'ld+json', 'json']),
};

/** What kind of token it says it is. One made for something else (a login, a key binding, a list) is not a credential, however good its signature (RFC 8725 section 3.11). */
export function mediaTypeTerms(header: JsonObject, what: DocumentKind): Term[] {
  const [typ, cty] = [own(header, 'typ'), own(header, 'cty')];
  const terms: Term[] = [];
  const wrong = (name: string, value: JsonValue | undefined) => terms.push(term('terms.media-type', '', { name, value: wordOf(value).slice(0, 100) }));
  if (isString(typ) && mediaType(typ) !== 'jwt' && kindByType(typ) !== what) wrong('typ', typ);
  if (isString(cty) && !CONTENT[what].has(mediaType(cty)!)) wrong('cty', cty);
  return terms;
}

interface Instant { at: number; text: string }

/** A NumericDate. A date in words or in milliseconds is understood, and said: issuers write it so, and what it says still counts. `malformed`: what it says cannot be known. */
export function dateClaim(payload: JsonObject, name: string): { instant?: Instant; terms: Term[] } {
  const value = own(payload, name);
  if (value === undefined) return { terms: [] };
  const [number, numeric] = [instantOf(value), instantText(value)];
  if (number !== undefined && numeric !== undefined) return { instant: { at: number, text: numeric }, terms: isInMilliseconds(value) ? [term('terms.claim-type', `/${name}`, { claim: name })] : [] };
  const at = isString(value) ? (/^\d{1,11}$/.test(value) ? Number(value) * 1000 : parseInstant(value)) : undefined;
  // `iat` decides nothing (RFC 7519 section 4.1.6), so one that cannot be read is no more than odd.
  if (at === undefined) return { terms: [name === 'iat' ? term('terms.claim-type', `/${name}`, { claim: name }) : term('terms.malformed', `/${name}`, { term: name })] };
  return { instant: { at, text: wordOf(value) }, terms: [term('terms.claim-type', `/${name}`, { claim: name })] };
}

/** When the token says it was made: its maker's own word. */
export function madeAt(payload: JsonObject, now: number): number {
  return dateClaim(payload, 'iat').instant?.at ?? dateClaim(payload, 'nbf').instant?.at ?? now;
}

function equal(payload: JsonObject, claim: string, said: string | undefined): Term[] {
  const value = own(payload, claim);
  if (value === undefined || said === undefined) return [];
  return value === said ? [] : [term('terms.claim-mismatch', `/${claim}`, { claim })];
}

/** Whole seconds: a NumericDate keeps no more, and issuers cut or round. */
const sameSecond = (a: number, b: number) => Math.abs(a - b) < 1000;

/** The dates of the token. One that only repeats the document's own date is judged with the document, by `validity.period`: an expired credential is told apart from an expired signature. */
function dates({ document, what, form }: TokenDocument, payload: JsonObject, modern: boolean, context: Context): Term[] {
  const tolerance = context.policy.clockToleranceSeconds * 1000;
  const read = { iat: dateClaim(payload, 'iat'), nbf: dateClaim(payload, 'nbf'), exp: dateClaim(payload, 'exp') };
  const terms = Object.values(read).flatMap((each) => each.terms);
  const own_ = (...names: string[]) => names.map((name) => own(document, name)).filter(isString).map((text) => parseInstant(text)).find((at) => at !== undefined);
  const [from, until] = what === 'credential' ? [own_('validFrom', 'issuanceDate'), own_('validUntil', 'expirationDate')] : [undefined, undefined];
  const [iat, nbf, exp] = [read.iat.instant, read.nbf.instant, read.exp.instant];
  const repeats = (claim: Instant | undefined, date: number | undefined) => claim !== undefined && date !== undefined && sameSecond(claim.at, date);
  if (iat && iat.at > context.now + tolerance) terms.push(term('terms.created-later', '/iat', { created: iat.text }));
  if (nbf && !repeats(nbf, from) && nbf.at > context.now + tolerance) terms.push(term('terms.not-yet', '/nbf', { from: nbf.text }));
  if (exp && !repeats(exp, until) && exp.at + tolerance <= context.now) terms.push(term('terms.expired', '/exp', { expires: exp.text }));
  // VC-JOSE-COSE section 3.1.3: there the claims are the signature's dates, and may differ. In Open Badges 3.0 and VCDM 1.1 they are the credential's.
  if (!modern && what === 'credential' && (form === 'claim' || isBadge(document))) {
    if (nbf && from !== undefined && !repeats(nbf, from)) terms.push(term('terms.claim-mismatch', '/nbf', { claim: 'nbf' }));
    if (exp && until !== undefined && !repeats(exp, until)) terms.push(term('terms.claim-mismatch', '/exp', { claim: 'exp' }));
  }
  return terms;
}

const BADGES = ['OpenBadgeCredential', 'AchievementCredential', 'ClrCredential', 'EndorsementCredential'];
export const isBadge = (document: JsonObject): boolean => stringsOf(own(document, 'type')).some((type) => BADGES.includes(type));

/**
 * RFC 7519 section 4.1 against the document: what both say must be the same, or each reader could believe another.
 * @param modern the token is one of VC-JOSE-COSE
 */
export function claimTerms(token: TokenDocument, modern: boolean, payload: JsonObject, context: Context): Term[] {
  const { document, what, stray } = token;
  const terms = [...dates(token, payload, modern, context)];
  if (stray !== undefined) terms.push(term('terms.claim-not-allowed', `/${stray}`, { claim: stray }));
  terms.push(...equal(payload, 'iss', idOf(own(document, what === 'credential' ? 'issuer' : 'holder'))));
  const id = own(document, 'id');
  terms.push(...equal(payload, 'jti', isString(id) ? id : undefined));
  if (what === 'credential') {
    const subjects = asArray(own(document, 'credentialSubject')).filter(isObject).map((subject) => idOf(subject)).filter((each) => each !== undefined);
    const sub = own(payload, 'sub');
    if (sub !== undefined && subjects.length > 0 && !subjects.some((each) => each === sub)) terms.push(term('terms.claim-mismatch', '/sub', { claim: 'sub' }));
  }
  for (const claim of ['iss', 'sub', 'jti']) {
    if (Object.hasOwn(payload, claim) && !isString(own(payload, claim))) terms.push(term('terms.malformed', `/${claim}`, { term: claim }));
  }
  if (what === 'presentation') terms.push(...askedTerms(payload, context));
  return terms;
}

/** Whether it answers what the caller asked: `nonce` is the challenge, and the caller is among those that `aud` names. */
export function askedTerms(payload: JsonObject, { presentation = {} }: Context): Term[] {
  const terms: Term[] = [];
  const domains = presentation.domain === undefined ? [] : [presentation.domain].flat();
  const aud = own(payload, 'aud');
  if (domains.length > 0 && (stringsOf(aud).length !== asArray(aud).length || !stringsOf(aud).some((each) => domains.includes(each)))) {
    terms.push({ ...term('terms.domain', '/aud'), problems: [{ type: 'https://w3id.org/security#INVALID_DOMAIN_ERROR', code: 'terms.domain', pointer: '/aud', retryable: false }] });
  }
  if (presentation.challenge !== undefined && own(payload, 'nonce') !== presentation.challenge) {
    terms.push({ ...term('terms.challenge', '/nonce'), problems: [{ type: 'https://w3id.org/security#INVALID_CHALLENGE_ERROR', code: 'terms.challenge', pointer: '/nonce', retryable: false }] });
  }
  return terms;
}
