import type { ClaimView, ConceptView, CredentialView, LocalizedText, QualityElement } from '../report/report.js';
import { elements, type Found } from './quality-elements.js';

/** Every claim of a document, parents first: what belongs to the whole goes before its parts, so that the grade of a degree is not that of its first course. */
function everyClaim(claims: readonly ClaimView[] | undefined): ClaimView[] {
  return (claims ?? []).flatMap((claim) => [claim, ...everyClaim(claim.provenBy), ...everyClaim(claim.influencedBy), ...everyClaim(claim.entitlesTo), ...everyClaim(claim.parts)]);
}

const said = (text: string | undefined): LocalizedText | undefined => (text === undefined ? undefined : { und: text });
/** The document's word, the vocabulary's, or a country's code. An address is no word: what has nothing else has none. */
const nameOf = (concept: ConceptView): LocalizedText | undefined => concept.name ?? (concept.label === undefined ? said(concept.country) : { en: concept.label });
const ofConcept = (concept: ConceptView | undefined): Found | undefined => concept && { pointer: concept.pointer, text: nameOf(concept) };

/** The elements of the Recommendation in a European Digital Credential, by its view, with the places of its title and of its date. What is awarded counts wherever in the tree it says so. */
export function elmQuality(view: CredentialView, at: { title: string; date: string | undefined }): QualityElement[] {
  const claims = everyClaim(view.claims);
  const first = <T>(read: (claim: ClaimView) => T | undefined): T | undefined => { for (const claim of claims) { const found = read(claim); if (found !== undefined) return found; } return undefined; };
  const body = first((claim) => claim.awardedBy?.find(({ name }) => name !== undefined));
  const credit = first((claim) => claim.credits?.[0]);
  const level = ofConcept(first((claim) => claim.eqfLevel?.[0] ?? claim.nqfLevel?.[0]));
  const outcome = first((claim) => claim.outcomes?.find(({ title }) => Object.keys(title).length > 0));
  const assessment = first((claim) => (claim.type === 'assessment' ? claim : undefined));
  const kind = first((claim) => (claim.type === 'assessment' ? claim.kinds?.find((each) => nameOf(each) !== undefined) : undefined));
  const unnamed = first((claim) => (claim.type === 'assessment' ? claim.kinds?.[0] : undefined));
  const summary = first((claim) => claim.outcomeSummary && { pointer: claim.pointer, text: claim.outcomeSummary });
  const duration = first((claim) => { const text = claim.workload ?? claim.volume; return text === undefined ? undefined : { pointer: claim.pointer, text: said(text) }; });
  const accreditation = first((claim) => claim.accreditations?.[0]) ?? view.evidence?.flatMap(({ accreditations = [] }) => accreditations)[0] ?? first((claim) => claim.awardedBy?.flatMap(({ accreditations = [] }) => accreditations)[0]) ?? view.issuer.accreditations?.[0];
  const { name, identifiers, id } = view.recipient;
  return elements({
    'learner': name || identifiers.length > 0 || id !== undefined ? { pointer: '/credentialSubject', text: name } : undefined,
    'title': Object.keys(view.title).length > 0 ? { pointer: at.title, text: view.title } : undefined,
    'country': ofConcept(view.issuer.countries?.[0] ?? view.issuer.regions?.[0]),
    'awarding-body': body && { pointer: body.pointer, text: body.name },
    // The date of the award; where the document has none, that of its issue, or from which it is valid.
    'date': first((claim) => (claim.awardingDate === undefined ? undefined : { pointer: claim.pointer, text: said(claim.awardingDate) })) ?? (at.date === undefined ? undefined : { pointer: at.date, text: said(view.issued ?? view.validFrom) }),
    'learning-outcomes': outcome ? { pointer: outcome.pointer, text: outcome.title } : summary,
    'workload': credit ? { pointer: credit.pointer, text: creditText(credit.points, credit.framework) } : duration,
    'level': level,
    // A kind of assessment, or an assessment that has a name of its own.
    'assessment': ofConcept(kind) ?? (assessment && Object.keys(assessment.title).length > 0 ? { pointer: assessment.pointer, text: assessment.title } : ofConcept(unnamed)),
    'participation': ofConcept(first((claim) => (claim.type === 'assessment' ? undefined : claim.modes?.[0]))),
    'quality-assurance': accreditation && { pointer: accreditation.pointer, text: accreditation.title ?? (accreditation.kind && nameOf(accreditation.kind)) },
    'prerequisites': first((claim) => claim.entryRequirement && { pointer: claim.pointer, text: claim.entryRequirement }),
    'supervision': ofConcept(first((claim) => claim.idVerification)),
    'grade': first((claim) => claim.grade && { pointer: claim.grade.pointer, text: claim.grade.value }),
    'stackability': first((claim) => { const part = (claim.type === 'achievement' ? claim.parts?.[0] : undefined) ?? claim.entitlesTo?.[0]; return part ? { pointer: part.pointer, text: part.title } : claim.partial ? { pointer: claim.pointer } : undefined; }),
    'further-information': first((claim) => claim.documents?.[0] && { pointer: claim.pointer, text: said(claim.documents[0].url) }) ?? first((claim) => claim.notes?.[0] && { pointer: claim.pointer, text: claim.notes[0] }),
  });
}

function creditText(points: string, framework: ConceptView | undefined): LocalizedText {
  const names = framework && nameOf(framework);
  return names ? Object.fromEntries(Object.entries(names).map(([language, name]) => [language, `${points}, ${name}`])) : { und: points };
}
