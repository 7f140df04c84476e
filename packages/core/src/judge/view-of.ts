import type { CredentialView, JsonObject } from '../report/index.js';
import { badgeView } from '../view/badge-view.js';
import { isElm } from '../view/is-elm.js';

/** What a document says of itself. The reader of the European Learning Model is loaded with the first such document; where it cannot be, what every credential has in common is shown. */
export async function viewOf(document: JsonObject): Promise<CredentialView> {
  if (!isElm(document)) return badgeView(document);
  try {
    return (await import('../view/elm.js')).elmView(document);
  } catch {
    return badgeView(document);
  }
}
