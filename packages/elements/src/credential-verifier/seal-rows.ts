import { html, nothing, type TemplateResult } from 'lit';
import { fill, visible, type SealText } from '@credlens/core/messages';
import type { SignatureFact, SignerFact, TrustedListFact } from '@credlens/core/report';
import { countryName } from './country-name.js';
import { row, type Shown } from './fact-row.js';
import { hostileText } from './hostile-text.js';
import { instant, type SealContext } from './report-context.js';
import { isSignerEstablished } from './seal-standing.js';

type Rows = (TemplateResult | typeof nothing)[];

/** A word of the report in the catalogue's words, or as it is where a later engine has a new one. */
export const wordOf = (words: Readonly<Record<string, string>>, word: string): string => (Object.hasOwn(words, word) ? words[word] ?? word : visible(word, { limit: 60 }));

const note = (text: string): TemplateResult => html`<span class="note">${text}</span>`;

/** EN 319 412-1 section 5.1.4: three letters for the kind, two for the country, a hyphen, the number. */
function identifierOf(identifier: string, seals: SealText, language: string): TemplateResult {
  const [, kind, country = ''] = /^(VAT|NTR|LEI|PSD)([A-Z]{2})-/.exec(identifier) ?? [];
  const said = kind === undefined ? '' : ` (${fill(language, seals.identifierKind[kind as keyof SealText['identifierKind']], { country: countryName(country, language) })})`;
  return html`${hostileText(identifier, { limit: 80 })}${said}`;
}

function certificateRows(signer: SignerFact, { catalogue: { seals, language } }: SealContext): Rows {
  const { row: names } = seals;
  return [
    row(names.certificate, [html`${fill(language, seals.validity, { from: instant(signer.validFrom, language), until: instant(signer.validUntil, language) })}`]),
    row(names.issuer, [hostileText(signer.issuer)]),
    row(names.fingerprint, [html`<code dir="ltr">${visible(signer.sha256, { limit: 80 })}</code>`]),
  ];
}

/** Who, from the certificate alone: a picture on the page and the names that a PDF gives itself prove nothing. */
export function whoRows(fact: SignatureFact, { catalogue: { seals, language } }: SealContext): Rows {
  const { signer, kind } = fact;
  const { row: names } = seals;
  const established = isSignerEstablished(fact);
  const label = !established ? names.claimedBy : kind === 'timestamp' ? names.stampedBy : kind === 'signature' ? names.signedBy : names.sealedBy;
  if (!signer) return [row(names.claimedBy, [html`${seals.noSigner}`])];
  const { name, organization, organizationIdentifier, onBehalfOf, country, pseudonym } = signer;
  return [
    row(label, [html`<strong>${hostileText(name)}</strong><br>${note(established ? seals.fromCertificate : seals.notEstablished)}`, pseudonym ? html`${seals.pseudonym}` : undefined]),
    row(names.organization, [organization === undefined || organization === name ? undefined : hostileText(organization)]),
    row(names.identifier, [organizationIdentifier === undefined ? undefined : identifierOf(organizationIdentifier, seals, language)]),
    row(names.onBehalfOf, [onBehalfOf === undefined ? undefined : html`${hostileText(onBehalfOf)} ${note(seals.onBehalfOf)}`]),
    row(names.country, [country === undefined ? undefined : html`${countryName(country, language)}`]),
  ];
}

/** When: what a time-stamp proves, and what is only said. */
export function whenRows({ time }: SignatureFact, { catalogue: { seals, language } }: SealContext): Rows {
  const said = (template: string, at: string | undefined): Shown => (at === undefined ? undefined : html`${fill(language, template, { time: instant(at, language) })}`);
  const given = [said(seals.time.proved, time.proved), said(seals.time.claimed, time.claimed)];
  return [row(seals.row.when, given.some((each) => each !== undefined) ? given : [html`${seals.time.unknown}`])];
}

