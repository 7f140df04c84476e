import { xml, type Xml } from './xml.js';

/** Prefixes of European credentials in XML and of their seals. The empty one is that of the credential. */
export const EUROPASS: Readonly<Record<string, string>> = {
  '': 'http://data.europa.eu/snb', 'cred': 'http://data.europa.eu/europass/model/credentials/w3c#', 'vp': 'http://data.europa.eu/snb/vp', 'ds': 'http://www.w3.org/2000/09/xmldsig#',
  'xades': 'http://uri.etsi.org/01903/v1.3.2#', 'xades141': 'http://uri.etsi.org/01903/v1.4.1#', 'filter': 'http://www.w3.org/2002/06/xmldsig-filter2', 'ec': 'http://www.w3.org/2001/10/xml-exc-c14n#', 'other': 'urn:example:other',
};

export interface EuropassOptions {
  id?: string;
  title?: string;
  /** The register's number of the issuer; `null` leaves it out. Default that of the cast's seal in Estonia. */
  registration?: string | null;
  /** Two letters or three; `null` leaves it out. */
  spatial?: string | null;
  /** Another element of the issuer in place of `registration`. */
  numbers?: readonly Xml[];
  validFrom?: string;
  validUntil?: string;
  /** More elements at the end of the credential, before its proof. */
  more?: readonly Xml[];
}

const SNB = 'http://data.europa.eu/snb';
const AUTHORITY = 'http://publications.europa.eu/resource/authority';

export const said = (name: string, en: string, more: Readonly<Record<string, string>> = {}): Xml => xml(name, ...[['en', en], ...Object.entries(more)].map(([lang = '', text = '']) => xml('text', { 'content-type': 'text/plain', lang }, text)));
const term = (name: string, uri: string, label: string): Xml => xml(name, { targetFrameworkUrl: uri.slice(0, uri.lastIndexOf('/')), uri }, said('targetName', label));
const reference = (name: string, idref: string): Xml => xml(name, { idref });

/** What a learner has achieved, with one of everything that older credentials have. */
function subject(): Xml {
  const assessment = xml('wasDerivedFrom', { id: 'urn:epass:assessment:1' }, said('title', 'Written examination'), xml('grade', '87 of 100'), term('idVerificationMethod', `${SNB}/supervision-verification/70be69aaf9`, 'Supervised with ID verification'),
    reference('assessedBy', 'urn:epass:org:1'), reference('specifiedBy', 'urn:epass:assessmentspec:1'));
  const part = xml('hasPart', xml('learningAchievement', { id: 'urn:epass:learningAchievement:2' }, said('title', 'Stamps and their times')));
  return xml('credentialSubject', { id: 'urn:epass:person:1' },
    xml('contactPoint', xml('mailBox', { uri: 'mailto:robin@student.example' })), xml('nationalId', { spatialID: 'EE' }, '38001010000'), said('fullName', 'Robin Sample'), said('givenNames', 'Robin'), said('familyName', 'Sample'), xml('dateOfBirth', '1980-01-01'),
    xml('achievements', xml('learningAchievement', { id: 'urn:epass:learningAchievement:1' }, said('title', 'Introduction to Seals', { et: 'Sissejuhatus pitseritesse' }), assessment,
      xml('wasInfluencedBy', { id: 'urn:epass:activity:1' }, said('title', 'Laboratory of wax'), xml('workload', 'PT20H'), xml('startedAtTime', '2025-09-01T00:00:00Z'), xml('endedAtTime', '2026-01-31T00:00:00Z')),
      reference('wasAwardedBy', 'urn:epass:awardingProcess:1'), part, xml('entitlesTo', { id: 'urn:epass:entitlement:1' }, said('title', 'Keeper of seals'), reference('specifiedBy', 'urn:epass:entitlementspec:1')), reference('specifiedBy', 'urn:epass:qualification:1'))),
    xml('activities', xml('activity', { id: 'urn:epass:activity:2' }, said('title', 'Volunteer at the archive'))));
}

