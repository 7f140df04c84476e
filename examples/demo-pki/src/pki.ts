import { certificate, type CertificateOptions, type TestIdentity } from './certificate.js';
import { testKey, type KeyKind } from './keys.js';
import type { Name } from './names.js';

/** Where the PKI publishes. Every host is under `.example`, so nothing is ever asked of anybody. */
export const ADDRESSES = {
  ocsp: 'http://ocsp.trust.example/qualified', rootCrl: 'http://crl.trust.example/root.crl', caCrl: 'http://crl.trust.example/qualified.crl', plainCrl: 'http://crl.trust.example/plain.crl',
  tsaCrl: 'http://crl.trust.example/time.crl', rootCertificate: 'http://pki.trust.example/root.cer', caCertificate: 'http://pki.trust.example/qualified.cer', plainCertificate: 'http://pki.trust.example/plain.cer',
  tsaCertificate: 'http://pki.trust.example/time.cer', plainOcsp: 'http://ocsp.trust.example/plain',
} as const;

export type Member = 'root' | 'ca' | 'seal' | 'sign' | 'plainCa' | 'plainSeal' | 'tsaCa' | 'tsa' | 'ocsp' | 'otherRoot' | 'cross' | 'lookAlikeRoot' | 'lookAlikeCa' | 'lookAlikeSeal';

/**
 * - `root` issues `ca`, `plainCa`, `tsaCa`; `ca` the qualified `seal` of a university, the qualified `sign` of a person and its `ocsp` responder; `plainCa` a `plainSeal` that is not qualified; `tsaCa` the `tsa`.
 * - `otherRoot` is another authority; `cross` is its certificate for the name and key of `ca`.
 * - `lookAlikeRoot`, `lookAlikeCa` and `lookAlikeSeal` have the names of `root`, `ca` and `seal`, and keys of their own.
 */
export type Pki = { readonly [each in Member]: TestIdentity } & {
  /** ISO 8601: what its dates are told from. */
  readonly now: string;
  readonly territory: string;
};

export type MemberOptions = Partial<CertificateOptions>;

export interface PkiOptions extends Partial<Record<Member, MemberOptions>> {
  /** For every member that says nothing else. Default P-256. */
  key?: KeyKind;
  /** Default XX, which no country has. */
  territory?: string;
}

/** ISO 8601 so many days from a time. */
export const days = (from: string, count: number): string => new Date(Date.parse(from) + count * 86_400_000).toISOString();
export const hours = (from: string, count: number): string => days(from, count / 24);

export const UNIVERSITY: Name = { C: 'XX', O: 'University of Example', organizationIdentifier: 'VATXX-12345678', CN: 'University of Example' };
export const PERSON: Name = { C: 'XX', givenName: 'Robin', surname: 'Sample', serialNumber: 'PNOXX-19800101', CN: 'Robin Sample' };
const PROVIDER = { O: 'Example Trust Services', organizationIdentifier: 'VATXX-87654321' };

/** ETSI EN 319 411-2: the policies of qualified certificates for legal and natural persons with a qualified device, and that of the normalised policy. */
export const POLICIES = { sealQscd: '0.4.0.194112.1.3', seal: '0.4.0.194112.1.1', signQscd: '0.4.0.194112.1.2', sign: '0.4.0.194112.1.0', normalised: '0.4.0.2042.1.1', timeStamp: '0.4.0.2023.1.1' } as const;

