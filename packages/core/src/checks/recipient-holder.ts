import type { Finding } from '../report/finding.js';
import type { Context } from '../report/context.js';
import { asArray, idOf, isObject, own } from '../report/json.js';
import type { Report } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { keyIsProven } from './issuer-identity.js';

/** The DIDs that the credentials of a presentation name as their subjects. One that is a token shows its subject only once it was read, so those come from the members' reports. */
function subjectIds(subject: Subject, members: readonly Report[]): string[] {
  const read = members.flatMap(({ credential }) => (credential?.recipient.id === undefined ? [] : [credential.recipient.id]));
  return asArray(own(subject.document, 'verifiableCredential')).filter(isObject)
    .flatMap((credential) => asArray(own(credential, 'credentialSubject')))
    .map((value) => idOf(value)).filter((id): id is string => id !== undefined).concat(read);
}

/**
 * Did the one who presents prove control of the identifier that the credentials name? It asks nothing of a credential that came as a file, nor of a presentation
 * that nobody signed: that is only an envelope. It does not assert that holder and recipient are the person whom the caller means.
 */
export function recipientHolder(subject: Subject, context: Context, members: readonly Report[] = []): Finding {
  if (subject.what === 'credential') return { code: 'holder.not-asked' };
  const asked = context.presentation?.challenge !== undefined || context.presentation?.domain !== undefined;
  if (subject.proofs.length === 0) return asked ? { code: 'holder.unproved' } : { code: 'holder.not-asked' };
  if (!keyIsProven(subject)) return { code: 'holder.unproved' };
  const method = subject.proofs.find(({ signature }) => signature.code === 'signature.valid')?.key.verificationMethod ?? '';
  const holder = idOf(own(subject.document, 'holder')) ?? method.split('#', 1)[0]!;
  const named = subjectIds(subject, members);
  const others = named.filter((id) => id !== holder);
  if (others.length > 0) return { code: 'holder.other', params: { holder, subject: others[0]! } };
  // Nothing inside says that it is the holder's: anyone could have presented it.
  return { code: members.length > 0 && (named.length === 0 || members.some(({ credential }) => credential?.recipient.id === undefined)) ? 'holder.unbound' : 'holder.proved', params: { holder } };
}
