import type { AchievementView, ResultView } from '@credlens/core/report';
import type { NotAttained, SkillLevel } from './skill-claim.js';

const STATUS: Readonly<Record<string, NotAttained>> = { Failed: 'failed', Withdrew: 'withdrawn', InProgress: 'in-progress', Enrolled: 'enrolled', OnHold: 'on-hold' };

const number = (text: string | undefined): number | undefined => (text !== undefined && /^[+-]?\d{1,12}(?:[.,]\d{1,6})?\s*%?$/.test(text.trim()) ? Number(text.replace('%', '').replace(',', '.')) : undefined);

/** Whether a result was compared with what its description requires; undefined where neither says anything. */
function compared({ achieved, required, requiredValue, value, status, unknownLevel, describedAt }: ResultView): 'reached' | 'below' | 'not-comparable' | 'not-described' | undefined {
  // Without its description nothing is required, as far as the document says.
  if (unknownLevel) return describedAt === undefined ? 'not-described' : 'not-comparable';
  if (achieved && required) return achieved.ordinal >= required.ordinal ? 'reached' : 'below';
  if (!required && requiredValue === undefined) return undefined;
  const given = status !== undefined && value === status ? undefined : value;
  if (given === undefined) return status === 'Completed' ? 'reached' : undefined;
  if (given === requiredValue) return 'reached';
  const [has, wants] = [number(given), number(requiredValue)];
  return has === undefined || wants === undefined ? 'not-comparable' : has >= wants ? 'reached' : 'below';
}

/** Scales that are known by a name of ours (`SkillLevel.scale`). */
const FRAMEWORK_SCALES: readonly string[] = ['eqf', 'digcomp'];

export interface ResultReading { result: ResultView; notAttained?: NotAttained; notice?: 'result-provisional' | 'result-not-comparable'; level?: SkillLevel }

/** A status speaks before a level: who withdrew has withdrawn, whatever was reached by then. What cannot be compared does not count as reached. */
export function readResult(result: ResultView): ResultReading {
  // The status of a result of that type may stand as its value (OB 3.0 `Status`).
  const status = result.status ?? (result.type === 'Status' ? result.value : undefined);
  const known = status !== undefined && Object.hasOwn(STATUS, status) ? STATUS[status] : undefined;
  const outcome = known === undefined ? compared(result) : undefined;
  const notAttained = known ?? (outcome === 'below' || outcome === 'not-comparable' ? 'below-required-level' : undefined);
  const notice = outcome === 'not-comparable' || outcome === 'not-described' ? 'result-not-comparable' : status === 'Provisional' ? 'result-provisional' : undefined;
  const level = levelOf(result);
  return { result, ...(notAttained ? { notAttained } : {}), ...(notice ? { notice } : {}), ...(level ? { level } : {}) };
}

function levelOf({ achieved, scale, name, describedAt, value, status }: ResultView): SkillLevel | undefined {
  const own = scale ?? (name && Object.values(name)[0]) ?? describedAt;
  if (own === undefined) return undefined;
  // A rubric that is called like a framework is not that framework's scale.
  const called = FRAMEWORK_SCALES.includes(own.trim().toLowerCase()) ? `own:${own}` : own;
  if (achieved) return { scale: called, ordinal: achieved.ordinal, of: achieved.of, ...(achieved.name === undefined ? {} : { label: achieved.name }) };
  return value === undefined || value === status ? undefined : { scale: called, label: value };
}

/** The worst that the results of an achievement say of it as a whole: the document says that it was passed only where none of them says otherwise. */
export function worst(readings: readonly ResultReading[]): NotAttained | undefined {
  return readings.find(({ notAttained }) => notAttained !== undefined)?.notAttained;
}

export const readResults = ({ results }: AchievementView): ResultReading[] => results.map(readResult);
