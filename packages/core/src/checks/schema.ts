import { CODES } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Context } from '../report/context.js';
import { asArray, isObject, isString, own, pointer, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';
import type { Evidence, Problem } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { parseJson } from '../intake/json-parser.js';
import { validateAgainst } from '../schema/json-schema.js';
import { learningProblems, schemaByUrl, schemasByType } from '../schema/learning-credential.js';
import { readShapes } from '../schema/supplied.js';
import { isElm } from '../view/kind-of.js';

const MAX_SCHEMAS = 8;
const MAX_BYTES = 512 * 1024;
const MAX_DEPTH = 64;

/** Types of `credentialSchema` whose `id` is a JSON Schema. `JsonSchemaCredential`, a schema inside a credential, is not read. */
const JSON_SCHEMA_TYPES = new Set(['1EdTechJsonSchemaValidator2019', 'JsonSchema', 'JsonSchemaValidator2018']);

/** The type of `credentialSchema` whose `id` is a set of shapes (SHACL), as European Digital Credentials have it. */
const SHAPES_TYPE = 'ShaclValidator2017';

interface Answer { problems: Problem[]; evidence: Evidence[]; /** It was held to shapes of the host's, and meets them. */ conforms?: boolean }

/**
 * `format.schema`: does the credential follow Open Badges 3.0 or CLR 2.0, where it says that it is one, and each schema that it names? The tables of those standards stand for the
 * schemas that 1EdTech publishes, and for the structure that the application profiles of European Digital Credentials ask for. Others are fetched, and what of them cannot be evaluated here leaves the answer open: `schema.unknown`, never a pass.
 * Shapes (SHACL) are read only where the host supplies or allows them: then `shacl.conforms` says that the profile's own rules are met. Where it does not, the tables stand for them, and the answer says so.
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
  const held: boolean[] = [];
  for (const entry of stated.slice(0, MAX_SCHEMAS)) {
    if (schemaByUrl(entry.id)) continue;
    const profile = european?.profileBySchema(entry.id) !== undefined;
    const answer = profile || stringsOf(entry.type).includes(SHAPES_TYPE) ? await judgeByShapes(entry, profile, document, context) : await judge(entry, document, context);
    if (answer.conforms !== undefined) held.push(answer.conforms);
    problems.push(...answer.problems);
    for (const each of answer.evidence) if (!evidence.some(({ url }) => url === each.url)) evidence.push(each);
  }
  if (stated.length > MAX_SCHEMAS) problems.push(problem('schema.unknown', pointer('credentialSchema', MAX_SCHEMAS), { count: stated.length }));
  if (tables.size === 0 && stated.length === 0 && !european) return { code: 'schema.none' };
  const all = apart(problems);
  return { code: codeOf(all, held.length > 0 && held.every((each) => each)), params: { count: all.filter(({ code }) => CODES[code] !== 'pass').length }, problems: all, evidence };
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

/** @param profile whether our own tables stand for these shapes where they are not at hand */
async function judgeByShapes(entry: Stated, profile: boolean, document: JsonObject, context: Context): Promise<Answer> {
  const url = entry.id.slice(0, 300);
  if (await readShapes(entry.id, context) !== 'absent') {
    const answer = await (await import('../shacl/index.js')).holdToShapes(document, entry.id, entry.at, context);
    // Where no table of ours stands for what was not looked at, a note of it is no pass.
    const open = !profile && !answer.conforms && answer.problems.every(({ code }) => CODES[code] === 'pass');
    return open ? { ...answer, problems: [...answer.problems, problem('schema.unknown', entry.at, { url, reason: 'import' })] } : answer;
  }
  return profile ? { ...only(problem('shacl.not-at-hand', entry.at, { url })), conforms: false } : only(problem('schema.unknown', entry.at, { url, reason: 'type' }));
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

/** A broken rule weighs most, then what could not be judged, then what is only noted. Some notes say what was done and what was not: they are no caution. */
function codeOf(problems: readonly Problem[], held: boolean): Finding['code'] {
  if (problems.some(({ code }) => CODES[code] === 'fail')) return 'schema.violations';
  const open = problems.find(({ code }) => CODES[code] === 'indeterminate');
  if (open) return open.code;
  if (problems.some(({ code }) => CODES[code] !== 'pass')) return 'schema.notes';
  return held ? 'shacl.conforms' : 'schema.conforms';
}

/** One fault in one place is said once, though a table of ours and two sets of shapes say it. */
function apart(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, pointer: at, params }) => {
    const key = JSON.stringify([code, at, params?.['name'] ?? params]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
