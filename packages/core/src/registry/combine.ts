import type { Evidence, IssuerQuery, IssuerRegistry, Problem, RegistryAnswer, RegistryEntry } from '../report/index.js';
import { coversTypes } from './allow-list.js';

export type Access = Parameters<IssuerRegistry['lookup']>[1];

/** What all registries together answer about one issuer. */
export interface CombinedAnswer {
  /**
   * `withdrawn`: some registry lists it as suspended, revoked or removed, however many others list it as active.
   * `listed`: active for these types; `other-type`: active, but for none of them.
   * `unreachable`: none of those that answered lists it for these types, and not all answered. `none`: there is no registry.
   */
  state: 'listed' | 'other-type' | 'withdrawn' | 'not-listed' | 'unreachable' | 'none';
  /** The registry that decided. */
  registry?: string;
  entry?: RegistryEntry;
  evidence: Evidence[];
  /** One for each registry that did not answer, whatever the others said. */
  problems: Problem[];
}

/** A registry made of several is asked part by part, so that an answer names the list it comes from. */
function flatten(registries: readonly IssuerRegistry[], depth = 0): IssuerRegistry[] {
  return registries.flatMap((registry) => (registry.parts && depth < 4 ? flatten(registry.parts, depth + 1) : [registry]));
}

/** Asks every registry at once; the order of the list decides which of several equal answers is named. Evidence is that of the deciding answer, or of all where none decides. */
export async function askAll(registries: readonly IssuerRegistry[], query: IssuerQuery, access: Access): Promise<CombinedAnswer> {
  const flat = flatten(registries);
  const answers = await Promise.all(flat.map(async (registry) => ({ registry: registry.name, answer: await ask(registry, query, access) })));
  const problems = answers.flatMap(({ answer }) => (answer.state === 'unreachable' ? [answer.problem] : []));
  const listed = answers.flatMap(({ registry, answer }) => (answer.state === 'listed' ? [{ registry, entry: answer.entry, evidence: answer.evidence }] : []));
  const withdrawn = listed.find(({ entry }) => entry.status !== 'active');
  if (withdrawn) return { state: 'withdrawn', ...withdrawn, problems };
  const covering = listed.find(({ entry }) => coversTypes(entry, query.types));
  if (covering) return { state: 'listed', ...covering, problems };
  const evidence = answers.flatMap(({ answer }) => answer.evidence);
  if (problems.length > 0) return { state: 'unreachable', ...pick(listed[0]), evidence, problems };
  if (listed[0]) return { state: 'other-type', ...listed[0], problems };
  return { state: flat.length === 0 ? 'none' : 'not-listed', evidence, problems };
}

const pick = (found: { registry: string; entry: RegistryEntry } | undefined): Pick<CombinedAnswer, 'registry' | 'entry'> => (found ? { registry: found.registry, entry: found.entry } : {});

/** A registry of the host's own that throws is one that did not answer. An entry for another identifier is no answer to the question. */
async function ask(registry: IssuerRegistry, query: IssuerQuery, access: Access): Promise<RegistryAnswer> {
  const failed: RegistryAnswer = { state: 'unreachable', problem: { type: 'about:blank', code: 'registry.malformed', params: { registry: registry.name }, retryable: true }, evidence: [] };
  try {
    const answer = await registry.lookup(query, access);
    return answer.state === 'listed' && answer.entry.id !== query.id ? failed : answer;
  } catch {
    return failed;
  }
}

/** The same as one registry's answer, for a registry that is made of several. */
export async function combine(parts: readonly IssuerRegistry[], query: IssuerQuery, access: Access): Promise<RegistryAnswer> {
  const { state, entry, evidence, problems } = await askAll(parts, query, access);
  if (state === 'unreachable' && problems[0]) return { state, problem: problems[0], evidence };
  return entry ? { state: 'listed', entry, evidence } : { state: 'not-listed', evidence };
}
