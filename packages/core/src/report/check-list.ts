/** The closed list of checks, in the order of a report. Absence never means fine: every report carries every one. */
export const QUESTIONS = ['well-formed', 'intact', 'issuer', 'current', 'recipient'] as const;
export type Question = (typeof QUESTIONS)[number];

export const CHECK_QUESTION = {
  'intake.readable': 'well-formed',
  'intake.credential': 'well-formed',
  'format.data-model': 'well-formed',
  'format.schema': 'well-formed',
  'proof.signature': 'intact',
  'proof.terms': 'intact',
  'proof.coverage': 'intact',
  'proof.key': 'issuer',
  'issuer.identity': 'issuer',
  'issuer.recognition': 'issuer',
  'issuer.qualification': 'issuer',
  'issuer.endorsement': 'issuer',
  'validity.period': 'current',
  'status.revocation': 'current',
  'status.suspension': 'current',
  'status.notice': 'current',
  'recipient.match': 'recipient',
  'recipient.holder': 'recipient',
  'members.verdict': 'intact',
  'members.agree': 'intact',
} as const satisfies Record<string, Question>;

export type CheckId = keyof typeof CHECK_QUESTION;

export const CHECK_IDS = Object.keys(CHECK_QUESTION) as readonly CheckId[];
