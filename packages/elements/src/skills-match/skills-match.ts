import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { confirmationOf, enMatch, explain, type Audience, type Decision, type Explanation, type MatchedRequirement, type MatchReport, type MatchText } from '@credlens/ats-adapter';
import { hostileText, localizedText } from '../credential-verifier/hostile-text.js';
import { outcomes } from '../credential-verifier/styles/outcomes.js';
import { tokens } from '../credential-verifier/styles/tokens.js';
import type { MappingDecision } from './events.js';
import { requirementCard, type CardContext } from './requirement-card.js';
import { skills } from './styles.js';

/** Shown of what speaks to no requirement; the report has it all. */
const MOST_OTHERS = 50;

/**
 * `<skills-match>`: what a job asks for, beside the statements in a person's credentials that speak to it, each with the way from the one to the other and what it counts for.
 * Whoever hires confirms or rejects a mapping that a program only suggests. It shows a report and decides nothing: no score, no order of people.
 *
 * @fires {CustomEvent<MappingDecision>} mapping-decision - Somebody confirmed or rejected a mapping, or took that back. The page keeps it, matches anew and sets `report`
 *
 * @slot title - Takes the place of the element's own title
 *
 * @csspart frame - The whole
 * @csspart title - The element's own title
 * @csspart summary - How many of how many
 * @csspart group - Required, preferred, or still to be confirmed; `group-name` is its heading
 * @csspart requirement - One requirement; also `requirement-met`, `requirement-partial`, `requirement-review`, `requirement-missing`
 * @csspart status - What it comes to, in a word or two; also `status-met` and so on
 * @csspart evidence-summary - Opens the statements
 * @csspart statement - One statement of a credential
 * @csspart decision - The question whether two names mean the same, or the answer
 * @csspart button - Every button; also `same-button`, `narrower-button`, `none-button`, `undo-button`
 * @csspart attribution - Whose names of skills these are
 *
 * @tag skills-match
 * @tagname skills-match
 */
export class SkillsMatch extends LitElement {
  static override styles = [tokens, outcomes, skills];

  static override properties: PropertyDeclarations = {
    report: { attribute: false },
    audience: { type: String },
    locale: { type: String },
    headingLevel: { type: Number, attribute: 'heading-level' },
    messages: { attribute: false },
    decided: { state: true },
    status: { state: true },
  };

  /** What `matchSkills` gave. */
  declare report: MatchReport | undefined;
  /** Who reads: `recruiter`, who may decide on mappings, or `candidate`, who sees the same with other words. Default `recruiter`. */
  declare audience: Audience;
  /** BCP 47 tag by which the documents' own words are chosen. Default: the catalogue's language. */
  declare locale: string | undefined;
  /** `aria-level` of the element's title. Default 2. */
  declare headingLevel: number;
  /** Words in another language, complete. Default: English. */
  declare messages: MatchText | undefined;

  declare private decided: ReadonlyMap<string, Decision>;
  declare private status: string;

  constructor() {
    super();
    this.audience = 'recruiter';
    this.headingLevel = 2;
    this.decided = new Map();
    this.status = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Another report has what was decided in it already.
    if (changed.has('report')) this.decided = new Map();
  }

  protected override render(): TemplateResult {
    const text = this.messages ?? enMatch;
    const level = Math.min(Math.max(this.headingLevel || 2, 1), 4);
    return html`<div class="frame" part="frame" lang=${text.language} dir=${this.messages?.direction ?? nothing}>
      <slot name="title"><div class="title" part="title" role="heading" aria-level=${level}>${text.element.title}</div></slot>
      <p class="visually-hidden" role="status">${this.status}</p>
      ${this.report ? this.#report(this.report, text, level + 1) : html`<p class="note">${text.element.empty}</p>`}
    </div>`;
  }

