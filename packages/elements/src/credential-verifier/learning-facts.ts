import { html, nothing, type TemplateResult } from 'lit';
import { fill, sayDate } from '@credlens/core/messages';
import type { ClaimView, ConceptView, CredentialView, EvidenceView, IdentifierView, OrganisationView, OutcomeView } from '@credlens/core/report';
import { choose } from './localized.js';
import { MAX_ITEMS, row, type Shown } from './fact-row.js';
import { hostileText, localizedText } from './hostile-text.js';
import { conceptText, durationText, type LearningContext } from './learning-words.js';

type Rows = (TemplateResult | typeof nothing)[];

/** How deep claims are shown inside claims; deeper ones are in the saved report. */
const MAX_DEPTH = 8;

const join = (parts: readonly TemplateResult[]): TemplateResult[] => parts.slice(0, MAX_ITEMS).map((part, index) => html`${index > 0 ? ', ' : nothing}${part}`);

const conceptsOf = (list: readonly ConceptView[] | undefined, context: LearningContext): Shown[] => (list ?? []).slice(0, MAX_ITEMS).map((each) => conceptText(each, context));

function identifierText({ value, scheme, country }: IdentifierView, context: LearningContext): TemplateResult {
  const { scheme: names } = context.catalogue.learning;
  const known = scheme !== undefined && Object.hasOwn(names, scheme) ? names[scheme as keyof typeof names] : undefined;
  return html`${hostileText(value)}${scheme === undefined ? nothing : html` <span class="note">${known ?? hostileText(scheme, { limit: 100 })}</span>`}${country ? html`, ${conceptText(country, context)}` : nothing}`;
}

function organisationText({ id, name, countries = [], regions = [] }: OrganisationView, context: LearningContext): TemplateResult {
  const named = localizedText(name, context.languages) ?? hostileText(id ?? '');
  const places = [...regions.slice(0, 1), ...countries.slice(0, 1)];
  return html`${named}${places.length > 0 ? html` <span class="note">${join(places.map((each) => conceptText(each, context)))}</span>` : nothing}`;
}

const organisationsOf = (list: readonly OrganisationView[] | undefined, context: LearningContext): Shown[] => (list ?? []).slice(0, MAX_ITEMS).map((each) => organisationText(each, context));

/** What came of a mandate, an accreditation or a conversion is what the document says of it. */
function evidenceText(evidence: EvidenceView, context: LearningContext): TemplateResult {
  return html`${evidenceParts(evidence, context)} <br><span class="note">${context.catalogue.learning.unconfirmed}</span>`;
}

function evidenceParts({ kind, title, description, statement, organisations, accredited = [], decision, levels, fields, documents = [], accreditations = [] }: EvidenceView, context: LearningContext, depth = 0): TemplateResult {
  const { languages, catalogue: { learning } } = context;
  // A kind that has no word but the vocabulary's English one is said once where the title says the same.
  const titled = choose(title, languages)?.text;
  const sameName = titled !== undefined && (choose(kind?.name, languages)?.text === titled || kind?.label === choose(title, ['en'])?.text);
  const parts = [
    kind && !sameName ? conceptText(kind, context) : undefined, localizedText(title, languages), localizedText(description, languages, { limit: 1000 }), statement === undefined ? undefined : hostileText(statement, { limit: 1000 }), ...organisationsOf(organisations, context),
    ...[...(decision ? [decision] : []), ...(levels ?? []), ...(fields ?? [])].map((each) => conceptText(each, context)), ...documents.slice(0, MAX_ITEMS).map((each) => localizedText(each, languages)),
    ...(depth < 2 ? accreditations.slice(0, MAX_ITEMS).map((each) => evidenceParts(each, context, depth + 1)) : []),
  ].filter((part) => part !== undefined);
  const [before, after = ''] = learning.accredited.split('{names|}');
  return html`${join(parts)}${accredited.length === 0 ? nothing : html`; ${before}${join(accredited.map((each) => organisationText(each, context)))}${after}`}`;
}

function outcomeText({ title, kind, escoSkills = [], otherSkills = [] }: OutcomeView, context: LearningContext): TemplateResult {
  const { languages, catalogue: { learning } } = context;
  const skills = (words: string, list: readonly ConceptView[]) => {
    const [before, after = ''] = words.split('{skills|}');
    return list.length === 0 ? nothing : html` <br><span class="note">${before}${join(list.map((each) => conceptText(each, context)))}${after}</span>`;
  };
  return html`${localizedText(title, languages, { limit: 1000, lines: true }) ?? nothing}${kind ? html` <span class="note">${conceptText(kind, context)}</span>` : nothing}${skills(learning.esco, escoSkills)}${skills(learning.otherSkills, otherSkills)}`;
}

