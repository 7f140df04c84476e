import { OPEN_BADGES_3, VC_1, VC_2 } from './contexts.js';
import { given, type Json, type JsonObject } from './json.js';

/** What the documents of this issuer have in common. Dates are ISO 8601. `undefined` leaves a member out. */
export interface CredentialOptions {
  /** The issuer's identifier. */
  issuer: string;
  /** Default `2.0`: with 1.1 the dates are issuanceDate and expirationDate. */
  dataModel?: '1.1' | '2.0';
  id?: string;
  validFrom?: string;
  validUntil?: string;
  /** `credentialStatus`: one entry, or several. */
  status?: Json | undefined;
  subjectId?: string;
  /** Contexts after the first ones. */
  contexts?: Json[];
  /** Members that replace or add to the document's own, last of all. */
  members?: JsonObject;
}

function dates(options: CredentialOptions): JsonObject {
  const { validFrom, validUntil } = options;
  return options.dataModel === '1.1' ? given({ issuanceDate: validFrom, expirationDate: validUntil }) : given({ validFrom, validUntil });
}

/** A credential that is no badge: a subject with nothing but an identifier. */
export function plainCredential(options: CredentialOptions): JsonObject {
  return {
    '@context': [options.dataModel === '1.1' ? VC_1 : VC_2, ...(options.contexts ?? [])],
    ...given({ id: options.id }),
    type: ['VerifiableCredential'],
    issuer: options.issuer,
    ...dates(options),
    credentialSubject: given({ id: options.subjectId ?? 'https://issuer.example/people/1' }),
    ...given({ credentialStatus: options.status }),
    ...options.members,
  };
}

export interface BadgeOptions extends CredentialOptions {
  /** What the credential says its issuer is called. Default `University of Example`. */
  issuerName?: string;
  /** IdentityObjects of the person (see `identityObject`). */
  identifiers?: JsonObject[];
  /** What the person achieved. Default: `achievement()`. */
  achievement?: JsonObject;
  /** Default `3.0.3`. The earlier ones are written for VCDM 1.1: with 2.0 their terms contradict. */
  openBadges?: '3.0' | '3.0.1' | '3.0.2' | '3.0.3';
}

const openBadgesContext = (version = '3.0.3') => OPEN_BADGES_3.replace('-3.0.3', version === '3.0' ? '' : `-${version}`);

/** A course with criteria, two skills that it is aligned to, and the grade that its results refer to. */
export function achievement(members: JsonObject = {}): JsonObject {
  return {
    id: 'https://issuer.example/achievements/water-quality-analysis',
    type: ['Achievement'],
    achievementType: 'Course',
    name: 'Water Quality Analysis',
    description: 'Laboratory and field methods for judging whether water is fit to drink, with a project on one catchment.',
    criteria: {
      id: 'https://issuer.example/achievements/water-quality-analysis/criteria',
      narrative: 'Passed the written examination, kept a laboratory journal for one term, and presented a field study of one catchment to a panel.',
    },
    creditsAvailable: 6,
    fieldOfStudy: 'Environmental chemistry',
    inLanguage: 'en',
    alignment: [
      {
        type: ['Alignment'],
        targetName: 'analyse water samples',
        targetUrl: 'https://skills.example/skill/analyse-water-samples',
        targetFramework: 'Skills of Example',
        targetType: 'ceasn:Competency',
        targetDescription: 'Take samples of water and determine their chemical and microbiological properties.',
      },
      {
        type: ['Alignment'],
        targetName: 'write laboratory reports',
        targetUrl: 'https://skills.example/skill/write-laboratory-reports',
        targetFramework: 'Skills of Example',
        targetType: 'ceasn:Competency',
      },
    ],
    resultDescription: [
      {
        id: 'https://issuer.example/achievements/water-quality-analysis/results/grade',
        type: ['ResultDescription'],
        name: 'Final grade',
        resultType: 'LetterGrade',
        allowedValue: ['A', 'B', 'C', 'D', 'F'],
        requiredValue: 'D',
      },
    ],
    ...members,
  };
}

/** An Open Badges 3.0 achievement credential as a university would issue it. */
export function badge(options: BadgeOptions): JsonObject {
  const subject: JsonObject = {
    ...given({ id: options.subjectId }),
    type: ['AchievementSubject'],
    ...(options.identifiers ? { identifier: options.identifiers } : {}),
    achievement: options.achievement ?? achievement(),
    ...(options.achievement ? {} : {
      result: [{ type: ['Result'], resultDescription: 'https://issuer.example/achievements/water-quality-analysis/results/grade', value: 'A' }],
    }),
  };
  return {
    '@context': [options.dataModel === '1.1' ? VC_1 : VC_2, openBadgesContext(options.openBadges), ...(options.contexts ?? [])],
    ...given({ id: options.id }),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Water Quality Analysis',
    issuer: { id: options.issuer, type: ['Profile'], name: options.issuerName ?? 'University of Example' },
    ...dates(options),
    credentialSubject: subject,
    ...given({ credentialStatus: options.status }),
    ...options.members,
  };
}
