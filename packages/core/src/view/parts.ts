import { asArray, idOf, isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { CredentialView, ImageView } from '../report/report.js';
import { localized, MAX_ITEMS, plain, present } from './text.js';

type Path = readonly (string | number)[];

/** The items of a property that may hold one or several, each with the path where it stands. */
export function items(object: JsonObject, key: string, path: Path): { value: JsonValue; path: Path }[] {
  const value = own(object, key);
  return asArray(value).slice(0, MAX_ITEMS).map((item, index) => ({ value: item, path: Array.isArray(value) ? [...path, key, index] : [...path, key] }));
}

export function objects(object: JsonObject, key: string, path: Path): { value: JsonObject; path: Path }[] {
  return items(object, key, path).filter((item): item is { value: JsonObject; path: Path } => isObject(item.value));
}

/** A picture inside a document is often a `data:` URL; a larger one is left out rather than cut. */
const MAX_IMAGE = 1_048_576;

/** OB 3.0 `Image` (`id`, `caption`), or a URL alone as Open Badges 3.0 over VCDM 1.1 and plain credentials write it. */
export function image(object: JsonObject, path: Path): ImageView | undefined {
  for (const { value, path: at } of items(object, 'image', path)) {
    const url = isString(value) ? value : isObject(value) ? (idOf(value) ?? own(value, 'url')) : undefined;
    if (!isString(url) || url === '' || url.length > MAX_IMAGE) continue;
    return present<ImageView>({ url, alt: isObject(value) ? plain(own(value, 'caption')) : undefined, pointer: pointer(...at) });
  }
  return undefined;
}

export function issuerView(object: JsonObject, key: string): CredentialView['issuer'] {
  const value = own(object, key);
  if (!isObject(value)) return present<CredentialView['issuer']>({ id: plain(value), name: undefined, url: undefined, image: undefined });
  return present<CredentialView['issuer']>({ id: plain(own(value, 'id')), name: localized(own(value, 'name')), url: plain(own(value, 'url')), image: image(value, [key]) });
}

type Identifier = CredentialView['recipient']['identifiers'][number];

/** OB 3.0 `IdentityObject` and `IdentifierEntry`. A hash is of no use to a reader: of a hashed identifier only the type is shown. */
export function identifiers(subject: JsonObject): Identifier[] {
  return asArray(own(subject, 'identifier')).slice(0, MAX_ITEMS).filter(isObject).flatMap((entry): Identifier[] => {
    const value = plain(own(entry, 'identityHash')) ?? plain(own(entry, 'identifier'));
    const type = plain(own(entry, 'identityType')) ?? plain(own(entry, 'identifierType'));
    if (value === undefined || type === undefined) return [];
    return own(entry, 'hashed') === true || /^(?:sha256|md5)\$/i.test(value) ? [{ type, hashed: true }] : [{ type, hashed: false, value }];
  });
}
