import { canonicalJson } from '../report/canonical-json.js';
import { asArray, idOf, isObject, own, type Context, type Finding, type Params, type Problem, type RecipientClaim, type Subject } from '../report/index.js';
import { emailVariants, type Variant } from './email-address.js';
import { equalBytes, identifierType, identityDigest, subjectIdentifiers, type SubjectIdentifier } from './identity-object.js';

interface Asked { type: string; variants: Variant[] }
interface Match { identifier: SubjectIdentifier; variant: Variant['variant'] }

/**
 * Is it the person whom the caller names? Compares what the caller has from elsewhere with every identifier of every subject; one match is enough.
 * `params`: `type` of the identifier, `method` (`plain`, `sha256`, `md5`) and `variant`, which says how the spelling differed (see email-address.ts).
 * A mismatch is said only where every identifier of the kind that was asked for could be compared. It asserts nothing of who presents the credential.
 */
export async function recipientMatch(subject: Subject, context: Context): Promise<Finding> {
  const asked = askedOf(context.recipient);
  if (asked.length === 0) return { code: 'recipient.not-asked' };
  if (subject.what === 'presentation') return { code: 'check.see-members' };

  const identifiers = subjectIdentifiers(subject.document);
  const kinds = new Set(asked.map(({ type }) => type));
  const comparable = identifiers.filter(({ type }) => kinds.has(type));
  const matches: Match[] = [];
  for (const { type, variants } of asked) {
    for (const identifier of comparable) {
      const variant = identifier.type === type ? await compare(identifier, variants) : undefined;
      if (variant) matches.push({ identifier, variant });
    }
  }
  const best = matches.find(({ identifier }) => identifier.form !== 'md5') ?? matches[0];
  if (best) {
    const params: Params = { type: best.identifier.type, method: best.identifier.form, variant: best.variant };
    if (severalPeople(subject.document)) return { code: 'recipient.one-of-several', params, problems: [problem('recipient.one-of-several', best.identifier.pointer, params)] };
    if (best.identifier.form !== 'md5') return { code: 'recipient.matched', params };
    return { code: 'recipient.matched-weakly', params, problems: [problem('recipient.matched-weakly', best.identifier.pointer, params)] };
  }

  const unreadable = comparable.flatMap((identifier) => (identifier.form === 'unreadable' ? [problem('recipient.not-comparable', identifier.pointer, { type: identifier.type, why: identifier.why })] : []));
  if (comparable.length > unreadable.length && unreadable.length === 0) {
    return { code: 'recipient.mismatch', params: { compared: comparable.length }, problems: comparable.map(({ type, pointer }) => problem('recipient.mismatch', pointer, { type })) };
  }
  const found = [...new Set(identifiers.map(({ type }) => type))].join(', ').slice(0, 200);
  const missing = problem('recipient.not-comparable', Object.hasOwn(subject.document, 'credentialSubject') ? '/credentialSubject' : '/recipient', { why: 'no-such-identifier', asked: [...kinds].join(', '), found });
  return { code: 'recipient.not-comparable', problems: unreadable.length > 0 ? unreadable : [missing] };
}

/** A credential may have several subjects (VCDM 2.0 section 4.8). Where they are not one person, a match with one of them says nothing of what the others achieved. */
function severalPeople(document: Subject['document']): boolean {
  const subjects = asArray(own(document, 'credentialSubject')).filter(isObject);
  return subjects.length > 1 && new Set(subjects.map((one) => idOf(own(one, 'id')) ?? canonicalJson(own(one, 'identifier') ?? one))).size > 1;
}

function askedOf(recipient: RecipientClaim | undefined): Asked[] {
  const email = recipient?.email?.trim() ? [{ type: 'emailAddress', value: recipient.email }] : [];
  return [...email, ...(recipient?.identifiers ?? [])].filter(({ value }) => value.trim() !== '').map(({ type, value }) => {
    const kind = identifierType(type);
    return { type: kind, variants: kind === 'emailAddress' ? emailVariants(value) : [{ text: value.trim().normalize('NFC'), variant: 'exact' }] };
  });
}

async function compare(identifier: SubjectIdentifier, variants: readonly Variant[]): Promise<Variant['variant'] | undefined> {
  if (identifier.form === 'unreadable') return undefined;
  if (identifier.form === 'plain') {
    const written = identifier.type === 'emailAddress' ? emailVariants(identifier.value) : [{ text: identifier.value.trim().normalize('NFC'), variant: 'exact' as const }];
    // The lists are closest first, so the first pair that agrees is the closest; how it differs is the farther of the two.
    const distance: readonly Variant['variant'][] = ['exact', 'domain', 'lower-case'];
    const pairs = variants.flatMap((asked) => written.filter(({ text }) => text === asked.text).map((own) => Math.max(distance.indexOf(asked.variant), distance.indexOf(own.variant))));
    return pairs.length === 0 ? undefined : distance[Math.min(...pairs)];
  }
  for (const { text, variant } of variants) {
    if (equalBytes(await identityDigest(text, identifier.salt, identifier.form), identifier.digest)) return variant;
  }
  return undefined;
}

function problem(code: Problem['code'], pointer: string, params: Params): Problem {
  return { type: 'about:blank', code, pointer, params, retryable: false };
}
