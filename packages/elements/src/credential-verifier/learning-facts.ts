import { html, nothing, type TemplateResult } from 'lit';
import { fill, sayDate } from '@credlens/core/messages';
import type { ClaimView, ConceptView, CredentialView, EvidenceView, IdentifierView, OrganisationView, OutcomeView } from '@credlens/core/report';
import { MAX_ITEMS, row, type Shown } from './fact-row.js';
import { hostileText, localizedText } from './hostile-text.js';
import { conceptText, durationText, type LearningContext } from './learning-words.js';

type Rows = (TemplateResult | typeof nothing)[];

/** How deep claims are shown inside claims; deeper ones are in the saved report. */
const MAX_DEPTH = 8;

const join = (parts: readonly TemplateResult[]): TemplateResult[] => parts.slice(0, MAX_ITEMS).map((part, index) => html`${index > 0 ? ', ' : nothing}${part}`);

const conceptsOf = (list: readonly ConceptView[] | undefined, context: LearningContext): Shown[] => (list ?? []).slice(0, MAX_ITEMS).map((each) => conceptText(each, context));

function identifierText({ value, scheme, country }: IdentifierView, context: LearningContext): TemplateResult {
  return html`${hostileText(value)}${scheme === undefined ? nothing : html` <span class="note">${hostileText(scheme, { limit: 100 })}</span>`}${country ? html`, ${conceptText(country, context)}` : nothing}`;
}

function organisationText({ id, name, countries }: OrganisationView, context: LearningContext): TemplateResult {
  const named = localizedText(name, context.catalogue.language) ?? hostileText(id ?? '');
  return html`${named}${countries?.[0] ? html` <span class="note">${conceptText(countries[0], context)}</span>` : nothing}`;
}

/** What came of a mandate, an accreditation or a conversion is what the document says of it. */
function evidenceText({ kind, title, statement, organisations, accreditations }: EvidenceView, context: LearningContext): TemplateResult {
  const { language, learning } = context.catalogue;
  const parts = [kind && conceptText(kind, context), localizedText(title, language), statement === undefined ? undefined : hostileText(statement, { limit: 1000 }), ...(organisations ?? []).map((each) => organisationText(each, context)), ...(accreditations ?? []).map((each) => localizedText(each.title, language))]
    .filter((part) => part !== undefined);
  return html`${join(parts)} <br><span class="note">${learning.unconfirmed}</span>`;
}

function outcomeText({ title, kind, escoSkills = [], otherSkills = [] }: OutcomeView, context: LearningContext): TemplateResult {
  const { language, learning } = context.catalogue;
  const skills = (words: string, list: readonly ConceptView[]) => {
    const [before, after = ''] = words.split('{skills|}');
    return list.length === 0 ? nothing : html` <br><span class="note">${before}${join(list.map((each) => conceptText(each, context)))}${after}</span>`;
  };
  return html`${localizedText(title, language, { limit: 1000, lines: true }) ?? nothing}${kind ? html` <span class="note">${conceptText(kind, context)}</span>` : nothing}${skills(learning.esco, escoSkills)}${skills(learning.otherSkills, otherSkills)}`;
}

function learnedRows(claim: ClaimView, context: LearningContext): Rows {
  const { language, learning } = context.catalogue;
  const { row: names } = learning;
  const credits = (claim.credits ?? []).map(({ points, framework, received }) => html`${framework ? html`${hostileText(points, { limit: 40 })} (${conceptText(framework, context)})` : hostileText(points, { limit: 40 })}${received ? html` <span class="note">${learning.received}</span>` : nothing}`);
  return [
    row(names.level, conceptsOf(claim.eqfLevel, context)),
    row(names.nationalLevel, conceptsOf(claim.nqfLevel, context)),
    row(names.educationLevel, conceptsOf(claim.educationLevel, context)),
    row(names.field, conceptsOf(claim.fields, context)),
    row(names.outcomes, (claim.outcomes ?? []).slice(0, MAX_ITEMS).map((each) => outcomeText(each, context))),
    row(names.outcomeSummary, [localizedText(claim.outcomeSummary, language, { limit: 2000, lines: true })]),
    row(names.credits, credits),
    row(names.workload, [claim.workload === undefined ? undefined : durationText(claim.workload, context)]),
    row(names.volume, [claim.volume === undefined ? undefined : durationText(claim.volume, context)]),
    row(names.maximumDuration, [claim.maximumDuration === undefined ? undefined : durationText(claim.maximumDuration, context)]),
    row(names.mode, conceptsOf(claim.modes, context)),
    row(names.setting, conceptsOf(claim.settings, context)),
    row(names.languages, conceptsOf(claim.languages, context)),
    row(names.entryRequirement, [localizedText(claim.entryRequirement, language, { limit: 1000, lines: true })]),
    row(names.qualityAssurance, (claim.accreditations ?? []).map((each) => evidenceText(each, context))),
  ];
}

