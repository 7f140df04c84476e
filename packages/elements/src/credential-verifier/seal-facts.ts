import { html, nothing, type TemplateResult } from 'lit';
import { fill, nextStep, say } from '@credlens/core/messages';
import type { Report, SignatureFact, SubIndication, TimestampFact } from '@credlens/core/report';
import { row, type Shown } from './fact-row.js';
import { hostileText } from './hostile-text.js';
import { icon } from './icons.js';
import { instant, type SealContext } from './report-context.js';
import { coverageRows } from './seal-changes.js';
import { listLine, qualificationRows, trustRows, whenRows, whoRows, wordOf } from './seal-rows.js';
import { isChangedSince, standingOf } from './seal-standing.js';
import { OUTCOME_ICON } from './tone.js';

/** Signatures shown of one document; the saved report has them all. */
const MAX_SIGNATURES = 32;

/** EN 319 102-1 table 6 in the catalogue's words: one sentence, and what to do. */
function ruleLine(sub: SubIndication, params: Record<string, string | number>, { catalogue }: SealContext): TemplateResult {
  const code = `ades.${sub.toLowerCase().replaceAll('_', '-')}`;
  const known = Object.hasOwn(catalogue.codes, code);
  const next = known ? nextStep(catalogue, code, params) : undefined;
  return html`${known ? say(catalogue, code, params) : nothing} <span class="code">${wordOf({}, sub)}</span>${next === undefined ? nothing : html`<br><span class="next">${next}</span>`}`;
}

function ruleLines({ subIndication, rules }: SignatureFact, context: SealContext): Shown[] {
  const missed = rules.length === 0 && subIndication ? [{ subIndication, rule: '', params: {} }] : rules;
  return missed.map((each) => ruleLine(each.subIndication, { ...each.params, ...(each.rule === '' ? {} : { rule: each.rule }) }, context));
}

function timestampLine({ kind, time, indication, authority, qualified }: TimestampFact, { catalogue: { seals, language } }: SealContext): TemplateResult {
  const holds = indication === 'TOTAL-PASSED';
  const template = holds ? seals.time.stamped : seals.time.stampedUnproved;
  return html`${wordOf(seals.timestamp, kind)}: ${fill(language, template, { time: instant(time, language) })}
    <span class="note">(${authority === undefined ? nothing : html`${fill(language, seals.timestampBy, { name: authority })}, `}${qualified === undefined ? nothing : `${qualified ? seals.timestampQualified.yes : seals.timestampQualified.no}, `}${wordOf(seals.indication, indication)})</span>`;
}

/** What the document says of its own signature. Anybody can write it, so it stands apart and last. */
function claimRows({ claims }: SignatureFact, { catalogue: { seals } }: SealContext): TemplateResult | typeof nothing {
  const given = (['reason', 'location', 'name', 'contact', 'field'] as const).flatMap((key) => (typeof claims[key] === 'string' && claims[key] !== '' ? [html`${seals.claim[key]}: ${hostileText(claims[key])}`] : []));
  return given.length === 0 ? nothing : row(seals.row.claims, [html`<span class="note">${seals.claimsNote}</span>`, ...given]);
}

function rowsOf(fact: SignatureFact, context: SealContext): (TemplateResult | typeof nothing)[] {
  const { seals, language } = context.catalogue;
  const rules = row(seals.row.rules, ruleLines(fact, context));
  // A time-stamp of the document: who, when, and whether it holds.
  if (fact.kind === 'timestamp') {
    const template = fact.indication === 'TOTAL-PASSED' ? seals.time.stamped : seals.time.stampedUnproved;
    const time = fact.time.proved ?? fact.time.claimed;
    return [rules, ...whoRows(fact, context), row(seals.row.when, [time === undefined ? undefined : html`${fill(language, template, { time: instant(time, language) })}`])];
  }
  return [
    rules, ...whoRows(fact, context), ...whenRows(fact, context), ...qualificationRows(fact, context), ...coverageRows(fact, context),
    row(seals.row.timestamps, fact.timestamps.map((each) => timestampLine(each, context))), ...trustRows(fact, context), claimRows(fact, context),
  ];
}

function sealSection(fact: SignatureFact, place: { number: number; total: number }, context: SealContext): TemplateResult {
  const { catalogue: { seals, language }, level } = context;
  const standing = standingOf(fact);
  const name = fact.counterSignatureOf === undefined ? wordOf(seals.name, fact.kind) : seals.counterSignature;
  const word = isChangedSince(fact) && fact.indication !== 'TOTAL-FAILED' ? seals.changedSince : wordOf(seals.indication, fact.indication);
  return html`<section class="seal outcome-${standing}" part="seal outcome-${standing}">
    <div class="seal-name" part="seal-name" role="heading" aria-level=${Math.min(level + 1, 6)}>${icon(OUTCOME_ICON[standing])}<span>${fill(language, name, place)}</span> <span class="outcome">${word}</span></div>
    <dl>${rowsOf(fact, context)}</dl>
  </section>`;
}

function listsSection({ trustedLists }: Report, context: SealContext): TemplateResult | typeof nothing {
  if (!trustedLists) return nothing;
  const { seals, language } = context.catalogue;
  const snapshot = fill(language, seals.snapshot, { created: instant(trustedLists.created, language), digest: trustedLists.snapshot.slice(0, 16) });
  return html`<dl>${row(seals.lists, [...trustedLists.lists.map((list) => listLine(list, context)), html`<span class="note">${snapshot}</span>`])}</dl>`;
}

/** Every seal, signature and document time-stamp of a document, each by itself: who, when, what it is worth in law, what it covers and what came after. Nothing where there are none. */
export function sealFacts(report: Report, context: SealContext): TemplateResult | typeof nothing {
  const { signatures = [] } = report;
  const { catalogue } = context;
  if (signatures.length === 0) return nothing;
  const shown = signatures.slice(0, MAX_SIGNATURES);
  return html`<details class="seals" part="seals">
    <summary part="seals-summary">${catalogue.seals.heading}</summary>
    <div class="details-body">
      ${shown.map((fact, index) => sealSection(fact, { number: index + 1, total: signatures.length }, context))}
      ${signatures.length > shown.length ? html`<p>${fill(catalogue.language, catalogue.element.more, { count: signatures.length - shown.length })}</p>` : nothing}
      ${listsSection(report, context)}
    </div>
  </details>`;
}
