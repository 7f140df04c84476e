/**
 * The one table of capabilities that weigh more than a few kB. Each is reached by one dynamic import, so a page loads only what its visitors' files need.
 * An entry is asked for when an input needs it; the module system keeps it from then on.
 */
export const handlers = {
  /** JSON-LD, RDF canonicalization, the Data Integrity cryptosuites. */
  dataIntegrity: () => import('./securing/data-integrity.js'),
  /** The rules of VCDM and Open Badges, and the reader of other schemas. */
  format: () => import('./checks/format.js'),
  /** Status lists of every kind. */
  status: () => import('./checks/status.js'),
  /** Credentials and presentations as JWT. */
  jose: () => import('./securing/jose.js'),
  /** SD-JWT, with its disclosures and its key binding. */
  sdJwt: () => import('./securing/sd-jwt.js'),
  /** Open Badges 2.0 and 1.x: what the issuer's web site serves, or a JWS over an assertion. */
  openBadges2: () => import('./securing/open-badges-2.js'),
  /** How sealed PDFs, sealed JSON and sealed XML are judged; the next three are what reads them. */
  sealed: () => import('./judge/sealed-forms.js'),
  /** Sealed PDFs: their structure, CMS, certificates, and what trusted lists say. */
  pades: () => import('./securing/pades.js'),
  /** Sealed JSON: JAdES, as European Digital Credentials have it, and the same of certificates and lists. */
  jades: () => import('./securing/jades.js'),
  /** European credentials in XML with their XAdES seals, and the same of certificates and lists. */
  xades: () => import('./securing/xades.js'),
  /** Whether several inputs are forms of one award. */
  twins: () => import('./checks/members-agree.js'),
  /** What stands at an address, with the reader of web pages. */
  reference: () => import('./reference/follow.js'),
  /** Whatever is no JSON text: tokens, addresses, containers, other encodings. The next six are what it opens. */
  otherForms: () => import('./intake/other-forms.js'),
  /** What a mail program, a chat or an encoding has made of a credential. */
  recovery: () => import('./intake/recovery.js'),
  /** What is baked into a PNG, and its pixels. */
  png: () => import('./intake/png.js'),
  /** What is baked into an SVG, with the reader of XML. */
  svg: () => import('./intake/baked-svg.js'),
  /** The first element of an XML document. */
  xml: () => import('./intake/xml-root.js'),
  zip: () => import('./intake/zip.js'),
  /** QR codes in a picture without a credential of its own, and the pixels of JPEG. */
  qrCode: () => import('./intake/qr-code.js'),
  jpeg: () => import('./intake/jpeg-pixels.js'),
} as const;