function learnedRows(claim: ClaimView, context: LearningContext): Rows {
  const { languages, catalogue: { language, learning } } = context;
  const { opportunity } = claim;
  const offered = opportunity && [localizedText(opportunity.title, languages), ...organisationsOf(opportunity.providedBy, context)].filter((part) => part !== undefined);
  const { row: names } = learning;
  const credits = (claim.credits ?? []).map(({ points, framework, received }) => html`${hostileText(points, { limit: 40 })}${framework ? html`, ${conceptText(framework, context)}` : nothing} <span class="note">${received ? learning.received : learning.specified}</span>`);
  return [
    row(names.level, conceptsOf(claim.eqfLevel, context)),
    row(names.nationalLevel, conceptsOf(claim.nqfLevel, context)),
    row(names.educationLevel, conceptsOf(claim.educationLevel, context)),
    row(names.field, conceptsOf(claim.fields, context)),
    row(names.specifiedParts, (claim.specifiedParts ?? []).map((each) => localizedText(each, languages))),
    row(names.outcomes, (claim.outcomes ?? []).slice(0, MAX_ITEMS).map((each) => outcomeText(each, context))),
    row(names.outcomeSummary, [localizedText(claim.outcomeSummary, languages, { limit: 2000, lines: true })]),
    row(names.credits, credits),
    row(names.workload, [claim.workload === undefined ? undefined : durationText(claim.workload, context)]),
    row(names.volume, [claim.volume === undefined ? undefined : durationText(claim.volume, context)]),
    row(names.maximumDuration, [claim.maximumDuration === undefined ? undefined : durationText(claim.maximumDuration, context)]),
    row(names.contactHours, (claim.contactHours ?? []).map((each) => hostileText(each, { limit: 200 }))),
    row(names.completion, [claim.completion === undefined ? undefined : html`${fill(language, learning.completed, { percent: claim.completion })}`]),
    row(names.opportunity, [offered && offered.length > 0 ? html`${join(offered)}` : undefined]),
    row(names.targetGroups, conceptsOf(claim.targetGroups, context)),
    row(names.mode, conceptsOf(claim.modes, context)),
    row(names.setting, conceptsOf(claim.settings, context)),
    row(names.languages, conceptsOf(claim.languages, context)),
    row(names.entryRequirement, [localizedText(claim.entryRequirement, languages, { limit: 1000, lines: true })]),
    row(names.qualityAssurance, (claim.accreditations ?? []).map((each) => evidenceText(each, context))),
  ];
}

function gradeRows({ grade, idVerification }: ClaimView, context: LearningContext): Rows {
  const { languages, catalogue: { language, learning } } = context;
  const { row: names } = learning;
  const compared = grade?.distribution && fill(language, learning.distribution, { ...grade.distribution });
  return [
    row(names.grade, [grade && html`<strong>${localizedText(grade.value, languages) ?? nothing}</strong>`]),
    row(names.gradeStatus, [grade?.status && conceptText(grade.status, context)]),
    row(names.scale, [localizedText(grade?.scale, languages)]),
    row(names.scaleDescription, [localizedText(grade?.scaleDescription, languages, { limit: 2000, lines: true })]),
    row(names.results, (grade?.results ?? []).slice(0, MAX_ITEMS).map(({ label, count, minimum, maximum }) => html`${fill(language, learning.counted, { label: minimum === undefined || maximum === undefined ? label : `${label} (${minimum} – ${maximum})`, ...(count === undefined ? {} : { count }) })}`)),
    row(names.distribution, [compared === undefined ? undefined : html`${compared}`]),
    row(names.gradeDate, [grade?.date === undefined ? undefined : html`${sayDate(language, grade.date)}`]),
    row(names.identityCheck, [idVerification && conceptText(idVerification, context)]),
  ];
}

const bodyOf = (claim: ClaimView | undefined): string => JSON.stringify((claim?.awardedBy ?? []).map(({ id, name }) => id ?? name));

