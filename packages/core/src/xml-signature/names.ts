import type { Canonicalization } from './types.js';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
export const XADES_141 = 'http://uri.etsi.org/01903/v1.4.1#';
export const SIGNED_PROPERTIES_TYPE = 'http://uri.etsi.org/01903#SignedProperties';

export const ENVELOPED_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const XPATH_FILTER_2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Canonicalisations that keep no comments, by their names. */
export const CANONICALIZATIONS: Readonly<Record<string, Canonicalization>> = {
  [EXCLUSIVE_C14N]: 'exclusive', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': 'inclusive', 'http://www.w3.org/2006/12/xml-c14n11': 'inclusive-1.1',
};

/** What may digest content. SHA-1 may not. */
export const DIGESTS: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'SHA-256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'SHA-384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'SHA-512',
};

/** What may name the signer's certificate (XAdES). Who signed is decided by the bytes of a certificate that the caller knows, so a weak digest opens nothing; old lists have it. */
export const CERTIFICATE_DIGESTS: Readonly<Record<string, string>> = { ...DIGESTS, 'http://www.w3.org/2000/09/xmldsig#sha1': 'SHA-1' };

/** RFC 9231. MAC and SHA-1 algorithms are not among them, nor RSA-PSS with parameters of the signer's choice. */
export const SIGNATURES: Readonly<Record<string, { name: 'RSASSA-PKCS1-v1_5' | 'ECDSA' | 'RSA-PSS'; hash: string }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { name: 'ECDSA', hash: 'SHA-256' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { name: 'ECDSA', hash: 'SHA-384' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { name: 'ECDSA', hash: 'SHA-512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { name: 'RSA-PSS', hash: 'SHA-256' },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { name: 'RSA-PSS', hash: 'SHA-384' },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { name: 'RSA-PSS', hash: 'SHA-512' },
};

/** The entry of a table by a name that a document gives. */
export function entry<T>(table: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
