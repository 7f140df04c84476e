import type { TestIdentity } from './certificate.js';
import { base64, type Bytes } from './der.js';
import { keyIdentifier } from './extensions.js';
import { days, type Pki } from './pki.js';
import { signEnveloped, type XmlSigningOptions } from './xades.js';
import { xml, type Xml } from './xml.js';

export interface CriteriaOptions {
  assert?: 'all' | 'atLeastOne' | 'none' | (string & {});
  /** By the names of TS 119 612: `nonRepudiation`, `crlSign` … */
  keyUsage?: Readonly<Record<string, boolean>>;
  policies?: readonly string[];
  extendedKeyUsage?: readonly string[];
  subjectAttributes?: readonly string[];
  nested?: CriteriaOptions;
  /** A criterion that nobody knows. */
  unknown?: boolean;
}

/** Qualifiers by the last part of their URI: `QCForESeal`, `QCWithQSCD`, `NotQualified` … */
export interface QualifierOptions { qualifiers: readonly string[]; criteria: CriteriaOptions }

export interface PeriodOptions {
  /** Last part of the URI. Default `granted`. */
  status?: string;
  /** ISO 8601. */
  from: string;
  /** Default the service's. */
  type?: string;
  /** `ForeSeals`, `ForeSignatures`, `ForWebSiteAuthentication`. */
  information?: readonly string[];
  qualifications?: readonly QualifierOptions[];
  criticalQualifications?: boolean;
  /** An extension that nobody knows. */
  unknownExtension?: 'critical' | 'not-critical';
}

export interface ServiceOptions extends PeriodOptions {
  /** Default `CA/QC`. */
  type?: string;
  name?: string;
  identities: readonly (TestIdentity | { name?: string; ski: Uint8Array })[];
  /** Older ones, newest first. */
  history?: readonly PeriodOptions[];
}

export type ListFault =
  | 'no-next-update' | 'next-update-missing' | 'next-update-malformed' | 'type-other' | 'version-missing' | 'version-4' | 'territory-missing' | 'territory-malformed' | 'root-other' | 'scheme-information-missing' | 'scheme-information-twice'
  | 'sequence-malformed' | 'issue-missing' | 'two-provider-lists' | 'service-without-status' | 'service-without-identity' | 'service-certificate-malformed' | 'history-out-of-order' | 'namespace-other';

export interface SchemeOptions {
  territory: string;
  /** Default 6. */
  version?: number;
  sequence?: number;
  /** ISO 8601. */
  issued: string;
  /** Default 90 days later. */
  nextUpdate?: string;
  operator?: string;
  signer: TestIdentity;
  signature?: Partial<Omit<XmlSigningOptions, 'signer'>>;
  fault?: ListFault | XmlSigningOptions['fault'];
}

export interface TrustedListOptions extends SchemeOptions { providers: readonly { name: string; services: readonly ServiceOptions[] }[] }

const SERVICE_TYPE = 'http://uri.etsi.org/TrstSvc/Svctype/';
const INFORMATION = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';
const english = (name: string, text: string): Xml => xml(name, { 'xml:lang': 'en' }, text);
const named = (name: string, text: string): Xml => xml(name, english('Name', text));
const address = (name: string): Xml => xml(name, xml('PostalAddresses', xml('PostalAddress', { 'xml:lang': 'en' }, xml('StreetAddress', 'Test street 1'), xml('Locality', 'Example'), xml('CountryName', 'XX'))), xml('ElectronicAddress', english('URI', 'https://trust.example/')));
const instant = (at: string): string => new Date(at).toISOString().replace(/\.\d+/, '');