/** A list with what tells it from others. */
export function listLine({ territory, state, sequence, issued, nextUpdate }: TrustedListFact, { catalogue: { seals, language } }: SealContext): TemplateResult {
  const parts = [
    ...(sequence === undefined ? [] : [fill(language, seals.listLine.sequence, { number: sequence })]),
    ...(issued === undefined ? [] : [fill(language, seals.listLine.issued, { time: instant(issued, language) })]),
    ...(nextUpdate === undefined ? [] : [fill(language, seals.listLine.nextUpdate, { time: instant(nextUpdate, language) })]),
    wordOf(seals.listState, state),
  ];
  return html`${territory === 'EU' ? seals.listOfLists : countryName(territory, language)}: ${parts.join(', ')}`;
}

/** What it is under eIDAS and why, with the service and the list that say so. It says who sealed, not that they may award anything: that is said every time. */
export function qualificationRows({ qualification, ifHeld, qualifiedBy, kind }: SignatureFact, context: SealContext): Rows {
  const { seals, language } = context.catalogue;
  if (kind === 'timestamp') return [];
  const words = Object.hasOwn(seals.qualification, qualification) ? seals.qualification[qualification] : { name: visible(qualification, { limit: 60 }), says: '' };
  const { reason, provider, service, territory, qscd, list } = qualifiedBy ?? {};
  const device = qscd === undefined ? undefined : html`${note(qscd ? seals.qscd.yes : seals.qscd.no)}`;
  return [
    row(seals.row.qualification, [
      html`<strong>${words.name}</strong><br>${words.says}`, qualification === 'not-AdES' ? undefined : note(seals.notTheRight),
      ifHeld === undefined || !Object.hasOwn(seals.qualification, ifHeld) ? undefined : note(fill(language, seals.ifHeld, { name: seals.qualification[ifHeld].name })),
      reason === undefined ? undefined : html`${note(fill(language, seals.qualifiedBecause, { reason: wordOf(seals.reasons, reason) }))}`, device,
    ]),
    row(seals.row.service, [service === undefined ? undefined : hostileText(service), provider === undefined ? undefined : hostileText(provider), territory === undefined ? undefined : html`${countryName(territory, language)}`]),
    row(seals.row.list, [list && listLine(list, context)]),
  ];
}

/** What stands behind the name: certificate, trust, revocation, methods. */
export function trustRows(fact: SignatureFact, context: SealContext): Rows {
  const { seals, language } = context.catalogue;
  const { signer, anchor, revocation, algorithms, kind, format, level } = fact;
  const { signature, digest, keyBits } = algorithms;
  const methods = [...[signature, digest].filter((name) => name !== undefined), ...(keyBits === undefined ? [] : [fill(language, seals.keyBits, { bits: keyBits })])];
  return [
    row(seals.row.level, [level === undefined ? undefined : html`${wordOf(seals.level, level)}`]),
    row(seals.row.anchor, [anchor && html`${fill(language, wordOf(seals.anchor, anchor.by), { name: anchor.name })}`]),
    ...(signer ? certificateRows(signer, context) : []),
    kind === 'timestamp' ? nothing : row(seals.row.revocation, revocation ? revocationLines(revocation, context) : [html`${seals.revocation.none}`]),
    row(seals.row.algorithms, [methods.length === 0 ? undefined : hostileText(methods.join(', '), { limit: 240 })]),
    row(seals.row.format, [html`${wordOf(seals.format, format)}`]),
  ];
}

function revocationLines({ status, source, at, revokedAt, reason }: NonNullable<SignatureFact['revocation']>, { catalogue: { seals, language } }: SealContext): Shown[] {
  const params = { source: wordOf(seals.revocationSource, source), at: instant(at, language), ...(revokedAt === undefined ? {} : { revokedAt: instant(revokedAt, language) }) };
  return [html`${fill(language, wordOf(seals.revocation, status), params)}`, reason === undefined ? undefined : html`${note(fill(language, seals.revocationReason, { reason }))}`];
}
