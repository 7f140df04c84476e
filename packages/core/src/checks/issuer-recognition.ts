import { askRegistries } from '../registry/lookup.js';
import { CODES, compareOutcomes, idOf, own, stringsOf, type Context, type Finding, type Params, type Subject } from '../report/index.js';
import { keyIsProven } from './issuer-identity.js';

/**
 * Does a registry that the host trusts list the issuer? The question is asked only of an identifier that a verified proof has established, never of a name.
 * `params`: `registry` is the list that decided and `name` the list's own name for the issuer. Recognition asserts that somebody the host trusts knows this issuer,
 * not that the issuer may award what it awards here, save where the list names types.
 */
export async function issuerRecognition(subject: Subject, context: Context): Promise<Finding> {
  if (subject.what === 'presentation') return { code: 'check.see-members' };
  const id = idOf(own(subject.document, 'issuer'));
  if (id === undefined) return { code: 'issuer.missing', problems: [{ type: 'about:blank', code: 'issuer.missing', pointer: '/issuer', retryable: false }] };
  return recogniseIssuer(id, stringsOf(own(subject.document, 'type')), keyIsProven(subject), context);
}

/** The same for an identifier that a mechanism of another kind has found. @param proven whether that mechanism shows that the identifier's holder made this */
export async function recogniseIssuer(id: string, types: readonly string[], proven: boolean, context: Context): Promise<Finding> {
  if (context.registries.length === 0) return { code: 'issuer.unchecked', params: { id } };
  if (!proven) return { code: 'issuer.key-unproven', params: { id } };

  const { state, registry, entry, evidence, problems } = await askRegistries(context, { id, types });
  const params: Params = { id, ...(registry === undefined ? {} : { registry }), ...(entry ? { name: entry.name, status: entry.status } : {}) };
  const finding = (code: Finding['code']): Finding => ({ code, params, evidence, problems });
  switch (state) {
    case 'listed': return finding('issuer.recognized');
    case 'withdrawn': return finding('issuer.withdrawn');
    case 'other-type': return finding('issuer.other-type');
    case 'unreachable': return finding('issuer.registry-unreachable');
    case 'not-listed': return finding('issuer.unrecognized');
    case 'none': return finding('issuer.unchecked');
  }
}

/** The same for those who sealed a document: each under the first of its identifiers that a list knows, and the least known of them is the answer. */
export async function recogniseSigners({ parties, proven }: { parties: readonly (readonly string[])[]; proven: boolean }, context: Context, types: readonly string[] = ['SealedDocument']): Promise<Finding> {
  const found = await Promise.all(parties.map((ids) => recogniseOne(ids, types, proven, context)));
  return found.reduce<Finding | undefined>((worst, each) => (worst && compareOutcomes(CODES[each.code], CODES[worst.code]) <= 0 ? worst : each), undefined) ?? { code: 'issuer.unchecked' };
}

async function recogniseOne(ids: readonly string[], types: readonly string[], proven: boolean, context: Context): Promise<Finding> {
  const [first = ''] = ids;
  let found = await recogniseIssuer(first, types, proven, context);
  for (const id of ids.slice(1)) {
    if (found.code !== 'issuer.unrecognized') break;
    found = await recogniseIssuer(id, types, proven, context);
  }
  return found;
}
