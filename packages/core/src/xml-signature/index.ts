export { attribute, base64Bytes, children, elements, isNamed, only, text } from './dom.js';
export { verifyEnveloped } from './enveloped.js';
export { parseXml, type XmlReading } from './parse.js';
export { XML_LIMITS, type EnvelopedResult, type VerifiedXml, type XmlElement, type XmlLimits, type XmlProblem, type XmlSignatureFailure } from './types.js';
