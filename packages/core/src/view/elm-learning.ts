import { own, pointer, type JsonObject } from '../report/json.js';
import type { CreditView, EvidenceView, GradeView, OutcomeView } from '../report/report.js';
import { organisations } from './elm-agents.js';
import { concept, concepts, noteOf, some, textOf, word, type Node, type Path, type Reader } from './elm-reader.js';
import { plain, present } from './text.js';

/** ELM `LearningOutcome`. ESCO has a property of its own; every other framework stands under `relatedSkill`. */
export function outcomes(reader: Reader, object: JsonObject, path: Path): OutcomeView[] {
  return reader.take('outcomes', reader.nodes(object, 'learningOutcome', path)).map(({ value, path: at }) => present<OutcomeView>({
    title: textOf(value, 'title') ?? {},
    kind: concept(reader, value, 'dcType', at),
    reusability: concept(reader, value, 'reusabilityLevel', at),
    escoSkills: concepts(reader, value, 'relatedESCOSkill', at),
    otherSkills: concepts(reader, value, 'relatedSkill', at),
    pointer: pointer(...at),
  }));
}

export function credits(reader: Reader, object: JsonObject, key: 'creditPoint' | 'creditReceived', path: Path): CreditView[] {
  return reader.take('other', reader.nodes(object, key, path)).flatMap(({ value, path: at }): CreditView[] => {
    const points = word(value, 'point');
    return points === undefined ? [] : [present<CreditView>({ points, framework: concept(reader, value, 'framework', at), received: key === 'creditReceived', pointer: pointer(...at) })];
  });
}

/** The grade of a `LearningAssessment`, with the scale of its specification. */
export function grade(reader: Reader, { value, path }: Node, specification: Node | undefined): GradeView | undefined {
  const given = noteOf(reader, value, 'grade', path) ?? textOf(value, 'grade');
  if (!given) return undefined;
  const shortened = reader.nodes(value, 'shortenedGrading', path)[0]?.value;
  const scheme = specification && reader.nodes(specification.value, 'gradingScheme', specification.path)[0]?.value;
  return present<GradeView>({
    value: given,
    status: concept(reader, value, 'gradeStatus', path),
    scale: scheme && (textOf(scheme, 'title') ?? textOf(scheme, 'description')),
    distribution: shortened && present<NonNullable<GradeView['distribution']>>({ lower: word(shortened, 'percentageLower'), equal: word(shortened, 'percentageEqual'), higher: word(shortened, 'percentageHigher') }),
    date: word(value, 'dateIssued', 64) ?? word(value, 'gradeDate', 64),
    pointer: pointer(...path, 'grade'),
  });
}

/** ELM `Accreditation`, and `Evidence` that may hold one. What they say is the document's word. */
export function evidenceOf(reader: Reader, object: JsonObject, key: string, path: Path, depth = 0): EvidenceView[] | undefined {
  if (depth > 2) return undefined;
  return some(reader.take('other', reader.nodes(object, key, path)).map(({ value, path: at }) => present<EvidenceView>({
    kind: concept(reader, value, 'dcType', at),
    title: textOf(value, 'title') ?? textOf(value, 'prefLabel'),
    statement: plain(own(value, 'evidenceStatement')),
    organisations: organisations(reader, value, 'accreditingAgent', at) ?? organisations(reader, value, 'organisation', at),
    accreditations: evidenceOf(reader, value, 'accreditation', at, depth + 1),
    expiryDate: word(value, 'expiryDate', 64),
    pointer: pointer(...at),
  })));
}
