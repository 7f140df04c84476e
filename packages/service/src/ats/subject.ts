import { createHash } from 'node:crypto';
import type { OrderRequest } from '@credlens/ats-adapter/protocols';

/** What entries of one person are found by: the system's own identifier where it gives one, otherwise a digest of the e-mail address. */
export function subjectOf({ id, email }: OrderRequest['candidate']): string {
  return id === undefined ? subjectOfEmail(email ?? '') : `id:${id}`;
}

/** Addresses are compared without regard to case, as people write them. */
export function subjectOfEmail(email: string): string {
  return `email:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
}
