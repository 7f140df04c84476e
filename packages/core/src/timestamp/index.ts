export { parseTstInfo, type TstInfo } from './tst-info.js';
export { parseTimestampToken, verifyTimestampToken, type TimestampReading, type TimestampToken, type TimestampVerification } from './verify-timestamp.js';
