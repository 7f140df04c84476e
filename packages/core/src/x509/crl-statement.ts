import { findEntry, issuingDistributionPoint, type Crl, type CrlEntry, type Scope } from './crl.js';
import { partsIn, readOne, TAG, timeOf } from './der.js';
import { digest } from './digest.js';
import { hex } from '../bytes/octets.js';
import { basicConstraints, crlDistributionPoints, EXTENSION, extensionOf, keyUsage } from './extensions.js';
import { generalNameKey } from './general-name.js';
import { verifySignature } from './verify-signature.js';
import type { Certificate, DistinguishedName, RevocationStatement } from './types.js';

/** Who issued the certificate that is asked about: a certificate, an anchor, or a name and a key. */
export interface RevocationIssuer { subject: DistinguishedName; spki: Uint8Array; certificate?: Certificate }

export type CrlRule =
  | 'crl-issuer' | 'crl-signature' | 'crl-signature-unsupported' | 'crl-sign-usage' | 'crl-delta' | 'crl-indirect' | 'crl-reasons' | 'crl-scope' | 'crl-distribution-point' | 'crl-critical-extension'
  | 'crl-entry-critical-extension' | 'crl-version' | 'crl-times' | 'crl-malformed';

export type StatementFound<Rule extends string> = { ok: true; statement: RevocationStatement } | { ok: false; rule: Rule };

/** The issuer's certificate, where one is known. */
export const issuerCertificate = (issuer: RevocationIssuer | Certificate): Certificate | undefined => ('tbs' in issuer ? issuer : issuer.certificate);

/** What may be critical in a list and is acted on here. */
const UNDERSTOOD: readonly string[] = [EXTENSION.issuingDistributionPoint, EXTENSION.crlNumber, EXTENSION.authorityKeyIdentifier, EXTENSION.expiredCertsOnCrl];

/** What a list says of itself that makes it no answer for this certificate (RFC 5280 sections 5.2 and 6.3.3 (b)). */
function unfit(certificate: Certificate, issuer: RevocationIssuer | Certificate, crl: Crl): CrlRule | undefined {
  const usage = issuerCertificate(issuer) && keyUsage(issuerCertificate(issuer)!);
  if (crl.issuer.key !== certificate.issuer.key || crl.issuer.key !== issuer.subject.key) return 'crl-issuer';
  if (crl.version === 1 && crl.extensions.length > 0) return 'crl-version';
  if (crl.nextUpdate !== undefined && crl.nextUpdate < crl.thisUpdate) return 'crl-times';
  if (usage === 'malformed' || (usage && !usage.has('cRLSign'))) return 'crl-sign-usage';
  if (extensionOf(crl, EXTENSION.deltaCrlIndicator)) return 'crl-delta';
  if (crl.extensions.some(({ oid, critical }) => critical && !UNDERSTOOD.includes(oid))) return 'crl-critical-extension';
  const scope = issuingDistributionPoint(crl);
  return scope === 'malformed' ? 'crl-malformed' : scope && outOfScope(certificate, scope);
}

function outOfScope(certificate: Certificate, scope: Scope): CrlRule | undefined {
  if (scope.indirect) return 'crl-indirect';
  if (scope.someReasons) return 'crl-reasons';
  const constraints = basicConstraints(certificate);
  const authority = typeof constraints === 'object' && constraints.ca;
  if (scope.onlyAttributes || (scope.onlyUsers && authority) || (scope.onlyAuthorities && !authority)) return 'crl-scope';
  if (scope.names === undefined) return undefined;
  // A list of one distribution point holds a part of what is revoked: not to be on another part's list says nothing.
  const points = crlDistributionPoints(certificate);
  if (scope.names === 'relative' || !Array.isArray(points)) return 'crl-distribution-point';
  const own = new Set(scope.names.map(generalNameKey));
  return points.some(({ names }) => names.some((name) => own.has(generalNameKey(name)))) ? undefined : 'crl-distribution-point';
}

const serialOf = (certificate: Certificate): Uint8Array => {
  const parts = partsIn(certificate.tbs, TAG.sequence, 10)!;
  return parts[parts[0]!.tag === 0xa0 ? 1 : 0]!.content;
};

/**
 * What a list says of a certificate, where the list is its issuer's and whole. Whether the statement is fresh enough, and whether its algorithms are strong enough, is for whoever asks.
 * @param issuer the certificate's issuer: its key must have signed the list
 */
export async function crlStatement(certificate: Certificate, issuer: RevocationIssuer | Certificate, crl: Crl): Promise<StatementFound<CrlRule>> {
  const misfit = unfit(certificate, issuer, crl);
  if (misfit) return { ok: false, rule: misfit };
  const { signatureAlgorithm, tbs: data, signature } = crl;
  const outcome = await verifySignature({ algorithm: signatureAlgorithm, spki: issuer.spki, data, signature });
  if (outcome !== 'valid') return { ok: false, rule: outcome === 'unsupported' ? 'crl-signature-unsupported' : 'crl-signature' };
  const found = findEntry(crl, serialOf(certificate));
  if (found.state === 'malformed') return { ok: false, rule: 'crl-malformed' };
  if (found.state === 'critical-extension') return { ok: false, rule: 'crl-entry-critical-extension' };
  const entry = found.state === 'listed' ? found.entry : undefined;
  const expired = extensionOf(crl, EXTENSION.expiredCertsOnCrl);
  const archiveCutoff = expired && timeOf(readOne(expired.value));
  return {
    ok: true,
    statement: {
      source: 'crl', ...(entry && entry.reason !== 'removeFromCRL' ? revoked(entry) : { status: 'good' }), thisUpdate: crl.thisUpdate,
      ...(crl.nextUpdate === undefined ? {} : { nextUpdate: crl.nextUpdate }), ...(archiveCutoff === undefined ? {} : { archiveCutoff }),
      signatureAlgorithm, signerKey: issuer.spki, sha256: hex((await digest('SHA-256', crl.der))!), der: crl.der,
    },
  };
}

const revoked = ({ revokedAt, reason, invalidityDate }: CrlEntry): Pick<RevocationStatement, 'status' | 'revokedAt' | 'reason' | 'invalidityDate'> =>
  ({ status: 'revoked', revokedAt, ...(reason === undefined ? {} : { reason }), ...(invalidityDate === undefined ? {} : { invalidityDate }) });
