import type { FoundChange } from './change-step.js';
import type { Change, PdfAttack, PdfFile, PdfSignature } from './types.js';

/** What a signature allows to come after it. */
export interface Permission {
  /** P of DocMDP (ISO 32000-2 table 257), or of the lock of the signature's field. Absent where nobody said anything. */
  level?: 1 | 2 | 3;
  /** The file is certified. */
  certified: boolean;
  locks: (field: string) => boolean;
}

/** What the certification signature, and the signature itself, permit. The strictest wins. */
export function permissionOf(file: PdfFile, signature: PdfSignature): Permission {
  const before = file.signatures.filter((other) => other === signature || (other.revision !== undefined && signature.revision !== undefined && other.revision <= signature.revision));
  const levels = before.flatMap(({ docMdp, fieldMdp }) => [docMdp, fieldMdp?.permissions]).filter((level): level is 1 | 2 | 3 => level !== undefined);
  const locks = before.flatMap(({ fieldMdp }) => (fieldMdp ? [fieldMdp] : []));
  return {
    ...(levels.length > 0 && { level: Math.min(...levels) as 1 | 2 | 3 }),
    certified: before.some(({ docMdp }) => docMdp !== undefined),
    locks: (field) => locks.some(({ action, fields }) => action === 'All' || fields.some((each) => isUnder(field, each)) === (action === 'Include')),
  };
}

/** A name locks the field and those below it (section 12.7.5.5). */
const isUnder = (field: string, name: string): boolean => field === name || field.startsWith(`${name}.`);

function permits({ level, locks, certified }: Permission, { need, field, covering }: FoundChange): boolean {
  const locked = field !== undefined && locks(field);
  // A box that stood there when the file was certified may be filled; in any other file, what it hides was signed as well.
  const hides = !certified && covering === 'yes';
  switch (need) {
    case 'nothing': return true;
    case 'forbidden': case 'draw': return false;
    case 'sign': return level !== 1 && !hides;
    // Whoever signs later may draw anything anywhere, and in a certified file readers say that all is well.
    case 'sign-visibly': return !certified && level !== 1 && covering === 'no';
    // On a page that is a picture, nobody can tell what a box hides.
    case 'fill': return level !== 1 && !locked && !hides && (certified || covering !== 'unsure');
    // Nobody said that what was filled in when the file was signed may be filled in anew.
    case 'overwrite': return level !== undefined && level !== 1 && !locked && !hides;
    case 'note': return level === 3;
  }
}

/** @param malformed the attack that a later signature of this name is itself: what is no signature needs no permission to sign */
export function judged(found: FoundChange, revision: number, permission: Permission, malformed?: PdfAttack): Change {
  const permitted = permits(permission, found) && malformed === undefined;
  const named = permission.certified ? found.certifiedAttack ?? found.attack : found.attack;
  // Where it is not known whether anything is hidden, nobody is accused.
  const attack = malformed ?? (found.covering === 'unsure' && !permission.certified ? undefined : named);
  return { revision, kind: found.kind, permitted, objects: found.objects, ...(!permitted && attack && { attack }), ...(found.detail !== undefined && { detail: found.detail }) };
}
