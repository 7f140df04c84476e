import { own, pointer, type JsonObject } from '../report/json.js';
import type { AssociationView } from '../report/report.js';
import { objects } from './parts.js';
import { plain } from './text.js';

/**
 * CLR 2.0 `Association`, as a list: what leads to what is not followed, so a circle is as short as a line. One that does not say all three is left out.
 */
export function associations(subject: JsonObject, path: readonly (string | number)[]): AssociationView[] {
  return objects(subject, 'association', path).flatMap(({ value, path: at }): AssociationView[] => {
    const [type, source, target] = ['associationType', 'sourceId', 'targetId'].map((name) => plain(own(value, name)));
    return type === undefined || source === undefined || target === undefined ? [] : [{ type, source, target, pointer: pointer(...at) }];
  });
}
