import { asArray, isObject, own, pointer, stringsOf, type JsonObject } from '../report/json.js';
import type { AchievementView, SkillView } from '../report/report.js';
import { image, objects } from './parts.js';
import { descriptions, result } from './results.js';
import { statements, type StatementBudget } from './statements.js';
import { localized, MAX_ITEMS, plain, present } from './text.js';

type Path = readonly (string | number)[];

/** OB 3.0 `Alignment`: what the achievement is said to correspond to in a framework. */
function skills(object: JsonObject, path: Path): SkillView[] {
  return objects(object, 'alignment', path).flatMap(({ value, path: at }): SkillView[] => {
    const name = localized(own(value, 'targetName'));
    const id = plain(own(value, 'targetUrl')) ?? plain(own(value, 'targetCode'));
    if (!name && id === undefined) return [];
    return [present<SkillView>({ name, id, framework: plain(own(value, 'targetFramework')), pointer: pointer(...at) })];
  });
}

/**
 * The achievements that one subject's claim names, with the results that the subject had. A result that names no description of ours goes with the first achievement.
 * `budget` bounds achievements, skills, results and statements each over the whole document.
 */
export function achievements(subject: JsonObject, path: Path, budget: { achievements: number; skills: number; results: number; statements: StatementBudget }): AchievementView[] {
  const claimed = objects(subject, 'achievement', path).slice(0, Math.max(0, budget.achievements));
  budget.achievements -= claimed.length;
  const take = <T>(kind: 'skills' | 'results', list: T[]): T[] => {
    const taken = list.slice(0, Math.max(0, budget[kind]));
    budget[kind] -= taken.length;
    return taken;
  };

  const views = claimed.map(({ value, path: at }): AchievementView => {
    const criteria = asArray(own(value, 'criteria')).slice(0, MAX_ITEMS).find(isObject);
    return present<AchievementView>({
      id: plain(own(value, 'id')),
      name: localized(own(value, 'name')) ?? {},
      description: localized(own(value, 'description')),
      type: plain(own(value, 'achievementType')),
      criteria: criteria && localized(own(criteria, 'narrative')),
      criteriaUrl: criteria && plain(own(criteria, 'id')),
      skills: take('skills', skills(value, at)),
      results: [],
      image: image(value, at),
      statements: statements(value, 'achievement', at, budget.statements),
      creator: creatorOf(value),
      language: plain(stringsOf(own(value, 'inLanguage'))[0], 64),
      assessmentType: plain(own(value, 'assessmentType'), 500),
      supervisionType: plain(own(value, 'supervisionType'), 500),
      participationType: plain(own(value, 'participationType'), 500),
      started: plain(own(subject, 'activityStartDate'), 64),
      ended: plain(own(subject, 'activityEndDate'), 64),
      pointer: pointer(...at),
    });
  });

  const { described, stated } = descriptions(claimed, budget.statements);
  views.forEach((view, index) => view.statements?.push(...stated[index]!));
  for (const { value, path: at } of take('results', objects(subject, 'result', path))) {
    const named = plain(own(value, 'resultDescription'));
    const description = named === undefined ? undefined : described.find(({ id }) => id === named);
    const view = views[description?.achievement ?? 0];
    if (!view) break;
    view.results.push(result(value, at, description));
    view.statements?.push(...statements(value, 'result', at, budget.statements, pointer(...at)));
    view.skills.push(...take('skills', skills(value, at)));
  }
  return views.map(({ statements: all, ...view }) => (all && all.length > 0 ? { ...view, statements: all } : view));
}

/** The profile of who defined it: an identifier alone, or a profile with a name. */
function creatorOf(achievement: JsonObject): AchievementView['creator'] {
  const creator = own(achievement, 'creator');
  const id = plain(isObject(creator) ? own(creator, 'id') : creator);
  const name = isObject(creator) ? localized(own(creator, 'name')) : undefined;
  return id === undefined && !name ? undefined : present<NonNullable<AchievementView['creator']>>({ id, name });
}
