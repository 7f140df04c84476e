import { html, nothing, type TemplateResult } from 'lit';
import type { Decision, ExplainedRequirement, MatchedRequirement, MatchText, RequirementMatch, RequirementStatus, SkillClaim } from '@credlens/ats-adapter';
import { fill } from '@credlens/core/messages';
import { hostileText, localizedText } from '../credential-verifier/hostile-text.js';
import { icon, type IconName } from '../credential-verifier/icons.js';
import { choose } from '../credential-verifier/localized.js';

/** Statements shown of one requirement; the report has them all. */
const MOST_SHOWN = 12;

/** What a card needs to be drawn, besides its requirement. */
export interface CardContext {
  text: MatchText;
  /** In which the documents' own words are chosen. */
  language: string;
  /** Decisions are asked for. */
  asking: boolean;
  claims: ReadonlyMap<string, SkillClaim>;
  decisionOf: (requirementId: string, claimId: string) => Decision | undefined;
  decide: (requirementId: string, claimId: string, decision: Decision | undefined) => void;
  level: number;
}

const ICON: Record<RequirementStatus, IconName> = { met: 'pass', partial: 'warn', review: 'unknown', missing: 'none' };
const ANSWERS = ['same', 'narrower', 'none'] as const satisfies readonly Decision[];

/** Why a person is asked. */
const WAITS: ReadonlySet<string> = new Set(['needs-confirmation', 'ambiguous-label']);

function named(words: MatchedRequirement['requirement']['label'], ids: readonly { id: string }[], language: string): { text: string; shown: TemplateResult } {
  const chosen = choose(words, [language])?.text ?? ids[0]?.id ?? '';
  return { text: chosen, shown: localizedText(words, [language]) ?? hostileText(chosen) };
}

/** One requirement, what it comes to, and which statements speak to it. Quoted words are text, never markup. */
export function requirementCard({ requirement, status, matches }: MatchedRequirement, explained: ExplainedRequirement, context: CardContext): TemplateResult {
  const { text, language, level } = context;
  const label = named(requirement.label, requirement.identifiers, language);
  // The first sentence says the label and the status, which the heading says already.
  const [lead, ...reasons] = explained.sentences;
  return html`<li class="requirement status-${status}" part="requirement requirement-${status}">
    <div class="requirement-name" role="heading" aria-level=${level}>${icon(ICON[status])}<span>${label.shown}</span> <span class="status" part="status status-${status}">${text.element.statuses[status]}</span></div>
    ${status === 'missing' ? html`<p class="note">${lead!.text}</p>` : nothing}
    ${reasons.map((sentence) => html`<p class="note">${sentence.text}</p>`)}
    ${matches.length === 0 ? nothing : html`<details ?open=${status === 'review'}>
      <summary part="evidence-summary">${fill(text.language, text.element.evidence, { count: matches.length })}</summary>
      <ul class="statements" role="list">${matches.slice(0, MOST_SHOWN).map((match, index) => statement(match, explained.matches[index]!.sentences.map((sentence) => sentence.text), requirement.id, label.text, context))}</ul>
      ${matches.length > MOST_SHOWN ? html`<p class="note">${fill(text.language, text.element.more, { count: matches.length - MOST_SHOWN })}</p>` : nothing}
    </details>`}
  </li>`;
}

function statement(match: RequirementMatch, sentences: readonly string[], requirementId: string, label: string, context: CardContext): TemplateResult {
  const { text, asking, claims, decisionOf } = context;
  const decided = decisionOf(requirementId, match.claimId);
  const waits = match.reasons.some(({ code }) => WAITS.has(code));
  return html`<li class="statement" part="statement">
    <p class="counts">${icon(match.counted ? 'pass' : 'none')}<strong>${match.counted ? text.element.counted : text.element.notCounted}</strong></p>
    <p>${sentences[0]}</p>
    ${sentences.length > 1 ? html`<ul class="reasons" role="list">${sentences.slice(1).map((sentence) => html`<li>${sentence}</li>`)}</ul>` : nothing}
    ${asking && (waits || decided !== undefined) ? question(match, claims.get(match.claimId), requirementId, label, decided, context) : nothing}
  </li>`;
}

function question({ claimId }: RequirementMatch, claim: SkillClaim | undefined, requirementId: string, label: string, decided: Decision | undefined, { text, language, decide }: CardContext): TemplateResult {
  const { element } = text;
  const skill = claim ? named(claim.name, claim.identifiers, language).text : '';
  const asked = fill(text.language, element.ask, { skill, label });
  if (decided !== undefined) {
    return html`<p class="decision" part="decision" data-for=${JSON.stringify([requirementId, claimId])}>${element.decided[decided]} <button type="button" part="button undo-button" aria-label="${element.undo}: ${asked}" @click=${() => { decide(requirementId, claimId, undefined); }}>${element.undo}</button></p>`;
  }
  return html`<div class="decision" part="decision" data-for=${JSON.stringify([requirementId, claimId])} role="group" aria-label=${asked}>
    <p>${asked}</p>
    <div class="answers">${ANSWERS.map((answer) => html`<button type="button" part="button ${answer}-button" @click=${() => { decide(requirementId, claimId, answer); }}>${element.answers[answer]}</button>`)}</div>
  </div>`;
}
