import { sameBytes } from '../bytes/octets.js';
import { basicConstraints, EXTENSION, extendedKeyUsage, keyUsage, type Reading } from './extensions.js';
import { addConstraints, breaksConstraints, noConstraints, type ConstraintState } from './name-constraints.js';
import { isEmptyName } from './name.js';
import { finishPolicies, hasPolicy, policyMissing, preparePolicies, startPolicies, takePolicies, type PolicyInputs, type PolicyState } from './policy-graph.js';
import type { Certificate, TrustAnchor } from './types.js';

export type PathRule =
  | 'expired' | 'not-yet-valid' | 'issuer-name' | 'certificate-defect' | 'version' | 'basic-constraints' | 'path-length' | 'key-cert-sign' | 'critical-extension' | 'extension-malformed'
  | 'name-constraints' | 'name-constraints-unsupported' | 'policy-required' | 'policy-mapping' | 'policy-not-wanted' | 'path-too-long';

export interface PathFault {
  rule: PathRule;
  /** Which certificate of the path: 0 is the one at its end, which the path is for. */
  index: number;
  certificate: Certificate;
  /** Facts for the reader. */
  params: Record<string, string | number>;
}

export interface ValidationOptions extends PolicyInputs {
  /** Milliseconds since 1970. */
  at: number;
  /** Policies of which one is wanted; any where there are none. */
  policies?: readonly string[];
  /** RFC 5937: what the anchor's own certificate restricts holds as well. RFC 5280 takes a name and a key of an anchor and nothing else. */
  anchorConstraints?: boolean;
  /** Critical extensions that the caller handles, by OID. */
  understood?: readonly string[];
}

const MOST_CERTIFICATES = 20;

/** What is acted on here or by those who ask for a path; the rest may not be critical (RFC 5280 section 6.1.4 (o)). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSION.basicConstraints, EXTENSION.keyUsage, EXTENSION.extendedKeyUsage, EXTENSION.certificatePolicies, EXTENSION.policyMappings, EXTENSION.policyConstraints, EXTENSION.inhibitAnyPolicy,
  EXTENSION.nameConstraints, EXTENSION.subjectAltName, EXTENSION.crlDistributionPoints, EXTENSION.qcStatements, EXTENSION.ocspNoCheck, EXTENSION.validityAssured, EXTENSION.noRevAvail,
  EXTENSION.subjectKeyIdentifier, EXTENSION.authorityKeyIdentifier, EXTENSION.authorityInfoAccess,
]);

interface Walk { faults: PathFault[]; constraints: ConstraintState; policies: PolicyState; /** Certificates of issuers that may still follow. */ pathLength: number }

const isSelfIssued = ({ issuer, subject }: Certificate): boolean => issuer.key === subject.key;

/**
 * RFC 5280 section 6.1, but for signatures, which building the path has checked, and revocation. Every rule that is missed is told, not the first alone: which of them matter, and at which
 * time, is for whoever asks. Empty: the path is valid at that time.
 * @param certificates from the end of the path up to what the anchor issued; one that is the anchor itself stands alone, and then only its form and its dates are looked at
 */
export function validatePath(certificates: readonly Certificate[], anchor: TrustAnchor, options: ValidationOptions): PathFault[] {
  const [end] = certificates;
  if (!end) return [];
  if (certificates.length > MOST_CERTIFICATES) return [{ rule: 'path-too-long', index: 0, certificate: end, params: { count: certificates.length } }];
  const walk: Walk = { faults: [], constraints: noConstraints(), policies: startPolicies(certificates.length, options), pathLength: certificates.length };
  const isAnchor = certificates.length === 1 && end.subject.key === anchor.subject.key && sameBytes(end.spki, anchor.spki);
  if (options.anchorConstraints && anchor.certificate && !isAnchor) restrict(walk, anchor.certificate);

  let issuer = anchor.subject.key;
  for (let index = certificates.length - 1; index >= 0; index -= 1) {
    const certificate = certificates[index]!;
    const fault = (rule: PathRule, params: Record<string, string | number> = {}): void => { walk.faults.push({ rule, index, certificate, params }); };
    // An issuer has a name (section 4.1.2.4): nobody is everybody's.
    if (!isAnchor && (certificate.issuer.key !== issuer || isEmptyName(certificate.issuer))) fault('issuer-name');
    form(certificate, options, fault);
    if (!isAnchor) {
      step(walk, certificate, index, fault);
      if (index > 0) prepare(walk, certificate, fault);
      else finish(walk, certificate, options, fault);
    }
    issuer = certificate.subject.key;
  }
  if (!isAnchor && anchor.certificate) issuing(anchor.certificate, (rule) => { walk.faults.push({ rule, index: certificates.length, certificate: anchor.certificate!, params: {} }); });
  return walk.faults;
}

