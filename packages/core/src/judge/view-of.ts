import type { CredentialView, JsonObject } from '../report/index.js';
import { badgeView } from '../view/badge-view.js';
import { isElm, isOpenBadges2, isSdJwtVc } from '../view/kind-of.js';

/** What a document says of itself. What reads other data models than that of verifiable credentials is loaded with the first such document; where it cannot be, what every credential has in common is shown. */
export async function viewOf(document: JsonObject): Promise<CredentialView> {
  try {
    if (isElm(document)) return (await import('../view/elm.js')).elmView(document);
    if (isSdJwtVc(document)) return (await import('../view/sd-jwt-vc.js')).sdJwtVcView(document);
    if (isOpenBadges2(document)) return (await import('../view/open-badges-2.js')).openBadges2View(document);
  } catch {
    // A chunk that did not arrive changes nothing of what was judged.
  }
  return badgeView(document);
}
