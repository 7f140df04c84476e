import { CODES } from '../../report/codes.js';
import type { Findings } from '../../report/finding.js';
import type { JsonObject } from '../../report/json.js';
import { assertionProblems, badgeProblems } from '../../schema/open-badges-2.js';
import type { Edition } from './shape.js';

/**
 * `format.data-model` and `format.schema` of an Open Badges 2.0 or 1.x assertion: the assertion by itself, then the badge class and the issuer.
 * @param whole the assertion with badge class and issuer in place, as far as they could be read
 */
export function formOf(assertion: JsonObject, whole: JsonObject, edition: Edition): Findings {
  const tables = edition === '1' ? '1' : '2';
  const model = assertionProblems(assertion, tables);
  const linked = badgeProblems(whole, tables);
  const broken = linked.some(({ code }) => CODES[code] === 'fail');
  return {
    'format.data-model': model.length > 0 ? { code: 'vcdm.violations', params: { count: model.length }, problems: model } : { code: 'vcdm.conforms' },
    'format.schema': linked.length > 0 ? { code: broken ? 'schema.violations' : 'schema.notes', params: { count: linked.length }, problems: linked } : { code: 'schema.conforms' },
  };
}
