import type { Report, SignatureFact } from '@credlens/core/report';
import { en, say, visibleInline } from '@credlens/core/messages';

/** How a certificate's, a list's or a document's own words are shown. */
const shown = (text: string): string => visibleInline(text, { limit: 120 });

const KIND: Readonly<Record<SignatureFact['kind'], string>> = { seal: 'Seal', signature: 'Signature', timestamp: 'Time-stamp', unknown: 'Signature' };

const day = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;

/** Each seal, signature and document time-stamp of a report, a paragraph each: its name, and what is to be said of it. */
export function sealParagraphs({ signatures = [], trustedLists }: Pick<Report, 'signatures' | 'trustedLists'>): { label: string; text: string }[] {
  const paragraphs = signatures.map((fact, index) => ({ label: `${KIND[fact.kind]} ${index + 1}`, text: sentences(fact).join('. ') }));
  if (!trustedLists) return paragraphs;
  const lists = trustedLists.lists.map(({ territory, sequence, nextUpdate, state }) => `${territory}${sequence === undefined ? '' : ` no. ${sequence}`}${state === 'used' ? '' : ` (${state})`}${nextUpdate === undefined ? '' : `, next ${nextUpdate.slice(0, 10)}`}`);
  return [...paragraphs, { label: 'Trusted lists', text: `snapshot of ${trustedLists.created.slice(0, 10)}: ${lists.join('; ')}` }];
}

function sentences({ signer, indication, subIndication, rules, qualification, ifHeld, qualifiedBy, time, level, covers, changes, anchor, kind, claims }: SignatureFact): string[] {
  const code = subIndication && `ades.${subIndication.toLowerCase().replaceAll('_', '-')}`;
  const { rule } = rules[0] ?? {};
  return [
    `${indication}${subIndication ? `, ${subIndication}${rule === undefined ? '' : ` (${rule})`}` : ''}${code && indication !== 'TOTAL-PASSED' ? `: ${say(en, code).replace(/\.$/, '')}` : ''}`,
    ...(signer ? [`By the certificate of ${shown(signer.name)}${signer.organizationIdentifier === undefined ? '' : ` (${shown(signer.organizationIdentifier)})`}${signer.onBehalfOf === undefined ? '' : ` for ${shown(signer.onBehalfOf)}`}, issued by ${shown(signer.issuer)}`] : []),
    ...(time.proved === undefined ? time.claimed === undefined ? [] : [`It claims to be of ${day(time.claimed)}, which nothing proves`] : [`It is proved to have existed on ${day(time.proved)}`]),
    ...(kind === 'timestamp' ? [] : [`${qualification}${ifHeld ? `, would be ${ifHeld}` : ''}${qualifiedBy ? ` (${qualifiedBy.reason}${qualifiedBy.service === undefined ? '' : `, ${shown(qualifiedBy.service)}, ${qualifiedBy.territory ?? ''}`})` : ''}`]),
    ...(level ? [`Level ${level}`] : []),
    ...(anchor ? [`Trusted through ${shown(anchor.name)}`] : []),
    ...(covers ? [covers.wholeFile ? 'It covers the whole file' : `It covers revision ${covers.revision} of ${covers.revisions}; after it: ${summary(changes)}`] : []),
    ...(claims.reason === undefined ? [] : [`It gives the reason “${shown(claims.reason)}”`]),
  ];
}

/** Each kind of change once, what is not permitted first. */
function summary(changes: SignatureFact['changes']): string {
  const told = changes.map(({ kind, permitted, attack }) => (attack ?? kind) + (permitted ? '' : ' (not allowed)'));
  const unique = [...new Set(told)];
  return unique.length === 0 ? 'nothing that matters' : [...unique.filter((each) => each.endsWith(')')), ...unique.filter((each) => !each.endsWith(')'))].join(', ');
}
