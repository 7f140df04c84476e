import { pointer } from '../../report/json.js';
import type { AgreementFactId, AgreementValue } from '../../report/agreement.js';
import type { ClaimView, CredentialView, LocalizedText, Report, SignatureFact } from '../../report/report.js';
import { cut } from '../../view/text.js';
import { emailVariants } from '../email-address.js';
import type { Candidate } from './candidates.js';
import { momentOf } from './moment.js';
import { isLocal, kindOfIdentifier, NO_LANGUAGE, primaryLanguage, textKeys, type Statement, type Weight } from './statement.js';

const MOST_CHARACTERS = 300;
const MOST_CLAIMS = 8;

type Put = (fact: AgreementFactId, kind: string, value: string | undefined, at: readonly (string | number)[], weight?: Weight, keys?: readonly string[], claim?: boolean) => void;

/** Gathers what one credential says. Where nobody stands behind it, it is told and not compared. */
function gather({ path, source, ignored }: Pick<Candidate, 'path' | 'ignored'> & { source: AgreementValue['source'] }, subject: number): { put: Put; found: Statement[] } {
  const found: Statement[] = [];
  return {
    found,
    put: (fact, kind, value, at, weight = 'text', keys = textKeys(value ?? ''), claim = false) => {
      const moment = fact === 'date' && value !== undefined ? momentOf(value) : undefined;
      if (value === undefined || (fact === 'date' ? !moment : keys.length === 0)) return;
      found.push({ fact, weight, keys, ...(claim ? { claim } : {}), ...(moment ? { moment } : {}), value: { subject, kind, value: cut(value, MOST_CHARACTERS), source, pointer: `${path}${pointer(...at)}`, ...(ignored ? { ignored } : {}) } });
    },
  };
}

const languages = (text: LocalizedText | undefined): [string, string][] => Object.entries(text ?? {}).slice(0, 64);

/**
 * What a credential says, and whose certificate sealed it.
 * @param enclosed it is inside a sealed document, whose issuer is who sealed that: anybody can enclose what another one has issued
 */
export function statementsOf(candidate: Candidate, subject: number, enclosed: boolean): Statement[] {
  const { credential, signatures = [] } = candidate.report;
  if (!credential) return [];
  const { put, found } = gather(candidate, subject);
  identified(credential, put);
  for (const [language, text] of languages(credential.title)) put('title', primaryLanguage(language), text, ['credential', 'title', language]);
  holder(credential, put);
  if (!enclosed) issuer(candidate.report, credential, put);
  dates(credential, put);
  return enclosed ? found : [...found, ...sealers(signatures, candidate, subject)];
}

function identified({ id, identifiers = [] }: CredentialView, put: Put): void {
  if (id !== undefined && !isLocal(id)) put('identifier', kindOfIdentifier(id), id, ['credential', 'id'], 'key', [id.trim()]);
  identifiers.forEach(({ value, scheme }, index) => put('identifier', scheme ?? 'identifier', value, ['credential', 'identifiers', index, 'value'], 'key'));
}

const SCRIPTS = [['Latin', /\p{Script=Latin}/u], ['Greek', /\p{Script=Greek}/u], ['Cyrillic', /\p{Script=Cyrillic}/u]] as const;

/** A person's name is not translated, so its language is of no matter; in another alphabet it is another text. */
const nameKind = (text: string): string => `name (${SCRIPTS.find(([, script]) => script.test(text))?.[0] ?? 'other'})`;

/** Of a person the name, e-mail addresses and identifiers; nothing else of them is compared. People have several addresses and wallets. */
function holder({ recipient: { id, name, identifiers } }: CredentialView, put: Put): void {
  for (const [language, text] of languages(name)) put('holder', nameKind(text), text, ['credential', 'recipient', 'name', language]);
  if (id !== undefined && !isLocal(id) && !/^mailto:/i.test(id)) put('holder', kindOfIdentifier(id), id, ['credential', 'recipient', 'id'], 'text', [id.trim()]);
  if (id !== undefined && /^mailto:/i.test(id)) put('holder', 'emailAddress', id.slice('mailto:'.length), ['credential', 'recipient', 'id'], 'text', emailKeys(id.slice('mailto:'.length)));
  identifiers.forEach(({ type, value, hashed }, index) => {
    const kind = type === 'email' ? 'emailAddress' : type;
    if (!hashed && value !== undefined) put('holder', kind, value, ['credential', 'recipient', 'identifiers', index, 'value'], kind === 'emailAddress' ? 'text' : 'key', kind === 'emailAddress' ? emailKeys(value) : undefined);
  });
}

export const emailKeys = (address: string): string[] => emailVariants(address).map(({ text }) => text);

