import type { Verifier } from '@credlens/core';
import {
  cautions, CHECK_IDS, CHECK_QUESTION, outcomeOf, POLICIES, reasons, verdict, type Check, type CheckId, type Code, type CredentialView, type IssuerFinding, type Problem, type Report,
} from '@credlens/core/report';

/** Reports made by hand, for stories and component tests: what the element is shown, without an engine. */

const GOOD: Record<CheckId, Code> = {
  'intake.readable': 'input.read', 'intake.credential': 'input.credential', 'format.data-model': 'vcdm.conforms', 'format.schema': 'schema.conforms',
  'proof.signature': 'signature.valid', 'proof.terms': 'terms.accepted', 'proof.coverage': 'coverage.complete', 'proof.key': 'key.authorized',
  'issuer.identity': 'issuer.domain', 'issuer.recognition': 'issuer.recognized', 'issuer.qualification': 'qualification.none', 'issuer.endorsement': 'endorsement.none',
  'validity.period': 'validity.current', 'status.revocation': 'status.clear', 'status.suspension': 'status.clear', 'status.notice': 'status.none',
  'recipient.match': 'recipient.matched', 'recipient.holder': 'holder.not-asked', 'members.verdict': 'members.none', 'members.agree': 'twins.not-asked',
};

const UNIVERSITY: IssuerFinding = {
  claimed: { id: 'did:web:issuer.example', name: 'University of Example' },
  established: { id: 'did:web:issuer.example', name: 'University of Example', by: 'registry' },
  recognition: 'recognised',
  evidence: [],
};

const VIEW: CredentialView = {
  format: 'open-badges-3',
  dataModel: '2.0',
  id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-000000000001',
  types: ['VerifiableCredential', 'OpenBadgeCredential'],
  title: { en: 'Water Quality Analysis', sv: 'Analys av vattenkvalitet' },
  issuer: { id: 'did:web:issuer.example', name: { en: 'University of Example' } },
  recipient: { identifiers: [{ type: 'emailAddress', hashed: true }] },
  validFrom: '2026-06-01T00:00:00Z',
  validUntil: '2028-06-01T00:00:00Z',
  achievements: [{
    name: { en: 'Water Quality Analysis', sv: 'Analys av vattenkvalitet' },
    type: 'Course',
    description: { en: 'Sampling, laboratory work and the reading of results, over one term.' },
    criteria: { en: 'Passed the written examination and the laboratory project.' },
    skills: [{ name: { en: 'Spectrophotometry' }, pointer: '' }, { name: { en: 'Field sampling' }, pointer: '' }],
    results: [{ name: { en: 'Grade' }, value: 'A', pointer: '' }],
  }],
};

export interface Change { code: Code; params?: Record<string, string | number>; problems?: Problem[] }

export function makeReport(changes: Partial<Record<CheckId, Code | Change>> = {}, rest: Partial<Report> = {}): Report {
  const policy = POLICIES['default'];
  if (!policy) throw new Error('there is no default policy');
  const checks: Check[] = CHECK_IDS.map((id) => {
    const change = changes[id] ?? GOOD[id];
    const { code, params, problems = [] } = typeof change === 'string' ? { code: change } as Change : change;
    const evidence: Check['evidence'] = id === 'status.revocation' || id === 'proof.key'
      ? [{ url: `https://issuer.example/${id === 'proof.key' ? '.well-known/did.json' : 'status/revocation'}`, sha256: 'a'.repeat(64), fetchedAt: '2026-08-22T09:59:58Z', source: 'network' }]
      : [];
    return { id, question: CHECK_QUESTION[id], level: policy.levels[id], outcome: outcomeOf(code, policy), code, problems, evidence, ...(params ? { params } : {}) };
  });
  return {
    schema: 'credlens-report/1', id: 'made-by-hand', verifiedAt: '2026-08-22T10:00:00Z', engine: '@credlens/core 0.1.0', policy: { id: 'default', digest: 'b'.repeat(64) },
    input: { channel: 'text', mediaType: 'application/json', sha256: 'c'.repeat(64), bytes: 2048 },
    verdict: verdict(checks), cautions: cautions(checks), reasons: reasons(checks), checks, proofs: [], subjects: [], credential: VIEW, issuer: UNIVERSITY,
    ...rest,
  };
}

/** The same code for every check but some. */
export const every = (code: Code, except: (id: CheckId) => boolean): Partial<Record<CheckId, Code>> => Object.fromEntries(CHECK_IDS.filter((id) => !except(id)).map((id) => [id, code]));
const nobody: IssuerFinding = { claimed: {}, recognition: 'unchecked', evidence: [] };
const HOSTILE = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>\u202egnp.exe\u200b';

function withoutCredential(report: Report): Report {
  const { credential, ...rest } = report;
  void credential;
  return rest;
}

