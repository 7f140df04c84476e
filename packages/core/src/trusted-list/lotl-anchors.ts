/** Where the European Commission publishes the list of lists. */
export const LOTL_URL = 'https://ec.europa.eu/tools/lotl/eu-lotl.xml';

/**
 * The certificates that may sign the list of lists, by the SHA-256 of their DER, with the common name of their subject so that a person can compare them.
 *
 * They are published in the Official Journal of the European Union, notice C/2026/1944 of 15 April 2026 (https://eur-lex.europa.eu/eli/C/2026/1944/oj), which supersedes 2019/C 276/01. The notice itself was not at hand when this table
 * was made: the figures were computed from the certificates that the pyHanko project ships for it (`lotl-certs/latest.cert.pem` at its commit 7db4e6fe9755), and the list of lists of 2026-08 (sequence number 390) is signed by one of them.
 * docs/trusted-lists.md says how an operator compares them with the notice, and `anchors` of `loadTrustedLists` (`--anchors` of the command) replaces them.
 */
export const LOTL_SIGNERS: readonly { sha256: string; name: string }[] = [
  { sha256: 'c0641c4f7d56c431b1c924742db7fce9c1eef7d7fd212113a2768486b3abcdc5', name: 'IOANNA KALOGEROPOULOU' },
  { sha256: 'e0a620fbb6747362bb933ac44169d676a553444716cf5f31605f12a22b8396b1', name: 'EUROPEAN COMMISSION' },
  { sha256: 'df7e29360c34b2b8d6d5f40325c1d4d12c9922cecd33b7407674a74b2b3ca1e5', name: 'VICENTE ANDREU NAVARRO' },
  { sha256: 'b63d416744e7098bf9ec2caa596a93bc2468e37f8284ba65ecc061711bcbaa18', name: 'APOSTOLOS APLADAS' },
  { sha256: '236103f03a8031ae8f47f9059bf8de38564cdbfebedde4a597d50f8980aa653b', name: 'EUROPEAN COMMISSION' },
  { sha256: 'd2064fdd70f6982dcc516b86d9d5c56aea939417c624b2e478c0b29de54f8474', name: 'Patrick Kremer (Signature)' },
];
