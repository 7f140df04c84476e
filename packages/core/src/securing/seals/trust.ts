import type { TrustedListSnapshot } from '../../trusted-list/types.js';

/** A certificate that a host trusts as the end of a path (RFC 5280 section 6.1.1 (d)). */
export interface HostAnchor { /** What a report calls it. */ name: string; /** DER, or PEM with one certificate. */ certificate: Uint8Array | string }

/** What seals and signatures made with certificates are judged by. Without any of it whose a seal is can never be established. */
export interface SealTrust {
  /** Certificates of the host's own choice. They make nobody qualified. */
  anchors?: readonly HostAnchor[];
  /**
   * A snapshot of the European trusted lists, as `credlens trust-lists update` writes it: parsed JSON, or its text. A function is asked when the first sealed document comes, so that a page whose
   * visitors bring none loads none; what it cannot bring leaves undecided what needed it, and it is asked again next time.
   */
  trustedLists?: TrustedListSnapshot | string | (() => Promise<TrustedListSnapshot | string>);
}
