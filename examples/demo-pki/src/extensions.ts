import { boolean, context, contextPrimitive, fromHex, ia5String, integer, integerOctets, join, namedBits, nothing, octetString, oid, sequence, utf8, type Bytes } from './der.js';
import { digest } from './digests.js';
import { publicKeyBits } from './keys.js';
import { generalName, type GeneralName } from './names.js';
import { privateKeyUsagePeriod, qcStatements, type QcStatements } from './qc-statements.js';

export const KEY_USAGES = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'] as const;
export type KeyUsageName = (typeof KEY_USAGES)[number];

const PURPOSES: Readonly<Record<string, string>> = {
  serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2', codeSigning: '1.3.6.1.5.5.7.3.3', emailProtection: '1.3.6.1.5.5.7.3.4', timeStamping: '1.3.6.1.5.5.7.3.8', OCSPSigning: '1.3.6.1.5.5.7.3.9',
  any: '2.5.29.37.0', tslSigning: '0.4.0.2231.3.0', documentSigning: '1.3.6.1.5.5.7.3.36',
};

const OIDS = {
  subjectKeyIdentifier: '2.5.29.14', keyUsage: '2.5.29.15', privateKeyUsagePeriod: '2.5.29.16', subjectAltName: '2.5.29.17', issuerAltName: '2.5.29.18', basicConstraints: '2.5.29.19', nameConstraints: '2.5.29.30',
  cRLDistributionPoints: '2.5.29.31', certificatePolicies: '2.5.29.32', policyMappings: '2.5.29.33', authorityKeyIdentifier: '2.5.29.35', policyConstraints: '2.5.29.36', extKeyUsage: '2.5.29.37',
  freshestCRL: '2.5.29.46', inhibitAnyPolicy: '2.5.29.54', authorityInfoAccess: '1.3.6.1.5.5.7.1.1', qcStatements: '1.3.6.1.5.5.7.1.3', ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  validityAssured: '0.4.0.194121.2.1',
} as const;

export type ExtensionName = keyof typeof OIDS;
export interface ExtraExtension { oid: string; critical?: boolean; /** DER. */ value: Uint8Array }

export interface ExtensionOptions {
  /** basicConstraints. `false` writes an empty sequence; absent, the extension is absent. */
  ca?: boolean;
  pathLength?: number;
  keyUsage?: readonly KeyUsageName[];
  /** Names such as `timeStamping`, or dotted. */
  extendedKeyUsage?: readonly string[];
  /** Dotted; `any` is anyPolicy. */
  policies?: readonly (string | { oid: string; cps: string })[];
  policyMappings?: readonly { issuer: string; subject: string }[];
  requireExplicitPolicy?: number;
  inhibitPolicyMapping?: number;
  inhibitAnyPolicy?: number;
  permitted?: readonly GeneralName[];
  excluded?: readonly GeneralName[];
  /** A minimum in each subtree, which RFC 5280 section 4.2.1.10 fixes to 0: a fault. */
  subtreeMinimum?: number;
  alternativeNames?: readonly GeneralName[];
  /** Addresses for authorityInfoAccess. */
  ocsp?: string | readonly string[];
  caIssuers?: string | readonly string[];
  crl?: string | readonly string[];
  freshestCrl?: string;
  qc?: QcStatements;
  ocspNoCheck?: boolean;
  /** EN 319 412-1 section 5.2.2: so short-lived that nobody revokes it. */
  validityAssured?: boolean;
  keyUsagePeriod?: { from: string; to: string };
  /** `false` leaves it out; bytes are taken as they are. Default a digest of the key. */
  subjectKeyIdentifier?: false | Uint8Array;
  authorityKeyIdentifier?: false | Uint8Array | { keyIdentifier?: Uint8Array; issuer: Uint8Array; serial: bigint };
  /** Any more, in this order, behind the others. */
  extra?: readonly ExtraExtension[];
  /** Critical or not, against the default. */
  critical?: Partial<Record<ExtensionName, boolean>>;
  /** DER in place of an extension's own. */
  raw?: Partial<Record<ExtensionName, Uint8Array>>;
}

/** RFC 5280 section 4.2.1.2, method 1. */
export const keyIdentifier = (spki: Uint8Array): Bytes => digest('SHA-1', publicKeyBits(spki));

const list = <T>(value: T | readonly T[] | undefined): readonly T[] => (value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T]);

/** Distribution points, each with one full name. */
export const distributionPoints = (urls: readonly string[]): Bytes => sequence(...urls.map((url) => sequence(context(0, context(0, generalName({ uri: url }))))));

/** Extension ::= SEQUENCE { oid, critical DEFAULT FALSE, OCTET STRING } */
export const extension = (identifier: string, critical: boolean, value: Uint8Array): Bytes => sequence(oid(identifier), ...(critical ? [boolean(true)] : []), octetString(value));

