import { establishIssuer } from '../../checks/issuer-identity.js';
import { recogniseIssuer } from '../../checks/issuer-recognition.js';
import type { Context } from '../../report/context.js';
import type { Finding, Findings } from '../../report/finding.js';
import { own, stringsOf, type JsonObject } from '../../report/json.js';
import type { Problem } from '../../report/report.js';
import type { Subject } from '../../report/subject.js';
import { differences } from './difference.js';
import { byAddress, fetchDocument, type Fetched } from './documents.js';
import { formOf } from './form.js';
import { readLinked, type Linked } from './linked.js';
import { saysRevoked } from './revocation.js';
import { isInScope } from './scope.js';
import { verificationOf } from './shape.js';

type Failed = Extract<Fetched, { ok: false }>;
const notReached: Finding = { code: 'check.not-reached' };

/** `unread`: nothing but an address was handed over, and it could not be read. `signed`: what stands there is to be proved by its signature, so its address does not prove it. */
export type HostedResult = { subject: Omit<Subject, 'mediaType'> } | { unread: Failed } | { signed: true };

/**
 * Hosted verification of Open Badges 2.0 and 1.x. There is no signature: an assertion holds because the issuer's own web site serves it, today, from an address that the issuer's
 * profile keeps for badges. So what is judged and shown is what the web site serves; what was handed over is only compared with it.
 * @param url where the assertion says that it lives
 * @param copy what was handed over; absent where that was the address alone
 */
export async function verifyHosted(url: string, copy: JsonObject | undefined, context: Context): Promise<HostedResult> {
  const read = await fetchDocument(url, byAddress, context);
  if (!read.ok) {
    if (!copy && !read.withdrawn) return { unread: read };
    return { subject: notServed(url, copy, read) };
  }
  const { document: served, evidence } = read;
  const revoked = saysRevoked(served);
  if (revoked) return { subject: withdrawn(url, copy ?? served, { ...revoked, evidence }) };

  const { edition, method } = verificationOf(served);
  // Taken at its address, a badge that its issuer signs would go past the issuer's revocation list.
  if (method === 'signed') return { signed: true };
  const linked = await readLinked(served, edition, true, context);
  const { issuerId, profile } = linked;
  const inScope = issuerId !== undefined && profile !== undefined && isInScope(url, issuerId, profile);
  const types = stringsOf(own(served, 'type'));
  const nobody: Finding = { code: 'issuer.missing', problems: [{ type: 'about:blank', code: 'issuer.missing', pointer: '/badge/issuer' }] };
  const findings: Findings = {
    ...formOf(served, linked.document, edition),
    'proof.signature': signature(url, copy, linked, inScope, evidence),
    'proof.terms': { code: 'hosted.no-terms' },
    'proof.coverage': coverage(linked),
    'proof.key': scopeFinding(url, linked, inScope),
    'issuer.identity': issuerId === undefined ? (linked.failure?.what === 'badge' ? notReached : nobody) : await establishIssuer(issuerId, types, inScope, context),
    'issuer.recognition': issuerId === undefined ? (linked.failure?.what === 'badge' ? notReached : nobody) : await recogniseIssuer(issuerId, types, inScope, context),
    'status.revocation': { code: 'hosted.not-revoked', params: { url }, evidence },
    'status.suspension': { code: 'status.none' },
    'status.notice': { code: 'status.none' },
  };
  return { subject: subjectOf(linked.document, findings) };
}

const subjectOf = (document: JsonObject, findings: Findings): Omit<Subject, 'mediaType'> => ({
  what: 'credential', document, proofs: [], coverage: { code: 'hosted.only', problems: [], evidence: [] }, findings,
});

/** What a web site serves counts where it is the issuer's: an address out of scope is somebody else's word, and an issuer that could not be read has said nothing of its addresses. */
function signature(url: string, copy: JsonObject | undefined, linked: Linked, inScope: boolean, evidence: Finding['evidence'] & object): Finding {
  const compared = comparison(url, copy, linked, evidence);
  if (inScope || compared.code === 'hosted.differs') return compared;
  const { evidence: _linked, ...unvouched } = scopeFinding(url, linked, inScope);
  return { ...unvouched, evidence };
}

