import { asArray, own, pointer, stringsOf, type JsonObject } from '../report/json.js';
import type { ClaimView, ConceptView, LocalizedText } from '../report/report.js';
import { countriesOf, evidenceOf, identifiersOf, organisations, regionsOf } from './elm-agents.js';
import { credits, grade, outcomes } from './elm-learning.js';
import { concept, concepts, noteOf, some, textOf, texts, word, type Node, type Path, type Reader } from './elm-reader.js';
import { plain, present } from './text.js';

const MAX_DEPTH = 16;

const TYPES: Readonly<Record<string, ClaimView['type']>> = {
  LearningAchievement: 'achievement', LearningActivity: 'activity', LearningAssessment: 'assessment', LearningEntitlement: 'entitlement',
};

/** Where a claim without a type stands says what it must be: the range of the property. */
const RANGES: Readonly<Record<string, ClaimView['type']>> = { provenBy: 'assessment', influencedBy: 'activity', entitlesTo: 'entitlement' };

function typeOf(claim: JsonObject, key: string): ClaimView['type'] {
  const known = stringsOf(own(claim, 'type')).find((type) => Object.hasOwn(TYPES, type));
  return (known === undefined ? undefined : TYPES[known]) ?? RANGES[key] ?? (Object.hasOwn(claim, 'provenBy') || Object.hasOwn(claim, 'entitlesTo') ? 'achievement' : 'other');
}

/** Concepts of the claim and of its specification; the specification's first, since it is more exact. */
function both(reader: Reader, claim: Node, specification: Node | undefined, key: string): ConceptView[] | undefined {
  const found = [...(specification ? concepts(reader, specification.value, key, specification.path) ?? [] : []), ...(concepts(reader, claim.value, key, claim.path) ?? [])];
  return some(found.filter((each, index) => each.id === undefined || found.findIndex(({ id }) => id === each.id) === index));
}

/** The texts of the claim and of its specification, each language's together. */
function bothTexts({ value }: Node, specification: Node | undefined, key: string): LocalizedText | undefined {
  return texts([own(value, key), specification && own(specification.value, key)].flatMap(asArray));
}

/** Several plain values of one property, as the document writes them. */
const words = (object: JsonObject, key: string): string[] | undefined => some(asArray(own(object, key)).slice(0, 8).flatMap((each) => plain(typeof each === 'number' ? String(each) : each, 200) ?? []));

