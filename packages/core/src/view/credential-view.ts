import type { JsonObject } from '../report/json.js';
import type { CredentialView } from '../report/report.js';
import { badgeView } from './badge-view.js';
import { elmView } from './elm.js';
import { isElm } from './is-elm.js';

export { dataModelOf } from './badge-view.js';

/** What a document of any format that we read says of itself, in one shape. A page that is to load little asks `badgeView`, and `elmView` when `isElm` says so. Never throws. */
export function credentialView(document: JsonObject): CredentialView {
  return isElm(document) ? elmView(document) : badgeView(document);
}
