import type { Element } from '@xmldom/xmldom';

/** An element of the parser that page, worker and Node share. The platform's own DOM is never used: each has its own habits. */
export type XmlElement = Element;

/** Canonical XML 1.0 and 1.1, and Exclusive XML Canonicalization 1.0: without comments, and without a list of prefixes. */
export type Canonicalization = 'exclusive' | 'inclusive' | 'inclusive-1.1';

/** How much of a document is looked at. */
export interface XmlLimits {
  /** Of the encoded text. */
  bytes: number;
  /** Elements inside elements. */
  depth: number;
  elements: number;
  /** Of one element, its namespace declarations among them. */
  attributes: number;
  /** Of all elements. */
  attributesInAll: number;
  /**
   * For each namespace declaration, the elements below it, added up. Canonicalisation looks through them for a use of the prefix,
   * so that a small document could cost as much as the square of its size.
   */
  namespaceScope: number;
}

/** The largest list of 2026 has 2.9 MB, 21,000 elements and 8 declarations. What is let through here is verified in two or three seconds. */
export const XML_LIMITS: XmlLimits = { bytes: 8 * 1024 * 1024, depth: 64, elements: 100_000, attributes: 64, attributesInAll: 150_000, namespaceScope: 10_000_000 };

export type XmlProblem =
  | 'too-large' | 'too-deep' | 'too-many-elements' | 'too-many-attributes' | 'namespace-scope'
  /** Not UTF-8, or it says that it is not. */
  | 'encoding'
  /** XML 1.1: canonical XML is of XML 1.0. */
  | 'xml-version'
  /** A document type declaration: entities and default attributes, which a signature would not cover as they are read. */
  | 'doctype'
  /** A namespace name or prefix that canonicalisation would not write back as it was. */
  | 'namespace-form'
  | 'not-well-formed';

/** Why a signature is not taken. The first that was found; none of them is ever a matter of degree. */
export type XmlSignatureFailure =
  | XmlProblem
  | 'unsigned'
  /** More than one signature, or one that is no child of the root. */
  | 'several-signatures' | 'misplaced-signature'
  /** A part of the signature is missing, twice, or where it should not be. */
  | 'signature-form'
  | 'duplicate-id'
  | 'canonicalization-algorithm' | 'signature-algorithm' | 'digest-algorithm' | 'transforms'
  /** No reference to the whole document, or two. */
  | 'document-reference'
  /** A reference to something that is neither the document nor a part of the signature. */
  | 'foreign-reference'
  | 'signed-properties' | 'signing-certificate' | 'certificate'
  /** What is referenced has another digest. */
  | 'digest-mismatch'
  /** The signature value does not verify under the certificate's key. */
  | 'signature-mismatch'
  /** A key that the platform has no algorithm for. */
  | 'unsupported-key';

export interface VerifiedXml {
  ok: true;
  /**
   * The document's element, as it was verified. All of it is covered except the signature itself. It asserts nothing of who signed:
   * the certificate comes from the document, and whether it may sign is the caller's question.
   */
  root: XmlElement;
  /** The signature, which is a child of the root and not covered. */
  signature: XmlElement;
  /** DER of the certificate whose key verifies it, and whose digest is among the signed properties. */
  certificate: Uint8Array;
  /** Milliseconds since 1970: what the signer says. */
  signingTime?: number;
  digestAlgorithm: string;
  signatureAlgorithm: string;
}

export type EnvelopedResult = VerifiedXml | { ok: false; failure: XmlSignatureFailure };
