import { ContextCache, loadContext, TransformError } from '../json-ld/index.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { JsonObject } from '../report/json.js';
import type { Evidence, Params, Problem } from '../report/report.js';
import { readShapes } from '../schema/supplied.js';
import { ContextWords } from './context-words.js';
import { contextsOf } from './document-contexts.js';
import { documentGraph, type DocumentGraph } from './document-graph.js';
import { isPlain, problemOf } from './problems.js';
import { readShapeFiles } from './shape-files.js';
import { prepareShapes } from './shapes.js';
import { Budget } from './terms.js';
import { validate } from './validate.js';

/** For one set of shapes, with the reading of it: a transcript of many hundred nodes under the shapes of European Digital Credentials takes some fifty thousand steps, a step some three microseconds. */
const STEPS = 500_000;

export interface Answer { problems: Problem[]; evidence: Evidence[]; /** Whether the document was held to all of the shapes and met them; remarks and warnings are no hindrance. */ conforms: boolean }

/**
 * Holds a document to a set of shapes (SHACL Core) that the host supplies or allows. What is not at hand, damaged, not evaluated here or beyond the bounds is a problem that leaves the answer open, never a pass
 * and never a violation. That it conforms says that the document is built as the shapes ask, and nothing of who made it or whether it is true.
 * @param at where the document names the shapes
 */
export async function holdToShapes(document: JsonObject, url: string, at: string, context: Context): Promise<Answer> {
  const evidence: Evidence[] = [];
  const open = (code: Code, params: Params = {}, retryable = false): Answer => ({ problems: [{ type: 'about:blank', code, pointer: at, params: { url: url.slice(0, 300), ...params }, ...(retryable ? { retryable } : {}) }], evidence, conforms: false });

  const files = await readShapeFiles(url, (address) => readShapes(address, context));
  evidence.push(...files.evidence);
  if (files.damaged) return open(files.damaged.reason.startsWith('net.') ? 'schema.unreachable' : 'shacl.damaged', { file: files.damaged.url.slice(0, 300), reason: files.damaged.reason });

  const contexts = await contextsOf(document, context);
  if (contexts === 'inline') return open('shacl.untransformable', { reason: 'inline-context' });
  if ('missing' in contexts) return open('shacl.no-context', { context: contexts.missing.slice(0, 300) }, contexts.retryable);
  evidence.push(...contexts.evidence);

  const cache = new ContextCache('current');
  let graph: DocumentGraph;
  let words: ContextWords;
  try {
    graph = await documentGraph(document, cache, contexts.context);
    words = new ContextWords(await Promise.all(contexts.urls.map(async (each) => (await loadContext(each, cache, contexts.context)).document)));
  } catch (error) {
    if (error instanceof RangeError) return open('shacl.too-complex', { reason: 'depth' });
    if (!(error instanceof TransformError)) throw error;
    if (error.failure === 'unknown-context') return open('shacl.no-context', { context: error.detail.slice(0, 300) }, error.retryable);
    return open(error.failure === 'too-complex' ? 'shacl.too-complex' : 'shacl.untransformable', { reason: error.failure });
  }

  const budget = new Budget(STEPS, context.signal);
  const held = await hold(files.statements, graph, budget);
  if (held === 'none') return open('shacl.damaged', { file: url.slice(0, 300), reason: 'no-shapes' });
  const whole = held.undecided.length === 0 && files.missing.length === 0;
  const sure = held.violations.filter((each) => whole || isPlain(each));
  const problems: Problem[] = sure.map((each) => problemOf(each, url, graph, words));
  const note = (code: Code, params: Params): void => { problems.push(...open(code, params).problems); };
  for (const missing of files.missing.slice(0, 8)) note(held.violations.length > sure.length ? 'shacl.import-needed' : 'shacl.import-missing', { file: missing.slice(0, 300) });
  if (held.undecided.includes('budget')) note('shacl.too-complex', { reason: 'steps' });
  const undecided = held.undecided.filter((word) => word !== 'budget');
  if (undecided.length > 0) note('shacl.not-evaluated', { reason: undecided.join(', ').slice(0, 200) });
  // Shapes that are about no node of the document have asked nothing of it.
  if (held.nodes === 0 && held.undecided.length === 0) note('shacl.no-node', {});
  const conforms = whole && held.nodes > 0 && held.violations.every(({ severity }) => severity !== 'Violation');
  return { problems: unlike(problems), evidence, conforms };
}

async function hold(statements: Parameters<typeof prepareShapes>[0], graph: DocumentGraph, budget: Budget): Promise<Awaited<ReturnType<typeof validate>> | 'none'> {
  try {
    const shapes = prepareShapes(statements, budget);
    return shapes.empty ? 'none' : await validate(shapes, graph.statements, budget);
  } catch {
    // Only the budget is thrown there.
    return { violations: [], undecided: ['budget'], nodes: 0 };
  }
}

/** Several values of one property, or one shape that is named twice, may have the same to say. */
function unlike(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, pointer, params }) => { const key = JSON.stringify([code, pointer, params]); const isNew = !seen.has(key); seen.add(key); return isNew; });
}