type Fault = (rule: PathRule, params?: Record<string, string | number>) => void;

/** What concerns a certificate by itself. */
function form(certificate: Certificate, { at, understood = [] }: ValidationOptions, fault: Fault): void {
  if (at < certificate.notBefore) fault('not-yet-valid', { from: certificate.notBefore });
  if (at > certificate.notAfter) fault('expired', { until: certificate.notAfter });
  for (const defect of certificate.defects) fault('certificate-defect', { defect });
  for (const { oid, critical } of certificate.extensions) if (critical && !UNDERSTOOD.has(oid) && !understood.includes(oid)) fault('critical-extension', { oid });
  const readings: [string, Reading<unknown>][] = [['keyUsage', keyUsage(certificate)], ['extendedKeyUsage', extendedKeyUsage(certificate)], ['basicConstraints', basicConstraints(certificate)]];
  for (const [name, reading] of readings) if (reading === 'malformed') fault('extension-malformed', { name });
}

/** Section 6.1.3 (b) to (f). */
function step(walk: Walk, certificate: Certificate, index: number, fault: Fault): void {
  // Self-issued certificates inside a path carry a name over to a new key: their issuer's limits do not count for them.
  const inside = index > 0 && isSelfIssued(certificate);
  const broken = inside ? undefined : breaksConstraints(walk.constraints, certificate);
  if (broken === 'unsupported' || broken === 'bounded') fault('name-constraints-unsupported', { why: broken });
  else if (broken) fault('name-constraints', { why: broken });
  if (takePolicies(walk.policies, certificate, inside) === 'malformed') fault('extension-malformed', { name: 'certificatePolicies' });
  if (policyMissing(walk.policies)) fault('policy-required');
}

/** Section 6.1.4: whether it may issue, and what it lays down for those below it. */
function prepare(walk: Walk, certificate: Certificate, fault: Fault): void {
  const selfIssued = isSelfIssued(certificate);
  const prepared = preparePolicies(walk.policies, certificate, selfIssued);
  if (prepared === 'malformed') fault('extension-malformed', { name: 'policies' });
  if (prepared === 'any-mapped') fault('policy-mapping');
  if (addConstraints(walk.constraints, certificate) === 'malformed') fault('extension-malformed', { name: 'nameConstraints' });
  const [constraints, usage] = [basicConstraints(certificate), keyUsage(certificate)];
  if (certificate.version !== 3) fault('version', { version: certificate.version });
  if (constraints === undefined || (constraints !== 'malformed' && !constraints.ca)) fault('basic-constraints');
  if (!selfIssued) {
    if (walk.pathLength <= 0) fault('path-length');
    walk.pathLength -= 1;
  }
  if (typeof constraints === 'object' && constraints.pathLength !== undefined) walk.pathLength = Math.min(walk.pathLength, constraints.pathLength);
  if (usage !== undefined && usage !== 'malformed' && !usage.has('keyCertSign')) fault('key-cert-sign');
}

/**
 * RFC 5280 asks nothing of an anchor's certificate: it takes a name and a key. But whoever trusts the certificate of a person, of a seal or of a time-stamping unit trusts what its key signs, and did not
 * make its holder an authority for the names of all others. Certificates of version 1 cannot say what they are.
 */
function issuing(anchor: Certificate, fault: Fault): void {
  const [constraints, usage] = [basicConstraints(anchor), keyUsage(anchor)];
  if (anchor.version === 3 && (typeof constraints !== 'object' || !constraints.ca)) fault('basic-constraints');
  if (usage !== undefined && (usage === 'malformed' || !usage.has('keyCertSign'))) fault('key-cert-sign');
}

/** Section 6.1.5. */
function finish(walk: Walk, certificate: Certificate, { policies }: ValidationOptions, fault: Fault): void {
  if (finishPolicies(walk.policies, certificate) === 'malformed') fault('extension-malformed', { name: 'policyConstraints' });
  const missing = policyMissing(walk.policies);
  if (missing && !walk.faults.some(({ rule }) => rule === 'policy-required')) fault('policy-required');
  if (policies && policies.length > 0 && walk.policies.explicit <= 0 && !missing && !hasPolicy(walk.policies, policies)) fault('policy-not-wanted');
}

/** RFC 5937 section 3: the anchor's certificate as the first of the restrictions. */
function restrict(walk: Walk, anchor: Certificate): void {
  const constraints = basicConstraints(anchor);
  if (typeof constraints === 'object' && constraints.pathLength !== undefined) walk.pathLength = Math.min(walk.pathLength, constraints.pathLength);
  addConstraints(walk.constraints, anchor);
  preparePolicies(walk.policies, anchor, true);
}
