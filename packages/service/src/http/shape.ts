import { asArray, isObject, isString, own, pointer, stringsOf, type JsonObject, type Report } from '@credlens/core/report';
import { MALFORMED_VALUE_ERROR, requestProblem, type ProblemDetails } from './problem.js';
import type { Endpoint, RequestOptions } from './request.js';

const TYPES: Record<Endpoint, readonly string[]> = {
  credential: ['VerifiableCredential', 'EnvelopedVerifiableCredential'],
  presentation: ['VerifiablePresentation', 'EnvelopedVerifiablePresentation'],
};

/**
 * Where what was sent is not what the endpoint answers for, whatever the report says of it and whatever `checks` leave out: a credential sent as a
 * presentation may be in order, and it is still no presentation; a challenge that no proof answers is not met by good credentials.
 */
export function endpointProblems(document: JsonObject, endpoint: Endpoint, proofless: boolean, options: RequestOptions, report: Report): ProblemDetails[] {
  const wrong = (detail: string, at: string) => requestProblem(MALFORMED_VALUE_ERROR, 'Not what this endpoint verifies', detail, at);
  const problems: ProblemDetails[] = [];
  const types = stringsOf(own(document, 'type'));
  const otherwise = TYPES[endpoint === 'credential' ? 'presentation' : 'credential'];
  if (!TYPES[endpoint].some((type) => types.includes(type)) || otherwise.some((type) => types.includes(type))) problems.push(wrong(`"type" does not make it a ${endpoint}.`, '/type'));
  const enveloped = types.some((type) => type.startsWith('Enveloped'));
  const unsigned = asArray(own(document, 'proof')).length === 0;
  if (endpoint === 'presentation' && !proofless && unsigned && !enveloped) problems.push(wrong('"proof" is missing: send it as "presentation" where nobody signed it.', '/proof'));
  const asked = options.challenge !== undefined || options.domain !== undefined;
  const answered = report.checks.some((check) => check.id === 'proof.signature' && check.outcome === 'pass');
  if (asked && endpoint === 'presentation' && !answered) problems.push(wrong('No proof of its own answers the challenge or domain.', '/proof'));
  return problems;
}

const PROOF_MEMBERS = ['type', 'created', 'verificationMethod', 'proofValue', 'proofPurpose'] as const;

/**
 * What the HTTP test suites of W3C and CCG ask of a document before anything else, whatever `checks` they name. It is narrower than the standards
 * in two places (`type` is an array, a proof has `created`), so it is asked in `suite` mode alone and is no part of the report.
 * An enveloped document has none of this: its content is elsewhere.
 */
export function shapeProblems(document: JsonObject, endpoint: Endpoint, proofless: boolean): ProblemDetails[] {
  if (stringsOf(own(document, 'type')).some((type) => type.startsWith('Enveloped'))) return [];
  const problems: ProblemDetails[] = [];
  const wrong = (detail: string, ...path: (string | number)[]) => { problems.push(requestProblem(MALFORMED_VALUE_ERROR, 'Malformed document', detail, pointer(...path))); };

  const context = own(document, '@context');
  if (!Array.isArray(context) || context.length === 0) wrong('"@context" is missing or no array.', '@context');
  else context.forEach((item, index) => { if (!isString(item) && !isObject(item)) wrong('A context is neither a URL nor an object.', '@context', index); });

  const type = own(document, 'type');
  if (!Array.isArray(type) || type.length === 0 || !type.every(isString)) wrong('"type" is missing or no array of texts.', 'type');

  if (endpoint === 'credential') {
    const issuer = own(document, 'issuer');
    if (!isString(issuer) && !(isObject(issuer) && isString(own(issuer, 'id')))) wrong('"issuer" is missing or has no id.', 'issuer');
    const subjects = asArray(own(document, 'credentialSubject'));
    if (subjects.length === 0 || !subjects.every(isObject)) wrong('"credentialSubject" is missing or no object.', 'credentialSubject');
  }

  const proof = own(document, 'proof');
  const proofs = asArray(proof);
  if (proofs.length === 0 && !proofless) wrong('"proof" is missing.', 'proof');
  proofs.forEach((item, index) => {
    const path = Array.isArray(proof) ? ['proof', index] : ['proof'];
    if (!isObject(item)) { wrong('A proof is no object.', ...path); return; }
    for (const name of PROOF_MEMBERS) if (!isString(own(item, name))) wrong(`"${name}" of a proof is missing or no text.`, ...path, name);
  });
  return problems;
}
