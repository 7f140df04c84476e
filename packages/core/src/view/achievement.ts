import { asArray, isObject, own, pointer, type JsonObject } from '../report/json.js';
import type { AchievementView, LocalizedText, ResultView, SkillView } from '../report/report.js';
import { image, objects } from './parts.js';
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

interface Described { name: LocalizedText | undefined; levels: Map<string, string>; achievement: number }

/** `ResultDescription` by its `id`, with the names of its rubric's levels, over all achievements of one subject. */
function descriptions(achievements: readonly { value: JsonObject }[]): Map<string, Described> {
  const found = new Map<string, Described>();
  achievements.forEach(({ value }, achievement) => {
    for (const { value: description } of objects(value, 'resultDescription', [])) {
      const id = plain(own(description, 'id'));
      if (id === undefined || found.has(id)) continue;
      const levels = new Map<string, string>();
      for (const { value: level } of objects(description, 'rubricCriterionLevel', [])) {
        const levelId = plain(own(level, 'id'));
        const name = plain(own(level, 'name')) ?? plain(own(level, 'level'));
        if (levelId !== undefined && name !== undefined) levels.set(levelId, name);
      }
      found.set(id, { name: localized(own(description, 'name')), levels, achievement });
    }
  });
  return found;
}

/**
 * The achievements that one subject's claim names, with the results that the subject had. A result that names no description of ours goes with the first achievement.
 * `budget` bounds achievements, skills and results each over the whole document.
 */
export function achievements(subject: JsonObject, path: Path, budget: { achievements: number; skills: number; results: number }): AchievementView[] {
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
    });
  });

  const described = descriptions(claimed);
  for (const { value, path: at } of take('results', objects(subject, 'result', path))) {
    const description = described.get(plain(own(value, 'resultDescription')) ?? '');
    const view = views[description?.achievement ?? 0];
    if (!view) break;
    const level = plain(own(value, 'achievedLevel'));
    const said = plain(own(value, 'value')) ?? (level === undefined ? plain(own(value, 'status')) : (description?.levels.get(level) ?? level));
    view.results.push(present<ResultView>({ name: description?.name, value: said, pointer: pointer(...at) }));
    view.skills.push(...take('skills', skills(value, at)));
  }
  return views;
}
