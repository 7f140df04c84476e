import type { JsonObject } from '../../report/json.js';
import { identityDigest, subjectIdentifiers, type SubjectIdentifier } from '../identity-object.js';
import type { Candidate } from './candidates.js';
import type { Statement } from './statement.js';

/** Each pair costs a digest for every spelling. */
const MOST_HIDDEN = 4;
const MOST_OPEN = 16;

type Hidden = SubjectIdentifier & { form: 'sha256' | 'md5' };

const hex = (bytes: Uint8Array): string => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');

/**
 * The identifiers of a person that a credential hides behind a hash, as Open Badges do. Each is compared with what the other forms say openly, since who knows the address can make the hash; its value stays hidden.
 * @param open what all forms say of the holder
 */
export async function hiddenHolder({ path, source, ignored }: Candidate, document: JsonObject, subject: number, open: readonly Statement[]): Promise<Statement[]> {
  const hidden = subjectIdentifiers(document).filter((each): each is Hidden => each.form === 'sha256' || each.form === 'md5').slice(0, MOST_HIDDEN);
  return Promise.all(hidden.map(async (each): Promise<Statement> => {
    const { form, salt, type } = each;
    const digest = hex(each.digest);
    const known = open.filter(({ value }) => value.kind === type && value.subject !== subject).slice(0, MOST_OPEN);
    const keys: string[] = [];
    for (const statement of known) for (const key of statement.keys) if (hex(await identityDigest(key, salt, form)) === digest) keys.push(...statement.keys);
    return {
      // MD5 collides, so that a match under it shows little; it may agree and cannot differ.
      fact: 'holder', weight: form === 'md5' ? 'hint' : type === 'emailAddress' ? 'text' : 'key', keys: keys.length > 0 ? keys : [`${form}$${digest}$${salt}`], hash: { salt: `${form} ${salt}`, digest },
      value: { subject, kind: type, source, pointer: `${path}/credential/recipient`, ...(ignored ? { ignored } : {}) },
    };
  }));
}
