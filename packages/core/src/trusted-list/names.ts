import type { ServiceStatus } from './types.js';

export const TSL = 'http://uri.etsi.org/02231/v2#';
export const TSL_MORE = 'http://uri.etsi.org/02231/v2/additionaltypes#';
/** Qualifications: the same name as before eIDAS. */
export const QUALIFICATIONS = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
/** ETSI TS 101 903: object identifiers in criteria. */
export const XADES_NS = 'http://uri.etsi.org/01903/v1.3.2#';
export const XML_NS = 'http://www.w3.org/XML/1998/namespace';

export const LIST_OF_LISTS = 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists';
export const NATIONAL_LIST = 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric';
export const LIST_MIME_TYPE = 'application/vnd.etsi.tsl+xml';

/** TS 119 612 version 2.2.1 writes 5, 2.3.1 and later 6. */
export const VERSIONS: readonly number[] = [5, 6];

const SERVICE_TYPE = 'http://uri.etsi.org/TrstSvc/Svctype/';
const STATUS = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/';
const SERVICE_INFORMATION = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';

const STATUSES: readonly ServiceStatus[] = [
  'granted', 'withdrawn', 'recognisedatnationallevel', 'deprecatedatnationallevel', 'undersupervision', 'supervisionincessation', 'supervisionceased', 'supervisionrevoked',
  'accredited', 'accreditationceased', 'accreditationrevoked', 'setbynationallaw', 'deprecatedbynationallaw',
];

const after = (prefix: string, uri: string): string | undefined => (uri.startsWith(prefix) ? uri.slice(prefix.length) : undefined);

/** `CA/QC`, `TSA/QTST` …; a type of another scheme as its whole URI. */
export const serviceType = (uri: string): string => after(SERVICE_TYPE, uri) ?? uri;

export const serviceStatus = (uri: string): ServiceStatus => STATUSES.find((status) => status === after(STATUS, uri)) ?? 'other';

/** `ForeSeals`, `QCForESeal` …; one of another scheme as its whole URI, which no rule knows. */
export const informationName = (uri: string): string => after(SERVICE_INFORMATION, uri) ?? uri;
