import {
  certificate, crl, days, ocspResponse, pki, testKey, unknownExtension, type CertificateFault, type CertificateOptions, type CrlFault, type CrlOptions, type KeyKind, type OcspFault, type OcspOptions, type Pki, type TestIdentity,
} from '@credlens/demo-pki';

export const NOW = '2026-08-22T00:00:00Z';

export interface Variant { name: string; der: Uint8Array }

/** Each fault by its name: a fault that is added to the demo PKI and not here does not compile. */
const CERTIFICATE_FAULTS: Readonly<Record<CertificateFault, true>> = {
  'signature-corrupt': true, 'signature-by-other-key': true, 'signature-empty': true, 'algorithm-mismatch': true, 'duplicate-extension': true, 'version-1-with-extensions': true, 'version-1': true, 'version-2': true, 'version-7': true,
  'extensions-empty': true, 'negative-serial': true, 'zero-serial': true, 'long-serial': true, 'times-swapped': true, 'generalized-time-before-2050': true, 'time-without-z': true, 'trailing-bytes': true, 'indefinite-length': true,
  'truncated': true, 'empty-issuer': true, 'empty-subject': true, 'unique-identifiers': true, 'key-malformed': true, 'modulus-without-sign-octet': true, 'algorithm-unknown': true,
};
const CRL_FAULTS: Readonly<Record<CrlFault, true>> = {
  'signature-corrupt': true, 'signature-by-other-key': true, 'algorithm-mismatch': true, 'algorithm-unknown': true, 'critical-extension': true, 'entry-critical-extension': true, 'duplicate-extension': true, 'version-1': true,
  'trailing-bytes': true, 'truncated': true, 'revoked-empty': true, 'issuer-name-other': true,
};
const OCSP_FAULTS: Readonly<Record<OcspFault, true>> = {
  'signature-corrupt': true, 'signature-by-other-key': true, 'algorithm-unknown': true, 'cert-id-other-key': true, 'cert-id-other-name': true, 'cert-id-other-serial': true, 'cert-id-unknown-digest': true, 'responder-name-other': true,
  'responder-certificate-missing': true, 'try-later': true, 'unauthorized': true, 'internal-error': true, 'malformed-request': true, 'type-unknown': true, 'malformed': true, 'truncated': true, 'trailing-bytes': true, 'no-responses': true,
  'critical-extension': true, 'single-critical-extension': true, 'cert-hash-wrong': true, 'version-2': true,
};
/** What a variant has in place of the plain one's; undefined leaves it out. */
type Change = { [option in keyof CertificateOptions]?: CertificateOptions[option] | undefined };

const KEYS: readonly KeyKind[] = ['P-256', 'P-384', 'P-521', 'brainpoolP256r1', 'secp256k1', 'Ed25519', 'Ed448', 'RSA-1024', 'RSA-2048', 'RSA-3072'];

const keysOf = <K extends string>(of: Readonly<Record<K, true>>): K[] => Object.keys(of) as K[];
const members = (cast: Pki): [string, TestIdentity][] => Object.entries(cast).filter((entry): entry is [string, TestIdentity] => typeof entry[1] !== 'string');

/** Names with every type of attribute and of string that the demo PKI writes. */
const NAMES: readonly (readonly [string, Change])[] = [
  ['every attribute', { subject: { C: 'XX', ST: 'State', L: 'Place', street: 'Street 1', postalCode: '12345', O: 'Example', OU: ['A', 'B'], organizationIdentifier: 'VATXX-12345678', CN: 'Éva Žižková', givenName: 'Éva', surname: 'Žižková', title: 'Dr', pseudonym: 'E', serialNumber: 'PNOXX-1', emailAddress: 'eva@example.org', DC: ['example', 'org'], '1.2.3.4.5': 'own' } }],
  ['a name with what escapes', { subject: { O: 'A, B+C "D" \\ ;<>=#', CN: ' # leading and trailing ' } }],
  ['teletex strings', { strings: 'teletex', subject: { O: 'Université d\u00e9', CN: 'x' } }], ['bmp strings', { strings: 'bmp', subject: { O: 'Žižková', CN: 'x' } }], ['printable strings', { strings: 'printable', subject: { O: 'Example', CN: 'x' } }],
];

