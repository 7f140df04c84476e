import { toCheck } from '../assemble.js';
import type { Engine } from '../engine.js';
import type { IntakeSettings } from '../intake/index.js';
import { sha256Hex } from '../report/digest.js';
import { CHECK_IDS, type Artifact, type Check, type CheckId, type Context, type Finding, type InputFacts, type JsonObject, type NestedRole } from '../report/index.js';

/** One input on its way: what was asked, and where its checks are told as they are decided. */
export interface Task {
  engine: Engine;
  context: Context;
  /** How much of an input is read, for inputs that lead to another. */
  limits: IntakeSettings;
  input: Omit<InputFacts, 'sha256' | 'bytes' | 'mediaType'>;
  /** What a nested input is for; absent for what the caller handed over. */
  role?: NestedRole;
  asked: unknown;
  onCheck?: (check: Check) => void;
  /** Told the document that some mechanism has secured, before any check has looked at it. */
  onSecured?: (document: JsonObject) => void;
  /** Told how to read the pages of a sealed PDF, for whoever looks for words on them. */
  onPages?: (read: () => string) => void;
}

export type Steps = Partial<Record<CheckId, () => Finding | Promise<Finding>>>;

/** Runs every step, tells each check as it is decided, and fills in those that had no step. A step that throws is a defect of ours: undecided, never green. */
export async function decide(steps: Steps, rest: (id: CheckId) => Finding, task: Task, level?: (id: CheckId) => Check['level'] | undefined): Promise<Check[]> {
  const { policy, signal } = task.context;
  return Promise.all(CHECK_IDS.map(async (id) => {
    let finding: Finding;
    try {
      finding = signal?.aborted ? { code: 'check.aborted' } : await (steps[id]?.() ?? rest(id));
    } catch {
      finding = { code: signal?.aborted ? 'check.aborted' : 'check.crashed' };
    }
    const check = toCheck(id, finding, policy, level?.(id));
    task.onCheck?.(check);
    return check;
  }));
}

export async function facts(artifact: Artifact, task: Task): Promise<InputFacts> {
  return { ...task.input, mediaType: artifact.mediaType, ...(artifact.contains === undefined ? {} : { contains: artifact.contains }), sha256: await sha256Hex(artifact.bytes), bytes: artifact.bytes.length };
}

export const notReached = (): Finding => ({ code: 'check.not-reached' });
export const seeMembers = (): Finding => ({ code: 'check.see-members' });
