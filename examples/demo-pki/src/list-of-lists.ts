import type { TestIdentity } from './certificate.js';
import { base64, type Bytes } from './der.js';
import { listDocument, LIST_TYPES, signList, type SchemeOptions } from './trusted-list.js';
import { xml, type Xml } from './xml.js';

export interface PointerOptions {
  territory: string;
  url: string;
  /** Who may sign what it points to. */
  signers: readonly TestIdentity[];
  /** Default the list of a country. `lotl` for the list of lists itself. */
  type?: 'list' | 'lotl' | (string & {});
  /** Default that of XML lists. */
  mimeType?: string;
  operator?: string;
}

export interface ListOfListsOptions extends Omit<SchemeOptions, 'territory'> {
  pointers: readonly PointerOptions[];
  /** Who may sign its next issue: its own pointer (TS 119 615 section 4.1.4). Default its signer. */
  nextSigners?: readonly TestIdentity[];
  /** Where it is. */
  url?: string;
  /** Addresses of the lists in which the signers changed, newest first. */
  pivots?: readonly string[];
  territory?: string;
}

export const LOTL_ADDRESS = 'https://lists.example/lotl.xml';

function pointer({ territory, url, signers, type = 'list', mimeType = 'application/vnd.etsi.tsl+xml', operator = `Scheme operator of ${territory}` }: PointerOptions): Xml {
  const other = (content: Xml): Xml => xml('OtherInformation', content);
  return xml('OtherTSLPointer',
    xml('ServiceDigitalIdentities', signers.map(({ certificate }) => xml('ServiceDigitalIdentity', xml('DigitalId', xml('X509Certificate', base64(certificate)))))), xml('TSLLocation', url),
    xml('AdditionalInformation', other(xml('TSLType', Object.hasOwn(LIST_TYPES, type) ? LIST_TYPES[type as 'list' | 'lotl'] : type)), other(xml('SchemeTerritory', territory)), other(xml('tslx:MimeType', mimeType)),
      other(xml('SchemeOperatorName', xml('Name', { 'xml:lang': 'en' }, operator)))));
}

/** A list of lists (TS 119 612), signed, right in every way but for `fault`. */
export async function listOfLists(options: ListOfListsOptions): Promise<Bytes> {
  const { signer, nextSigners = [signer], url = LOTL_ADDRESS, territory = 'EU', pivots = [] } = options;
  const scheme = { ...options, territory };
  const pointers = [{ territory: 'EU', url, signers: nextSigners, type: 'lotl' }, ...options.pointers].map(pointer);
  return signList(listDocument(scheme, LIST_TYPES.lotl, { pointers, informationUris: ['https://lists.example/notice', ...pivots] }), scheme);
}