/** Extensions one by one. */
const EXTENSIONS: readonly (readonly [string, Change])[] = [
  ['no basic constraints', { ca: undefined }], ['basic constraints of an end entity', { ca: false }], ['a path length of 0', { pathLength: 0 }], ['a path length of 300', { pathLength: 300 }],
  ['each key usage', { keyUsage: ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'] }],
  ['a key usage of one bit', { keyUsage: ['decipherOnly'] }], ['a key usage of no bit', { keyUsage: [] }], ['purposes', { extendedKeyUsage: ['timeStamping', 'OCSPSigning', '1.2.3'] }],
  ['policies', { policies: ['any', { oid: '1.2.3', cps: 'https://trust.example/cps' }] }], ['mappings and constraints', { policyMappings: [{ issuer: '1.2', subject: '1.3' }], requireExplicitPolicy: 0, inhibitPolicyMapping: 3, inhibitAnyPolicy: 1 }],
  ['constraints of names', { permitted: [{ dns: 'example.org' }, { directory: { C: 'XX' } }, { ip: '10.0.0.0/255.0.0.0' }], excluded: [{ email: 'example.net' }] }],
  ['other names', { alternativeNames: [{ dns: 'example.org' }, { email: 'a@example.org' }, { uri: 'https://example.org' }, { ip: '10.1.2.3' }, { directory: { CN: 'x' } }, { registeredId: '1.2.3' }, { upn: 'a' }] }],
  ['addresses', { ocsp: ['http://a.example/', 'http://b.example/'], caIssuers: 'http://c.example/', crl: ['http://d.example/', 'http://e.example/'], freshestCrl: 'http://f.example/' }],
  ['statements of qualification', { qc: { compliance: true, sscd: true, type: 'eSeal', pds: [{ url: 'https://trust.example/pds', language: 'en' }], semantics: 'legal' } }],
  ['what is short-lived', { ocspNoCheck: true, validityAssured: true, keyUsagePeriod: { from: NOW, to: days(NOW, 30) } }], ['what nobody knows', { extra: [unknownExtension(true), unknownExtension(false)] }],
  ['key identifiers of another form', { subjectKeyIdentifier: false, authorityKeyIdentifier: { issuer: new Uint8Array([0x30, 0]), serial: 128n } }], ['a serial number of 160 bits', { serial: (1n << 159n) + 5n }], ['a time of 2050', { to: '2051-01-01T00:00:00Z' }],
];

export async function certificateVariants(): Promise<Variant[]> {
  const base: CertificateOptions = { subject: { C: 'XX', O: 'Example', CN: 'Example CA' }, from: '2025-01-01T00:00:00Z', to: '2035-01-01T00:00:00Z', ca: true, keyUsage: ['keyCertSign', 'cRLSign'] };
  const plain = await certificate(base);
  const made = (name: string, options: Change): Promise<Variant> => certificate({ ...base, ...options } as CertificateOptions).then(({ certificate: der }) => ({ name, der }));
  const casts = await Promise.all([pki(NOW), pki(NOW, { key: 'RSA-2048' })]);
  return Promise.all([
    ...KEYS.map((kind) => made(`a key of ${kind}`, { key: testKey('variant', kind) })), made('RSASSA-PSS', { key: testKey('variant', 'RSA-2048'), signature: { pss: true, digest: 'SHA-384' } }),
    ...keysOf(CERTIFICATE_FAULTS).map((fault) => made(fault, { issuer: plain, fault, ...(fault.startsWith('modulus') && { key: testKey('variant', 'RSA-2048') }) })),
    ...NAMES.map(([name, options]) => made(name, options)), ...EXTENSIONS.map(([name, options]) => made(name, options)),
    ...casts.flatMap((cast) => members(cast).map(async ([name, { certificate: der, key }]) => ({ name: `${name}, ${key.kind}`, der }))),
  ]);
}

export async function crlVariants(): Promise<Variant[]> {
  const { ca, seal, sign, plainCa } = await pki(NOW);
  const made = (name: string, options: Partial<CrlOptions>): Promise<Variant> => crl({ issuer: ca, thisUpdate: NOW, nextUpdate: days(NOW, 7), revoked: [{ certificate: sign, at: days(NOW, -1) }], ...options }).then((der) => ({ name, der }));
  return Promise.all([
    made('one entry', {}), made('no entry', { revoked: [] }), made('no next update', { nextUpdate: null }), made('times of 2050', { thisUpdate: '2050-01-01T00:00:00Z', nextUpdate: '2051-01-01T00:00:00Z' }),
    made('entries with reasons and dates', { revoked: [{ certificate: seal, at: days(NOW, -3), reason: 'keyCompromise', invalidityDate: days(NOW, -9) }, { serial: 128n, at: days(NOW, -2), reason: 'removeFromCRL' }, { serial: 1n << 159n, at: days(NOW, -1) }] }),
    made('an indirect list', { distributionPoint: { url: 'http://crl.example/', indirect: true }, revoked: [{ certificate: seal, at: NOW, issuerName: plainCa.name }] }),
    made('a delta, a scope', { deltaOf: 3, distributionPoint: { url: 'http://crl.example/', onlyUser: true, reasons: ['keyCompromise'] } }), made('what expired stays', { expiredCertsFrom: days(NOW, -900) }),
    made('a thousand entries', { revoked: Array.from({ length: 1000 }, (_, index) => ({ serial: BigInt(index) * 77_777n + 1n, at: days(NOW, -index) })) }),
    ...keysOf(CRL_FAULTS).map((fault) => made(fault, { fault })),
  ]);
}

export async function ocspVariants(): Promise<Variant[]> {
  const { ca, seal, sign, ocsp } = await pki(NOW);
  const made = (name: string, options: Partial<OcspOptions>): Promise<Variant> => ocspResponse({ certificate: seal, issuer: ca, responder: ocsp, thisUpdate: NOW, nextUpdate: days(NOW, 1), ...options }).then((der) => ({ name, der }));
  const also = { certificate: sign, issuer: ca, thisUpdate: days(NOW, -1), status: 'revoked', revokedAt: days(NOW, -3) } as const;
  return Promise.all([
    made('good', {}), made('unknown', { status: 'unknown' }), made('revoked', { status: 'revoked', revokedAt: days(NOW, -1) }), made('revoked with a reason', { status: 'revoked', revokedAt: days(NOW, -1), reason: 'cessationOfOperation' }),
    made('about two', { also: [also] }), made('by key', { byKey: true }), made('by the issuer', { responder: ca }), made('with everything', { nonce: new Uint8Array(16).fill(7), certHash: true, archiveCutoff: days(NOW, -3000), producedAt: days(NOW, -0.5), digest: 'SHA-256' }),
    ...keysOf(OCSP_FAULTS).map((fault) => made(fault, { fault })),
  ]);
}
