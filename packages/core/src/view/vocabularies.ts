import { ALPHA_2 } from './country-codes.js';
import { fieldOf } from './isced-f.js';

// English names in the controlled vocabularies of the European Learning Model, for documents that give a concept without its `prefLabel`. Facts of those vocabularies, in a table of our own:
// one that it lacks is shown by its number, and the document's own word for a concept always goes before.

const SNB = 'http://data.europa.eu/snb/';
const AUTHORITY = 'http://publications.europa.eu/resource/authority/';

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'credential': {
    'e34929035b': 'Generic', 'c_7e400154': 'Converted', '6dff8a0f87': 'Diploma supplement', 'c_ae121a00': 'Accredited', 'c_9a31f32a': 'Issued by mandate', '6cf8e68c43': 'Qualification award',
  },
  'education-credit': { '6fcec5c5af': 'European Credit Transfer System (ECTS)', '60b314e826': 'Spanish National Health System continuing education credits' },
  // One vocabulary for modes of learning and of assessment.
  'learning-assessment': {
    '729f3bed4b': 'Work-based', '7813801c77': 'Project-based', '9191af2ed9': 'In person', '920fbb3cbe': 'Online', 'c_3a90b26d': 'Hybrid', 'e92d221e4d': 'Blended', 'ed4c557045': 'Research or laboratory based',
  },
  'assessment': {
    '19a2e5e671': 'Peer assessment', '2939dae15f': 'Marked assignment', '3484bd7e51': 'Continuous evaluation', '4f03b91c0e': 'Portfolio', '56539a6507': 'Group performance', '6a4db9f11d': 'Practical assessment',
    '6e6cb2cc78': 'Written examination', '7331eb4762': 'Level of attendance', '795dac4096': 'Project work', '812e3b0ae1': 'Peer review', 'b1b68f6735': 'Quiz', 'c4256a2726': 'Problem-based learning',
    'c_04b30a72': 'Presentation', 'c_2b3bd410': 'Self-assessment', 'c_4f874951': 'Guided self-assessment', 'd30284d7df': 'Oral examination', 'de4d165a6c': 'Artefact assessment',
  },
  'learning-activity': {
    '3c8bd58d62': 'Laboratory, simulation or practice coursework', '4357e0e681': 'Job experience', '59eaf34fab': 'Volunteering', 'a7e556215a': 'Research', 'b660f5dcea': 'Self-motivated study',
    'bf2e3a7bae': 'E-learning coursework', 'bf5588ff84': 'Internship', 'c_5665a0ad': 'Mentoring and monitoring', 'd46a826a39': 'Apprenticeship', 'efff75e10a': 'Workshop, seminar or conference',
    'fd33e234ae': 'Educational programme', 'ff436ea7c9': 'Classroom coursework',
  },
  'learning-setting': { '6fd4685715': 'Formal learning', 'e207a81fc7': 'Non-formal learning' },
  'supervision-verification': { '70be69aaf9': 'Supervised, with identity verification', 'df2880c5cb': 'Unsupervised, with identity verification', 'c598449d64': 'Unsupervised, without identity verification' },
  'entitlement': { '64aad92881': 'Learning opportunity' },
  'learning-opportunity': { '74a4a268e8': 'Short learning programme' },
  'entitlement-status': { '5b8d6b34fb': 'Prospective', 'b7015a8a8c': 'Actual' },
  'evidence-type': { 'c_18016257': 'Mandate', 'c_c4f849d7': 'Conversion', 'c_991b06c6': 'Accreditation' },
  'accreditation': { '003293d2ce': 'Institutional licence', 'e57dddfcf3': 'Programme licence', '820101cba6': 'Programme quality assurance', 'bb4618238e': 'Institutional quality assurance' },
  'skill-type': { skill: 'Skill', knowledge: 'Knowledge' },
  'skill-reuse-level': { 'transversal': 'Transversal', 'cross-sector': 'Cross-sector', 'sector-specific': 'Sector-specific', 'occupation-specific': 'Occupation-specific' },
};

/** The English name of a concept, by its IRI; undefined for what is not in our tables. */
export function labelOf(iri: string): string | undefined {
  if (!iri.startsWith(SNB)) return undefined;
  const [scheme = '', id = '', ...more] = iri.slice(SNB.length).split('/');
  if (more.length > 0) return undefined;
  if (scheme === 'eqf') return /^[1-8]$/.test(id) ? `EQF level ${id}` : undefined;
  if (scheme === 'isced-f') return fieldOf(id);
  const table = Object.hasOwn(TABLES, scheme) ? TABLES[scheme] : undefined;
  return table && Object.hasOwn(table, id) ? table[id] : undefined;
}

/** ISO 3166-1 alpha-2 of a concept of the country authority list, which writes alpha-3. */
export function countryOf(iri: string): string | undefined {
  const prefix = `${AUTHORITY}country/`;
  return iri.startsWith(prefix) ? ALPHA_2.get(iri.slice(prefix.length)) : undefined;
}