export const reports = {
  verified: makeReport(),
  cautions: makeReport({ 'issuer.recognition': 'issuer.unrecognized', 'recipient.match': 'recipient.not-asked', 'status.revocation': 'status.short-list' }, {
    issuer: { claimed: { id: 'did:web:college.example', name: 'Example College' }, established: { id: 'did:web:college.example', name: 'college.example', by: 'domain' }, recognition: 'unrecognised', evidence: [] },
  }),
  tampered: makeReport({
    'proof.signature': { code: 'signature.invalid', problems: [{ type: 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR', code: 'signature.invalid', pointer: '/proof' }] },
    'recipient.match': 'recipient.not-asked',
  }),
  revoked: makeReport({ 'status.revocation': 'status.revoked' }),
  expired: makeReport({ 'validity.period': { code: 'validity.expired', params: { until: '2026-06-13T00:00:00Z' } } }),
  statusUnreachable: makeReport({
    'status.revocation': { code: 'status.unreachable', problems: [{ type: 'about:blank', code: 'net.timeout', pointer: '/credentialStatus/statusListCredential', retryable: true }] },
    'recipient.match': 'recipient.not-asked',
  }),
  unknownIssuer: makeReport({ 'issuer.identity': 'issuer.anonymous-key', 'issuer.recognition': 'issuer.unrecognized', 'recipient.match': 'recipient.not-asked' }, {
    issuer: { claimed: { id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK', name: 'University of Example' }, recognition: 'unrecognised', evidence: [] },
  }),
  someoneElses: makeReport({ 'recipient.match': 'recipient.mismatch' }),
  notACredential: withoutCredential(makeReport({ ...every('check.not-reached', (id) => id.startsWith('intake')), 'intake.credential': 'input.no-credential' }, { issuer: nobody })),
  damaged: withoutCredential(makeReport({ ...every('check.not-reached', (id) => id === 'intake.readable'), 'intake.readable': { code: 'json.syntax', problems: [{ type: 'about:blank', code: 'json.syntax', pointer: '' }] } }, { issuer: nobody })),
  hostile: makeReport({
    'proof.coverage': { code: 'coverage.undefined-term', params: { term: HOSTILE }, problems: [{ type: 'about:blank', code: 'coverage.undefined-term', pointer: `/credentialSubject/${HOSTILE}`, params: { term: HOSTILE } }] },
    'issuer.identity': 'issuer.anonymous-key', 'issuer.recognition': 'issuer.unrecognized',
  }, {
    issuer: { claimed: { id: `did:web:${HOSTILE}`, name: HOSTILE }, recognition: 'unrecognised', evidence: [] },
    input: { channel: 'file', mediaType: 'application/json', sha256: 'c'.repeat(64), bytes: 1, filename: `${HOSTILE}.json` },
    credential: {
      ...VIEW, title: { ar: `شهادة ${HOSTILE}` }, description: { en: HOSTILE }, id: HOSTILE, types: [HOSTILE],
      recipient: { name: { und: HOSTILE }, id: HOSTILE, identifiers: [{ type: 'emailAddress', hashed: false, value: HOSTILE }] },
      image: { url: 'javascript:globalThis.pwned=1', pointer: '' },
      achievements: [{
        name: { he: HOSTILE }, type: HOSTILE, description: { en: `[click](javascript:globalThis.pwned=1) ${HOSTILE}` }, criteria: { en: HOSTILE }, criteriaUrl: 'javascript:globalThis.pwned=1',
        skills: [{ name: { en: HOSTILE }, pointer: '' }], results: [{ name: { en: HOSTILE }, value: HOSTILE, pointer: '' }], image: { url: 'https://tracker.example/pixel.png', pointer: '' },
      }],
    },
  }),
  presentation: withoutCredential(makeReport({
    ...every('check.see-members', (id) => id.startsWith('intake') || id.startsWith('members')), 'intake.credential': 'input.collection', 'members.verdict': 'members.invalid',
  }, { issuer: nobody, subjects: [makeReport({ 'recipient.match': 'recipient.not-asked' }), makeReport({ 'status.revocation': 'status.revoked', 'recipient.match': 'recipient.not-asked' })] })),
} satisfies Record<string, Report>;

export interface FakeOptions {
  /** Milliseconds before the report comes. */
  delay?: number;
  /** Wait until this settles. */
  until?: Promise<unknown>;
  /** Reject instead, as an engine that breaks would. */
  fail?: boolean;
}

export interface FakeVerifier extends Verifier { calls: Parameters<Verifier['verify']>[] }

/** A verifier that gives a report made by hand, streaming its checks first. It stops where the caller aborts. */
export function fakeVerifier(report: Report | ((input: unknown) => Report), options: FakeOptions = {}): FakeVerifier {
  const calls: FakeVerifier['calls'] = [];
  const verify: Verifier['verify'] = async (input, asked = {}) => {
    calls.push([input, asked]);
    const given = typeof report === 'function' ? report(input) : report;
    const half = Math.ceil(given.checks.length / 2);
    for (const check of given.checks.slice(0, half)) asked.onCheck?.(check);
    await options.until;
    if (options.delay !== undefined) await new Promise((resolve) => { setTimeout(resolve, options.delay); });
    if (options.fail) throw new Error('the engine broke');
    for (const check of given.checks.slice(half)) asked.onCheck?.(check);
    return asked.filename === undefined ? given : { ...given, input: { ...given.input, filename: asked.filename } };
  };
  return {
    calls,
    verify,
    unreadable: () => Promise.resolve(typeof report === 'function' ? report('') : report),
    verifyTogether: (inputs, asked) => verify(inputs[0] ?? '', asked),
    planChecks: () => CHECK_IDS.map((id) => ({ id, question: CHECK_QUESTION[id], level: POLICIES['default']?.levels[id] ?? 'required' })),
  };
}
