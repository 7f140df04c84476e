import { readCompact } from '../jose/index.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { idOf, isString, own } from '../report/json.js';
import type { Params, Problem } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { readStrictJson } from './strict-json.js';
import { documentOf, kindByType } from './token-document.js';
import { tokenSignature } from './token-signature.js';
import { claimedStatus } from './token-status-list.js';
import { claimTerms, headerTerms, isBadge, madeAt, mediaTypeTerms, worstTerm } from './token-terms.js';

/** A token that is none, or is about something else. */
export interface Stopped { check: 'intake.readable' | 'intake.credential'; code: Code; problems: Problem[]; params?: Params }

export type Secured = Subject | { stopped: Stopped };

export const notACredential: Secured = { stopped: { check: 'intake.credential', code: 'input.no-credential', problems: [], params: { kind: 'jwt' } } };

/**
 * A credential or presentation as a JWT: Open Badges 3.0 section 8.2, VCDM 1.1 section 6.3.1, and Securing Verifiable Credentials using JOSE and COSE. A JWS covers the whole of its payload,
 * so nothing that a reader sees is uncovered; what the words mean is the payload's own affair, and no JSON-LD is processed. Never throws for what the token is.
 */
export async function secureJwt(text: string, context: Context): Promise<Secured> {
  const reading = readCompact(text, readStrictJson);
  if (!reading.ok) return { stopped: { check: 'intake.readable', code: reading.code, params: reading.params, problems: reading.problems } };
  const { header, payload } = reading.jws;
  const token = documentOf(header, payload);
  if (!token) return notACredential;
  const { what, document } = token;
  const iss = own(payload, 'iss');
  const party = idOf(own(document, what === 'credential' ? 'issuer' : 'holder')) ?? (isString(iss) ? iss : undefined);
  const question = { header, party, relationship: what === 'credential' ? 'assertionMethod' : 'authentication', made: madeAt(payload, context.now), first: 'document' } as const;
  const { proof, terms, keyFinding } = await tokenSignature(text, question, 'JWT', payload, context);
  const modern = kindByType(own(header, 'typ')) !== undefined;
  // The header of VC-JOSE-COSE has more members than that of Open Badges 3.0.
  const badge = what === 'credential' && isBadge(document) && !modern;
  const all = [...terms, ...headerTerms(header, badge), ...mediaTypeTerms(header, what), ...claimTerms(token, modern, payload, context)];
  const subject: Subject = {
    what, document, mediaType: what === 'credential' ? 'application/vc+jwt' : 'application/vp+jwt', proofs: [proof],
    coverage: { code: 'coverage.complete', problems: [], evidence: [] },
    findings: { 'proof.terms': worstTerm(all), 'proof.key': keyFinding },
  };
  return { ...subject, findings: { ...await claimedStatus(payload, subject, party, context), ...subject.findings } };
}
