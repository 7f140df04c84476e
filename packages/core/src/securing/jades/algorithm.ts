import { ecdsa, rsa, rsaPss, type ValueAlgorithm } from '../seals/signature-value.js';

/** What is allowed (RFC 7518 section 3.1, RFC 8037, RFC 9864). Nothing else is tried: not `none`, not a MAC, whose "signature" anybody makes who can check it. */
export function algorithmOf(alg: string): ValueAlgorithm | undefined {
  switch (alg) {
    case 'RS256': return rsa('SHA-256', 11);
    case 'RS384': return rsa('SHA-384', 12);
    case 'RS512': return rsa('SHA-512', 13);
    case 'PS256': return rsaPss('SHA-256', 32);
    case 'PS384': return rsaPss('SHA-384', 48);
    case 'PS512': return rsaPss('SHA-512', 64);
    case 'ES256': return ecdsa('SHA-256', 3, ['P-256']);
    case 'ES384': return ecdsa('SHA-384', 4, ['P-384']);
    case 'ES512': return ecdsa('SHA-512', 5, ['P-521']);
    case 'EdDSA': case 'Ed25519': return { digest: 'SHA-512', keys: ['Ed25519'], identifier: { oid: '1.3.101.112' } };
    default: return undefined;
  }
}
