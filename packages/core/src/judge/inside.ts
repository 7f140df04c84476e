import type { JudgedEndorsement } from '../checks/issuer-endorsement.js';
import type { JudgedMember } from '../checks/members-verdict.js';
import { sameSubject } from '../checks/same-subject.js';
import { endorsementsOf, membersOf } from '../members/index.js';
import type { CollectionMember, JsonObject, NestedResult, Subject } from '../report/index.js';
import type { Task } from './task.js';

/** Those that were judged, of how many there are. */
export interface Several<T> { judged: T[]; found: number }

/** Takes each through the same door as any input, until there are more than one input may lead to. */
async function judgeEach<T extends { bytes: Uint8Array; filename?: string }>(found: readonly T[], role: 'member' | 'endorsement', task: Task): Promise<Several<T & NestedResult>> {
  const judged: (T & NestedResult)[] = [];
  for (const one of found) {
    const result = await task.context.verifyNested(one.bytes, role, one.filename);
    if (result.refused) break;
    judged.push({ ...one, ...result });
  }
  return { judged, found: found.length };
}

export const judgeMembers = (found: readonly CollectionMember[], task: Task): Promise<Several<JudgedMember>> => judgeEach(found, 'member', task);

/** The credentials of a learner record, each by its own issuer, proof and status: the record's own signature covers their text and vouches for none of them. */
async function judgeRecord(record: JsonObject, task: Task): Promise<Several<JudgedMember>> {
  const { judged, found } = await judgeEach(membersOf(record), 'member', task);
  const members = judged.map(async ({ pointer, report, document }): Promise<JudgedMember> => {
    const otherSubject = report.verdict !== 'invalid' && document !== undefined && !(await sameSubject(record, document));
    return { pointer, report, ...(otherSubject ? { otherSubject } : {}) };
  });
  return { judged: await Promise.all(members), found };
}

/** What a document holds that has reports of its own. Each is judged once, when it is first asked for. */
export interface Inside { members(): Promise<Several<JudgedMember>>; endorsements(): Promise<Several<JudgedEndorsement>> }

const NOTHING = { judged: [], found: 0 };

export function insideOf({ document, what }: Subject, task: Task): Inside {
  let members: ReturnType<Inside['members']> | undefined;
  let endorsements: ReturnType<Inside['endorsements']> | undefined;
  // A list is asked for what it says of others; nobody reads what is inside it.
  const leaf = task.role === 'status-list';
  return {
    members: () => (members ??= leaf ? Promise.resolve(NOTHING) : what === 'presentation' ? judgeMembers(membersOf(document), task) : judgeRecord(document, task)),
    endorsements: () => (endorsements ??= leaf || what === 'presentation' ? Promise.resolve(NOTHING) : judgeEach(endorsementsOf(document), 'endorsement', task)),
  };
}
