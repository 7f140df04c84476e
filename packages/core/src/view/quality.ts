import type { JsonObject } from '../report/json.js';
import type { QualityElement } from '../report/report.js';
import { elmView } from './elm.js';
import { isElm } from './kind-of.js';
import { badgeQuality, isBadge } from './badge-quality.js';

/**
 * Which elements of a micro-credential, by the Council Recommendation of 16 June 2022, a document of any format gives: European Digital Credential, Open Badges 3.0, Comprehensive Learner Record 2.0.
 * A list of facts without a score. Empty for what is no learning credential of these formats. Never throws.
 */
export function qualityElements(document: JsonObject): QualityElement[] {
  if (isElm(document)) return elmView(document).quality ?? [];
  return isBadge(document) ? badgeQuality(document) : [];
}
