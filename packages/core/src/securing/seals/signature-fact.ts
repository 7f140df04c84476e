import type { SignatureFact, SignerFact, TimestampFact } from '../../report/report.js';
import type { Conclusion, TimestampConclusion } from '../../signature-validation/types.js';
import type { SignatureQualification } from '../../trusted-list/types.js';
import { anchorText, describeSubject, issuerText, withoutNumberOf, type Certificate, type TrustAnchor } from '../../x509/index.js';

const iso = (at: number): string => new Date(at).toISOString();

/** Of a certificate, for people. It asserts nothing: whether the certificate holds is what the conclusion says. */
export function signerFact(certificate: Certificate): SignerFact {
  const { name, organization, organizationIdentifier, country, onBehalfOf, pseudonym } = describeSubject(certificate);
  return {
    name,
    ...(organization === undefined ? {} : { organization }), ...(organizationIdentifier === undefined ? {} : { organizationIdentifier }), ...(country === undefined ? {} : { country }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }), ...(pseudonym ? { pseudonym: true } : {}),
    issuer: issuerText(certificate), sha256: certificate.sha256, validFrom: iso(certificate.notBefore), validUntil: iso(certificate.notAfter),
  };
}

export function timestampFact({ kind, time, indication, problems, authority }: TimestampConclusion, qualified?: boolean): TimestampFact {
  const [first] = problems;
  return {
    kind, time: iso(time), indication,
    ...(first && indication !== 'TOTAL-PASSED' ? { subIndication: first.sub } : {}),
    ...(authority ? { authority: describeSubject(authority).name } : {}),
    ...(qualified === undefined ? {} : { qualified }),
  };
}

export const anchorFact = (anchor: TrustAnchor): NonNullable<SignatureFact['anchor']> => ({ name: anchor.origin.kind === 'host' ? anchor.origin.name : anchorText(anchor), by: anchor.origin.kind });

/** What the container knows of a signature, beside what validating it gave. */
export type Contained = Pick<SignatureFact, 'pointer' | 'format' | 'covers' | 'certifies' | 'changes' | 'claims' | 'counterSignatureOf'>;

/** The whole of what a report says of one signature. */
export function signatureFact(conclusion: Conclusion, contained: Contained, timestamps: TimestampFact[], { qualification, ifHeld, qualifiedBy }: Pick<SignatureFact, 'qualification' | 'ifHeld' | 'qualifiedBy'>): SignatureFact {
  const { indication, sub, problems, level, signer, time, anchor, revocation, algorithms } = conclusion;
  const { pointer, format, covers, certifies, changes, claims, counterSignatureOf } = contained;
  return {
    pointer, format, kind: kindOf(contained, signer), indication,
    ...(sub && indication !== 'TOTAL-PASSED' ? { subIndication: sub } : {}),
    rules: problems.map((problem) => ({ subIndication: problem.sub, rule: problem.rule, ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}) })),
    ...(level ? { level } : {}),
    ...(signer ? { signer: signerFact(signer) } : {}),
    time: { ...(time.proved === undefined ? {} : { proved: iso(time.proved) }), ...(time.claimed === undefined ? {} : { claimed: iso(time.claimed) }) },
    timestamps,
    ...(anchor ? { anchor: anchorFact(anchor) } : {}),
    ...(revocation ? {
      revocation: {
        status: revocation.status, source: revocation.source, at: iso(revocation.thisUpdate),
        ...(revocation.revokedAt === undefined ? {} : { revokedAt: iso(revocation.revokedAt) }), ...(revocation.reason === undefined ? {} : { reason: revocation.reason }),
      },
    } : {}),
    algorithms: { ...algorithms },
    ...(covers ? { covers } : {}), ...(certifies ? { certifies } : {}), ...(counterSignatureOf === undefined ? {} : { counterSignatureOf }), changes, qualification, ...(ifHeld ? { ifHeld } : {}), ...(qualifiedBy ? { qualifiedBy } : {}), claims: claimsBy(signer, claims),
  };
}

/** Programs write the name of the certificate into the document, with what number it has. */
function claimsBy(signer: Certificate | undefined, { name, ...claims }: SignatureFact['claims']): SignatureFact['claims'] {
  const shown = name === undefined ? undefined : withoutNumberOf(signer, name);
  return { ...claims, ...(shown ? { name: shown } : {}) };
}

/** By the certificate alone: what a document calls itself is a claim. */
function kindOf({ format }: Contained, signer: Certificate | undefined): SignatureFact['kind'] {
  if (format === 'document-timestamp') return 'timestamp';
  if (!signer) return 'unknown';
  return describeSubject(signer).isLegalPerson ? 'seal' : 'signature';
}

/** How a list's answer is told. */
export function qualifiedBy({ reason, territory, provider, service, atSigning, atIssuance }: SignatureQualification, list: SignatureFactList): NonNullable<SignatureFact['qualifiedBy']> {
  const qscd = (atSigning ?? atIssuance)?.qscd;
  return {
    reason, ...(territory === undefined ? {} : { territory }), ...(provider === undefined ? {} : { provider }), ...(service === undefined ? {} : { service }),
    ...(qscd === undefined || qscd === 'indeterminate' ? {} : { qscd: qscd === 'qscd' }), ...(list ? { list } : {}),
  };
}

type SignatureFactList = NonNullable<SignatureFact['qualifiedBy']>['list'];
