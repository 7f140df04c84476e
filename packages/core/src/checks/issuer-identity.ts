import { webAddressOf } from '../did/index.js';
import { askRegistries } from '../registry/lookup.js';
import type { Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Context } from '../report/context.js';
import { idOf, own, stringsOf } from '../report/json.js';
import type { Subject } from '../report/subject.js';

const PROVEN: ReadonlySet<Code> = new Set<Code>(['key.authorized', 'key.fragment-missing', 'key.revoked-since']);

/** Whether some proof both verifies and was made with a key that the issuer authorises: only then is the issuer's identifier more than a claim. */
export function keyIsProven({ proofs }: Subject): boolean {
  return proofs.some(({ signature, key }) => signature.code === 'signature.valid' && PROVEN.has(key.code));
}

/**
 * Is the issuer established at all? A domain (did:web, an https document) or a registry's entry establishes somebody; a bare key establishes nobody, since anyone
 * could have made it. It asserts control of an identifier, not that its holder may award anything: `issuer.recognition` asks who vouches for them.
 */
export async function issuerIdentity(subject: Subject, context: Context): Promise<Finding> {
  const id = idOf(own(subject.document, subject.what === 'credential' ? 'issuer' : 'holder'));
  if (id === undefined) return subject.what === 'presentation' ? { code: 'check.see-members' } : { code: 'issuer.missing', problems: [{ type: 'about:blank', code: 'issuer.missing', pointer: '/issuer' }] };
  if (subject.what === 'presentation') return { code: 'check.see-members' };
  return establishIssuer(id, stringsOf(own(subject.document, 'type')), keyIsProven(subject), context);
}

/** The same for an identifier that a mechanism of another kind has found. @param proven whether that mechanism shows that the identifier's holder made this */
export async function establishIssuer(id: string, types: readonly string[], proven: boolean, context: Context): Promise<Finding> {
  if (!proven) return { code: 'issuer.key-unproven', params: { id } };
  const domain = webAddressOf(id);
  if (domain !== undefined) return { code: 'issuer.domain', params: { id, domain } };
  const answer = await askRegistries(context, { id, types });
  if (answer.entry) return { code: 'issuer.registered', params: { id, name: answer.entry.name, registry: answer.registry ?? '' }, evidence: answer.evidence };
  return { code: 'issuer.anonymous-key', params: { id }, evidence: answer.evidence };
}
