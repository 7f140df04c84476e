import type { JsonObject } from '../report/json.js';
import type { CredentialView } from '../report/report.js';
import { badgeView } from './badge-view.js';
import { elmView } from './elm.js';
import { isElm, isOpenBadges2, isSdJwtVc } from './kind-of.js';
import { openBadges2View } from './open-badges-2.js';
import { sdJwtVcView } from './sd-jwt-vc.js';

export { dataModelOf } from './badge-view.js';

/** What a document of any format that we read says of itself, in one shape. A page that is to load little asks `kind-of.ts` first, and loads what reads that. Never throws. */
export function credentialView(document: JsonObject): CredentialView {
  if (isElm(document)) return elmView(document);
  if (isSdJwtVc(document)) return sdJwtVcView(document);
  return isOpenBadges2(document) ? openBadges2View(document) : badgeView(document);
}
