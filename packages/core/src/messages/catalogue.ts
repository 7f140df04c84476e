import type { CheckId, Code, Outcome, Question, Verdict } from '../report/index.js';
import type { AgreementText } from './agreement-text.js';
import type { ElementText, FactText } from './element-text.js';
import type { LearningText } from './learning-text.js';
import type { SealText } from './seal-text.js';

/**
 * What a code means to a reader who hires people, and what to do about it.
 * `{name|fallback}` stands for a parameter of the check or problem; the fallback is said where the parameter is absent. `{name:date|…}` is an ISO 8601 instant,
 * said as a date; `{name:paren|}` is said in brackets after a space, `{name:size|}` so too, as a number of bytes.
 */
export interface Message { says: string; next?: string }

/** One per question on the recruiter's card. */
export type CardQuestion = Exclude<Question, 'well-formed'>;

/** How the four sentences begin. They take `{name|…}`, `{claimed|…}` and `{date|…}`. */
export interface SentenceText {
  unchanged: string;
  /** Nothing is signed; a web site shows it. */
  hosted: string;
  inForce: string;
  inForceUndated: string;
  /** A sealed document: what was in force is the certificate. */
  sealInForce: string;
  /** Where the signature does not hold, dates and names are claims. */
  inForceUnproven: Message;
  theirs: string;
  theirsUnproven: Message;
  notAsked: Message;
  /** The established issuer, on a list that the host trusts. */
  issuedByRecognised: string;
  /** The established issuer: by a certificate, or by a registry that no longer vouches. */
  issuedBy: string;
  /** The established issuer, whose credential gives it another name. */
  issuedByCalling: string;
  /** By the certificate of a seal or signature. */
  sealedBy: string;
  /** Said after who it was, where the European trusted lists say that it is qualified. */
  qualified: string;
  /** Somebody who holds this domain issued it and calls itself so. */
  issuedFromDomain: string;
  /** Nobody was established. */
  claimsToBe: string;
  /** The issuer’s own checks hold, but the signature does not. */
  issuerUnproven: Message;
  claimsNothing: string;
  seeMembers: Message;
  /** Nothing could be asked, because there is no credential. */
  nothingHere: Record<CardQuestion, string>;
}

/** Every word that a reader meets, in one language. Complete by type: a code without words does not compile. */
export interface Catalogue {
  /** BCP 47. */
  language: string;
  direction: 'ltr' | 'rtl';
  codes: Record<Code, Message>;
  checks: Record<CheckId, string>;
  questions: Record<Question, string>;
  outcomes: Record<Outcome, string>;
  /** `cautions` is the headline of a verified credential that some check has something to say about: never plain green. */
  headlines: Record<Verdict | 'cautions', string>;
  sentences: SentenceText;
  element: ElementText;
  facts: FactText;
  /** Offered where several results are shown: to compare them as forms of one award. */
  together: { offer: string; hint: string };
  seals: SealText;
  learning: LearningText;
  agreement: AgreementText;
}

/** What is loaded of a catalogue: the words of seals, of learning and of comparisons may come with the first report that needs them. A code that has no words yet is said as it is. */
export interface LoadedCatalogue extends Omit<Catalogue, 'codes' | 'seals' | 'learning' | 'agreement'> { codes: Partial<Record<Code, Message>>; seals?: SealText; learning?: LearningText; agreement?: AgreementText }
