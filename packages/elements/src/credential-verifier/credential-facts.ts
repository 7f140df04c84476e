import { html, nothing, type TemplateResult } from 'lit';
import { sayDate } from '@credlens/core/messages';
import type { AchievementView, CredentialView, Report } from '@credlens/core/report';
import { countryName } from './country-name.js';
import { MAX_ITEMS, row, type Shown } from './fact-row.js';
import { hostileText, localizedText } from './hostile-text.js';
import type { ReportContext } from './report-context.js';

/** A name that a European credential gives one of its own nodes, which means nothing outside of it. */
const isInner = (view: CredentialView, id: string): boolean => (view.format === 'elm-3' || view.format === 'europass-xml') && /^urn:epass:/i.test(id);

function recipient(view: CredentialView, { catalogue, languages }: ReportContext): Shown[] {
  const { id, name, identifiers } = view.recipient;
  return [
    localizedText(name, languages),
    ...identifiers.map((identifier) => (identifier.hashed ? html`${catalogue.facts.hashedRecipient}` : identifier.value === undefined ? undefined : html`${hostileText(identifier.value)}${identifier.country === undefined ? nothing : html`, ${countryName(identifier.country, catalogue.language)}`}`)),
    id === undefined || isInner(view, id) ? undefined : hostileText(id),
  ];
}

function achievementRows(achievement: AchievementView, view: CredentialView, { catalogue, languages }: ReportContext): (TemplateResult | typeof nothing)[] {
  const { fact } = catalogue.facts;
  const local = (text: Parameters<typeof localizedText>[0], limit = 300) => localizedText(text, languages, { limit, lines: limit > 300 });
  const sameTitle = JSON.stringify(achievement.name) === JSON.stringify(view.title);
  return [
    sameTitle && view.achievements.length === 1 ? nothing : row(fact.achievement, [local(achievement.name)]),
    row(fact.achievementType, [achievement.type === undefined ? undefined : hostileText(achievement.type)]),
    row(fact.description, [local(achievement.description, 2000)]),
    row(fact.criteria, [local(achievement.criteria, 2000), achievement.criteriaUrl === undefined ? undefined : hostileText(achievement.criteriaUrl, { limit: 500 })]),
    row(fact.skills, achievement.skills.map((skill) => local(skill.name) ?? (skill.id === undefined ? undefined : hostileText(skill.id)))),
    row(fact.results, achievement.results.map((result) => {
      const name = local(result.name);
      if (result.value === undefined) return name;
      return html`${name ?? nothing}${name ? ': ' : nothing}${hostileText(result.value)}`;
    })),
  ];
}

/** What the credential says of itself, as text alone: nothing of it is markup, a link, or fetched. Its image is not drawn: no picture proves anything. */
export function credentialFacts(report: Report, view: CredentialView, context: ReportContext): TemplateResult {
  const { catalogue, languages } = context;
  const { fact, establishedBy } = catalogue.facts;
  const { claimed, established } = report.issuer;
  const date = (text: string | undefined) => (text === undefined ? undefined : html`${sayDate(catalogue.language, text)}`);
  const more = view.claims !== undefined || view.quality !== undefined;
  const read = (event: Event) => { if (more && (event.target as HTMLDetailsElement).open) context.readLearning?.(); };
  // The tree of claims takes the place of its flat form once it can be shown.
  const flat = view.claims === undefined || context.learningReading === undefined ? view.achievements : [];
  return html`<details class="facts" part="facts" @toggle=${read}>
    <summary part="facts-summary">${catalogue.facts.summary}</summary>
    <div class="details-body">
      <p class="claims">${catalogue.facts.claims}</p>
      ${more ? context.learningReading?.languageChoice(view, context) : nothing}
      <dl>
        ${row(fact.title, [localizedText(view.title, languages)])}
        ${row(fact.description, [localizedText(view.description, languages, { limit: 2000, lines: true })])}
        ${row(fact.issuerClaimed, [localizedText(view.issuer.name, languages) ?? (claimed.name === undefined ? undefined : hostileText(claimed.name)), claimed.id === undefined || isInner(view, claimed.id) ? undefined : hostileText(claimed.id)])}
        ${row(fact.issuerEstablished, [established && html`${hostileText(established.name)} (${establishedBy[established.by]})`])}
        ${row(fact.recipient, recipient(view, context))}
        ${row(fact.validFrom, [date(view.validFrom)])}
        ${row(fact.validUntil, [date(view.validUntil)])}
        ${flat.slice(0, MAX_ITEMS).map((achievement) => achievementRows(achievement, view, context))}
        ${row(fact.types, view.types.map((type) => hostileText(type)))}
        ${row(fact.id, [view.id === undefined ? undefined : hostileText(view.id, { limit: 500 })])}
        ${row(fact.file, [report.input.filename === undefined ? undefined : hostileText(report.input.filename)])}
      </dl>
      ${more ? context.learningReading?.learningParts(view, context) : nothing}
    </div>
  </details>`;
}
