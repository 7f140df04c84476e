import type { Context, FetchResult } from '../report/context.js';

/** What stands at an address, or `absent` where the host neither supplies it nor allows it by name. */
export type Supplied = FetchResult | 'absent';

/**
 * A document that decides something only where the host has it or says that it may be had: what `resources` hold, or what `allowContexts` names. A credential's own word opens no connection.
 * A failure that is returned is one of something that the host did name.
 */
export async function readSupplied(url: string, context: Pick<Context, 'fetch' | 'allowContexts'>, accept: string, maxBytes: number): Promise<Supplied> {
  const held = await context.fetch(url, { accept, maxBytes, suppliedOnly: true });
  // A host that answers "not here" has not supplied it.
  const nothing = !held.ok && (held.code === 'net.offline' || held.code === 'net.refused' || (held.code === 'net.http-status' && (held.status === 404 || held.status === 410)));
  if (!nothing) return held;
  return context.allowContexts.has(url) ? context.fetch(url, { accept, maxBytes }) : 'absent';
}

const SHAPE_BYTES = 2 * 1024 * 1024;

/** Shapes (SHACL) in Turtle. */
export const readShapes = (url: string, context: Pick<Context, 'fetch' | 'allowContexts'>): Promise<Supplied> => readSupplied(url, context, 'text/turtle', SHAPE_BYTES);
