import { generalizedTime, ia5String, integer, oid, printableString, sequence, type Bytes } from './der.js';
import { generalName, type GeneralName } from './names.js';

export type QcTypeName = 'eSign' | 'eSeal' | 'web';

/** ETSI EN 319 412-5 section 4, and RFC 3739 section 3.2.6. */
export interface QcStatements {
  /** esi4-qcStatement-1: it was issued as a qualified certificate. */
  compliance?: boolean;
  /** esi4-qcStatement-4: the key is in a qualified device. */
  sscd?: boolean;
  /** esi4-qcStatement-6. */
  type?: QcTypeName | readonly QcTypeName[];
  /** esi4-qcStatement-5: disclosure statements, by language. */
  pds?: readonly { url: string; language: string }[];
  /** esi4-qcStatement-2: value of a transaction, amount times ten to the exponent. */
  limit?: { currency: string; amount: number; exponent: number };
  /** esi4-qcStatement-3: years. */
  retention?: number;
  /** esi4-qcStatement-7: a law that is not the EU's, by country. */
  legislation?: readonly string[];
  /** id-qcs-pkixQCSyntax-v2 with the semantics identifiers of EN 319 412-1 section 5.1. */
  semantics?: 'legal' | 'natural' | string;
  /** Registration authorities of the names, beside the semantics identifier. */
  nameAuthorities?: readonly GeneralName[];
  /** Statements by identifier, with or without DER of their information. */
  other?: readonly { oid: string; info?: Uint8Array }[];
}

const ETSI = '0.4.0.1862.1';
const TYPES: Readonly<Record<QcTypeName, string>> = { eSign: `${ETSI}.6.1`, eSeal: `${ETSI}.6.2`, web: `${ETSI}.6.3` };
const SEMANTICS: Readonly<Record<string, string>> = { natural: '0.4.0.194121.1.1', legal: '0.4.0.194121.1.2' };

export function qcStatements(options: QcStatements): Bytes {
  const { pds, limit, legislation, semantics, other = [] } = options;
  const types = options.type === undefined ? [] : typeof options.type === 'string' ? [options.type] : options.type;
  const statement = (identifier: string, ...info: Uint8Array[]) => sequence(oid(identifier), ...info);
  const authorities = options.nameAuthorities ? [sequence(...options.nameAuthorities.map(generalName))] : [];
  return sequence(
    ...(semantics || options.nameAuthorities ? [statement('1.3.6.1.5.5.7.11.2', sequence(...(semantics ? [oid(SEMANTICS[semantics] ?? semantics)] : []), ...authorities))] : []),
    ...(options.compliance ? [statement(`${ETSI}.1`)] : []),
    ...(limit ? [statement(`${ETSI}.2`, sequence(printableString(limit.currency), integer(limit.amount), integer(limit.exponent)))] : []),
    ...(options.retention === undefined ? [] : [statement(`${ETSI}.3`, integer(options.retention))]),
    ...(options.sscd ? [statement(`${ETSI}.4`)] : []),
    ...(pds ? [statement(`${ETSI}.5`, sequence(...pds.map(({ url, language }) => sequence(ia5String(url), printableString(language)))))] : []),
    ...(types.length > 0 ? [statement(`${ETSI}.6`, sequence(...types.map((each) => oid(TYPES[each]))))] : []),
    ...(legislation ? [statement(`${ETSI}.7`, sequence(...legislation.map(printableString)))] : []),
    ...other.map(({ oid: identifier, info }) => statement(identifier, ...(info ? [info] : []))),
  );
}

/** Date of a private key's last use (RFC 5280 leaves PrivateKeyUsagePeriod to others): GeneralizedTime under implicit tags. */
export function privateKeyUsagePeriod(from: string, to: string): Bytes {
  const implicit = (tag: number, at: string) => {
    const value = generalizedTime(at);
    value[0] = 0x80 | tag;
    return value;
  };
  return sequence(implicit(0, from), implicit(1, to));
}
