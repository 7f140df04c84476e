import { asArray, isObject, isString, own, pointer, type JsonObject } from '../report/json.js';
import { embeddedBytes } from './embedded.js';

/** One statement of somebody about the credential, its issuer or what it was given for (Open Badges 3.0, `EndorsementCredential`). */
export interface EmbeddedEndorsement {
  /** Where it stands. */
  pointer: string;
  /** What intake is given, as for a member. */
  bytes: Uint8Array;
  /** The identifier of what it stands in: what an endorsement must be about. Absent where that has none. */
  endorsed?: string;
  /** What it stands in. Of these the issuer alone is identified by its key; the identifiers of the others are whatever the issuer writes. */
  entity: 'credential' | 'issuer' | 'achievement' | 'creator';
}

type Path = readonly (string | number)[];
interface Entity { value: JsonObject; path: Path; entity: EmbeddedEndorsement['entity'] }

/** No honest document has as many entities. */
const MOST_ENTITIES = 512;

function within(outer: Entity, name: string, entity: Entity['entity'] = outer.entity): Entity[] {
  const value = own(outer.value, name);
  return asArray(value).flatMap((item, index): Entity[] => (isObject(item) ? [{ value: item, path: Array.isArray(value) ? [...outer.path, name, index] : [...outer.path, name], entity }] : []));
}

/**
 * The endorsements of a credential, of its issuer's profile, of its achievements and of their creators, in that order; objects with a proof and compact JWS alike.
 * It judges none of them.
 */
export function endorsementsOf(document: JsonObject): EmbeddedEndorsement[] {
  const credential: Entity = { value: document, path: [], entity: 'credential' };
  const achievements = within(credential, 'credentialSubject').flatMap((subject) => within(subject, 'achievement', 'achievement'));
  const entities = [credential, ...within(credential, 'issuer', 'issuer'), ...achievements, ...achievements.flatMap((achievement) => within(achievement, 'creator', 'creator'))];
  return entities.slice(0, MOST_ENTITIES).flatMap((entity) => {
    const id = own(entity.value, 'id');
    return ['endorsement', 'endorsementJwt'].flatMap((name) => {
      const value = own(entity.value, name);
      return asArray(value).map((item, index): EmbeddedEndorsement => ({
        pointer: pointer(...entity.path, name, ...(Array.isArray(value) ? [index] : [])),
        bytes: embeddedBytes(item),
        entity: entity.entity,
        ...(isString(id) ? { endorsed: id } : {}),
      }));
    });
  });
}
