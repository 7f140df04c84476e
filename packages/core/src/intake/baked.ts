import { pointer } from '../report/json.js';
import type { Artifact } from '../report/subject.js';
import { isNothing, unreadable } from './artifacts.js';
import type { BakedReading } from './baked-reading.js';
import type { Reading } from './reading.js';

const URL_ALONE = /^https?:\/\/[^\s<>"]+$/i;

/**
 * "Baking" (Open Badges 3.0 section 5.3, CLR 2.0 section 5.3, Open Badges 2.0 Baking Specification): what was found in a picture → an artifact of the picture's bytes.
 * A picture of both generations holds two credentials, each judged by itself. Gives undefined where the picture holds none.
 */
export async function fromBaked({ found, stop, problems }: BakedReading, bytes: Uint8Array, mediaType: string, reading: Reading): Promise<Artifact | undefined> {
  if (stop) return unreadable(stop.code, bytes, mediaType, stop.params, problems);
  const [first, second] = found;
  if (!first) return undefined;
  if (second) {
    const encoder = new TextEncoder();
    const members = found.map(({ kind, content }) => ({ pointer: pointer(kind), bytes: typeof content === 'string' ? encoder.encode(content) : content }));
    return { kind: 'collection', mediaType, bytes, members, problems };
  }
  const text = typeof first.content === 'string' ? first.content : asText(first.content);
  if (first.kind === 'assertion' && URL_ALONE.test(text.trim())) return { kind: 'open-badge-2', assertion: text.trim(), mediaType, contains: 'text/uri-list', bytes, problems };
  const inner = await reading.inner(first.content);
  if (isNothing(inner)) return unreadable('baked.malformed', bytes, mediaType, { reason: 'content' }, problems);
  return { ...inner, bytes, mediaType, contains: inner.contains ?? inner.mediaType, problems: [...problems, ...inner.problems] };
}

const asText = (bytes: Uint8Array): string => (bytes.length > 4096 ? '' : new TextDecoder().decode(bytes));