function opportunityOf(reader: Reader, { value, path }: Node): ClaimView['opportunity'] {
  const node = reader.nodes(value, 'learningOpportunity', path)[0];
  return node && present<NonNullable<ClaimView['opportunity']>>({ title: textOf(node.value, 'title'), providedBy: organisations(reader, node.value, 'providedBy', node.path), pointer: pointer(...node.path) });
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The claims under a property, with what belongs to them. A tree by the document's own position; references go round at most sixteen deep, and 256 claims are given in all. */
export function claims(reader: Reader, object: JsonObject, key: string, path: Path, depth = 0): ClaimView[] {
  if (depth >= MAX_DEPTH) return [];
  return reader.take('claims', reader.nodes(object, key, path)).map((node) => claim(reader, node, key, depth));
}

function claim(reader: Reader, node: Node, key: string, depth: number): ClaimView {
  const { value, path } = node;
  const specification = reader.nodes(value, 'specifiedBy', path)[0];
  const specified = <T>(read: (at: Node) => T | undefined): T | undefined => (specification ? read(specification) : undefined);
  const award = reader.nodes(value, 'awardedBy', path)[0];
  const type = typeOf(value, key);
  const ownTitle = textOf(value, 'title');
  const specifiedTitle = specified((at) => textOf(at.value, 'title'));
  const ownDescription = textOf(value, 'description');
  const specifiedDescription = specified((at) => textOf(at.value, 'description'));
  const graded = type === 'assessment' ? grade(reader, node, specification) : undefined;
  const issued = word(value, 'dateIssued', 64);
  const inner = (name: string): ClaimView[] | undefined => some(claims(reader, value, name, path, depth + 1));
  return present<ClaimView>({
    type,
    id: plain(own(value, 'id')),
    title: ownTitle ?? specifiedTitle ?? {},
    otherTitle: bothTexts(node, specification, 'altLabel'),
    description: ownDescription ?? specifiedDescription,
    specification: ownTitle && specifiedTitle && !sameText(ownTitle, specifiedTitle) ? specifiedTitle : undefined,
    specificationDescription: ownDescription && specifiedDescription && !sameText(ownDescription, specifiedDescription) ? specifiedDescription : undefined,
    qualification: specified((at) => (stringsOf(own(at.value, 'type')).includes('Qualification') ? true : undefined)),
    partial: specified((at) => (own(at.value, 'isPartialQualification') === true ? true : undefined)),
    categories: bothTexts(node, specification, 'category'),
    kinds: both(reader, node, specification, 'dcType'),
    identifiers: some([...identifiersOf(reader, value, 'identifier', path), ...(specified((at) => [...identifiersOf(reader, at.value, 'identifier', at.path), ...identifiersOf(reader, at.value, 'qualificationCode', at.path)]) ?? [])]),
    awardedBy: award && organisations(reader, award.value, 'awardingBody', award.path),
    awardingDate: award && word(award.value, 'awardingDate', 64),
    issued: graded?.date === issued ? undefined : issued,
    educationalSystem: award && concepts(reader, award.value, 'educationalSystemNote', award.path),
    conductedBy: organisations(reader, value, type === 'assessment' ? 'assessedBy' : 'directedBy', path),
    eqfLevel: specified((at) => concepts(reader, at.value, 'eqfLevel', at.path)),
    nqfLevel: specified((at) => concepts(reader, at.value, 'nqfLevel', at.path)),
    educationLevel: specified((at) => concepts(reader, at.value, 'educationLevel', at.path)),
    fields: specified((at) => some([...(concepts(reader, at.value, 'thematicArea', at.path) ?? []), ...(concepts(reader, at.value, 'educationSubject', at.path) ?? [])])),
    outcomes: some([...(specified((at) => outcomes(reader, at.value, at.path)) ?? []), ...outcomes(reader, value, path)]),
    outcomeSummary: specified((at) => noteOf(reader, at.value, 'learningOutcomeSummary', at.path)),
    credits: some([...credits(reader, value, 'creditReceived', path), ...(specified((at) => credits(reader, at.value, 'creditPoint', at.path)) ?? [])]),
    workload: word(value, 'workload', 64),
    volume: specified((at) => word(at.value, 'volumeOfLearning', 64)),
    maximumDuration: specified((at) => word(at.value, 'maximumDuration', 64)),
    contactHours: specified((at) => words(at.value, 'contactHour')),
    completion: word(value, 'levelOfCompletion', 40),
    targetGroups: specified((at) => concepts(reader, at.value, 'targetGroup', at.path)),
    opportunity: opportunityOf(reader, node),
    modes: both(reader, node, specification, 'mode'),
    settings: both(reader, node, specification, 'learningSetting'),
    languages: both(reader, node, specification, 'language'),
    entryRequirement: specified((at) => noteOf(reader, at.value, 'entryRequirement', at.path)),
    accreditations: specified((at) => evidenceOf(reader, at.value, 'accreditation', at.path)),
    grade: graded,
    idVerification: concept(reader, value, 'idVerification', path) ?? specified((at) => concept(reader, at.value, 'idVerification', at.path)),
    periods: some(reader.take('other', reader.nodes(value, 'temporal', path)).map((period) => present<{ start?: string; end?: string }>({ start: word(period.value, 'startDate', 64), end: word(period.value, 'endDate', 64) }))),
    countries: countriesOf(reader, value, path),
    regions: regionsOf(reader, value, path),
    entitlementStatus: specified((at) => concept(reader, at.value, 'entitlementStatus', at.path)),
    occupations: specified((at) => some([...(concepts(reader, at.value, 'limitOccupation', at.path) ?? []), ...(concepts(reader, at.value, 'limitNationalOccupation', at.path) ?? [])])),
    jurisdictions: specified((at) => concepts(reader, at.value, 'limitJurisdiction', at.path)),
    limitedTo: specified((at) => organisations(reader, at.value, 'limitOrganisation', at.path)),
    expiryDate: word(value, 'expiryDate', 64),
    notes: some([noteOf(reader, value, 'additionalNote', path), specified((at) => noteOf(reader, at.value, 'additionalNote', at.path))].filter((each) => each !== undefined)),
    documents: some([...documents(reader, node), ...(specified((at) => documents(reader, at)) ?? [])]),
    specifiedParts: some(reader.take('other', specification ? reader.nodes(specification.value, 'hasPart', specification.path) : []).map((part) => textOf(part.value, 'title')).filter((each) => each !== undefined)),
    parts: inner('hasPart'),
    provenBy: inner('provenBy'),
    influencedBy: inner('influencedBy'),
    entitlesTo: inner('entitlesTo'),
    pointer: pointer(...path),
  });
}

/** Addresses are shown as text; nothing opens them. */
function documents(reader: Reader, { value, path }: Node): { url: string; title?: LocalizedText }[] {
  return ['supplementaryDocument', 'homepage'].flatMap((key) => reader.take('other', reader.nodes(value, key, path)).flatMap((page) => {
    const url = plain(own(page.value, 'contentURL') ?? own(page.value, 'contentUrl'));
    return url === undefined ? [] : [present<{ url: string; title?: LocalizedText }>({ url, title: textOf(page.value, 'title') })];
  }));
}
