import { own, pointer, stringsOf, type JsonObject } from '../report/json.js';
import type { AchievementView, ClaimView, CredentialView, DisplayView, SkillView } from '../report/report.js';
import { evidenceOf, identifiersOf, organisation, picture } from './elm-agents.js';
import { claims } from './elm-claims.js';
import { elmQuality } from './elm-quality.js';
import { concept, concepts, createReader, some, textOf, texts, word, type Node, type Reader } from './elm-reader.js';
import { isElm } from './kind-of.js';
import { MAX_ITEMS, plain, present } from './text.js';

export { isElm };

/**
 * A European Digital Credential for Learning: a document of the European Learning Model 3 (JSON-LD, VCDM 1.1), as it says itself, in every language that it says it in.
 * Of the person only the name and the identifiers are repeated: date of birth, sex and citizenship are in the document for who must have them.
 */
export function elmView(document: JsonObject): CredentialView {
  const reader = createReader(document);
  const display = reader.nodes(document, 'displayParameter', [])[0];
  const issuer = reader.nodes(document, 'issuer', [])[0];
  const subject = reader.nodes(document, 'credentialSubject', [])[0];
  const found = subject ? claims(reader, subject.value, 'hasClaim', subject.path) : [];
  const types = stringsOf(own(document, 'type')).slice(0, 32).map((type) => plain(type, 500) ?? '').filter((type) => type !== '');
  const shown = display && textOf(display.value, 'title');
  const named = found.find((each) => Object.keys(each.title).length > 0);
  const title = shown ?? textOf(document, 'title') ?? named?.title ?? {};
  const titleAt = shown && display ? pointer(...display.path, 'title') : Object.hasOwn(document, 'title') || !named ? '/title' : named.pointer;
  const displays = display ? displaysOf(reader, display) : [];

  const view = present<CredentialView>({
    format: 'elm-3',
    dataModel: '1.1',
    id: plain(own(document, 'id')),
    types,
    title,
    description: (display && textOf(display.value, 'description')) ?? textOf(document, 'description'),
    issuer: issuer ? issuerOf(reader, issuer) : present<CredentialView['issuer']>({ id: plain(own(document, 'issuer')), name: undefined, url: undefined, image: undefined }),
    recipient: present<CredentialView['recipient']>({
      id: subject ? plain(own(subject.value, 'id')) : plain(own(document, 'credentialSubject')),
      name: subject && nameOf(subject.value),
      identifiers: subject ? recipientIdentifiers(reader, subject) : [],
    }),
    issued: word(document, 'issued', 64) ?? word(document, 'issuanceDate', 64),
    validFrom: word(document, 'validFrom', 64) ?? word(document, 'issuanceDate', 64) ?? word(document, 'issued', 64),
    validUntil: word(document, 'validUntil', 64) ?? word(document, 'expirationDate', 64),
    identifiers: some(identifiersOf(reader, document, 'identifier', [])),
    achievements: flat(found),
    associations: undefined,
    image: undefined,
    claims: found,
    profiles: concepts(reader, document, 'credentialProfiles', []) ?? concepts(reader, document, 'dcType', []),
    languages: display && languagesOf(reader, display),
    evidence: evidenceOf(reader, document, 'evidence', []),
    displays: some(displays),
    quality: undefined,
  });
  const dated = ['issued', 'issuanceDate', 'validFrom'].find((key) => word(document, key) !== undefined);
  return { ...view, quality: elmQuality(view, { title: titleAt, date: dated === undefined ? undefined : pointer(dated) }) };
}

function issuerOf(reader: Reader, node: Node): CredentialView['issuer'] {
  const { id, name, url, ...rest } = organisation(reader, node);
  const { pointer: _at, ...about } = rest;
  return { ...present<Pick<CredentialView['issuer'], 'id' | 'name' | 'url' | 'image'>>({ id, name, url, image: picture(reader, node.value, 'logo', node.path) }), ...about };
}

/** The name in full, or what there is of its parts. */
function nameOf(person: JsonObject): CredentialView['recipient']['name'] {
  const whole = textOf(person, 'fullName');
  if (whole) return whole;
  const [given, family] = [textOf(person, 'givenName'), textOf(person, 'familyName')];
  if (!given || !family) return given ?? family ?? textOf(person, 'legalName') ?? textOf(person, 'prefLabel');
  return Object.fromEntries([...new Set([...Object.keys(given), ...Object.keys(family)])].map((language) => [language, [given[language], family[language]].filter((part) => part !== undefined).join(' ')]));
}

