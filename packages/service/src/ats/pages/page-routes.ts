import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { pdf, UPLOAD_PROBLEMS, type UploadProblem } from '@credlens/ats-adapter/protocols';
import type { FoundOrder, Orders, SubmitOutcome } from '../orders.js';
import type { LinkPurpose, Tokens } from '../tokens.js';
import { createSlots } from '../slots.js';
import type { SubmittedFile } from '../types.js';
import { ASSETS, plainPage, resultPage, uploadPage, type PageTexts } from './pages.js';
import { SCRIPT, STYLE } from './style.js';

export interface UploadLimits { files: number; fileBytes: number; allBytes: number; /** Submissions that are judged at once. */ atOnce: number; /** Those that are read or wait; more are told to try again. */ waiting: number; timeoutMs: number }
export const UPLOAD_LIMITS: UploadLimits = { files: 10, fileBytes: 10 << 20, allBytes: 25 << 20, atOnce: 2, waiting: 16, timeoutMs: 60_000 };

export interface PageRoutesOptions { orders: Orders; tokens: Tokens; texts: PageTexts; limits: UploadLimits; /** The folder of `credlens.js` and its chunks, as `@credlens/elements` builds it. */ elementFolder?: string }

/** Scripts, styles and requests of this site alone. The element draws what credentials bring along; it links to nothing. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `/upload/TOKEN` for the candidate, `/result/TOKEN` for the recruiter, and the pages' own files. */
export function addPageRoutes(app: Hono, options: PageRoutesOptions): void {
  const { orders, tokens, texts, limits } = options;
  const element = options.elementFolder === undefined ? undefined : `${ASSETS}/element/credlens.js`;
  // Each that is read may take as much memory as all its files: their number is bounded before a body is read.
  const reading = createSlots(limits.atOnce + limits.waiting, 0);
  const judging = createSlots(limits.atOnce, limits.waiting);

  const secured: MiddlewareHandler = async (c, next) => {
    await next();
    c.header('content-security-policy', POLICY);
    c.header('referrer-policy', 'no-referrer'); // the address is the key
    c.header('x-robots-tag', 'noindex');
  };
  for (const path of ['/upload/*', '/result/*']) app.use(path, secured);

  const found = async (c: Context, purpose: LinkPurpose): Promise<FoundOrder | undefined> => {
    const id = tokens.orderOf(purpose, c.req.param('token') ?? '');
    return id === undefined ? undefined : orders.find(id);
  };
  const nothing = (c: Context) => c.html(plainPage(texts.page.noAccess, texts.page), 404);
  /** A form of another site has no business here, even with the address. Browsers say where a request is from. */
  const foreign = (c: Context) => !['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'));
  const back = (c: Context, { view }: FoundOrder, problem?: UploadProblem) => c.redirect(`${new URL(view.uploadUrl).pathname}${problem === undefined ? '' : `?problem=${problem}`}`, 303);

  app.get('/upload/:token', async (c) => {
    const each = await found(c, 'upload');
    if (!each) return nothing(c);
    const result = each.view.state === 'draft' || each.view.state === 'final' ? await orders.resultOf(each.view.id) : undefined;
    const problem = UPLOAD_PROBLEMS.find((code) => code === c.req.query('problem'));
    return c.html(uploadPage({ ...each, ...(result && { result }), ...(problem && { problem }), ...(element !== undefined && { element }), limits: { files: limits.files, megabytes: Math.floor(limits.fileBytes / (1 << 20)) } }, texts));
  });
  app.get('/upload/:token/reports.json', async (c) => {
    const each = await found(c, 'upload');
    const open = each?.view.state === 'draft' || each?.view.state === 'final';
    return each && open ? c.json((await orders.resultOf(each.view.id))?.reports ?? []) : c.json([], 404);
  });
  const bounded: MiddlewareHandler = bodyLimit({
    maxSize: limits.allBytes + (64 << 10),
    onError: async (c) => {
      c.header('connection', 'close'); // what is still to come is not read
      const each = await found(c, 'upload');
      return each ? back(c, each, 'too-large') : nothing(c);
    },
  });
  app.post('/upload/:token/files', bounded, async (c) => {
    const each = await found(c, 'upload');
    if (!each || foreign(c)) return nothing(c);
    const taken = await reading.run(async () => {
      const form = await readForm(c);
      const problem = form ? problemOf(form, limits) : 'no-files';
      if (!form || problem) return problem;
      const files = await Promise.all(form.files.map(async (file): Promise<SubmittedFile> => ({ name: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) })));
      const judged = await judging.run(() => orders.submit(each.view.id, files, AbortSignal.timeout(limits.timeoutMs)).catch(() => 'failed' as const));
      return judged ? PROBLEM_OF[judged.done] : 'try-again';
    });
    return back(c, each, taken ? taken.done : 'try-again');
  });
  app.post('/upload/:token/send', bodyLimit({ maxSize: 64 << 10 }), async (c) => {
    const each = await found(c, 'upload');
    if (!each || foreign(c)) return nothing(c);
    return back(c, each, await orders.finish(each.view.id) === 'judged' ? undefined : 'closed');
  });

  /** What is not final is the candidate's alone. */
  const final = async (c: Context) => {
    const each = await found(c, 'result');
    const result = each?.view.state === 'final' ? await orders.resultOf(each.view.id) : undefined;
    return each && result && { view: each.view, result };
  };
  app.get('/result/:token', async (c) => {
    const each = await final(c);
    return each ? c.html(resultPage({ ...each, ...(element !== undefined && { element }) }, texts)) : nothing(c);
  });
  app.get('/result/:token/reports.json', async (c) => c.json((await final(c))?.result.reports ?? []));
  app.get('/result/:token/report.json', async (c) => {
    const each = await final(c);
    return each ? c.json(each.result.matchReport) : nothing(c);
  });
  app.get('/result/:token/report.pdf', async (c) => {
    const each = await final(c);
    if (!each) return nothing(c);
    c.header('content-type', 'application/pdf');
    c.header('content-disposition', 'attachment; filename="skills-evidence.pdf"');
    return c.body(pdf(each.result.matchReport, texts.words, { link: each.view.resultUrl }));
  });

  const script = 'text/javascript; charset=utf-8';
  app.get(`${ASSETS}/page.css`, (c) => { c.header('content-type', 'text/css; charset=utf-8'); return c.body(STYLE); });
  app.get(`${ASSETS}/page.js`, (c) => { c.header('content-type', script); return c.body(SCRIPT); });
  const { elementFolder } = options;
  if (elementFolder !== undefined) {
    app.get(`${ASSETS}/element/*`, async (c) => {
      // One folder and its chunks, by names that lead nowhere else.
      const name = /^\/ats-assets\/element\/((?:chunks\/)?[\w-][\w.-]*\.js)$/.exec(c.req.path)?.[1];
      const text = name === undefined ? undefined : await readFile(join(elementFolder, name)).catch(() => undefined);
      if (!text) return c.notFound();
      c.header('content-type', script);
      return c.body(text as Uint8Array<ArrayBuffer>);
    });
  }
}

/** What the page says of an outcome; nothing where the result says it. */
const PROBLEM_OF: Readonly<Record<SubmitOutcome | 'failed', UploadProblem | undefined>> = { judged: undefined, busy: 'too-often', closed: 'closed', gone: 'closed', failed: 'try-again' };

interface UploadForm { files: File[]; consent: boolean }

async function readForm(c: Context): Promise<UploadForm | undefined> {
  try {
    const form = await c.req.formData();
    // A field without a file has an empty one.
    return { files: form.getAll('files').filter((each): each is File => each instanceof File && each.size > 0), consent: form.get('consent') === 'yes' };
  } catch {
    return undefined;
  }
}

function problemOf({ files, consent }: UploadForm, limits: UploadLimits): UploadProblem | undefined {
  if (!consent) return 'no-consent';
  if (files.length === 0) return 'no-files';
  if (files.length > limits.files) return 'too-many';
  const all = files.reduce((sum, { size }) => sum + size, 0);
  return all > limits.allBytes || files.some(({ size }) => size > limits.fileBytes) ? 'too-large' : undefined;
}
