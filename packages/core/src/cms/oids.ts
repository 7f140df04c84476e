/** RFC 5652 section 4, RFC 3161 section 2.4.2. */
export const CONTENT = { data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2', tstInfo: '1.2.840.113549.1.9.16.1.4' } as const;

/** RFC 5940: id-ri-ocsp-response. RFC 6960: id-pkix-ocsp-basic. */
export const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';
export const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';

/** Attributes: RFC 5652 section 11, RFC 5035, RFC 6211, ETSI EN 319 122-1, and Adobe's for revocation data. */
export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  counterSignature: '1.2.840.113549.1.9.6',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  commitmentType: '1.2.840.113549.1.9.16.2.16',
  signerLocation: '1.2.840.113549.1.9.16.2.17',
  signerAttributes: '1.2.840.113549.1.9.16.2.18',
  contentTimestamp: '1.2.840.113549.1.9.16.2.20',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signerAttributesV2: '0.4.0.19122.1.1',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  certificateRefs: '1.2.840.113549.1.9.16.2.21',
  revocationRefs: '1.2.840.113549.1.9.16.2.22',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  /** CAdES-C-timestamp and time-stamped-certs-crls-references: over the signature and the references. */
  signatureAndRefsTimestamp: '1.2.840.113549.1.9.16.2.25',
  refsTimestamp: '1.2.840.113549.1.9.16.2.26',
  archiveTimestampV2: '1.2.840.113549.1.9.16.2.48',
  archiveTimestampV3: '0.4.0.1733.2.4',
  longTermValidation: '0.4.0.1733.2.2',
  adobeRevocation: '1.2.840.113583.1.1.8',
} as const;
