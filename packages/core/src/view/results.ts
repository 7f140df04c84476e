import { own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { LevelView, LocalizedText, ResultView, StatementView } from '../report/report.js';
import { items, objects } from './parts.js';
import { statements, type StatementBudget } from './statements.js';
import { localized, plain, present } from './text.js';

type Path = readonly (string | number)[];

/** A `ResultDescription` of one of the achievements of a subject, with its levels in the document's order, lowest first. */
export interface Described {
  id: string | undefined;
  name: LocalizedText | undefined;
  type: string | undefined;
  levels: LevelView[];
  /** The values of an ordered list, as levels. */
  values: LevelView[];
  requiredLevel: string | undefined;
  requiredValue: string | undefined;
  /** Which of the achievements. */
  achievement: number;
  pointer: string;
}

const word = (object: JsonObject, key: string): string | undefined => {
  const value = own(object, key);
  return typeof value === 'number' ? String(value) : plain(value);
};

/** OB 3.0 orders allowed values from low to high. Many list letter grades the other way, from A down, where nobody can mean that A is the lowest. */
function lowestFirst<T extends { value: JsonValue }>(values: T[], type: string | undefined): T[] {
  const letters = values.map(({ value }) => (typeof value === 'string' && /^[A-F][+-]?$/.test(value) ? value.charAt(0) : ''));
  return type === 'LetterGrade' && !letters.includes('') && letters[0]! < letters.at(-1)! ? [...values].reverse() : values;
}

/** The result descriptions over all achievements of one subject, and what stands beside them and their levels. */
export function descriptions(achievements: readonly { value: JsonObject; path: Path }[], budget: StatementBudget): { described: Described[]; stated: StatementView[][] } {
  const described: Described[] = [];
  const stated: StatementView[][] = achievements.map(() => []);
  achievements.forEach(({ value, path }, achievement) => {
    for (const { value: description, path: at } of objects(value, 'resultDescription', path)) {
      const here = pointer(...at);
      const rubric = objects(description, 'rubricCriterionLevel', at);
      const values = lowestFirst(items(description, 'allowedValue', at), plain(own(description, 'resultType')));
      described.push({
        id: plain(own(description, 'id')),
        name: localized(own(description, 'name')),
        type: plain(own(description, 'resultType'), 500),
        levels: rubric.map(({ value: level, path: place }, index) => present<LevelView>({ id: plain(own(level, 'id')), name: word(level, 'name') ?? word(level, 'level'), ordinal: index + 1, of: rubric.length, pointer: pointer(...place) })),
        values: values.map(({ value: each, path: place }, index) => present<LevelView>({ id: undefined, name: typeof each === 'number' ? String(each) : plain(each), ordinal: index + 1, of: values.length, pointer: pointer(...place) })),
        requiredLevel: word(description, 'requiredLevel'),
        requiredValue: word(description, 'requiredValue'),
        achievement,
        pointer: here,
      });
      stated[achievement]!.push(...statements(description, 'result-description', at, budget, here), ...rubric.flatMap((level) => statements(level.value, 'rubric-level', level.path, budget, pointer(...level.path))));
    }
  });
  return { described, stated };
}

/** A `Result` (OB 3.0), against its description. A level that the description does not have is said to be unknown, never guessed. */
export function result(value: JsonObject, path: Path, description: Described | undefined): ResultView {
  const level = word(value, 'achievedLevel');
  const given = word(value, 'value');
  const status = word(value, 'status');
  const achieved = level === undefined ? description?.values.find(({ name }) => name !== undefined && name === given) : description?.levels.find(({ id }) => id === level);
  const required = description?.requiredLevel === undefined ? description?.values.find(({ name }) => name !== undefined && name === description.requiredValue) : description.levels.find(({ id }) => id === description.requiredLevel);
  const unknown = (level !== undefined && !achieved) || (description?.requiredLevel !== undefined && !required);
  return present<ResultView>({
    name: description?.name,
    value: given ?? (level === undefined ? status : (achieved?.name ?? level)),
    status, type: description?.type, achieved, required,
    requiredValue: description?.requiredValue,
    unknownLevel: unknown ? true : undefined,
    scale: description?.id,
    describedAt: description?.pointer,
    pointer: pointer(...path),
  });
}
