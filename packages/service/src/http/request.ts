import { parseJson } from '@credlens/core';
import { isObject, isString, own, type JsonObject, type JsonValue } from '@credlens/core/report';
import { en, say } from '@credlens/core/messages';
import { MALFORMED_VALUE_ERROR, PARSING_ERROR, quoted, requestProblem, UNKNOWN_OPTION, type ProblemDetails } from './problem.js';

export type Endpoint = 'credential' | 'presentation';

/** Options of both endpoints, as VCALM names them; `checks` is what the test suites of W3C and CCG send. */
export interface RequestOptions {
  returnResults: boolean;
  returnProblemDetails: boolean;
  /** `returnCredential` or `returnPresentation`: give back what was sent. */
  returnInput: boolean;
  checks?: string[];
  challenge?: string;
  domain?: string | string[];
}

export type ReadRequest =
  | { ok: true; document: JsonObject; /** Sent as `presentation`: it need not be signed. */ proofless: boolean; options: RequestOptions }
  | { ok: false; problem: ProblemDetails };

/** Nesting of the document itself is the verifier's to judge; this keeps the envelope around it small. */
const DEPTH = 64 + 2;

const MEMBERS: Record<Endpoint, readonly string[]> = { credential: ['verifiableCredential'], presentation: ['verifiablePresentation', 'presentation'] };
const COMMON = ['returnResults', 'returnProblemDetails', 'checks', 'challenge', 'domain'];
const OPTIONS: Record<Endpoint, readonly string[]> = { credential: [...COMMON, 'returnCredential'], presentation: [...COMMON, 'returnPresentation', 'returnCredential'] };

const refuse = (type: string, title: string, detail: string, pointer?: string): ReadRequest => ({ ok: false, problem: requestProblem(type, title, detail, pointer) });
const malformed = (detail: string, pointer: string): ReadRequest => refuse(MALFORMED_VALUE_ERROR, 'Malformed request', detail, pointer);

/**
 * A request body, read strictly: two equal keys would let this service and the next program see two credentials.
 * VCALM closes the options of `/credentials/verify` (unknown ones are a problem with a type of their own) and leaves those of `/presentations/verify` open.
 */
export function readRequest(text: string, endpoint: Endpoint): ReadRequest {
  const { value: body, problems } = parseJson(text, { depth: DEPTH });
  const [unreadable] = problems;
  if (unreadable) return refuse(PARSING_ERROR, 'The body could not be read', say(en, unreadable.code, unreadable.params), unreadable.pointer);
  if (!isObject(body)) return malformed('The body is no JSON object.', '');
  const names = MEMBERS[endpoint].filter((name) => Object.hasOwn(body, name));
  const [name] = names;
  if (name === undefined) return malformed(`${quoted(MEMBERS[endpoint][0]!)} is missing.`, '');
  if (names.length > 1) return malformed(`${names.map(quoted).join(' and ')}: only one can be verified at a time.`, '');
  const document = own(body, name);
  if (!isObject(document)) return malformed(`${quoted(name)} is no JSON object.`, `/${name}`);
  const options = readOptions(own(body, 'options'), endpoint);
  return 'problem' in options ? { ok: false, problem: options.problem } : { ok: true, document, proofless: name === 'presentation', options };
}

function readOptions(value: JsonValue | undefined, endpoint: Endpoint): RequestOptions | { problem: ProblemDetails } {
  const wrong = (detail: string, name?: string) => ({ problem: requestProblem(MALFORMED_VALUE_ERROR, 'Malformed options', detail, name === undefined ? '/options' : `/options/${name}`) });
  if (value !== undefined && !isObject(value)) return wrong('"options" is no JSON object.');
  const options = value ?? {};
  const unknown = Object.keys(options).find((name) => !OPTIONS[endpoint].includes(name));
  if (unknown !== undefined && endpoint === 'credential') return { problem: requestProblem(UNKNOWN_OPTION, 'Unknown option', `There is no option ${quoted(unknown)}.`, '/options') };

  const flags = ['returnResults', 'returnProblemDetails', 'returnCredential', 'returnPresentation'] as const;
  for (const name of flags) {
    const flag = own(options, name);
    if (flag !== undefined && typeof flag !== 'boolean') return wrong(`${quoted(name)} is neither true nor false.`, name);
  }
  const [checks, challenge, domain] = [own(options, 'checks'), own(options, 'challenge'), own(options, 'domain')];
  if (checks !== undefined && !(Array.isArray(checks) && checks.every(isString))) return wrong('"checks" is no array of texts.', 'checks');
  if (challenge !== undefined && !isString(challenge)) return wrong('"challenge" is no text.', 'challenge');
  const domains = isString(domain) || (Array.isArray(domain) && domain.length > 0 && domain.every(isString));
  if (domain !== undefined && !domains) return wrong('"domain" is neither a text nor an array of texts.', 'domain');
  return {
    returnResults: own(options, 'returnResults') !== false,
    returnProblemDetails: own(options, 'returnProblemDetails') !== false,
    returnInput: own(options, endpoint === 'credential' ? 'returnCredential' : 'returnPresentation') === true,
    ...(checks !== undefined && { checks: checks as string[] }),
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain: domain as string | string[] }),
  };
}
