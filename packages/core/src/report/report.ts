import type { Agreement } from './agreement.js';
import type { CheckId, Question } from './check-list.js';
import type { Code } from './codes.js';
import type { ClaimView, ConceptView, DisplayView, EvidenceView, IdentifierView, QualityElement } from './learning.js';
import type { Level, Outcome, Verdict } from './outcome.js';
import type { Qualification, SignatureFact, TrustedListFact } from './signature-fact.js';
import type { LevelView, StatementView } from './statement.js';

export type { Level, Outcome, Verdict } from './outcome.js';
export type * from './agreement.js';
export type * from './learning.js';
export type * from './signature-fact.js';
export type * from './statement.js';

/** Where a fact came from. It asserts that these bytes were used, not that they are true. */
export interface Evidence {
  url: string;
  /** Lower-case hexadecimal digest of the bytes as they arrived. */
  sha256: string;
  /** ISO 8601, UTC. Absent for what was not fetched. */
  fetchedAt?: string;
  /** ISO 8601, UTC: the bytes' own statement of how long they hold. */
  validUntil?: string;
  source: 'network' | 'cache' | 'snapshot' | 'inline';
  /** The host's own relay that fetched it for a page, as origin and path: what is not signed rests on the relay's word. */
  relay?: string;
  /** Why a newer copy could not be had, where this one is older than it should be and the policy lets it stand in. */
  stale?: Code;
}

/** RFC 9457 problem details, as VCDM 2.0 section 7.2 uses them. It carries no prose: text lives in the message catalogues. */
export interface Problem {
  /** The problem type of the standard that names it, otherwise `about:blank`. */
  type: string;
  code: Code;
  /** RFC 6901 pointer into the document that was judged; the empty string is the whole. */
  pointer?: string;
  params?: Params;
  /** Whether the same question may be answered another time. */
  retryable?: boolean;
}

export type Params = Record<string, string | number>;

export interface Check {
  id: CheckId;
  question: Question;
  level: Level;
  outcome: Outcome;
  code: Code;
  params?: Params;
  problems: Problem[];
  evidence: Evidence[];
}

/** Text in every language that the document gives; `und` where it names none (BCP 47). */
export type LocalizedText = Record<string, string>;

export interface SkillView { name?: LocalizedText; id?: string; framework?: string; pointer: string }
export interface ResultView {
  name?: LocalizedText;
  value?: string;
  /** OB 3.0 `status`: a credential may say that it was failed, or is not finished. */
  status?: string;
  /** `resultType` of its description. */
  type?: string;
  /** The level that was reached, and the one that its description requires; where the value is on an ordered list, as its place there. */
  achieved?: LevelView;
  required?: LevelView;
  /** The value that its description requires, as the document writes it. */
  requiredValue?: string;
  /** True where a level is named that the description does not have. */
  unknownLevel?: boolean;
  /** The identifier of its description, and where that stands. */
  scale?: string;
  describedAt?: string;
  pointer: string;
}

/** An image as the document gives it. It is decoration: no picture proves anything. Nothing is fetched for it. */
export interface ImageView { url: string; alt?: string; pointer: string }

export interface AchievementView {
  id?: string;
  name: LocalizedText;
  description?: LocalizedText;
  type?: string;
  criteria?: LocalizedText;
  criteriaUrl?: string;
  skills: SkillView[];
  results: ResultView[];
  image?: ImageView;
  /** All that is named beside it and may be a skill: `skills` has the alignments alone. */
  statements?: StatementView[];
  /** Who made the definition, where the document says so: it need not be the issuer. */
  creator?: { id?: string; name?: LocalizedText };
  /** BCP 47, as the document writes it (`inLanguage`). */
  language?: string;
  /** How it was assessed, watched and attended, in the document's words (Dutch educational badges). */
  assessmentType?: string;
  supervisionType?: string;
  participationType?: string;
  /** ISO 8601: when what it is for began and ended. */
  started?: string;
  ended?: string;
  /** The identifier of whom it is about, where the credential is about several; `recipient` is the first of them. */
  subject?: string;
  pointer?: string;
}

