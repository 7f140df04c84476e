import type { Verifier } from '@credlens/core';
import type { Agreement, AgreementFact, AgreementValue, Report } from '@credlens/core/report';
import { every, fakeVerifier, makeReport, type Change } from './reports.js';
import { PDF_INPUT, sealedReport } from './seal-reports.js';

/** Reports made by hand of forms of one award that were verified together, for stories and component tests. */

const pdf = sealedReport();
const json = makeReport({}, { input: { channel: 'file', mediaType: 'application/json', sha256: 'd'.repeat(64), bytes: 9000, filename: 'credential.jsonld' } });

const value = (subject: number, kind: string, said: string | undefined, source: AgreementValue['source'] = subject === 0 ? 'inside' : 'credential', more: Partial<AgreementValue> = {}): AgreementValue =>
  ({ subject, kind, ...(said === undefined ? {} : { value: said }), source, pointer: `/subjects/${subject}/credential/title/en`, ...more });

const ISSUER: AgreementFact = { fact: 'issuer', status: 'agrees', values: [value(0, 'name', 'University of Example', 'certificate'), value(0, 'VATXX', 'VATXX-12345678', 'certificate'), value(1, 'VATXX', 'VATXX-12345678'), value(1, 'name (en)', 'University of Example'), value(1, 'name (sv)', 'Exempeluniversitetet')] };
const CERTIFICATE: AgreementFact = { fact: 'certificate', status: 'agrees', values: [value(0, 'sha256', 'd1'.repeat(32), 'certificate'), value(0, 'name', 'University of Example', 'certificate'), value(1, 'sha256', 'd1'.repeat(32), 'certificate'), value(1, 'name', 'University of Example', 'certificate')] };
const DATE: AgreementFact = { fact: 'date', status: 'agrees', values: [value(0, 'valid-from', '2026-06-01T00:00:00Z'), value(1, 'valid-from', '2026-06-01T00:00:00Z')] };
const IDENTIFIER: AgreementFact = { fact: 'identifier', status: 'alone', values: [value(1, 'urn:credential', 'urn:credential:6d1b6a55-3a5b-4a51-9d0a-000000000001')] };
const title = (status: AgreementFact['status'], first: string): AgreementFact => ({ fact: 'title', status, values: [value(0, 'en', first), value(0, 'dc:title', 'Certificate of Award', 'metadata', { ignored: 'not-sealed' }), value(1, 'en', 'Water Quality Analysis'), value(1, 'sv', 'Analys av vattenkvalitet')] });
const holder = (status: AgreementFact['status'], first: string): AgreementFact => ({ fact: 'holder', status, values: [value(0, 'name (Latin)', first), value(1, 'name (Latin)', 'Maria Lindqvist'), value(1, 'emailAddress', undefined)] });

function together(agree: Change, facts: AgreementFact[], more: Partial<Agreement> = {}): Report {
  const { credential: _none, ...report } = makeReport({ ...every('check.see-members', (id) => id.startsWith('intake') || id.startsWith('members')), 'intake.credential': 'input.collection', 'members.verdict': 'members.verified', 'members.agree': agree }, {
    issuer: { claimed: {}, recognition: 'unchecked', evidence: [] }, subjects: [pdf, json], input: { channel: 'object', mediaType: 'multipart/mixed', sha256: 'e'.repeat(64), bytes: 57_000 }, agreement: { facts, sameBytes: [], ...more },
  });
  return report;
}

const HOSTILE = '<img src=x onerror="globalThis.pwned=1">\u202egnp.exe\u200b';

export const twinReports = {
  agree: together({ code: 'twins.same-bytes', params: { facts: 5 } }, [IDENTIFIER, title('agrees', 'Water Quality Analysis'), holder('agrees', 'Maria Lindqvist'), ISSUER, DATE, CERTIFICATE], { sameBytes: [{ sha256: 'd'.repeat(64), pointers: ['/subjects/0/subjects/0', '/subjects/1'] }] }),
  differ: together({ code: 'twins.differ', params: { fact: 'title' }, problems: [{ type: 'about:blank', code: 'twins.differ', params: { fact: 'title' } }] }, [IDENTIFIER, title('differs', 'Doctor of Environmental Chemistry'), holder('partly', 'Maria Lindqvist'), ISSUER, { ...DATE, status: 'unclear' }, CERTIFICATE], {
    pages: [{ subject: 0, fact: 'holder', value: 'Maria Lindqvist', found: true }, { subject: 0, fact: 'title', value: 'Water Quality Analysis', found: false }],
  }),
  hostile: together({ code: 'twins.differ', params: { fact: HOSTILE } }, [{ ...title('differs', HOSTILE), values: [value(0, HOSTILE, HOSTILE), value(1, HOSTILE, HOSTILE.repeat(200))] }]),
} satisfies Record<string, Report>;

/** A verifier that knows a PDF from what is none, and gives a report of the two together. */
export function twinsVerifier(report: Report, fail?: true): Verifier & { asked: Parameters<Verifier['verifyTogether']>[] } {
  const asked: Parameters<Verifier['verifyTogether']>[] = [];
  return {
    ...fakeVerifier((input) => (input instanceof File && input.name.endsWith('.pdf') ? pdf : json)), asked,
    verifyTogether: (...args) => { asked.push(args); return fail ? Promise.reject(new Error('the engine broke')) : Promise.resolve(report); },
  };
}

export const twinFiles = (): File[] => [new File(['%PDF-'], PDF_INPUT.filename!), new File(['{}'], 'credential.jsonld')];
