import { createEngine, type Engine } from './engine.js';
import { handlers } from './handlers.js';
import { INTAKE_LIMITS, readInput, type IntakeSettings } from './intake/index.js';
import { judge, judgeTogether, type Behind, type Task } from './judge/index.js';
import { createGuardedFetch, createMemoryCache } from './net/index.js';
import type { Limits, Verifier, VerifierOptions, VerifyInput, VerifyOptions } from './options.js';
import { planChecks } from './plan.js';
import { withProfile } from './profile.js';
import { sha256Hex } from './report/digest.js';
import { PROFILES, resolvePolicy, type Artifact, type Context, type GuardedFetch, type NestedResult, type NestedRole, type Policy, type RecipientClaim, type Report } from './report/index.js';

const LIMITS: Limits = { ...INTAKE_LIMITS, nesting: 4, fetches: 64 };

/** One verification: everything that its nested ones share. */
interface Run {
  engine: Engine;
  limits: Limits & IntakeSettings;
  policy: Policy;
  now: number;
  fetch: GuardedFetch;
  options: VerifierOptions;
  asked: VerifyOptions;
  recipient: RecipientClaim | undefined;
  remembered: Map<string, Promise<unknown>>;
  members: { left: number };
  /** Of their own, so that no crowd of endorsements leaves a member unjudged. */
  endorsements: { left: number };
  /** What was secured in each input, for whoever compares them. */
  secured: WeakMap<Report, Behind>;
}

const TOP: Depth = { level: 0, above: [] };

function instant(at: Date | string | undefined, clock: () => Date): number {
  const now = at === undefined ? clock() : new Date(at);
  if (Number.isNaN(now.getTime())) throw new RangeError('at: not an instant');
  return now.getTime();
}

/** How deep a verification is, and what led to it: what needs itself in order to be verified is not. */
interface Depth { level: number; above: readonly string[] }

/** Budget and depth are one for the input and all that it leads to. */
async function nested(run: Run, depth: Depth, bytes: Uint8Array, role: NestedRole, filename?: string): Promise<NestedResult> {
  const digest = `${role} ${await sha256Hex(bytes)}`;
  const refuse = (code: 'members.too-many' | 'check.not-reached'): Artifact => ({ kind: 'none', check: 'intake.credential', code: code === 'members.too-many' ? 'input.too-many' : code, mediaType: 'application/json', bytes, problems: [] });
  const budget = role === 'member' ? run.members : role === 'endorsement' ? run.endorsements : undefined;
  if (budget && budget.left-- <= 0) return { report: await judge(refuse('members.too-many'), taskOf(run, depth, role, filename)), refused: true };
  if (depth.level >= run.limits.nesting || depth.above.includes(digest)) return { report: await judge(refuse('check.not-reached'), taskOf(run, depth, role, filename)) };
  const artifact = await readInput(bytes, run.limits);
  let document = artifact.kind === 'document' ? artifact.document : undefined;
  const task = taskOf(run, { ...depth, above: [...depth.above, digest] }, role, filename);
  const report = await judge(artifact, { ...task, onSecured: (secured) => { document = secured; } });
  if (document) run.secured.set(report, { document });
  return { report, ...(document ? { document } : {}) };
}

function contextOf(run: Run, depth: Depth, role: NestedRole | undefined): Context {
  const { asked, options } = run;
  const outer = role === undefined;
  return {
    policy: run.policy,
    now: run.now,
    fetch: run.fetch,
    registries: options.registries ?? [],
    allowContexts: new Set(options.allowContexts),
    ...(asked.signal ? { signal: asked.signal } : {}),
    ...(run.recipient && (outer || role === 'member') ? { recipient: run.recipient } : {}),
    ...(asked.presentation && outer ? { presentation: asked.presentation } : {}),
    verifyNested: (bytes, nestedRole, filename) => nested(run, { ...depth, level: depth.level + 1 }, bytes, nestedRole, filename),
    once: <T>(key: string, ask: () => Promise<T>): Promise<T> => {
      const known = run.remembered.get(key) as Promise<T> | undefined;
      if (known) return known;
      const answer = ask();
      run.remembered.set(key, answer);
      return answer;
    },
  };
}

