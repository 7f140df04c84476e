import { stringsOf, own, type JsonObject } from '../report/json.js';
import { emailVariants } from './email-address.js';
import { equalBytes, identityDigest, subjectIdentifiers, type SubjectIdentifier } from './identity-object.js';

/** Each pair may cost a digest. */
const MOST = 8;

const textsOf = (identifier: SubjectIdentifier & { form: 'plain' }): string[] => (identifier.type === 'emailAddress' ? emailVariants(identifier.value).map(({ text }) => text) : [identifier.value.trim().normalize('NFC')]);

async function same(a: SubjectIdentifier, b: SubjectIdentifier): Promise<boolean> {
  if (a.type !== b.type || a.form === 'unreadable' || b.form === 'unreadable') return false;
  if (a.form === 'plain' && b.form === 'plain') return textsOf(a).some((text) => textsOf(b).includes(text));
  if (a.form === 'plain') return same(b, a);
  if (b.form !== 'plain') return a.form === b.form && a.salt === b.salt && equalBytes(a.digest, b.digest);
  for (const text of textsOf(b)) if (equalBytes(await identityDigest(text, a.salt, a.form), a.digest)) return true;
  return false;
}

/** A statement about a credential or an issuer is about nobody. */
const isAboutAPerson = (document: JsonObject) => !stringsOf(own(document, 'type')).includes('EndorsementCredential');

/**
 * Whether a credential inside a learner record is, by its `id` or any identifier, of the person whom the record is of (CLR 2.0 section 2.2). False where nothing can be compared:
 * two hashes under different salts may be of one person, and nobody can tell.
 */
export async function sameSubject(record: JsonObject, child: JsonObject): Promise<boolean> {
  if (!isAboutAPerson(child)) return true;
  const [outer, inner] = [record, child].map((document) => subjectIdentifiers(document).slice(0, MOST));
  for (const a of outer ?? []) for (const b of inner ?? []) if (await same(a, b)) return true;
  return false;
}