function references({ registration = 'VATEE-12345678', spatial = 'EE', numbers }: EuropassOptions): Xml[] {
  const number = numbers ?? (registration === null ? [] : [xml('registration', spatial === null ? {} : { spatialID: spatial }, registration)]);
  return [
    xml('learningSpecificationReferences', xml('qualification', { id: 'urn:epass:qualification:1' }, said('title', 'Introduction to Seals'), term('hasISCED-FCode', `${SNB}/isced-f/0611`, 'Computer use'), xml('volumeOfLearning', 'PT75H'),
      xml('hasECTSCreditPoints', '3'), term('language', `${AUTHORITY}/language/ENG`, 'English'), term('mode', `${SNB}/learning-assessment/920fbb3cbe`, 'Online'), xml('learningOutcomes', reference('learningOutcome', 'urn:epass:learningOutcome:1')),
      term('eqfLevel', `${SNB}/eqf/6`, 'Level 6'), said('entryRequirementsNote', 'None'))),
    xml('learningOutcomeReferences', xml('learningOutcome', { id: 'urn:epass:learningOutcome:1' }, said('prefLabel', 'tell a seal from a picture of one'), term('learningOutcomeType', `${SNB}/skill-type/skill`, 'skill'),
      term('relatedEscoSkill', 'http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001', 'verify documents'))),
    xml('assessmentSpecificationReferences', xml('assessmentSpecification', { id: 'urn:epass:assessmentspec:1' }, said('title', 'Written examination'), term('type', `${SNB}/assessment/6e6cb2cc78`, 'written examination'))),
    xml('entitlementSpecificationReferences', xml('entitlementSpecification', { id: 'urn:epass:entitlementspec:1' }, said('title', 'Keeper of seals'), term('status', `${SNB}/entitlement-status/b7015a8a8c`, 'actual'))),
    xml('awardingProcessReferences', xml('awardingProcess', { id: 'urn:epass:awardingProcess:1' }, reference('awardingBody', 'urn:epass:org:1'), xml('awardingDate', '2026-02-20T00:00:00Z'))),
    xml('agentReferences', xml('organization', { id: 'urn:epass:org:1' }, number, said('prefLabel', 'University of Example', { et: 'Näidisülikool' }), xml('homepage', { uri: 'https://university.example/' }),
      xml('hasLocation', xml('id', 'urn:epass:location:1'), xml('hasAddress', term('country', `${AUTHORITY}/country/EST`, 'Estonia'))))),
  ];
}

/** A European credential of the generations before JSON, with an empty place for its seal. Everything in it is made up. */
export function europassCredential(options: EuropassOptions = {}): Xml {
  const { id = 'urn:credential:5f1d6a34-0c0e-4a80-9d92-222222222222', title = 'Introduction to Seals', validFrom = '2026-03-01T12:00:00Z', validUntil, more = [] } = options;
  return xml('europassCredential', { 'cred:id': id, 'xsdVersion': '0.10.0' },
    term('type', `${SNB}/credential/e34929035b`, 'Generic'), xml('primaryLanguage', 'en'), xml('availableLanguages', xml('language', 'en'), xml('language', 'et')), xml('cred:validFrom', validFrom), xml('cred:issued', '2026-03-01T12:00:00Z'),
    validUntil === undefined ? undefined : xml('cred:validUntil', validUntil), reference('cred:issuer', 'urn:epass:org:1'), said('title', title), subject(), references(options), more, xml('proof'));
}

/** A presentation of credentials. @param mandated by which somebody says that they seal for the issuer */
export function europassPresentation(credentials: readonly (Xml | string)[], mandated = false, more: readonly Xml[] = []): Xml {
  const type = mandated ? term('vp:type', `${SNB}/verifiable-presentation/c_825cddc0`, 'Mandated Issue') : term('vp:type', `${SNB}/verifiable-presentation/export`, 'Export');
  return xml('vp:verifiablePresentation', { id: 'urn:verifiable:5f1d6a34-0c0e-4a80-9d92-333333333333' }, type, ...more, ...credentials, xml('vp:proof'));
}
