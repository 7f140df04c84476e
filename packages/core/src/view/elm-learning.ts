import { isObject, own, pointer, type JsonObject } from '../report/json.js';
import type { CreditView, GradeView, OutcomeView } from '../report/report.js';
import { concept, concepts, noteOf, some, textOf, word, type Node, type Path, type Reader } from './elm-reader.js';
import { items } from './parts.js';
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

/** ELM `ResultDistribution`, under its own name and as the context of the application profile spells it. */
function resultsOf(reader: Reader, { value, path }: Node): GradeView['results'] {
  const categories = ['resultDistribution', 'resultDestribution'].flatMap((key) => reader.nodes(value, key, path).slice(0, 1)).flatMap((node) => items(node.value, 'resultCategory', node.path));
  return some(reader.take('other', categories).flatMap(({ value: category }) => {
    const label = isObject(category) ? plain(own(category, 'label'), 200) : undefined;
    if (!isObject(category) || label === undefined) return [];
    return [present<NonNullable<GradeView['results']>[number]>({ label, count: word(category, 'count', 40), score: word(category, 'score', 40), minimum: word(category, 'minimumScore', 40), maximum: word(category, 'maximumScore', 40) })];
  }));
}

/** The grade of a `LearningAssessment`, with the scale of its specification. */
export function grade(reader: Reader, { value, path }: Node, specification: Node | undefined): GradeView | undefined {
  const given = noteOf(reader, value, 'grade', path) ?? textOf(value, 'grade');
  if (!given) return undefined;
  const shortened = reader.nodes(value, 'shortenedGrading', path)[0]?.value;
  const scheme = specification && reader.nodes(specification.value, 'gradingScheme', specification.path)[0]?.value;
  const [title, description] = [scheme && textOf(scheme, 'title'), scheme && textOf(scheme, 'description')];
  return present<GradeView>({
    value: given,
    status: concept(reader, value, 'gradeStatus', path),
    scale: title ?? description,
    scaleDescription: title && description,
    results: resultsOf(reader, { value, path }),
    distribution: shortened && present<NonNullable<GradeView['distribution']>>({ lower: word(shortened, 'percentageLower'), equal: word(shortened, 'percentageEqual'), higher: word(shortened, 'percentageHigher') }),
    date: word(value, 'dateIssued', 64) ?? word(value, 'gradeDate', 64),
    pointer: pointer(...path, 'grade'),
  });
}
