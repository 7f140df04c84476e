import { OPEN_BADGES_3, VC_2 } from './contexts.js';
import { given, type JsonObject } from './json.js';

export interface EndorsementOptions {
  /** Who endorses. */
  issuer: string;
  /** What the endorser calls itself. */
  issuerName?: string;
  /** The identifier of what is endorsed: a credential, a profile or an achievement. */
  of: string;
  id?: string;
  validFrom?: string;
  validUntil?: string;
  comment?: string;
  members?: JsonObject;
}

/** An Open Badges 3.0 EndorsementCredential, to be signed by the endorser and put where what it endorses stands. */
export function endorsement(options: EndorsementOptions): JsonObject {
  return {
    '@context': [VC_2, OPEN_BADGES_3],
    id: options.id ?? 'urn:uuid:3b0f7a52-6c1e-4a63-8f57-1d2a9c0b4e11',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement',
    issuer: { id: options.issuer, type: ['Profile'], name: options.issuerName ?? 'Chamber of Water' },
    ...given({ validFrom: options.validFrom, validUntil: options.validUntil }),
    credentialSubject: { id: options.of, type: ['EndorsementSubject'], ...given({ endorsementComment: options.comment }) },
    ...options.members,
  };
}