/** The web site's word is all there is, so a copy that says something else is not what the issuer awarded. */
function comparison(url: string, copy: JsonObject | undefined, linked: Linked, evidence: Finding['evidence'] & object): Finding {
  const found = copy ? differences(copy, linked.document) : [];
  const grave = found.filter((difference) => difference.grave);
  const problem = (code: Problem['code']) => ({ pointer }: { pointer: string }): Problem => ({ type: 'about:blank', code, pointer, retryable: false });
  if (grave[0]) return { code: 'hosted.differs', params: { url, member: grave[0].pointer }, problems: grave.map(problem('hosted.differs')), evidence };
  if (found[0]) return { code: 'hosted.differs-slightly', params: { url, member: found[0].pointer }, problems: found.map(problem('hosted.differs-slightly')), evidence };
  return { code: 'hosted.served', params: { url }, evidence };
}

/** The honest note that stands in every such report: nothing here would show that the web site said something else yesterday. */
function coverage(linked: Linked): Finding {
  const only: Problem = { type: 'about:blank', code: 'hosted.only', pointer: '' };
  if (linked.badgeAtHome || linked.issuerId === undefined) return { code: 'hosted.only', problems: [only], evidence: linked.evidence };
  return { code: 'hosted.badge-elsewhere', problems: [{ type: 'about:blank', code: 'hosted.badge-elsewhere', pointer: '/badge' }, only], evidence: linked.evidence };
}

function scopeFinding(url: string, linked: Linked, inScope: boolean): Finding {
  const { failure, issuerId, evidence } = linked;
  if (failure) return { code: failure.code, params: { ...failure.params, what: failure.what }, problems: failure.problems.map((each) => ({ ...each, pointer: failure.what === 'badge' ? '/badge' : '/badge/issuer' })), evidence };
  const params = { url, issuer: issuerId ?? '' };
  if (inScope) return { code: 'hosted.in-scope', params, evidence };
  return { code: 'hosted.out-of-scope', params, problems: [{ type: 'about:blank', code: 'hosted.out-of-scope', pointer: '/id', params, retryable: false }], evidence };
}

const UNANSWERED: Findings = {
  'proof.terms': notReached, 'proof.coverage': notReached, 'proof.key': notReached, 'issuer.identity': notReached, 'issuer.recognition': notReached,
  'status.suspension': notReached, 'status.notice': notReached,
};

/** The web site did not bring it: the copy is shown as what somebody says. `410 Gone` is how Open Badges 2.0 has a web site say that it revoked a badge. */
function notServed(url: string, copy: JsonObject | undefined, { code, params, problems, evidence, withdrawn: gone }: Failed): Omit<Subject, 'mediaType'> {
  const document = copy ?? { type: ['Assertion'], id: url };
  const { edition } = verificationOf(document);
  return subjectOf(document, {
    ...UNANSWERED,
    ...(copy ? formOf(document, document, edition) : { 'format.data-model': notReached, 'format.schema': notReached }),
    'proof.signature': { code, params, problems, evidence },
    'status.revocation': gone ? { code: 'status.revoked', params: { url }, problems: [{ type: 'about:blank', code: 'status.revoked', params: { url, status: 410 }, retryable: false }] } : notReached,
  });
}

/** A withdrawn assertion often says nothing but that, so what it was is shown from the copy. */
function withdrawn(url: string, document: JsonObject, revoked: Finding): Omit<Subject, 'mediaType'> {
  return subjectOf(document, {
    ...UNANSWERED,
    'format.data-model': notReached, 'format.schema': notReached,
    'proof.signature': { code: 'hosted.gone', params: { url }, problems: [{ type: 'about:blank', code: 'hosted.gone', params: { url }, retryable: false }], ...(revoked.evidence ? { evidence: revoked.evidence } : {}) },
    'status.revocation': { ...revoked, params: { url, ...revoked.params } },
  });
}
