import type { LearningText } from '../learning-text.js';

/** English. */
export const learning: LearningText = {
  heading: 'What was learned',
  claim: { achievement: 'Achievement', activity: 'Activity', assessment: 'Assessment', entitlement: 'Right that it gives', other: 'Claim' },
  relation: { parts: 'Its parts', provenBy: 'How it was assessed', influencedBy: 'What led to it', entitlesTo: 'What it entitles to' },
  row: {
    specification: 'As specified', kind: 'Kind', description: 'Description', awardedBy: 'Awarded by', awardingDate: 'Awarded on', ledBy: 'Led by', assessedBy: 'Assessed by', level: 'European level (EQF)',
    nationalLevel: 'National level', educationLevel: 'Level of education', field: 'Field', outcomes: 'Learning outcomes', outcomeSummary: 'Learning outcomes, in short', credits: 'Credits', workload: 'Workload', volume: 'Workload, as specified',
    maximumDuration: 'At most', mode: 'Form of participation', setting: 'Setting', languages: 'Languages', entryRequirement: 'Needed to take part', qualityAssurance: 'Quality assurance', grade: 'Grade', gradeStatus: 'Result', scale: 'Scale',
    distribution: 'Compared with others', gradeDate: 'Graded on', identityCheck: 'Identity and supervision', period: 'When', country: 'Where', entitlementStatus: 'Status', expires: 'Until', notes: 'Notes', documents: 'Further information',
    identifiers: 'Identifiers', profile: 'Profile', documentLanguages: 'Languages of the document', issuerCountry: 'Country of the issuer', issuerIdentifiers: 'Numbers of the issuer', evidence: 'How it came to be issued',
    otherTitle: 'Also called', specifiedDescription: 'Description, as specified', categories: 'Category', specifiedParts: 'Made up of', targetGroups: 'Meant for', educationalSystem: 'System of education', issued: 'Issued on', contactHours: 'Contact hours', completion: 'Completed',
    opportunity: 'Offered as', occupations: 'For the occupations', jurisdictions: 'Valid in', limitedTo: 'Valid with', scaleDescription: 'About the scale', results: 'Results of the group', documentIssued: 'Document issued on', documentNumbers: 'Numbers of the document',
    issuerAddress: 'Address of the issuer', issuerAccreditation: 'Accreditation of the issuer',
  },
  qualification: 'a qualification',
  partial: 'part of a qualification',
  completed: '{percent|?} %',
  counted: '{label|}: {count|?}',
  accredited: 'accredited: {names|}',
  language: { label: 'Language of what the document says', reader: 'As on this page, where there is one' },
  europass: {
    heading: 'In the words of the Europass viewer',
    note: 'The same checks, sorted as the Europass viewer sorts them. Nothing is added.',
    term: { format: 'Format', seal: 'Seal', owner: 'Owner', validity: 'Validity', revocation: 'Revocation', accreditation: 'Accreditation' },
    state: { 'pass': 'in order', 'warn': 'with a caution', 'fail': 'not in order', 'indeterminate': 'could not be checked', 'not-checked': 'not checked', 'none': 'nothing to check', 'claimed': 'only said' },
    accreditation: { claimed: 'The document says that there is an accreditation. No register has confirmed it.', none: 'The document says nothing of an accreditation. No register was asked.' },
  },
  credits: '{points|}',
  creditsOf: '{points|} ({system|})',
  received: 'received',
  esco: 'ESCO: {skills|}',
  otherSkills: 'other skills: {skills|}',
  distribution: '{lower|?} % lower, {equal|?} % the same, {higher|?} % higher',
  unconfirmed: 'The document says so; nobody has confirmed it here.',
  more: 'Deeper parts are in the saved report.',
  quality: {
    heading: 'What it says, measured by what describes a micro-credential',
    note: 'The elements are those of the European recommendation on micro-credentials. It is a list of what is said and what is not, no mark, and says nothing of whether it is true.',
    mandatory: 'Asked for', optional: 'Asked for where it matters', given: 'given', notGiven: 'not given',
    element: {
      'learner': 'Who learned', 'title': 'Title', 'country': 'Country or region of the issuer', 'awarding-body': 'Awarding body', 'date': 'Date', 'learning-outcomes': 'Learning outcomes', 'workload': 'Workload', 'level': 'Level',
      'assessment': 'Type of assessment', 'participation': 'Form of participation', 'quality-assurance': 'Quality assurance', 'prerequisites': 'What was needed to enrol', 'supervision': 'Supervision and identity check', 'grade': 'Grade',
      'stackability': 'How it fits together with others', 'further-information': 'Further information',
    },
  },
};
