import { CODES } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Evidence, Problem } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { parseJson } from '../intake/json-parser.js';
import { validateAgainst } from '../schema/json-schema.js';
import { learningProblems, schemaByUrl, schemasByType } from '../schema/learning-credential.js';
import { isElm } from '../view/is-elm.js';

const MAX_SCHEMAS = 8;
const MAX_BYTES = 512 * 1024;
const MAX_DEPTH = 64;

/** Types of `credentialSchema` whose `id` is a JSON Schema. `JsonSchemaCredential`, a schema inside a credential, is not read. */
const JSON_SCHEMA_TYPES = new Set(['1EdTechJsonSchemaValidator2019', 'JsonSchema', 'JsonSchemaValidator2018']);

interface Answer { problems: Problem[]; evidence: Evidence[] }

/**
 * `format.schema`: does the credential follow Open Badges 3.0 or CLR 2.0, where it says that it is one, and each schema that it names? The tables of those standards stand for the
 * schemas that 1EdTech publishes, and for the structure that the application profiles of European Digital Credentials ask for. Others are fetched, and what of them cannot be evaluated here leaves the answer open: `schema.unknown`, never a pass.
 */
export async function schema(subject: Subject, context: Context): Promise<Finding> {
  const { document } = subject;
  if (subject.what === 'presentation') return { code: 'schema.none' };
  const stated = schemasOf(document);
  const tables = new Set(schemasByType(document));
  for (const { id } of stated) { const known = schemaByUrl(id); if (known) tables.add(known); }

  // The tables of the European Learning Model come with the first such credential.
  const european = isElm(document) ? await import('../schema/elm.js') : undefined;
  const problems = [...[...tables].flatMap((table) => learningProblems(table, document)), ...(european?.elmProfile(document).problems ?? [])];
  const evidence: Evidence[] = [];
  for (const entry of stated.slice(0, MAX_SCHEMAS)) {
    if (schemaByUrl(entry.id) || european?.profileBySchema(entry.id) !== undefined) continue;
    const answer = await judge(entry, document, context);
    problems.push(...answer.problems);
    evidence.push(...answer.evidence);
  }
  if (stated.length > MAX_SCHEMAS) problems.push(problem('schema.unknown', pointer('credentialSchema', MAX_SCHEMAS), { count: stated.length }));
  if (tables.size === 0 && stated.length === 0 && !european) return { code: 'schema.none' };
  return { code: codeOf(problems), params: { count: problems.length }, problems, evidence };
}

interface Stated { id: string; type: JsonValue; at: string }

function schemasOf(document: JsonObject): Stated[] {
  const value = own(document, 'credentialSchema');
  return asArray(value).flatMap((entry, index): Stated[] => {
    const at = Array.isArray(value) ? pointer('credentialSchema', index) : pointer('credentialSchema');
    const id = isObject(entry) ? own(entry, 'id') : undefined;
    // One without `id` breaks the data model, which says so.
    return isObject(entry) && isString(id) ? [{ id, type: own(entry, 'type') ?? null, at }] : [];
  });
}

async function judge(entry: Stated, document: JsonObject, context: Context): Promise<Answer> {
  const url = entry.id.slice(0, 300);
  if (!asArray(entry.type).some((type) => isString(type) && JSON_SCHEMA_TYPES.has(type))) return only(problem('schema.unknown', entry.at, { url, reason: 'type' }));
  const fetched = await context.fetch(entry.id, { accept: 'application/schema+json, application/json', maxBytes: MAX_BYTES });
  if (!fetched.ok) return only({ ...problem('schema.unreachable', entry.at, { url, reason: fetched.code }), retryable: fetched.retryable });
  const evidence = [fetched.evidence];
  const parsed = parse(fetched.bytes);
  if (parsed === undefined) return { problems: [problem('schema.unknown', entry.at, { url, reason: 'not-json' })], evidence };
  const answer = validateAgainst(parsed, document);
  if (answer.result === 'unknown') return { problems: [problem('schema.unknown', entry.at, { url, reason: answer.skipped.join(', ').slice(0, 200) })], evidence };
  return { problems: answer.problems.map((each) => ({ ...each, params: { ...each.params, url } })), evidence };
}

function parse(bytes: Uint8Array): JsonValue | undefined {
  try {
    const { value, problems } = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes), { depth: MAX_DEPTH });
    return problems.some(({ code }) => code !== 'json.unsafe-number') ? undefined : value;
  } catch {
    return undefined;
  }
}

const only = (each: Problem): Answer => ({ problems: [each], evidence: [] });
const problem = (code: Problem['code'], at: string, params: Problem['params'] & object): Problem => ({ type: 'about:blank', code, pointer: at, params });

/** A broken rule weighs most, then what could not be judged, then what is only noted. */
function codeOf(problems: readonly Problem[]): Finding['code'] {
  if (problems.some(({ code }) => CODES[code] === 'fail')) return 'schema.violations';
  const open = problems.find(({ code }) => CODES[code] === 'indeterminate');
  return open?.code ?? (problems.length > 0 ? 'schema.notes' : 'schema.conforms');
}
