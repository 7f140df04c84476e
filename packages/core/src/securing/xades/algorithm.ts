import { ecdsa, rsa, rsaPss, type ValueAlgorithm } from '../seals/signature-value.js';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const LATER = 'http://www.w3.org/2007/05/xmldsig-more#';

/** What is allowed (RFC 9231). Nothing else is tried: no SHA-1, no MAC, whose "signature" anybody makes who can check it, no RSA-PSS with parameters of the signer's choice. */
export function algorithmOf(uri: string): ValueAlgorithm | undefined {
  switch (uri) {
    case `${MORE}rsa-sha256`: return rsa('SHA-256', 11);
    case `${MORE}rsa-sha384`: return rsa('SHA-384', 12);
    case `${MORE}rsa-sha512`: return rsa('SHA-512', 13);
    case `${LATER}sha256-rsa-MGF1`: return rsaPss('SHA-256', 32);
    case `${LATER}sha384-rsa-MGF1`: return rsaPss('SHA-384', 48);
    case `${LATER}sha512-rsa-MGF1`: return rsaPss('SHA-512', 64);
    case `${MORE}ecdsa-sha256`: return ecdsa('SHA-256', 3);
    case `${MORE}ecdsa-sha384`: return ecdsa('SHA-384', 4);
    case `${MORE}ecdsa-sha512`: return ecdsa('SHA-512', 5);
    default: return undefined;
  }
}
