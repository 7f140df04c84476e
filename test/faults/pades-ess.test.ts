import type { EssOptions } from '@credlens/demo-pki';
import { describe } from 'vitest';
import { cases, type Row, type SealCase } from './pades-world.js';

const ess = (name: string, options: EssOptions | ((cast: Parameters<Extract<SealCase['seal'], (...args: never) => unknown>>[0]) => EssOptions), expected: Row[2], rule?: string): Row =>
  [name, { seal: (cast) => ({ cms: { ess: typeof options === 'function' ? options(cast) : options } }) }, expected, rule];

describe('RFC 5035 and EN 319 122-1 section 5.2.2: which certificate the signature is tied to', () => {
  const rows: Row[] = [
    ess('EN 319 142-1 section 6.3: no signing-certificate attribute', { version: 'none' }, 'SIG_CONSTRAINTS_FAILURE', 'ess-signing-certificate'),
    ess('5.4: a digest of no certificate', { wrongDigest: true }, 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-certificate-differs'),
    ess('5.4: the digest of the issuer\'s certificate', ({ ca }) => ({ of: ca }), 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-certificate-differs'),
    ess('5.4: the digest of another certificate of the same subject', ({ lookAlikeSeal }) => ({ of: lookAlikeSeal }), 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-certificate-differs'),
    ess('5.4: another serial number than the certificate\'s', { issuerSerial: 'wrong-serial' }, 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-issuer-serial-differs'),
    ess('5.4: another issuer than the certificate\'s', { issuerSerial: 'wrong-issuer' }, 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-issuer-serial-differs'),
    ess('5.4: an attribute that names nobody', { empty: true }, 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-malformed'),
    ess('5.4.1: the issuer\'s certificate named before the signer\'s', ({ ca }) => ({ more: [ca], moreFirst: true }), 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-certificate-differs'),
    ess('5.4.1: the issuer\'s certificate named behind the signer\'s', ({ ca }) => ({ more: [ca] }), 'good'),
    ess('5.4: without issuer and serial number', { issuerSerial: 'absent' }, 'good'),
    ess('5.4: by SHA-512', { digest: 'SHA-512' }, 'good'),
    ess('5.4: SHA-256 named though it is the default', { explicitDefault: true }, 'good'),
    ess('RFC 2634 section 5.4: both versions of the attribute', { version: 'both' }, 'good'),
    ['EN 319 142-2 section 4: none in adbe.pkcs7.detached, which does not ask for it', { seal: { signature: { subFilter: 'adbe.pkcs7.detached' }, cms: { ess: { version: 'none' } } } }, 'good'],
    ['5.4: a wrong one in adbe.pkcs7.detached', { seal: { signature: { subFilter: 'adbe.pkcs7.detached' }, cms: { ess: { wrongDigest: true } } } }, 'NO_SIGNING_CERTIFICATE_FOUND', 'ess-certificate-differs'],
    ['EN 319 102-1 section 5.2.3: of two certificates with the signer\'s name and number, the one that is named', { seal: ({ seal, ca, lookAlikeSeal }) => ({ cms: { certificates: [lookAlikeSeal, seal, ca] } }), cast: { lookAlikeSeal: { serial: 77n }, seal: { serial: 77n } } }, 'good'],
  ];
  cases(rows);
});
