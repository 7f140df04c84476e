import { EXTENSION, extensionOf, nameConstraints, subjectAltName } from './extensions.js';
import type { GeneralName } from './general-name.js';
import { attributesOf, isEmptyName, rdnKeys } from './name.js';
import type { Certificate } from './types.js';

/** What constraints came together on the way down (RFC 5280 section 6.1.1 (b) and (c)): a name must be within a subtree of each of `permitted` that has its kind, and within none of `excluded`. */
export interface ConstraintState { permitted: Subtree[][]; excluded: Subtree[]; /** Comparisons left: names times subtrees, both an attacker's. */ budget: number }

type Subtree = { kind: 'directory'; rdns: string[] } | Exclude<GeneralName, { kind: 'directory' }>;

export const noConstraints = (): ConstraintState => ({ permitted: [], excluded: [], budget: 250_000 });

const prepared = (name: GeneralName): Subtree => (name.kind === 'directory' ? { kind: 'directory', rdns: rdnKeys(name.name) } : name);

/** Section 6.1.4 (g): what this certificate adds for those below it. */
export function addConstraints(state: ConstraintState, certificate: Certificate): 'malformed' | undefined {
  const constraints = nameConstraints(certificate);
  if (constraints === undefined) return undefined;
  if (constraints === 'malformed') return 'malformed';
  if (constraints.permitted.length > 0) state.permitted.push(constraints.permitted.map(prepared));
  state.excluded.push(...constraints.excluded.map(prepared));
  return undefined;
}

const host = (text: string): string => text.toLowerCase().replace(/\.$/, '');

/** A leading dot means what is below the host; without it a host is itself alone, or with all below it. */
function withinHost(name: string, base: string, below: boolean): boolean {
  const [own, limit] = [host(name), host(base)];
  if (limit === '') return true;
  if (limit.startsWith('.')) return own.endsWith(limit) && own.length > limit.length;
  return own === limit || (below && own.endsWith(`.${limit}`));
}

function withinEmail(name: string, base: string): boolean {
  const at = name.lastIndexOf('@');
  if (at < 1) return false;
  const [local, domain] = [name.slice(0, at), name.slice(at + 1)];
  const limit = base.lastIndexOf('@');
  return limit >= 0 ? local === base.slice(0, limit) && host(domain) === host(base.slice(limit + 1)) : withinHost(domain, base, false);
}

/** The host of an address; none where it names no host, or one by number (section 4.2.1.10). */
function hostOf(uri: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1];
  const name = authority?.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return name === undefined || name === '' || name.startsWith('[') || /^[\d.]+$/.test(name) ? undefined : name;
}

function withinIp(name: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== name.length * 2 || (name.length !== 4 && name.length !== 16)) return false;
  return name.every((octet, at) => (octet & base[name.length + at]!) === (base[at]! & base[name.length + at]!));
}

function within(name: Subtree, base: Subtree): boolean {
  switch (name.kind) {
    case 'directory': return base.kind === 'directory' && base.rdns.length <= name.rdns.length && base.rdns.every((rdn, at) => rdn === name.rdns[at]);
    case 'dns': return base.kind === 'dns' && withinHost(name.value, base.value, true);
    case 'email': return base.kind === 'email' && withinEmail(name.value, base.value);
    case 'uri': return base.kind === 'uri' && withinHost(hostOf(name.value) ?? '', base.value, false);
    case 'ip': return base.kind === 'ip' && withinIp(name.octets, base.octets);
    default: return false;
  }
}

/** All names that a certificate is of. An address in the subject counts where the alternative names have none. */
function namesOf(certificate: Certificate): Subtree[] | 'malformed' {
  const alternative = subjectAltName(certificate);
  if (alternative === 'malformed') return 'malformed';
  const names: GeneralName[] = isEmptyName(certificate.subject) ? [] : [{ kind: 'directory', name: certificate.subject }];
  names.push(...alternative ?? []);
  if (!alternative?.some(({ kind }) => kind === 'email')) names.push(...attributesOf(certificate.subject, 'emailAddress').map((value) => ({ kind: 'email' as const, value })));
  return names.map(prepared);
}

/** Kinds of names whose constraints are understood. One that is not, and that a name below has, cannot be judged (section 4.2.1.10). */
const UNDERSTOOD: readonly string[] = ['directory', 'dns', 'email', 'uri', 'ip'];

/** Section 6.1.3 (b) and (c): whether the certificate's names are among those that its issuers may give. */
export function breaksConstraints(state: ConstraintState, certificate: Certificate): 'not-permitted' | 'excluded' | 'unsupported' | 'malformed' | 'bounded' | undefined {
  if (state.permitted.length === 0 && state.excluded.length === 0) return undefined;
  const names = namesOf(certificate);
  if (names === 'malformed') return 'malformed';
  state.budget -= names.length * (state.excluded.length + state.permitted.reduce((sum, set) => sum + set.length, 0));
  if (state.budget < 0) return 'bounded';
  for (const name of names) {
    const limits = state.permitted.map((set) => set.filter(({ kind }) => kind === name.kind)).filter((set) => set.length > 0);
    const excluded = state.excluded.filter(({ kind }) => kind === name.kind);
    if (limits.length === 0 && excluded.length === 0) continue;
    if (!UNDERSTOOD.includes(name.kind)) return 'unsupported';
    if (name.kind === 'uri' && hostOf(name.value) === undefined) return 'not-permitted';
    if (excluded.some((base) => within(name, base))) return 'excluded';
    if (!limits.every((set) => set.some((base) => within(name, base)))) return 'not-permitted';
  }
  return undefined;
}

/** Whether the certificate constrains names at all. */
export const hasConstraints = (certificate: Certificate): boolean => extensionOf(certificate, EXTENSION.nameConstraints) !== undefined;