function authorityKey(value: Exclude<ExtensionOptions['authorityKeyIdentifier'], false | undefined>): Bytes {
  if (value instanceof Uint8Array) return sequence(contextPrimitive(0, value));
  return sequence(...(value.keyIdentifier ? [contextPrimitive(0, value.keyIdentifier)] : []), context(1, context(4, value.issuer)), contextPrimitive(2, integerOctets(value.serial)));
}

/** Each extension's DER, in the order of the certificate. */
export function certificateExtensions(options: ExtensionOptions, subjectSpki: Uint8Array, issuerKeyId: Uint8Array | undefined): Bytes[] {
  const values: [ExtensionName, critical: boolean, value: Uint8Array][] = [];
  const put = (name: ExtensionName, critical: boolean, value: Uint8Array): void => void values.push([name, critical, value]);
  const { ca, policies, permitted, excluded } = options;
  const aki = options.authorityKeyIdentifier ?? issuerKeyId;
  if (aki !== false && aki !== undefined) put('authorityKeyIdentifier', false, authorityKey(aki));
  if (options.subjectKeyIdentifier !== false) put('subjectKeyIdentifier', false, octetString(options.subjectKeyIdentifier ?? keyIdentifier(subjectSpki)));
  if (ca !== undefined) put('basicConstraints', ca, sequence(...(ca ? [boolean(true)] : []), ...(options.pathLength === undefined ? [] : [integer(options.pathLength)])));
  if (options.keyUsage) put('keyUsage', true, namedBits(options.keyUsage.map((each) => KEY_USAGES.indexOf(each))));
  if (options.extendedKeyUsage) put('extKeyUsage', options.extendedKeyUsage.includes('timeStamping'), sequence(...options.extendedKeyUsage.map((each) => oid(PURPOSES[each] ?? each))));
  if (policies) {
    put('certificatePolicies', false, sequence(...policies.map((each) => {
      const { oid: id, cps } = typeof each === 'string' ? { oid: each, cps: undefined } : each;
      return sequence(oid(id === 'any' ? '2.5.29.32.0' : id), ...(cps === undefined ? [] : [sequence(sequence(oid('1.3.6.1.5.5.7.2.1'), ia5String(cps)))]));
    })));
  }
  if (options.policyMappings) put('policyMappings', true, sequence(...options.policyMappings.map(({ issuer, subject }) => sequence(oid(issuer), oid(subject)))));
  if (options.requireExplicitPolicy !== undefined || options.inhibitPolicyMapping !== undefined) {
    const skip = (tag: number, value: number | undefined) => (value === undefined ? [] : [contextPrimitive(tag, integerOctets(value))]);
    put('policyConstraints', true, sequence(...skip(0, options.requireExplicitPolicy), ...skip(1, options.inhibitPolicyMapping)));
  }
  if (options.inhibitAnyPolicy !== undefined) put('inhibitAnyPolicy', true, integer(options.inhibitAnyPolicy));
  if (permitted ?? excluded) {
    const minimum = options.subtreeMinimum === undefined ? [] : [contextPrimitive(0, integerOctets(options.subtreeMinimum))];
    const subtrees = (tag: number, names: readonly GeneralName[] | undefined) => (names ? [context(tag, ...names.map((each) => sequence(generalName(each), ...minimum)))] : []);
    put('nameConstraints', true, sequence(...subtrees(0, permitted), ...subtrees(1, excluded)));
  }
  if (options.alternativeNames) put('subjectAltName', false, sequence(...options.alternativeNames.map(generalName)));
  const access = (method: string, urls: readonly string[]) => urls.map((url) => sequence(oid(method), generalName({ uri: url })));
  const accesses = [...access('1.3.6.1.5.5.7.48.1', list(options.ocsp)), ...access('1.3.6.1.5.5.7.48.2', list(options.caIssuers))];
  if (accesses.length > 0) put('authorityInfoAccess', false, sequence(...accesses));
  if (options.crl !== undefined) put('cRLDistributionPoints', false, distributionPoints(list(options.crl)));
  if (options.freshestCrl !== undefined) put('freshestCRL', false, distributionPoints([options.freshestCrl]));
  if (options.qc) put('qcStatements', false, qcStatements(options.qc));
  if (options.ocspNoCheck) put('ocspNoCheck', false, nothing);
  if (options.validityAssured) put('validityAssured', false, nothing);
  if (options.keyUsagePeriod) put('privateKeyUsagePeriod', false, privateKeyUsagePeriod(options.keyUsagePeriod.from, options.keyUsagePeriod.to));
  return [
    ...values.map(([name, critical, value]) => extension(OIDS[name], options.critical?.[name] ?? critical, options.raw?.[name] ?? value)),
    ...(options.extra ?? []).map(({ oid: id, critical = false, value }) => extension(id, critical, value)),
  ];
}

/** An extension that nobody knows. */
export const unknownExtension = (critical: boolean): ExtraExtension => ({ oid: '1.3.6.1.4.1.99999.1', critical, value: join(Uint8Array.of(0x0c, 7), utf8('unknown')) });

/** Bytes of a key identifier that belongs to nobody. */
export const OTHER_KEY_IDENTIFIER: Bytes = fromHex('00112233445566778899aabbccddeeff00112233');
