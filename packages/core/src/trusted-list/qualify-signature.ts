import type { Indication } from '../report/signature-fact.js';
import type { CertifiedPath } from './certificate-services.js';
import { listAnswer, type ListPolicy } from './list-age.js';
import { namesOf, qualifyCertificate } from './qualify-certificate.js';
import type { CertificateQualification, Qualification, QualificationReason, QualifiedType, SignatureQualification, TrustedLists } from './types.js';

export interface SignatureQuestion extends CertifiedPath {
  /** Of the signature, by EN 319 102-1. */
  indication: Indication;
  /** Milliseconds since 1970. Default: the certificate's `notBefore`, which TS 119 615 takes for it. */
  issuanceTime?: number;
  /** The earliest time at which the signature is proved to have existed, otherwise the time of the verification. */
  bestSignatureTime: number;
}

type Outcome = Pick<SignatureQualification, 'qualification' | 'reason'>;

/**
 * Whether a signature or seal is qualified (eIDAS articles 3(12) and 3(27); TS 119 615 section 4.6, with the combinations that the EU's own validator uses): its certificate must have been qualified when it was issued and
 * when it signed. It says who sealed and under which supervision, not that they may award what the document says.
 */
export function qualifySignature(question: SignatureQuestion, lists: TrustedLists, policy: ListPolicy): SignatureQualification {
  const atIssuance = qualifyCertificate(question, question.issuanceTime ?? question.certificate.notBefore, lists, policy);
  const atSigning = qualifyCertificate(question, question.bestSignatureTime, lists, policy);
  const { territory, service } = atSigning;
  const list = listAnswer(territory, lists, policy);
  return {
    ...outcomeOf(question.indication, atIssuance, atSigning), ...(list.usable && list.overdue && { overdue: true }),
    ...(territory !== undefined && { territory }), ...namesOf(service ?? atIssuance.service), atIssuance, atSigning,
  };
}

/** What an unusable list explains better than the signature's own outcome: without the list there is no path. */
const ABOUT_LISTS: readonly QualificationReason[] = ['list-missing', 'list-unusable', 'list-too-old'];

function outcomeOf(indication: Indication, atIssuance: CertificateQualification, atSigning: CertificateQualification): Outcome {
  if (indication === 'TOTAL-FAILED') return { qualification: 'not-AdES', reason: 'validation-failed' };
  if (indication === 'INDETERMINATE') return { qualification: 'indeterminate', reason: ABOUT_LISTS.includes(atSigning.reason) ? atSigning.reason : 'validation-indeterminate' };
  const both = [atSigning, atIssuance];
  const undecided = both.find(({ qualified }) => qualified === 'indeterminate');
  if (undecided) return { qualification: 'indeterminate', reason: undecided.reason };
  const not = both.find(({ qualified }) => qualified === 'not-qualified');
  if (not) return { qualification: plain(not.type), reason: not.type === 'WSA' ? 'web-certificate' : not.reason };
  const { type } = atSigning;
  if (type !== atIssuance.type) return { qualification: 'AdES', reason: 'issuance-differs' };
  if (type === 'WSA') return { qualification: 'not-AdES', reason: 'web-certificate' };
  const device = both.every(({ qscd }) => qscd === 'qscd');
  return { qualification: qualified(type, device), reason: atSigning.reason };
}

/** Advanced at best: what the certificate says that it is for. A certificate for web sites signs no documents. */
function plain(type: QualifiedType): Qualification {
  const outcomes: Readonly<Record<QualifiedType, Qualification>> = { eSeal: 'AdESeal', eSig: 'AdESig', WSA: 'not-AdES', unknown: 'AdES' };
  return outcomes[type];
}

function qualified(type: Exclude<QualifiedType, 'WSA'>, device: boolean): Qualification {
  if (type === 'eSeal') return device ? 'QESeal' : 'AdESeal-QC';
  if (type === 'eSig') return device ? 'QESig' : 'AdESig-QC';
  return 'AdES';
}
