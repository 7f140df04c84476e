import type { LocalizedText, QualityElement, QualityElementId } from '../report/report.js';

/** Where an element stands, and what is said there. */
export interface Found { pointer: string; text?: LocalizedText | undefined }

/** Annex I of the Council Recommendation of 16 June 2022 (2022/C 243/02): the mandatory elements, in its order, then those that it names for where they are relevant. */
const MANDATORY: readonly QualityElementId[] = [
  'learner', 'title', 'country', 'awarding-body', 'date', 'learning-outcomes', 'workload', 'level', 'assessment', 'participation', 'quality-assurance',
];
const OPTIONAL: readonly QualityElementId[] = ['prerequisites', 'supervision', 'grade', 'stackability', 'further-information'];

/** What was found as the list of all elements. It counts nothing: which of them matter is for who reads it. */
export function elements(found: Partial<Record<QualityElementId, Found | undefined>>): QualityElement[] {
  return [...MANDATORY, ...OPTIONAL].map((element, index) => {
    const at = found[element];
    return { element, ...(index >= MANDATORY.length ? { optional: true } : {}), present: at !== undefined, ...(at ? { pointer: at.pointer } : {}), ...(at?.text && Object.keys(at.text).length > 0 ? { text: at.text } : {}) };
  });
}
