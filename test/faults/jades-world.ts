import type { Report } from '@credlens/core/report';
import { jadesSeal, pki, type JadesOptions, type Pki, type PkiOptions } from '@credlens/demo-pki';
import { judgeBytes, SEALED, type SealCase } from './pades-world.js';

/** As Estonia writes it in its certificates, and as the Publications Office names it. */
export const TERRITORY = 'EE';
export const COUNTRY = 'http://publications.europa.eu/resource/authority/country/EST';

const LANGUAGE = 'http://publications.europa.eu/resource/authority/language/ENG';
const BODY = { id: 'urn:epass:org:1', type: 'Organisation' };
const CLAIM = {
  id: 'urn:epass:learningAchievement:1', type: 'LearningAchievement', title: { en: 'Introduction to Seals' },
  awardedBy: { id: 'urn:epass:awardingProcess:1', type: 'AwardingProcess', awardingBody: BODY },
};

/** A European Digital Credential, as small as one can be. The number of its issuer is that of the cast's seal. */
export const edc = (more: Readonly<Record<string, unknown>> = {}) => ({
  '@context': ['https://www.w3.org/2018/credentials/v1', 'http://data.europa.eu/snb/model/context/edc-ap'],
  'id': 'urn:credential:5f1d6a34-0c0e-4a80-9d92-111111111111', 'type': ['VerifiableCredential', 'EuropeanDigitalCredential'],
  'issuanceDate': '2026-03-01T12:00:00Z', 'issued': '2026-03-01T12:00:00Z', 'validFrom': '2026-03-01T12:00:00Z',
  'credentialProfiles': { id: 'http://data.europa.eu/snb/credential/e34929035b', type: 'Concept', prefLabel: { en: 'Generic' } },
  'credentialSchema': { id: 'http://data.europa.eu/snb/model/ap/edc-generic-full', type: 'ShaclValidator2017' },
  'displayParameter': { id: 'urn:epass:displayParameter:1', type: 'DisplayParameter', title: { en: 'Introduction to Seals' }, primaryLanguage: { id: LANGUAGE, type: 'Concept' }, language: { id: LANGUAGE, type: 'Concept' } },
  'issuer': issuer('VATEE-12345678'),
  'credentialSubject': { id: 'urn:epass:person:1', type: 'Person', fullName: { en: 'Robin Sample' }, contactPoint: { type: 'ContactPoint', emailAddress: { id: 'mailto:robin@student.example', type: 'Mailbox' } }, hasClaim: CLAIM },
  ...more,
});

export const issuer = (notation: string | undefined, spatial: string | undefined = COUNTRY) => ({
  id: 'urn:epass:org:1', type: 'Organisation', legalName: { en: 'University of Example', et: 'Näidisülikool' },
  location: { id: 'urn:epass:location:1', type: 'Location', address: { id: 'urn:epass:address:1', type: 'Address', countryCode: { id: COUNTRY, type: 'Concept' } } },
  ...(notation === undefined ? {} : { eIDASIdentifier: { id: 'urn:certificateIdentifier:1', type: 'LegalIdentifier', notation, ...(spatial === '' ? {} : { spatial: { id: spatial, type: 'Concept' } }) } }),
});

export interface JadesCase extends Omit<SealCase, 'cast' | 'seal' | 'pdf'> {
  cast?: PkiOptions;
  seal?: Partial<JadesOptions> | ((cast: Pki) => Partial<JadesOptions>);
  /** The sealed text, changed by hand. */
  change?: (text: string) => string;
}

export const castOf = (options: PkiOptions = {}): Promise<Pki> => pki(SEALED, { territory: TERRITORY, ...options });

/** One whole verification of one sealed JSON, with nothing but what the PKI publishes. */
export async function judgeJades({ cast: options, seal, change, ...rest }: JadesCase = {}): Promise<Report> {
  const cast = await castOf(options);
  const { text } = await jadesSeal({ pki: cast, payload: edc(), ...typeof seal === 'function' ? seal(cast) : seal });
  return judgeBytes(new TextEncoder().encode(change ? change(text) : text), cast, rest);
}

/** What a text says where JSON stands in it, changed. */
export const inJson = (change: (object: Record<string, never>) => void) => (text: string): string => {
  const object = JSON.parse(text) as Record<string, never>;
  change(object);
  return JSON.stringify(object);
};
