import type { Context, IssuerQuery } from '../report/index.js';
import { askAll, type CombinedAnswer } from './combine.js';

export type { CombinedAnswer } from './combine.js';

/** What the host's registries say of an issuer; asked once for each issuer and set of types. The identifier must be one that a proof has established: a registry cannot know who asks. */
export function askRegistries(context: Context, query: IssuerQuery): Promise<CombinedAnswer> {
  return context.once(`registry ${JSON.stringify([query.id, ...query.types])}`, () => askAll(context.registries, query, context));
}