/** The usual cast. Each member takes any option of `certificate()`, so that one option makes one fault. */
export async function pki(now: string, options: PkiOptions = {}): Promise<Pki> {
  const { territory = 'XX', key: kind = 'P-256' } = options;
  const order: Member[] = ['root', 'ca', 'seal', 'tsa', 'ocsp', 'tsaCa', 'plainCa', 'plainSeal', 'sign', 'otherRoot', 'lookAlikeRoot', 'lookAlikeCa', 'lookAlikeSeal', 'cross'];
  const keyOf = (member: Member) => testKey(`${member} #${order.indexOf(member)}`, kind);
  // EN 319 412-1 section 5.1.4: three letters of the scheme, the country, a hyphen.
  const home = (name: Name): Name => ({ ...Object.fromEntries(Object.entries(name).map(([type, value]) => [type, typeof value === 'string' ? value.replace(/^([A-Z]{3})XX-/, `$1${territory}-`) : value])), C: territory });
  const provider = (CN: string, more: Name = {}): Name => home({ C: territory, ...PROVIDER, CN, ...more });
  const authority = { ca: true, keyUsage: ['keyCertSign', 'cRLSign'] as const, from: days(now, -5 * 365), to: days(now, 5 * 365) };
  const end = { ca: false, keyUsage: ['nonRepudiation'] as const, from: days(now, -365), to: days(now, 2 * 365) };
  const make = (member: Member, base: CertificateOptions): Promise<TestIdentity> => certificate({ key: keyOf(member), ...base, ...options[member] });

  const [root, otherRoot, lookAlikeRoot] = await Promise.all([
    make('root', { ...authority, subject: provider('Example Root CA'), from: days(now, -3650), to: days(now, 3650) }),
    make('otherRoot', { ...authority, subject: home({ C: territory, O: 'Another Authority', CN: 'Another Root CA' }), from: days(now, -3650), to: days(now, 3650) }),
    make('lookAlikeRoot', { ...authority, subject: provider('Example Root CA'), from: days(now, -3650), to: days(now, 3650) }),
  ]);
  const underRoot = { ...authority, issuer: root, crl: ADDRESSES.rootCrl, caIssuers: ADDRESSES.rootCertificate, policies: ['any'], pathLength: 0 };
  const caName = provider('Example Qualified CA');
  const [ca, plainCa, tsaCa, cross, lookAlikeCa] = await Promise.all([
    make('ca', { ...underRoot, subject: caName }),
    make('plainCa', { ...underRoot, subject: provider('Example CA') }),
    make('tsaCa', { ...underRoot, subject: provider('Example Time CA') }),
    make('cross', { ...underRoot, issuer: otherRoot, subject: caName, key: options.ca?.key ?? keyOf('ca') }),
    make('lookAlikeCa', { ...underRoot, issuer: lookAlikeRoot, subject: caName }),
  ]);
  const pds = [{ url: 'https://trust.example/pds', language: 'en' }];
  const underCa = { ...end, issuer: ca, ocsp: ADDRESSES.ocsp, crl: ADDRESSES.caCrl, caIssuers: ADDRESSES.caCertificate };
  const qualifiedSeal = { policies: [{ oid: POLICIES.sealQscd, cps: 'https://trust.example/cps' }], qc: { compliance: true, sscd: true, type: 'eSeal', pds, semantics: 'legal' } } as const;
  const [seal, sign, ocsp, plainSeal, tsa, lookAlikeSeal] = await Promise.all([
    make('seal', { ...underCa, ...qualifiedSeal, subject: home(UNIVERSITY) }),
    make('sign', { ...underCa, subject: home(PERSON), policies: [POLICIES.signQscd], qc: { compliance: true, sscd: true, type: 'eSign', pds, semantics: 'natural' } }),
    make('ocsp', { ...end, issuer: ca, subject: provider('Example OCSP responder'), keyUsage: ['digitalSignature'], extendedKeyUsage: ['OCSPSigning'], ocspNoCheck: true }),
    make('plainSeal', { ...end, issuer: plainCa, subject: home(UNIVERSITY), policies: [POLICIES.normalised], ocsp: ADDRESSES.plainOcsp, crl: ADDRESSES.plainCrl, caIssuers: ADDRESSES.plainCertificate }),
    make('tsa', { ...end, issuer: tsaCa, subject: provider('Example time-stamping unit'), keyUsage: ['digitalSignature'], extendedKeyUsage: ['timeStamping'], policies: [POLICIES.timeStamp], crl: ADDRESSES.tsaCrl, caIssuers: ADDRESSES.tsaCertificate, from: days(now, -2 * 365), to: days(now, 5 * 365 - 30) }),
    make('lookAlikeSeal', { ...underCa, ...qualifiedSeal, issuer: lookAlikeCa, subject: home(UNIVERSITY) }),
  ]);
  return { now, territory, root, ca, seal, sign, plainCa, plainSeal, tsaCa, tsa, ocsp, otherRoot, cross, lookAlikeRoot, lookAlikeCa, lookAlikeSeal };
}