/** What a document says of itself, normalised over formats. All of it is the document's claim; whether it holds is what the checks say. */
export interface CredentialView {
  format: 'open-badges-3' | 'open-badges-2' | 'clr-2' | 'sd-jwt-vc' | 'elm-3' | 'europass-xml' | 'ler-rs' | 'verifiable-credential' | 'status-list' | 'presentation' | 'sealed-pdf';
  /** VCDM's version; `other` for what is no VCDM document. */
  dataModel: '1.1' | '2.0' | 'other';
  id?: string;
  types: string[];
  title: LocalizedText;
  description?: LocalizedText;
  issuer: {
    id?: string; name?: LocalizedText; url?: string; image?: ImageView;
    /** Of the organisation, with the scheme that each is of. */
    identifiers?: IdentifierView[];
    /** Where the organisation is, as the document says. */
    countries?: ConceptView[];
    otherName?: LocalizedText;
    regions?: ConceptView[];
    address?: LocalizedText;
    accreditations?: EvidenceView[];
  };
  recipient: { id?: string; name?: LocalizedText; identifiers: { type: string; hashed: boolean; value?: string; /** Which country's, ISO 3166-1 alpha-2. */ country?: string }[] };
  /** ISO 8601 as the document writes them. `issued`: where it has a date of its own, as European credentials do. */
  issued?: string;
  validFrom?: string;
  validUntil?: string;
  /** When it was awarded, where the document says so besides: Open Badges. A European credential says it of each claim. */
  awarded?: string;
  /** Numbers of the document itself, such as a diploma's, with the scheme that each is of: European Learning Model. */
  identifiers?: IdentifierView[];
  achievements: AchievementView[];
  /** What may be a skill and belongs to no achievement: a wallet's list of skills, the entries of a résumé. */
  statements?: StatementView[];
  /** Of a learner record. */
  associations?: AssociationView[];
  image?: ImageView;
  /** Of the European Learning Model: what is claimed, as the tree that the document has. `achievements` has the same, flat. */
  claims?: ClaimView[];
  /** Of the European Learning Model: the application profiles that the document says that it follows. */
  profiles?: ConceptView[];
  /** Languages that the document says that it is in, the primary one first. */
  languages?: ConceptView[];
  /** What the document says of how it came to be issued: a mandate, an accreditation, a conversion. Claims until somebody confirms them. */
  evidence?: EvidenceView[];
  /** The pages that the issuer has drawn of it. Decoration, as `image` is. */
  displays?: DisplayView[];
  /** Which of the elements that the Council Recommendation of 16 June 2022 describes a micro-credential by are there. Facts, no score. */
  quality?: QualityElement[];
}

/** What CLR 2.0 calls an `Association`: how two of the things that a learner record is about belong together. */
export interface AssociationView {
  /** `isChildOf`, `isParentOf`, `isPartOf`, `precedes` and others, or the record's own word. */
  type: string;
  /** Identifiers of achievements or credentials, as the record writes them. The record is not asked to hold them, and they may go round in a circle. */
  source: string;
  target: string;
  pointer: string;
}

export type Recognition = 'recognised' | 'unrecognised' | 'withdrawn' | 'unchecked' | 'unreachable';

export interface IssuerFinding {
  /** What the credential says of its issuer: its identifier and the name it gives itself. A claim. */
  claimed: { id?: string; name?: string };
  /** Who was established, by what. Absent: nobody was. `name` comes from a registry or is a domain, never from the credential. */
  established?: { id: string; name: string; by: 'domain' | 'registry' | 'certificate' };
  recognition: Recognition;
  evidence: Evidence[];
}

export interface InputFacts {
  /** How it came: `text` was pasted, `file` was chosen or dropped, `object` was handed over by code, `member` was found inside another input. */
  channel: 'text' | 'bytes' | 'file' | 'url' | 'object' | 'member';
  mediaType: string;
  /** The media type of what was found inside, where the input was a container or had to be recovered. */
  contains?: string;
  sha256: string;
  bytes: number;
  filename?: string;
  /** False where it is attached to a sealed document and came after a seal: no one who sealed stands behind it. */
  sealed?: false;
}

/** What a PDF says in its own description. Nobody confirms it but those who sealed it. */
export interface MetadataFact {
  /** Of the XMP packet, or of the document information dictionary. */
  source: 'xmp' | 'info';
  /** `dc:title`, `dc:creator`, `dc:publisher`, `dc:identifier`, `dc:date`, `dcterms:identifier`, `dcterms:issued`, `xmp:Identifier`; `Title`, `Author`. */
  name: string;
  /** BCP 47; absent where the packet names none. */
  language?: string;
  value: string;
  /** Whether it was the same in every version that somebody sealed or signed. */
  sealed: boolean;
}

export interface ProfileFinding { id: string; conforms: boolean; misses: string[] }

/** One proof as it was found. Informative: the checks judge. */
export interface ProofFact {
  pointer: string;
  type: string;
  cryptosuite?: string;
  verificationMethod?: string;
  created?: string;
  signature: 'valid' | 'invalid' | 'unchecked' | 'unsupported';
}

export interface Report {
  schema: 'credlens-report/1';
  /** Digest of input, policy, snapshots and instant: the same question has the same id. */
  id: string;
  /** The instant the report speaks of, ISO 8601 UTC. */
  verifiedAt: string;
  engine: string;
  policy: { id: string; digest: string };
  profile?: ProfileFinding;
  input: InputFacts;
  verdict: Verdict;
  /** True where some check is worse than `not-applicable`: never show such a report as plain green. */
  cautions: boolean;
  /** The checks that decided the verdict, then those that caution, each in the order of the list. */
  reasons: CheckId[];
  checks: Check[];
  credential?: CredentialView;
  proofs: ProofFact[];
  subjects: Report[];
  /** What others say of the credential inside it, each judged by itself; absent where nobody does. `issuer.endorsement` says what they are about and what they come to. */
  endorsements?: Report[];
  issuer: IssuerFinding;
  /** The seals, signatures and document time-stamps of a sealed document, oldest first. Absent for what is secured in another way. */
  signatures?: SignatureFact[];
  /** The weakest of its seals and signatures under eIDAS; an axis of its own, which no verdict rests on. */
  qualification?: Qualification;
  /** The trusted lists that the answer stands on. */
  trustedLists?: { snapshot: string; created: string; lists: TrustedListFact[] };
  /** Of a sealed PDF. */
  metadata?: MetadataFact[];
  /** Of inputs that were verified together: what they have in common, fact by fact. `members.agree` says what it comes to. */
  agreement?: Agreement;
}