function taskOf(run: Run, depth: Depth, role?: NestedRole, memberName?: string): Task {
  const { asked } = run;
  const filename = role === undefined ? asked.filename : memberName;
  return {
    engine: run.engine,
    limits: run.limits,
    context: contextOf(run, depth, role),
    input: { channel: role === undefined ? asked.channel ?? 'object' : 'member', ...(filename === undefined ? {} : { filename }) },
    asked: { recipient: run.recipient ?? null, presentation: asked.presentation ?? null, role: role ?? null },
    ...(role === undefined ? {} : { role }),
    ...(role === undefined && asked.onCheck ? { onCheck: asked.onCheck } : {}),
  };
}

function channelOf(input: VerifyInput): NonNullable<VerifyOptions['channel']> | undefined {
  if (typeof input === 'string') return 'text';
  if (typeof Blob !== 'undefined' && input instanceof Blob) return 'file';
  return input instanceof ArrayBuffer || ArrayBuffer.isView(input) ? 'bytes' : undefined;
}

/** A `File` brings its own name. */
const nameOf = (input: VerifyInput): string | undefined => (typeof File !== 'undefined' && input instanceof File ? input.name : undefined);

/**
 * Makes a verifier: the whole of Credlens for one host, with what it trusts and how it reaches the world.
 * Keep one and use it for many credentials: it remembers contexts and fetched lists. Verifiers share nothing with each other.
 * @throws TypeError for a policy that is not one
 */
export function createVerifier(options: VerifierOptions = {}): Verifier {
  const engine = createEngine({ ...(options.anchors ? { anchors: options.anchors } : {}), ...(options.trustedLists ? { trustedLists: options.trustedLists } : {}) });
  const limits: Run['limits'] = { ...LIMITS, ...options.limits, load: handlers };
  const clock = options.clock ?? (() => new Date());
  const cache = options.cache ?? createMemoryCache();
  const standing = resolvePolicy(options.policy);

  const start = (input: VerifyInput | undefined, given: VerifyOptions): Run => {
    if (given.profile !== undefined && !Object.hasOwn(PROFILES, given.profile)) throw new TypeError(`Unknown profile "${given.profile}": one of ${Object.keys(PROFILES).join(', ')}`);
    const channel = given.channel ?? (input === undefined ? undefined : channelOf(input));
    const filename = given.filename ?? (input === undefined ? undefined : nameOf(input));
    const asked: VerifyOptions = { ...given, ...(channel ? { channel } : {}), ...(filename === undefined ? {} : { filename }) };
    const policy = given.policy === undefined ? standing : resolvePolicy(given.policy);
    return {
      engine, limits, options, asked, policy,
      now: instant(given.at, clock),
      fetch: createGuardedFetch({
        cache, clock, budget: { fetches: limits.fetches },
        ...(options.fetch ? { fetch: options.fetch } : {}), ...(options.resources ? { resources: options.resources } : {}),
        ...(options.relay === undefined ? {} : { relay: options.relay }), ...(policy.staleIfErrorSeconds > 0 ? { staleIfErrorSeconds: policy.staleIfErrorSeconds } : {}),
        ...(options.offline === undefined ? {} : { offline: options.offline }), ...(given.signal ? { signal: given.signal } : {}),
      }),
      recipient: typeof given.recipient === 'string' ? { email: given.recipient } : given.recipient,
      remembered: new Map(), members: { left: limits.members }, endorsements: { left: limits.members }, secured: new WeakMap(),
    };
  };

  const judgeInput = async (input: VerifyInput, run: Run): Promise<Report> => {
    const behind: Behind = {};
    const report = await judge(await readInput(input, limits), { ...taskOf(run, TOP), onSecured: (document) => { behind.document = document; }, onPages: (read) => { behind.pages = read; } });
    run.secured.set(report, behind);
    return report;
  };
  const verify: Verifier['verify'] = async (input, given = {}) => withProfile(await judgeInput(input, start(input, given)), given.profile);

  return {
    verify,
    async verifyTogether(inputs, given = {}) {
      const run = start(undefined, given);
      const { onCheck, filename: _filename, profile, ...each } = given;
      const subjects: Report[] = [];
      for (const input of inputs) subjects.push(await judgeInput(input, { ...start(input, each), secured: run.secured }));
      return withProfile(await judgeTogether(subjects, run, (report) => run.secured.get(report), onCheck), profile);
    },
    async unreadable(reason, given = {}) {
      const run = start(undefined, given);
      const artifact: Artifact = { kind: 'none', check: 'intake.readable', code: 'input.unreadable', mediaType: 'application/octet-stream', bytes: new Uint8Array(), problems: [], params: reason };
      return judge(artifact, taskOf(run, TOP));
    },
    planChecks: (given = {}) => planChecks(given.policy === undefined ? standing : resolvePolicy(given.policy)),
  };
}
