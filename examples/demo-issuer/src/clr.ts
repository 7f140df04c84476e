import { CLR_2_0_1, OPEN_BADGES_3, VC_2 } from './contexts.js';
import { copy, given, type Json, type JsonObject } from './json.js';

export interface ClrOptions {
  issuer: string;
  id?: string;
  validFrom?: string;
  validUntil?: string;
  subjectId?: string;
  /** IdentityObjects of the person. */
  identifiers?: JsonObject[];
  /** The signed credentials inside: objects, or compact JWS. */
  credentials?: readonly Json[];
  /** Achievements that the record states without a credential for each. */
  achievements?: JsonObject[];
  associations?: JsonObject[];
  partial?: boolean;
  /** Members that replace or add to the document's own, last of all. */
  members?: JsonObject;
}

/** How two things of a record belong together. */
export function association(associationType: string, sourceId: string, targetId: string): JsonObject {
  return { type: 'Association', associationType, sourceId, targetId };
}

/** A Comprehensive Learner Record 2.0, to be signed by whoever keeps it. What is inside was signed by its own issuers. */
export function clr(options: ClrOptions): JsonObject {
  return {
    '@context': [VC_2, CLR_2_0_1, OPEN_BADGES_3],
    ...given({ id: options.id }),
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript of records',
    issuer: { id: options.issuer, type: ['Profile'], name: 'University of Example' },
    ...given({ validFrom: options.validFrom, validUntil: options.validUntil, partial: options.partial }),
    credentialSubject: {
      ...given({ id: options.subjectId }),
      type: ['ClrSubject'],
      ...given({ identifier: options.identifiers, achievement: options.achievements, association: options.associations }),
      verifiableCredential: copy([...(options.credentials ?? [])]),
    },
    ...options.members,
  };
}