  #report(report: MatchReport, text: MatchText, level: number): TemplateResult {
    const language = this.locale ?? text.language;
    const explained = explain(report, { text, audience: this.audience, languages: [language] });
    const context: CardContext = {
      text, language, level: level + 1, asking: this.audience === 'recruiter', claims: new Map(report.claims.map((claim) => [claim.id, claim])),
      decisionOf: (requirementId, claimId) => this.decided.get(JSON.stringify([requirementId, claimId])),
      decide: (requirementId, claimId, decision) => { this.#decide(requirementId, claimId, decision); },
    };
    const { groups, attribution } = text.element;
    const confirmed = ({ requirement }: MatchedRequirement): boolean => requirement.confirmed;
    const sources = report.inputs.taxonomies.flatMap((each) => each.attribution);
    return html`<div class="summary" part="summary">${explained.summary.map((sentence) => html`<p>${sentence.text}</p>`)}</div>
      ${this.#group(groups.required, (one) => confirmed(one) && one.requirement.importance === 'required', report, explained, context)}
      ${this.#group(groups.preferred, (one) => confirmed(one) && one.requirement.importance === 'preferred', report, explained, context)}
      ${this.#group(groups.unconfirmed, (one) => !confirmed(one), report, explained, context)}
      ${this.#others(report, groups.unmatched, language, level)}
      ${sources.length === 0 ? nothing : html`<div class="attribution" part="attribution"><p>${attribution}</p>${[...new Set(sources)].map((source) => html`<p>${hostileText(source, { limit: 500 })}</p>`)}</div>`}`;
  }

  #group(name: string, belongs: (one: MatchedRequirement) => boolean, { requirements }: MatchReport, explained: Explanation, context: CardContext): TemplateResult | typeof nothing {
    const own = requirements.flatMap((one, index) => (belongs(one) ? [{ one, explained: explained.requirements[index]! }] : []));
    if (own.length === 0) return nothing;
    return html`<div class="group" part="group">
      <div class="group-name" part="group-name" role="heading" aria-level=${context.level - 1}>${name}</div>
      <ul class="requirements" role="list">${own.map((each) => requirementCard(each.one, each.explained, context))}</ul>
    </div>`;
  }

  #others({ unmatched, claims }: MatchReport, name: string, language: string, level: number): TemplateResult | typeof nothing {
    if (unmatched.length === 0) return nothing;
    const ids = new Set(unmatched);
    const own = claims.filter(({ id }) => ids.has(id)).slice(0, MOST_OTHERS);
    return html`<div class="group" part="group">
      <div class="group-name" part="group-name" role="heading" aria-level=${level}>${name}</div>
      <ul class="others">${own.map(({ name: words, identifiers }) => html`<li>${localizedText(words, [language]) ?? hostileText(identifiers[0]?.id ?? '')}</li>`)}</ul>
    </div>`;
  }

  #decide(requirementId: string, claimId: string, decision: Decision | undefined): void {
    const claim = this.report?.claims.find(({ id }) => id === claimId);
    const requirement = this.report?.requirements.find((one) => one.requirement.id === requirementId)?.requirement;
    if (!claim || !requirement) return;
    const confirmation = decision && confirmationOf(claim, requirement, decision, new Date());
    if (decision && !confirmation) return;
    const key = JSON.stringify([requirementId, claimId]);
    const decided = new Map(this.decided);
    if (decision) decided.set(key, decision);
    else decided.delete(key);
    this.decided = decided;
    const { element } = this.messages ?? enMatch;
    this.status = decision ? element.decided[decision] : element.undone;
    this.#keepFocus(requirementId, claimId);
    const detail: MappingDecision = { claimId, requirementId, confirmation: confirmation ?? null };
    this.dispatchEvent(new CustomEvent('mapping-decision', { detail, bubbles: true, composed: true }));
  }

  /** The buttons that were answered with are gone: the focus stays with the statement. */
  #keepFocus(requirementId: string, claimId: string): void {
    void this.updateComplete.then(() => {
      const place = this.renderRoot.querySelector<HTMLElement>(`.decision[data-for="${CSS.escape(JSON.stringify([requirementId, claimId]))}"]`);
      place?.querySelector<HTMLElement>('button')?.focus();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'skills-match': SkillsMatch }
}
