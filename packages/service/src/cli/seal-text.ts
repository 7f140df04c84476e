import type { Report, SignatureFact } from '@credlens/core/report';
import { en, fill, say, visibleInline } from '@credlens/core/messages';

const { seals, language } = en;

/** How a certificate's, a list's or a document's own words are shown. */
const shown = (text: string): string => visibleInline(text, { limit: 120 });

const moment = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;

const wordOf = (words: Readonly<Record<string, string>>, word: string): string => (Object.hasOwn(words, word) ? words[word] ?? word : shown(word));

/** Each seal, signature and document time-stamp of a report, a paragraph each: its name, and what is to be said of it. */
export function sealParagraphs({ signatures = [], trustedLists }: Pick<Report, 'signatures' | 'trustedLists'>): { label: string; text: string }[] {
  const labels: Readonly<Record<SignatureFact['kind'], string>> = { seal: 'Seal', signature: 'Signature', timestamp: 'Time-stamp', unknown: 'Signature' };
  const paragraphs = signatures.map((fact, index) => ({ label: `${labels[fact.kind]} ${index + 1}`, text: sentences(fact).map((sentence) => sentence.replace(/[^.:]$/, '$&.')).join(' ') }));
  if (!trustedLists) return paragraphs;
  const lists = trustedLists.lists.map(({ territory, sequence, nextUpdate, state }) => `${territory}${sequence === undefined ? '' : ` ${fill(language, seals.listLine.sequence, { number: sequence })}`}, ${wordOf(seals.listState, state)}${nextUpdate === undefined ? '' : `, ${fill(language, seals.listLine.nextUpdate, { time: nextUpdate.slice(0, 10) })}`}`);
  return [...paragraphs, { label: 'Trusted lists', text: `${fill(language, seals.snapshot, { created: trustedLists.created.slice(0, 10), digest: trustedLists.snapshot.slice(0, 12) })} ${lists.join('; ')}.` }];
}

/** The shortest account: what came of it, who, when, what it is worth, what it covers. */
function sentences(fact: SignatureFact): string[] {
  const { signer, indication, subIndication, rules, time, level, covers, changes, anchor, kind } = fact;
  const code = subIndication && `ades.${subIndication.toLowerCase().replaceAll('_', '-')}`;
  const [first] = rules;
  return [
    `${indication}${subIndication ? ` ${subIndication}${first ? ` (${first.rule})` : ''}` : ''}: ${code ? say(en, code, first?.params) : seals.indication[indication]}`,
    ...(signer ? [`${anchor ? '' : `${seals.row.claimedBy}: `}${shown(signer.name)}${signer.organizationIdentifier === undefined ? '' : ` (${shown(signer.organizationIdentifier)})`}${signer.onBehalfOf === undefined ? '' : `, ${seals.row.onBehalfOf.toLowerCase()} ${shown(signer.onBehalfOf)}`}, ${seals.row.issuer.toLowerCase()} ${shown(signer.issuer)}`] : [seals.noSigner]),
    ...(time.proved === undefined ? [] : [fill(language, seals.time.proved, { time: moment(time.proved) })]),
    ...(time.claimed === undefined ? [] : [fill(language, seals.time.claimed, { time: moment(time.claimed) })]),
    ...(kind === 'timestamp' ? [] : qualification(fact)),
    ...(level ? [seals.level[level]] : []),
    ...(covers ? [covers.wholeFile ? seals.covers.file : `${fill(language, seals.covers.revision, { revision: covers.revision, revisions: covers.revisions })} ${after(changes)}`] : []),
  ];
}

function qualification({ qualification: found, ifHeld, qualifiedBy }: SignatureFact): string[] {
  const because = qualifiedBy ? ` (${wordOf(seals.reasons, qualifiedBy.reason)}${qualifiedBy.service === undefined ? '' : `; ${shown(qualifiedBy.service)}, ${qualifiedBy.territory ?? ''}`})` : '';
  return [`${seals.row.qualification}: ${seals.qualification[found].name}${because}`, ...(ifHeld ? [fill(language, seals.ifHeld, { name: seals.qualification[ifHeld].name })] : [])];
}

/** Each kind of change once, what is not permitted first. */
function after(changes: SignatureFact['changes']): string {
  const told = changes.toSorted((a, b) => Number(a.permitted) - Number(b.permitted))
    .map(({ kind, permitted, attack }) => `${wordOf(seals.change, kind)}${attack ? `, ${fill(language, seals.knownAs, { name: wordOf(seals.attack, attack) })}` : ''} (${permitted ? seals.permitted : seals.notPermitted})`);
  const unique = [...new Set(told)];
  return unique.length === 0 ? seals.nothingAfter : unique.join('; ');
}
