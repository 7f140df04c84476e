/** Where the Open Badges 3.0.3 context is published. More than one content is in circulation under this one address. */
export const OPEN_BADGES_3_0_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/**
 * The two top-level terms that 1EdTech added to its context 3.0.3 without changing its address. A credential that uses either verifies only with the content that has them.
 * Our own table of the standard's facts; a corpus test holds it equal to the official file.
 */
export const OPEN_BADGES_3_0_3_ADDITIONS = {
  endorsementJwt: { '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt', '@container': '@set' },
  jti: { '@id': 'https://www.iana.org/assignments/jwt#jti', '@type': '@id' },
} as const;
