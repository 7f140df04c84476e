import { testKey } from '@credlens/demo-pki';
import { describe } from 'vitest';
import { cases, type Row } from './pades-world.js';

const rsa = (bits: 1024 | 2048 | 3072) => testKey('an RSA key #5', `RSA-${bits}`);

describe('TS 119 312 and EN 319 102-1 section 5.2.8: what signs', () => {
  const rows: Row[] = [
    ['content and signature by SHA-1', { seal: { cms: { digest: 'SHA-1', signature: { digest: 'SHA-1' } } } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['a content digest by MD5', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { digest: 'MD5', signature: { digest: 'MD5' } } } }, 'CRYPTO_CONSTRAINTS_FAILURE'],
    ['a digest that nobody knows', { seal: { cms: { fault: 'digest-unknown' } } }, 'CRYPTO_CONSTRAINTS_FAILURE', 'digest-unknown'],
    ['a signature algorithm that nobody knows', { seal: { cms: { fault: 'signature-algorithm-unknown' } } }, 'CRYPTO_CONSTRAINTS_FAILURE'],
    ['a key of RSA with 1024 bits', { cast: { seal: { key: rsa(1024) } } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['a key of RSA with 1024 bits, stamped in time that is too late', { cast: { seal: { key: rsa(1024) } }, seal: { level: 'T' } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['RSASSA-PSS whose parameters name another digest', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { pss: true, declared: { digest: 'SHA-384' } } } } }, 'SIG_CRYPTO_FAILURE'],
    ['RSASSA-PSS whose parameters name another mask digest', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { pss: true, declared: { mgfDigest: 'SHA-384' } } } } }, 'SIG_CRYPTO_FAILURE'],
    ['RSASSA-PSS whose parameters name another length of salt', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { pss: true, declared: { saltLength: 20 } } } } }, 'SIG_CRYPTO_FAILURE'],
    ['RSASSA-PSS with a trailer that nobody knows', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { pss: true, declared: { trailer: 2 } } } } }, 'SIG_CRYPTO_FAILURE'],
    ['RSASSA-PSS without parameters, which means SHA-1', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { pss: true, declared: { parameters: 'absent' } } } } }, 'SIG_CRYPTO_FAILURE'],
    ['RFC 5754 section 3: a signature with another digest than the content\'s', { seal: { cms: { digest: 'SHA-512', signature: { digest: 'SHA-256' } } } }, 'SIG_CONSTRAINTS_FAILURE', 'digest-algorithms-differ'],
  ];
  cases(rows);
});

describe('TS 119 312: what certifies', () => {
  const rows: Row[] = [
    ['a signer\'s certificate with SHA-1', { cast: { seal: { signature: { digest: 'SHA-1' } } } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['an authority\'s certificate with SHA-1', { cast: { ca: { signature: { digest: 'SHA-1' } } } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['an authority\'s certificate with MD5', { cast: { root: { key: rsa(2048) }, ca: { signature: { digest: 'MD5' } } } }, 'NO_CERTIFICATE_CHAIN_FOUND', 'issuer-unsupported'],
    ['an authority with a key of RSA with 1024 bits', { cast: { ca: { key: rsa(1024) } } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['an anchor with SHA-1, whose own signature proves nothing', { cast: { root: { signature: { digest: 'SHA-1' } } } }, 'good'],
  ];
  cases(rows);
});

describe('what is good', () => {
  const rows: Row[] = [
    ...(['P-384', 'P-521', 'Ed25519', 'Ed448', 'brainpoolP256r1', 'RSA-2048'] as const).map((key): Row => [`a PKI of ${key}`, { cast: { key } }, 'good']),
    ['RSA with 3072 bits', { cast: { seal: { key: rsa(3072) } } }, 'good'],
    ['RSASSA-PSS', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { pss: true, digest: 'SHA-512' }, digest: 'SHA-512' } } }, 'good'],
    ['certificates by RSASSA-PSS', { cast: { root: { key: rsa(3072) }, ca: { signature: { pss: true, digest: 'SHA-384' } } } }, 'good'],
    ['SHA-384', { seal: { cms: { digest: 'SHA-384' } } }, 'good'],
    ['SHA3-256', { seal: { cms: { digest: 'SHA3-256' } } }, 'good'],
    ['an RSA key named without the digest', { cast: { seal: { key: rsa(2048) } }, seal: { cms: { signature: { bare: true } } } }, 'good'],
  ];
  cases(rows);
});