function criteria({ assert = 'all', keyUsage, policies, extendedKeyUsage, subjectAttributes, nested, unknown }: CriteriaOptions): Xml {
  const identifier = (holder: string, value: string) => xml(holder, xml('xades:Identifier', { Qualifier: 'OIDAsURN' }, `urn:oid:${value}`));
  const other = [
    ...(extendedKeyUsage ? [xml('tslx:ExtendedKeyUsage', extendedKeyUsage.map((each) => identifier('tslx:KeyPurposeId', each)))] : []),
    ...(subjectAttributes ? [xml('tslx:CertSubjectDNAttribute', subjectAttributes.map((each) => identifier('tslx:AttributeOID', each)))] : []),
    ...(unknown ? [xml('other:Criterion', 'nobody knows')] : []),
  ];
  return xml('sie:CriteriaList', { assert }, keyUsage && xml('sie:KeyUsage', Object.entries(keyUsage).map(([name, value]) => xml('sie:KeyUsageBit', { name }, String(value)))),
    policies && xml('sie:PolicySet', policies.map((each) => identifier('sie:PolicyIdentifier', each))), nested && criteria(nested), other.length > 0 && xml('sie:otherCriteriaList', other));
}

function extensions(period: PeriodOptions): Xml | undefined {
  const { information = [], qualifications, unknownExtension } = period;
  const extension = (critical: boolean, content: Xml) => xml('Extension', { Critical: String(critical) }, content);
  const all = [
    ...information.map((each) => extension(true, xml('AdditionalServiceInformation', english('URI', INFORMATION + each)))),
    ...(qualifications ? [extension(period.criticalQualifications ?? true, xml('sie:Qualifications', qualifications.map((each) => xml('sie:QualificationElement',
      xml('sie:Qualifiers', each.qualifiers.map((qualifier) => xml('sie:Qualifier', { uri: INFORMATION + qualifier }))), criteria(each.criteria)))))] : []),
    ...(unknownExtension ? [extension(unknownExtension === 'critical', xml('other:Unknown', 'nobody knows'))] : []),
  ];
  return all.length > 0 ? xml('ServiceInformationExtensions', all) : undefined;
}

/** A certificate where the list knows one; name and key identifier in the history (TS 119 612 section 5.6.3). */
function identity(each: ServiceOptions['identities'][number], whole: boolean, fault: SchemeOptions['fault']): Xml[] {
  if (!('certificate' in each)) return [xml('DigitalId', xml('X509SKI', base64(each.ski)))];
  const ski = xml('DigitalId', xml('X509SKI', base64(keyIdentifier(each.key.spki))));
  return [...(whole ? [xml('DigitalId', xml('X509Certificate', fault === 'service-certificate-malformed' ? 'not*base64' : base64(each.certificate)))] : []), ski];
}

function period(options: PeriodOptions, service: ServiceOptions, whole: boolean, fault: SchemeOptions['fault']): (Xml | undefined)[] {
  const { status = 'granted', from } = options;
  const status_ = status.includes(':') ? status : `http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${status}`;
  return [
    xml('ServiceTypeIdentifier', SERVICE_TYPE + (options.type ?? service.type ?? 'CA/QC')), named('ServiceName', service.name ?? 'A service'),
    fault === 'service-without-identity' ? undefined : xml('ServiceDigitalIdentity', service.identities.flatMap((each) => identity(each, whole, fault))),
    fault === 'service-without-status' ? undefined : xml('ServiceStatus', status_), xml('StatusStartingTime', instant(from)), extensions(options),
  ];
}

function service(options: ServiceOptions, fault: SchemeOptions['fault']): Xml {
  const history = options.history ?? [];
  const later = fault === 'history-out-of-order' ? history.map((each) => ({ ...each, from: days(options.from, 100) })) : history;
  return xml('TSPService', xml('ServiceInformation', ...period(options, options, true, fault)), later.length > 0 && xml('ServiceHistory', later.map((each) => xml('ServiceHistoryInstance', ...period(each, options, false, fault)))));
}

const TYPES = { list: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric', lotl: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists' };
export const LIST_TYPES: Readonly<typeof TYPES> = TYPES;