function gradeRows({ grade, idVerification }: ClaimView, context: LearningContext): Rows {
  const { language, learning } = context.catalogue;
  const { row: names } = learning;
  const compared = grade?.distribution && fill(language, learning.distribution, { ...grade.distribution });
  return [
    row(names.grade, [grade && html`<strong>${localizedText(grade.value, language) ?? nothing}</strong>`]),
    row(names.gradeStatus, [grade?.status && conceptText(grade.status, context)]),
    row(names.scale, [localizedText(grade?.scale, language)]),
    row(names.distribution, [compared === undefined ? undefined : html`${compared}`]),
    row(names.gradeDate, [grade?.date === undefined ? undefined : html`${sayDate(language, grade.date)}`]),
    row(names.identityCheck, [idVerification && conceptText(idVerification, context)]),
  ];
}

function circumstances(claim: ClaimView, context: LearningContext): Rows {
  const { language, learning } = context.catalogue;
  const { row: names } = learning;
  const date = (text: string | undefined): Shown => (text === undefined ? undefined : html`${sayDate(language, text)}`);
  return [
    row(names.awardedBy, (claim.awardedBy ?? []).map((each) => organisationText(each, context))),
    row(names.awardingDate, [date(claim.awardingDate)]),
    row(claim.type === 'assessment' ? names.assessedBy : names.ledBy, (claim.conductedBy ?? []).map((each) => organisationText(each, context))),
    row(names.period, (claim.periods ?? []).map(({ start, end }) => html`${date(start) ?? '?'} – ${date(end) ?? '?'}`)),
    row(names.country, conceptsOf(claim.countries, context)),
    row(names.entitlementStatus, [claim.entitlementStatus && conceptText(claim.entitlementStatus, context)]),
    row(names.expires, [date(claim.expiryDate)]),
    row(names.identifiers, (claim.identifiers ?? []).map((each) => identifierText(each, context))),
    row(names.notes, (claim.notes ?? []).map((each) => localizedText(each, language, { limit: 1000, lines: true }))),
    row(names.documents, (claim.documents ?? []).map(({ url, title }) => html`${title ? html`${localizedText(title, language) ?? nothing}: ` : nothing}${hostileText(url, { limit: 300 })}`)),
  ];
}

function claimItem(claim: ClaimView, depth: number, context: LearningContext): TemplateResult {
  const { language, learning } = context.catalogue;
  const { row: names, relation } = learning;
  return html`<li class="claim" part="claim claim-${claim.type}">
    <p class="claim-name"><span class="note">${learning.claim[claim.type] ?? learning.claim.other}${claim.qualification ? html`, ${learning.qualification}` : nothing}</span> <strong>${localizedText(claim.title, language) ?? nothing}</strong></p>
    <dl>
      ${row(names.kind, conceptsOf(claim.kinds, context))}
      ${row(names.specification, [localizedText(claim.specification, language)])}
      ${row(names.description, [localizedText(claim.description, language, { limit: 2000, lines: true })])}
      ${gradeRows(claim, context)}${learnedRows(claim, context)}${circumstances(claim, context)}
    </dl>
    ${(['provenBy', 'influencedBy', 'parts', 'entitlesTo'] as const).map((key) => claimList(claim[key], depth + 1, context, relation[key]))}
  </li>`;
}

function claimList(claims: readonly ClaimView[] | undefined, depth: number, context: LearningContext, name?: string): TemplateResult | typeof nothing {
  if (!claims || claims.length === 0) return nothing;
  const { language, learning, element } = context.catalogue;
  if (depth > MAX_DEPTH) return html`<p class="note">${learning.more}</p>`;
  return html`${name === undefined ? nothing : html`<p class="list-name">${name}</p>`}
    <ul class="claim-list" role="list">${claims.slice(0, MAX_ITEMS).map((claim) => claimItem(claim, depth, context))}</ul>
    ${claims.length > MAX_ITEMS ? html`<p>${fill(language, element.more, { count: claims.length - MAX_ITEMS })}</p>` : nothing}`;
}

/** What a European credential says of learning: its claims as a tree, and what surrounds them. Text alone; nothing of it is a link, and no picture is drawn. */
export function learningFacts(view: CredentialView, context: LearningContext): TemplateResult {
  const { row: names, heading } = context.catalogue.learning;
  return html`<dl>
      ${row(names.profile, conceptsOf(view.profiles, context))}
      ${row(names.issuerCountry, conceptsOf(view.issuer.countries, context))}
      ${row(names.issuerIdentifiers, (view.issuer.identifiers ?? []).map((each) => identifierText(each, context)))}
      ${row(names.documentLanguages, conceptsOf(view.languages, context))}
      ${row(names.evidence, (view.evidence ?? []).map((each) => evidenceText(each, context)))}
    </dl>
    ${view.claims && view.claims.length > 0 ? html`<p class="list-name">${heading}</p>${claimList(view.claims, 1, context)}` : nothing}`;
}