function circumstances(claim: ClaimView, context: LearningContext, outer: ClaimView | undefined): Rows {
  const { languages, catalogue: { language, learning } } = context;
  const { row: names } = learning;
  const date = (text: string | undefined): Shown => (text === undefined ? undefined : html`${sayDate(language, text)}`);
  return [
    // Said once for a claim and all that belongs to it, unless somebody else awarded that.
    row(names.awardedBy, outer && bodyOf(outer) === bodyOf(claim) ? [] : organisationsOf(claim.awardedBy, context)),
    row(names.educationalSystem, conceptsOf(claim.educationalSystem, context)),
    row(names.awardingDate, [date(claim.awardingDate)]),
    row(names.issued, [date(claim.issued)]),
    row(claim.type === 'assessment' ? names.assessedBy : names.ledBy, organisationsOf(claim.conductedBy, context)),
    row(names.period, (claim.periods ?? []).map(({ start, end }) => html`${date(start) ?? '?'} – ${date(end) ?? '?'}`)),
    row(names.country, conceptsOf([...(claim.regions ?? []), ...(claim.countries ?? [])], context)),
    row(names.occupations, conceptsOf(claim.occupations, context)),
    row(names.jurisdictions, conceptsOf(claim.jurisdictions, context)),
    row(names.limitedTo, organisationsOf(claim.limitedTo, context)),
    row(names.entitlementStatus, [claim.entitlementStatus && conceptText(claim.entitlementStatus, context)]),
    row(names.expires, [date(claim.expiryDate)]),
    row(names.identifiers, (claim.identifiers ?? []).map((each) => identifierText(each, context))),
    row(names.notes, (claim.notes ?? []).map((each) => localizedText(each, languages, { limit: 1000, lines: true }))),
    row(names.documents, (claim.documents ?? []).map(({ url, title }) => html`${title ? html`${localizedText(title, languages) ?? nothing}: ` : nothing}${hostileText(url, { limit: 300 })}`)),
  ];
}

function claimItem(claim: ClaimView, depth: number, context: LearningContext, outer: ClaimView | undefined): TemplateResult {
  const { languages, catalogue: { learning } } = context;
  const { row: names, relation } = learning;
  return html`<li class="claim" part="claim claim-${claim.type}">
    <p class="claim-name"><span class="note">${learning.claim[claim.type] ?? learning.claim.other}${claim.qualification ? html`, ${claim.partial ? learning.partial : learning.qualification}` : nothing}</span> <strong>${localizedText(claim.title, languages) ?? nothing}</strong></p>
    <dl>
      ${row(names.otherTitle, [localizedText(claim.otherTitle, languages)])}
      ${row(names.kind, conceptsOf(claim.kinds, context))}
      ${row(names.categories, [localizedText(claim.categories, languages)])}
      ${row(names.specification, [localizedText(claim.specification, languages)])}
      ${row(names.description, [localizedText(claim.description, languages, { limit: 2000, lines: true })])}
      ${row(names.specifiedDescription, [localizedText(claim.specificationDescription, languages, { limit: 2000, lines: true })])}
      ${gradeRows(claim, context)}${learnedRows(claim, context)}${circumstances(claim, context, outer)}
    </dl>
    ${(['provenBy', 'influencedBy', 'parts', 'entitlesTo'] as const).map((key) => claimList(claim[key], depth + 1, context, { name: relation[key], outer: claim }))}
  </li>`;
}

function claimList(claims: readonly ClaimView[] | undefined, depth: number, context: LearningContext, { name, outer }: { name?: string; outer?: ClaimView } = {}): TemplateResult | typeof nothing {
  if (!claims || claims.length === 0) return nothing;
  const { language, learning, element } = context.catalogue;
  if (depth > MAX_DEPTH) return html`<p class="note">${learning.more}</p>`;
  return html`${name === undefined ? nothing : html`<p class="list-name">${name}</p>`}
    <ul class="claim-list" role="list">${claims.slice(0, MAX_ITEMS).map((claim) => claimItem(claim, depth, context, outer))}</ul>
    ${claims.length > MAX_ITEMS ? html`<p>${fill(language, element.more, { count: claims.length - MAX_ITEMS })}</p>` : nothing}`;
}

/** What a European credential says of learning: its claims as a tree, and what surrounds them. Text alone; nothing of it is a link, and no picture is drawn. */
export function learningFacts(view: CredentialView, context: LearningContext): TemplateResult {
  const { row: names, heading } = context.catalogue.learning;
  return html`<dl>
      ${row(names.documentIssued, [view.issued === undefined ? undefined : html`${sayDate(context.catalogue.language, view.issued)}`])}
      ${row(names.documentNumbers, (view.identifiers ?? []).map((each) => identifierText(each, context)))}
      ${row(names.profile, conceptsOf(view.profiles, context))}
      ${row(names.issuerCountry, conceptsOf([...(view.issuer.regions ?? []), ...(view.issuer.countries ?? [])], context))}
      ${row(names.issuerAddress, [localizedText(view.issuer.address, context.languages, { lines: true })])}
      ${row(names.issuerIdentifiers, (view.issuer.identifiers ?? []).map((each) => identifierText(each, context)))}
      ${row(names.documentLanguages, conceptsOf(view.languages, context))}
      ${row(names.issuerAccreditation, (view.issuer.accreditations ?? []).map((each) => evidenceText(each, context)))}
      ${row(names.evidence, (view.evidence ?? []).map((each) => evidenceText(each, context)))}
    </dl>
    ${view.claims && view.claims.length > 0 ? html`<p class="list-name">${heading}</p>${claimList(view.claims, 1, context)}` : nothing}`;
}