/** The identifier is bound to the key, and a number in a sealed credential to the certificate. A name is what the issuer calls itself, unless a list that the host trusts calls it so. */
function issuer({ issuer: { established, recognition }, signatures }: Report, { issuer: { id, name, identifiers = [] } }: CredentialView, put: Put): void {
  if (id !== undefined && !isLocal(id)) put('issuer', kindOfIdentifier(id), id, ['credential', 'issuer', 'id'], /^did:/i.test(id) ? 'key' : 'text', [id.trim()]);
  identifiers.forEach(({ value, scheme }, index) => {
    const at = ['credential', 'issuer', 'identifiers', index, 'value'];
    if (scheme === 'eIDASIdentifier') registered(value, at, put, 'issuer', !signatures);
    else put('issuer', scheme ?? 'identifier', value, at, scheme === undefined ? 'hint' : 'key', undefined, true);
  });
  const listed = recognition === 'recognised' && established ? textKeys(established.name) : [];
  for (const [language, text] of languages(name)) put('issuer', language === NO_LANGUAGE ? 'name' : `name (${primaryLanguage(language)})`, text, ['credential', 'issuer', 'name', language], 'text', undefined, !textKeys(text).some((key) => listed.includes(key)));
}

/** EN 319 412-1 section 5.1.4: `VATCZ-00000001` is a number of the Czech register for VAT. One that does not say its register may be of any. */
function registered(value: string, at: readonly (string | number)[], put: Put, fact: 'issuer' | 'certificate', claim = false): void {
  const register = /^([A-Z]{3}|[A-Z]{2}:)([A-Z]{2})-/i.exec(value.trim())?.[0];
  put(fact, register === undefined ? 'identifier' : register.slice(0, -1).toUpperCase(), value, at, register === undefined ? 'hint' : 'key', [value.trim().toUpperCase().replace(/\s/g, '')], claim);
}

/** When it was awarded, and from when it is valid. An Open Badge 2.0 has only the one. */
function dates({ format, validFrom, awarded, claims = [] }: CredentialView, put: Put): void {
  put('date', 'awarded', awarded, ['credential', 'awarded']);
  if (format !== 'open-badges-2') put('date', 'valid-from', validFrom, ['credential', 'validFrom']);
  claims.slice(0, MOST_CLAIMS).forEach(({ awardingDate }: ClaimView, index) => put('date', 'awarded', awardingDate, ['credential', 'claims', index, 'awardingDate']));
}

/**
 * Whose certificate: the certificate itself, and the organisation in it. A renewed certificate is another one of the same organisation, so by itself it differs in nothing. The organisation is the issuer as well,
 * as far as its own name and number say; a name in a certificate may be in any language.
 */
function sealers(signatures: readonly SignatureFact[], candidate: Pick<Candidate, 'path' | 'ignored'>, subject: number): Statement[] {
  const { put, found } = gather({ ...candidate, source: 'certificate' }, subject);
  signatures.forEach(({ kind, signer }, index) => {
    if (!signer || kind === 'timestamp') return;
    const at = (name: string) => ['signatures', index, 'signer', name];
    put('certificate', 'sha256', signer.sha256, at('sha256'), 'hint');
    put('certificate', 'name', signer.name, at('name'), kind === 'seal' ? 'text' : 'hint');
    if (signer.organizationIdentifier !== undefined) registered(signer.organizationIdentifier, at('organizationIdentifier'), put, 'certificate');
    if (kind !== 'seal') return;
    put('issuer', 'name', signer.name, at('name'), 'hint');
    if (signer.organizationIdentifier !== undefined) registered(signer.organizationIdentifier, at('organizationIdentifier'), put, 'issuer');
  });
  return found;
}

export const isSealedFile = ({ credential }: Report): boolean => credential?.format === 'sealed-pdf';

const METADATA: Readonly<Record<string, AgreementFactId>> = {
  'dc:title': 'title', 'Title': 'title', 'dc:creator': 'issuer', 'dc:publisher': 'issuer', 'Author': 'issuer', 'dc:identifier': 'identifier', 'dcterms:identifier': 'identifier', 'xmp:Identifier': 'identifier', 'dc:date': 'date', 'dcterms:issued': 'date',
};

/**
 * What a sealed PDF says by its own description and its seals. The title of a file, its author and its date may be the award's or not: they can be the same, and where they are not, that alone shows nothing.
 * A title that names its language, and an identifier of a sort that a credential has, are as good as a credential's.
 */
export function statementsOfFile(report: Report, subject: number): Statement[] {
  if (!isSealedFile(report)) return [];
  const path = pointer('subjects', subject);
  const metadata = (report.metadata ?? []).flatMap(({ name, language, value, sealed }, index) => {
    const { put, found } = gather({ path, source: 'metadata', ...(sealed ? {} : { ignored: 'not-sealed' as const }) }, subject);
    const fact = METADATA[name];
    const at = ['metadata', index, 'value'];
    const uri = fact === 'identifier' && /^(?:urn|did|https?):/i.test(value);
    if (fact === 'identifier') put(fact, uri ? kindOfIdentifier(value) : name, value, at, uri ? 'key' : 'hint', uri ? [value.trim()] : undefined);
    else if (fact === 'title' && language !== undefined) put(fact, primaryLanguage(language), value, at);
    else if (fact !== undefined) put(fact, name, value, at, 'hint', undefined, true);
    return found;
  });
  return [...metadata, ...sealers(report.signatures ?? [], { path }, subject)];
}
