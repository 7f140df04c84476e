import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '@credlens/core/messages';
import type { ChangeFact, SignatureFact } from '@credlens/core/report';
import { row } from './fact-row.js';
import { hostileText } from './hostile-text.js';
import { icon } from './icons.js';
import type { SealContext } from './report-context.js';
import { wordOf } from './seal-rows.js';

function changeLine({ kind, permitted, revision, attack, detail }: ChangeFact, { catalogue: { seals, language } }: SealContext): TemplateResult {
  const where = fill(language, seals.inRevision, { revision: revision + 1 });
  const named = attack === undefined ? '' : `, ${fill(language, seals.knownAs, { name: wordOf(seals.attack, attack) })}`;
  return html`<span class="change outcome-${permitted ? 'pass' : 'fail'}">${icon(permitted ? 'pass' : 'fail')}<span>${wordOf(seals.change, kind)}${detail === undefined ? nothing : html`: ${hostileText(detail, { limit: 120 })}`}
    <span class="note">(${where}${named})</span> <span class="outcome">${permitted ? seals.permitted : seals.notPermitted}</span></span></span>`;
}

/** What it covers, and everything that happened to the file after it. */
export function coverageRows({ covers, changes, certifies }: SignatureFact, context: SealContext): (TemplateResult | typeof nothing)[] {
  const { seals, language } = context.catalogue;
  if (!covers) return [];
  const { revision, revisions, wholeFile } = covers;
  const nothingSaid = html`${wholeFile ? seals.nothingAfter : seals.afterUnknown}`;
  return [
    row(seals.row.covers, [html`${wholeFile ? seals.covers.file : fill(language, seals.covers.revision, { revision, revisions })}`]),
    row(seals.row.after, changes.length === 0 ? [nothingSaid] : changes.map((change) => changeLine(change, context))),
    row(seals.row.certifies, [certifies && html`${wordOf(seals.certifies, certifies)}`]),
  ];
}
