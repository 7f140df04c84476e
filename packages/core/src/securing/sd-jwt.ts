import { disclose, readCompact, splitSdJwt, type Disclosed } from '../jose/index.js';
import { CODES, type Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { Finding } from '../report/finding.js';
import { idOf, isString, own, stringsOf, type JsonObject } from '../report/json.js';
import type { Coverage, DocumentKind, Subject } from '../report/subject.js';
import { notACredential, type Secured } from './jose.js';
import { keyBinding } from './key-binding.js';
import { sdJwtVcFindings } from './sd-jwt-vc.js';
import { readStrictJson } from './strict-json.js';
import { mediaType, type TokenDocument } from './token-document.js';
import { tokenSignature } from './token-signature.js';
import { claimedStatus } from './token-status-list.js';
import { claimTerms, dateClaim, headerTerms, madeAt, mediaTypeTerms, term, worstTerm, type Term } from './token-terms.js';

/** `typ` with what it may hold: a wallet credential (`vct`), or a document of the W3C data model. `vc+sd-jwt` was the name of both. */
const TYPES: Readonly<Record<string, readonly (DocumentKind | 'sd-jwt-vc')[]>> = {
  'dc+sd-jwt': ['sd-jwt-vc'], 'vc+sd-jwt': ['sd-jwt-vc', 'credential'], 'vc+ld+json+sd-jwt': ['credential'], 'vp+sd-jwt': ['presentation'], 'vp+ld+json+sd-jwt': ['presentation'],
};

/** Claims that stand open from the start (SD-JWT VC section 2.2.2.2): who withholds them would withhold what limits the credential. */
const OPEN = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']);

/** `issuer` stands where `vct` does not: an SD-JWT VC has no VCDM members that anybody would read. */
function kindOf(document: JsonObject, typ: string | undefined): DocumentKind | 'sd-jwt-vc' | undefined {
  const types = stringsOf(own(document, 'type'));
  if (Object.hasOwn(document, 'vct') && !Object.hasOwn(document, '@context')) return 'sd-jwt-vc';
  if (types.includes('VerifiablePresentation')) return 'presentation';
  if (types.includes('VerifiableCredential') || Object.hasOwn(document, 'credentialSubject')) return 'credential';
  return typ !== undefined && Object.hasOwn(TYPES, typ) ? TYPES[typ]![0] : undefined;
}

function coverageOf(disclosed: Disclosed, kind: DocumentKind | 'sd-jwt-vc'): Coverage {
  const coverage = (code: Code, params: Record<string, string | number> = {}): Coverage => ({
    code, evidence: [], problems: code === 'coverage.complete' ? [] : [{ type: 'about:blank', code, pointer: '', params, retryable: false }],
  });
  if (!disclosed.ok) return coverage(`coverage.${disclosed.fault}`, disclosed.params);
  if (disclosed.withheld === 0) return coverage('coverage.complete');
  // The W3C data model lets an issuer make its end date or its status something to disclose; a wallet credential cannot.
  const limits = ['validUntil', 'expirationDate', 'credentialStatus'];
  const couldHide = (disclosed.withheldAtTop && limits.some((name) => !Object.hasOwn(disclosed.payload, name))) || disclosed.withheldIn.includes('credentialStatus');
  return coverage(kind === 'credential' && couldHide ? 'coverage.terms-withheld' : 'coverage.partly-disclosed', { withheld: disclosed.withheld });
}

/** An SD-JWT VC's dates are the credential's own, and are judged as such; here it is only whether they can be read, and whether it was made already. */
function walletTerms(payload: JsonObject, header: JsonObject, context: Context): Term[] {
  const terms = ['exp', 'nbf', 'iat'].flatMap((name) => dateClaim(payload, name).terms);
  const iat = dateClaim(payload, 'iat').instant;
  if (iat && iat.at > context.now + context.policy.clockToleranceSeconds * 1000) terms.push(term('terms.created-later', '/iat', { created: iat.text }));
  if (Object.hasOwn(header, 'cty')) terms.push(term('terms.header-extra', '', { name: 'cty' }));
  return terms;
}

/**
 * An SD-JWT (RFC 9901): a wallet credential (SD-JWT VC, the EU's learning credential among them), or a credential or presentation of the W3C data model (VC-JOSE-COSE section 3.2). The document
 * is the issuer's payload with what was disclosed in its place; what was withheld is in no one's sight, and `proof.coverage` says that something may have been. Never throws for what it is.
 */
export async function secureSdJwt(text: string, context: Context): Promise<Secured> {
  const malformed = (part: string): Secured => ({ stopped: { check: 'intake.readable', code: 'token.malformed', params: { part }, problems: [{ type: 'about:blank', code: 'token.malformed', params: { part }, retryable: false }] } });
  const parts = splitSdJwt(text);
  if (!parts) return malformed('form');
  const reading = readCompact(parts.jws, readStrictJson);
  if (!reading.ok) return { stopped: { check: 'intake.readable', code: reading.code, params: reading.params, problems: reading.problems } };
  const { header, payload } = reading.jws;
  const disclosed = await disclose(payload, parts.disclosures, OPEN, readStrictJson);
  const document = disclosed.payload;
  const typ = mediaType(own(header, 'typ'));
  const kind = kindOf(document, typ);
  if (!kind) return notACredential;
  const what: DocumentKind = kind === 'presentation' ? 'presentation' : 'credential';

  const iss = own(document, 'iss');
  const named = kind === 'sd-jwt-vc' ? undefined : idOf(own(document, what === 'credential' ? 'issuer' : 'holder'));
  const party = named ?? (isString(iss) ? iss : undefined);
  const relationship = what === 'credential' ? 'assertionMethod' : 'authentication';
  const first = kind === 'sd-jwt-vc' ? 'metadata' : 'document';
  const { proof, terms, keyFinding } = await tokenSignature(parts.jws, { header, party, relationship, made: madeAt(document, context.now), first }, 'SD-JWT', document, context);
  const bound = await keyBinding(parts, document, payload, context);

  const all: Term[] = [...terms, ...headerTerms(header, false), ...bound.terms];
  if (typ === undefined ? kind === 'sd-jwt-vc' : !(Object.hasOwn(TYPES, typ) && TYPES[typ]!.includes(kind))) all.push(term('terms.media-type', '', { name: 'typ', value: typ ?? '' }));
  if (kind === 'sd-jwt-vc') all.push(...walletTerms(document, header, context));
  else {
    const token: TokenDocument = { what, document, form: 'payload', stray: ['vc', 'vp'].find((name) => Object.hasOwn(document, name)) };
    all.push(...mediaTypeTerms({ cty: own(header, 'cty') ?? 'json' }, what), ...claimTerms(token, true, document, context));
  }
  const holder: Finding | undefined = what === 'credential' || parts.keyBinding !== undefined && CODES[bound.holder.code] === 'fail' ? bound.holder : undefined;
  const subject: Subject = {
    what, document, mediaType: `application/${kind === 'sd-jwt-vc' ? 'dc' : what === 'credential' ? 'vc' : 'vp'}+sd-jwt`, proofs: [proof], coverage: coverageOf(disclosed, kind),
    findings: { 'proof.terms': worstTerm(all), 'proof.key': keyFinding, ...(holder ? { 'recipient.holder': holder } : {}) },
  };
  const further = kind === 'sd-jwt-vc' ? await sdJwtVcFindings(subject, context) : await claimedStatus(document, subject, party, context);
  return { ...subject, findings: { ...further, ...subject.findings } };
}
