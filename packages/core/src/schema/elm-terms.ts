/** The application profiles of European Digital Credentials, each a table of its own on top of the generic one. */
export type ElmProfile = 'generic' | 'accredited' | 'converted' | 'diploma-supplement' | 'issued-by-mandate';

const PROFILES = 'http://data.europa.eu/snb/credential/';

/** By the concept under `credentialProfiles`. */
const BY_CONCEPT: ReadonlyMap<string, ElmProfile> = new Map([
  [`${PROFILES}e34929035b`, 'generic'], [`${PROFILES}c_ae121a00`, 'accredited'], [`${PROFILES}c_7e400154`, 'converted'], [`${PROFILES}6dff8a0f87`, 'diploma-supplement'], [`${PROFILES}c_9a31f32a`, 'issued-by-mandate'],
]);

const SCHEMAS = 'http://data.europa.eu/snb/model/ap/';

/** By the identifier under `credentialSchema`, in the two spellings that the model's own files have. */
const BY_SCHEMA: ReadonlyMap<string, ElmProfile> = new Map([
  ['edc-generic-full', 'generic'], ['edc-generic-no-cv', 'generic'], ['edc-accredited', 'accredited'], ['edc-converted', 'converted'], ['edc-diplomaSupplement', 'diploma-supplement'], ['edc-diploma-supplement', 'diploma-supplement'],
  ['edc-issuedByMandate', 'issued-by-mandate'], ['edc-issued-by-mandate', 'issued-by-mandate'],
].map(([name, profile]) => [`${SCHEMAS}${name}`, profile as ElmProfile]));

export const profileByConcept = (id: string): ElmProfile | undefined => BY_CONCEPT.get(id);

/** Which profile a `credentialSchema` stands for: our tables stand for its structure, so it is not fetched. */
export const profileBySchema = (id: string): ElmProfile | undefined => BY_SCHEMA.get(id);
