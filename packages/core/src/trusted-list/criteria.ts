import { certificatePolicies, extendedKeyUsage, keyUsage } from '../x509/extensions.js';
import type { Certificate } from '../x509/types.js';
import type { Criteria, ServicePeriod } from './types.js';

/** `undefined`: it cannot be told, because a criterion, or what the certificate says to it, is not understood. */
type Answer = boolean | undefined;

/** Whether a certificate meets criteria (TS 119 612 section 5.5.9.2.2). */
export function meets(criteria: Criteria, certificate: Certificate): Answer {
  const answers: Answer[] = [
    ...(criteria.keyUsage ?? []).map(({ bits }) => hasBits(bits, certificate)),
    ...(criteria.policySets ?? []).map((set) => hasAll(set, certificatePolicies(certificate))),
    ...(criteria.extendedKeyUsage ?? []).map((set) => hasAll(set, extendedKeyUsage(certificate))),
    ...(criteria.subjectAttributes ?? []).map((set) => hasAll(set, certificate.subject.attributes.map(({ oid }) => oid))),
    ...(criteria.nested ?? []).map((nested) => meets(nested, certificate)),
    ...(criteria.unknown ? [undefined] : []),
  ];
  if (criteria.assert === 'all') return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  const any = answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  return criteria.assert === 'none' && any !== undefined ? !any : any;
}

/** A certificate without the extension says nothing of its key's use, so none of the bits is set. */
function hasBits(bits: Readonly<Record<string, boolean>>, certificate: Certificate): Answer {
  const usage = keyUsage(certificate);
  if (usage === 'malformed') return undefined;
  const set: ReadonlySet<string> = new Set(usage ?? []);
  // The lists write `crlSign` where RFC 5280 writes `cRLSign`.
  return Object.entries(bits).every(([bit, wanted]) => set.has(bit === 'crlSign' ? 'cRLSign' : bit) === wanted);
}

function hasAll(wanted: readonly string[], found: readonly string[] | 'malformed' | undefined): Answer {
  return found === 'malformed' ? undefined : wanted.every((oid) => found?.includes(oid));
}

/** The qualifiers that a service states of a certificate (section 5.5.9.2); `undefined` where an element cannot be weighed: it might be the one that takes the qualification away. */
export function qualifiersFor({ qualifications }: ServicePeriod, certificate: Certificate): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const { qualifiers, criteria } of qualifications) {
    const met = meets(criteria, certificate);
    if (met === undefined) return undefined;
    if (met) for (const qualifier of qualifiers) found.add(qualifier);
  }
  return found;
}