type Identifier = CredentialView['recipient']['identifiers'][number];

/** By the words of OB 3.0 where it has one, so that one recipient is compared in one way. */
function recipientIdentifiers(reader: Reader, { value, path }: Node): Identifier[] {
  const emails = reader.take('other', reader.nodes(value, 'contactPoint', path)).flatMap((point) => reader.nodes(point.value, 'emailAddress', point.path)).flatMap((mailbox): Identifier[] => {
    const id = plain(own(mailbox.value, 'id'), 400);
    return id === undefined || !/^mailto:[^\s@]+@[^\s@]+$/i.test(id) ? [] : [{ type: 'emailAddress', hashed: false, value: id.slice('mailto:'.length) }];
  });
  const numbers = [['nationalID', 'nationalIdentityNumber'], ['identifier', 'identifier']].flatMap(([key = '', type = '']) => identifiersOf(reader, value, key, path).map((each): Identifier => ({ type: key === 'identifier' ? each.scheme ?? type : type, hashed: false, value: each.value, ...(each.country?.country === undefined ? {} : { country: each.country.country }) })));
  const student = word(value, 'studentNumber');
  return [...emails, ...numbers, ...(student === undefined ? [] : [{ type: 'studentId', hashed: false, value: student }])].slice(0, MAX_ITEMS);
}

function languagesOf(reader: Reader, { value, path }: Node): CredentialView['languages'] {
  const primary = concept(reader, value, 'primaryLanguage', path);
  return some([...(primary ? [primary] : []), ...(concepts(reader, value, 'language', path) ?? []).filter(({ id }) => id !== primary?.id)]);
}

const MAX_DISPLAYS = 8;

/** What the issuer drew, page by page and language by language, as data alone. */
function displaysOf(reader: Reader, { value, path }: Node): DisplayView[] {
  const found = reader.nodes(value, 'individualDisplay', path).slice(0, MAX_DISPLAYS).flatMap((individual) => {
    const language = concept(reader, individual.value, 'language', individual.path);
    return reader.nodes(individual.value, 'displayDetail', individual.path).slice(0, MAX_DISPLAYS).flatMap((detail): DisplayView[] => {
      const image = picture(reader, detail.value, 'image', detail.path);
      const page = own(detail.value, 'page');
      return image ? [present<DisplayView>({ language, page: typeof page === 'number' ? page : undefined, image })] : [];
    });
  });
  return found.slice(0, MAX_DISPLAYS);
}

/** The same claims as achievements, for who reads every format alike: each claim, then what belongs to it. */
function flat(found: readonly ClaimView[]): AchievementView[] {
  const views: AchievementView[] = [];
  let skills = MAX_ITEMS;
  const visit = (each: ClaimView): void => {
    if (views.length >= MAX_ITEMS) return;
    const named = skillsOf(each).slice(0, skills);
    skills -= named.length;
    views.push(present<AchievementView>({
      id: each.id, name: each.title, description: each.description, type: each.type, criteria: each.outcomeSummary, criteriaUrl: undefined, skills: named,
      results: each.grade ? [{ name: each.title, value: Object.values(each.grade.value)[0] ?? '', pointer: each.grade.pointer }] : [], image: undefined,
    }));
    for (const inner of [each.parts, each.provenBy, each.influencedBy, each.entitlesTo]) inner?.forEach(visit);
  };
  found.forEach(visit);
  return views;
}

function skillsOf({ outcomes = [] }: ClaimView): SkillView[] {
  return outcomes.flatMap((outcome): SkillView[] => {
    const related = [
      ...(outcome.escoSkills ?? []).map((skill) => ({ skill, framework: 'ESCO' as string | undefined })), ...(outcome.otherSkills ?? []).map((skill) => ({ skill, framework: undefined })),
    ].map(({ skill, framework }) => present<SkillView>({ name: skill.name ?? texts(skill.label), id: skill.id, framework, pointer: skill.pointer }));
    return related.length > 0 ? related : Object.keys(outcome.title).length > 0 ? [{ name: outcome.title, pointer: outcome.pointer }] : [];
  });
}
