export { algorithmStanding, keyMisfit } from './algorithms.js';
export { decodeCanonical, encodeBase64Url, utf8Text } from './base64url.js';
export { readCompact, type CompactJws, type CompactReading, type ReadJson } from './compact.js';
export { readJws, type Jws, type JwsReading, type JwsSignature } from './serializations.js';
export { jwkOf } from './multikey-jwk.js';
export { certificateKey, thumbprint, verifySignature } from './verify.js';
export { disclose, sdDigest, splitSdJwt, type Disclosed, type DisclosureFault, type SdJwtParts } from './sd-jwt.js';
