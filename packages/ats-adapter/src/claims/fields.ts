import type { StatementView } from '@credlens/core/report';
import type { Names } from '../identifiers/identifier.js';
import type { ClaimField } from './skill-claim.js';

interface Row {
  property: string;
  on?: readonly StatementView['on'][];
  field: ClaimField;
  /** What the property says that it holds, where the identifier does not tell. */
  names?: Names;
  /** Several things in one text, with commas between. */
  list?: true;
}

/**
 * Which statement of a credential is which kind of claim. The first row that fits counts; a statement that fits none is no claim.
 * A property that a format gains is one row here, and one in core's table of where statements stand.
 */
export const FIELDS: readonly Row[] = [
  { property: 'relatedESCOSkill', field: 'relatedESCOSkill', names: 'skill' },
  { property: 'relatedSkill', field: 'relatedSkill', names: 'skill' },
  { property: 'alignment', on: ['achievement'], field: 'alignment' },
  { property: 'alignment', on: ['result', 'result-description'], field: 'result-alignment' },
  { property: 'alignment', on: ['rubric-level'], field: 'rubric-alignment' },
  { property: 'skill', on: ['result', 'result-description'], field: 'result-alignment', names: 'skill' },
  { property: 'skill', on: ['rubric-level'], field: 'rubric-alignment', names: 'skill' },
  { property: 'skill', field: 'skill', names: 'skill' },
  { property: 'skills', field: 'skill', names: 'skill' },
  { property: 'learning_outcomes', field: 'learningOutcome' },
  { property: 'tag', field: 'tag' },
  { property: 'tags', field: 'tag' },
  { property: 'fieldOfStudy', field: 'field-of-study', list: true },
  { property: 'specialization', field: 'field-of-study', list: true },
  // HR Open LER-RS: an entry is named after what was learnt or awarded; the skills of an entry stand below it.
  { property: 'educationAndLearnings', field: 'field-of-study' },
  { property: 'certifications', field: 'achievement-name' },
  { property: 'licenses', field: 'achievement-name' },
  { property: 'certifications/skills', field: 'skill', names: 'skill' },
  { property: 'licenses/skills', field: 'skill', names: 'skill' },
  { property: 'educationAndLearnings/skills', field: 'skill', names: 'skill' },
  { property: 'employmentHistories/skills', field: 'skill', names: 'skill' },
];

export const rowOf = ({ property, on }: StatementView): Row | undefined => FIELDS.find((row) => row.property === property && (row.on === undefined || row.on.includes(on)));