/** The root element of a list with its scheme information (section 5.3). */
export function listDocument(options: SchemeOptions, type: string, more: { informationUris?: readonly string[]; pointers?: readonly Xml[]; body?: readonly Xml[] }): Xml {
  const { fault, territory, issued, operator = `Scheme operator of ${territory}`, nextUpdate = days(issued, 90) } = options;
  const next = fault === 'next-update-missing' ? undefined : xml('NextUpdate', fault === 'no-next-update' ? undefined : xml('dateTime', fault === 'next-update-malformed' ? 'soon' : instant(nextUpdate)));
  const scheme = xml('SchemeInformation',
    fault === 'version-missing' ? undefined : xml('TSLVersionIdentifier', fault === 'version-4' ? '4' : String(options.version ?? 6)), xml('TSLSequenceNumber', fault === 'sequence-malformed' ? 'one' : String(options.sequence ?? 1)),
    xml('TSLType', fault === 'type-other' ? 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/CClist' : type), named('SchemeOperatorName', operator), address('SchemeOperatorAddress'), named('SchemeName', `${territory}: lists of a test`),
    xml('SchemeInformationURI', (more.informationUris ?? ['https://lists.example/about']).map((uri) => english('URI', uri))), xml('StatusDeterminationApproach', 'http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUappropriate'),
    xml('SchemeTypeCommunityRules', english('URI', 'http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUcommon')),
    fault === 'territory-missing' ? undefined : xml('SchemeTerritory', fault === 'territory-malformed' ? 'Example' : territory),
    xml('PolicyOrLegalNotice', english('TSLLegalNotice', 'TEST list: it is of no force.')), xml('HistoricalInformationPeriod', '65535'), (more.pointers ?? []).length > 0 && xml('PointersToOtherTSL', more.pointers),
    fault === 'issue-missing' ? undefined : xml('ListIssueDateTime', instant(issued)), next);
  const root = fault === 'root-other' ? 'TrustServiceList' : fault === 'namespace-other' ? 'other:TrustServiceStatusList' : 'TrustServiceStatusList';
  return xml(root, { Id: 'list', TSLTag: 'http://uri.etsi.org/19612/TSLTag' }, fault === 'scheme-information-missing' ? undefined : scheme, fault === 'scheme-information-twice' && scheme, more.body);
}

const OWN_FAULTS = new Set<string>(['no-next-update', 'next-update-missing', 'next-update-malformed', 'type-other', 'version-missing', 'version-4', 'territory-missing', 'territory-malformed', 'root-other', 'scheme-information-missing', 'scheme-information-twice',
  'sequence-malformed', 'issue-missing', 'two-provider-lists', 'service-without-status', 'service-without-identity', 'service-certificate-malformed', 'history-out-of-order', 'namespace-other']);

/** Signs a list, with those faults that are the signature's. */
export const signList = (root: Xml, { signer, issued, signature, fault }: SchemeOptions): Promise<Bytes> =>
  signEnveloped(root, { signer, at: issued, ...signature, ...(fault && !OWN_FAULTS.has(fault) ? { fault: fault as NonNullable<XmlSigningOptions['fault']> } : {}) });

/** A trusted list of a country (TS 119 612), signed, right in every way but for `fault`. */
export async function trustedList(options: TrustedListOptions): Promise<Bytes> {
  const { fault } = options;
  const providers = xml('TrustServiceProviderList', options.providers.map(({ name, services }) => xml('TrustServiceProvider',
    xml('TSPInformation', named('TSPName', name), xml('TSPTradeName', english('Name', 'VATXX-87654321')), address('TSPAddress'), xml('TSPInformationURI', english('URI', 'https://trust.example/'))),
    xml('TSPServices', services.map((each) => service(each, fault))))));
  return signList(listDocument(options, LIST_TYPES.list, { body: fault === 'two-provider-lists' ? [providers, providers] : [providers] }), options);
}

/** The services of the usual cast: its CA for seals and signatures, its time-stamping unit. Members of `ca` and `tsa` replace those that are usual. */
export function castServices(pki: Pki, options: { ca?: Partial<ServiceOptions>; tsa?: Partial<ServiceOptions> } = {}): ServiceOptions[] {
  const from = days(pki.now, -4 * 365);
  return [
    { type: 'CA/QC', name: 'Qualified certificates', identities: [pki.ca], from, information: ['ForeSeals', 'ForeSignatures'], ...options.ca },
    { type: 'TSA/QTST', name: 'Qualified time-stamps', identities: [pki.tsa], from, ...options.tsa },
  ];
}
