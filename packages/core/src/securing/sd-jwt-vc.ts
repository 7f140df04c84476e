import { issuerIdentity } from '../checks/issuer-identity.js';
import { issuerRecognition } from '../checks/issuer-recognition.js';
import { recipientMatch } from '../checks/recipient-match.js';
import { validityPeriod } from '../checks/validity-period.js';
import type { Context } from '../report/context.js';
import type { Finding, Findings } from '../report/finding.js';
import { isString, own, type JsonObject, type JsonValue } from '../report/json.js';
import type { Subject } from '../report/subject.js';
import { sdJwtVcProblems } from '../schema/sd-jwt-vc.js';
import { tokenStatus } from './token-status-list.js';
import { dateClaim } from './token-terms.js';

/** A day alone ends with the day, in universal time. */
function endOf(value: JsonValue | undefined): string | undefined {
  return isString(value) ? (/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T23:59:59Z` : value) : undefined;
}

/** Where the checks, which speak of the W3C data model, find what a wallet credential calls otherwise. */
const NAMES: readonly (readonly [string, string])[] = [
  ['/credentialSubject/identifier', '/email'], ['/credentialSubject/id', '/sub'], ['/credentialSubject', ''], ['/issuer', '/iss'], ['/validFrom', '/nbf'], ['/validUntil', '/exp'], ['/expirationDate', '/date_of_expiry'],
];

/** The claims under the names that the checks know. It is made for asking, and never shown. */
function inOtherWords(document: JsonObject): JsonObject {
  const [iss, sub, email, vct] = ['iss', 'sub', 'email', 'vct'].map((name) => own(document, name));
  const [from, until] = [dateClaim(document, 'nbf').instant?.text, dateClaim(document, 'exp').instant?.text];
  const stated = endOf(own(document, 'date_of_expiry') ?? own(document, 'expiry_date'));
  return {
    ...(isString(iss) ? { issuer: iss } : {}), type: isString(vct) ? [vct] : [],
    ...(from === undefined ? {} : { validFrom: from }), ...(until === undefined ? {} : { validUntil: until }), ...(stated === undefined ? {} : { expirationDate: stated }),
    credentialSubject: {
      ...(isString(sub) ? { id: sub } : {}),
      ...(isString(email) ? { identifier: { type: 'IdentityObject', identityType: 'emailAddress', hashed: false, identityHash: email } } : {}),
    },
  };
}

function inItsWords(finding: Finding): Finding {
  const rename = (pointer: string) => {
    const found = NAMES.find(([ours]) => pointer === ours || pointer.startsWith(`${ours}/`));
    return found ? found[1] : pointer;
  };
  return finding.problems ? { ...finding, problems: finding.problems.map((problem) => (problem.pointer === undefined ? problem : { ...problem, pointer: rename(problem.pointer) })) } : finding;
}

function dataModel(document: JsonObject): Finding {
  const problems = sdJwtVcProblems(document);
  return problems.length === 0 ? { code: 'sd-jwt.conforms' } : { code: 'sd-jwt.violations', params: { count: problems.length }, problems };
}

/** One that names no issuer may mean the subject of its certificate, which is not read here. */
function isCertifiedAlone({ proofs, document }: Subject): boolean {
  return own(document, 'iss') === undefined && proofs.some(({ proof }) => own(proof, 'x5c') !== undefined);
}

/** The answers for a wallet credential (SD-JWT VC), whose claims have names of their own: the same checks, asked in the words that they know. */
export async function sdJwtVcFindings(subject: Subject, context: Context): Promise<Findings> {
  const { document } = subject;
  const iss = own(document, 'iss');
  const asked: Subject = { ...subject, document: inOtherWords(document) };
  const unnamed: Finding | undefined = isCertifiedAlone(subject) ? { code: 'issuer.key-unproven' } : undefined;
  return {
    'format.data-model': dataModel(document),
    'format.schema': { code: 'schema.none' },
    'issuer.identity': unnamed ?? inItsWords(await issuerIdentity(asked, context)),
    'issuer.recognition': unnamed ?? inItsWords(await issuerRecognition(asked, context)),
    'validity.period': inItsWords(validityPeriod(asked, context)),
    'recipient.match': inItsWords(await recipientMatch(asked, context)),
    ...await tokenStatus(own(document, 'status'), isString(iss) ? iss : undefined, context),
  };
}
