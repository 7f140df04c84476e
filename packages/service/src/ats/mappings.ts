import { createHash } from 'node:crypto';
import type { Confirmation, Decision } from '@credlens/ats-adapter';
import { isObject, isString, own, type JsonValue } from '@credlens/core/report';
import type { AuditLog } from './store/audit-log.js';
import type { AtsStore } from './store/store.js';
import type { Clock } from './types.js';

/** What people of a tenant decided about names of skills. It is about no candidate, so it outlives their orders and is no part of an erasure. */
export interface Mappings {
  /** All of a tenant's, sorted, so that the same decisions give the same report. */
  list: (tenant: string) => Promise<Confirmation[]>;
  /** Takes the place of what was decided about the same two before. @returns false where there is room for no more */
  decide: (tenant: string, confirmation: Omit<Confirmation, 'at'>) => Promise<boolean>;
  /** As if nothing had been decided. @returns whether something had */
  forget: (tenant: string, pair: Pick<Confirmation, 'claim' | 'requirement'>) => Promise<boolean>;
}

/** Of one tenant; a taxonomy of its own is the better place for more. */
const MOST = 20_000;
const LONGEST = 1_000;
const DECISIONS: readonly unknown[] = ['same', 'narrower', 'none'] satisfies Decision[];

export function createMappings({ store, audit, clock }: { store: AtsStore; audit: AuditLog; clock: Clock }): Mappings {
  const keyOf = (tenant: string, { claim, requirement }: Pick<Confirmation, 'claim' | 'requirement'>) => createHash('sha256').update(JSON.stringify([tenant, claim, requirement])).digest('hex');
  return {
    list: async (tenant) => {
      const keys = await store.keys({ kind: 'mapping', tenant });
      const entries = await Promise.all(keys.map(({ kind, key }) => store.get(kind, key)));
      return entries.flatMap((entry) => (entry ? [entry.value as unknown as Confirmation] : [])).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    },
    decide: async (tenant, confirmation) => {
      const key = keyOf(tenant, confirmation);
      if (!await store.get('mapping', key) && (await store.keys({ kind: 'mapping', tenant })).length >= MOST) return false;
      const at = clock.now();
      await audit.append({ tenant, event: 'mapping-decided', about: key, what: confirmation.decision }, at);
      await store.change([{ put: { kind: 'mapping', key, tenant, value: { ...confirmation, at: at.toISOString() } as unknown as JsonValue } }]);
      return true;
    },
    forget: async (tenant, pair) => {
      const key = keyOf(tenant, pair);
      if (!await store.get('mapping', key)) return false;
      await audit.append({ tenant, event: 'mapping-forgotten', about: key }, clock.now());
      await store.change([{ remove: { kind: 'mapping', key } }]);
      return true;
    },
  };
}

/** What a request says: a decision, `null` for one that is taken back, or undefined for what is neither. When it was decided is when it came. */
export function decisionFrom(body: unknown): { pair: Pick<Confirmation, 'claim' | 'requirement'>; confirmation: Omit<Confirmation, 'at'> | null } | undefined {
  if (!isObject(body)) return undefined;
  const text = (name: string): string | undefined => { const value = own(body, name); return isString(value) && value !== '' && value.length <= LONGEST ? value : undefined; };
  const [claim, requirement, by, why] = ['claim', 'requirement', 'by', 'why'].map(text);
  const decision = own(body, 'decision');
  if (claim === undefined || requirement === undefined) return undefined;
  const pair = { claim, requirement };
  if (decision === null) return { pair, confirmation: null };
  return DECISIONS.includes(decision) ? { pair, confirmation: { ...pair, decision: decision as Decision, ...(by !== undefined && { by }), ...(why !== undefined && { why }) } } : undefined;
}
