import { CODES } from '../report/codes.js';
import { asArray, isObject, own, stringsOf, type Context, type Finding, type JsonObject, type Problem } from '../report/index.js';
import { evaluateStatus, type DecodeList, type EntryFindings } from '../status/index.js';
import { isElm } from '../view/kind-of.js';

/** Entries that can mean nothing but a place in a list of what was withdrawn. */
const ENTRIES: readonly string[] = ['BitstringStatusListEntry', 'StatusList2021Entry', '1EdTechRevocationList'];

const FROM = '/credentialStatus';

/**
 * Some European Digital Credentials have their entries in `status`. A credential's status stands in `credentialStatus` (VCDM 1.1 section 4.9, and so the EDC application profiles); the context of ELM makes `status` a text, with which
 * specifications say whether they are published. So by the standards such a credential has no status, and a verifier that knows none is right to find it in force. Its issuer plainly meant one: the list is asked all the same, what it says
 * counts, and where it says nothing that can be relied on, that is a caution and never silence.
 */
export async function misplacedStatus(document: JsonObject, context: Context, decode: DecodeList): Promise<EntryFindings[]> {
  if (!isElm(document)) return [];
  const value = own(document, 'status');
  const meant = asArray(value).filter(isObject).filter((entry) => stringsOf(own(entry, 'type')).some((type) => ENTRIES.includes(type)));
  if (meant.length === 0) return [];
  const found = await evaluateStatus({ ...document, credentialStatus: meant }, context, decode);
  return found.map(({ check, findings }) => ({ check, findings: findings.map(asMisplaced) }));
}

function asMisplaced({ code, params = {}, problems = [], evidence = [] }: Finding): Finding {
  const told = problems.map(({ pointer, ...rest }): Problem => ({ ...rest, ...(pointer === undefined ? {} : { pointer: pointer.startsWith(FROM) ? `/status${pointer.slice(FROM.length)}` : pointer }) }));
  if (CODES[code] !== 'indeterminate') return { code, params, problems: told, evidence };
  const said = { ...(params['url'] === undefined ? {} : { url: params['url'] }), reason: code };
  return { code: 'edc.status-misplaced', params: said, problems: [{ type: 'about:blank', code: 'edc.status-misplaced', ...(told[0]?.pointer === undefined ? {} : { pointer: told[0].pointer }), params: said, retryable: told.some(({ retryable }) => retryable) }], evidence };
}
