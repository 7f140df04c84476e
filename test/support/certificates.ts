import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, cryptoProvider, KeyUsageFlags, KeyUsagesExtension, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

/** PEM texts: what a server shows, and the authority that vouches for it. They hold for a day, and for these names alone. */
export interface TestCertificates { ca: string; cert: string; key: string }

const DAY = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** An authority of this test alone and a certificate from it for these DNS names. */
export async function testCertificates(names: readonly string[]): Promise<TestCertificates> {
  cryptoProvider.set(webcrypto as unknown as Crypto);
  const [authority, server] = await Promise.all([0, 1].map(() => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as unknown as Promise<CryptoKeyPair>)) as [CryptoKeyPair, CryptoKeyPair];
  const times = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY), signingAlgorithm: ALGORITHM };
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...times, serialNumber: '01', name: 'CN=Test authority', keys: authority,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  const cert = await X509CertificateGenerator.create({
    ...times, serialNumber: '02', subject: 'CN=Test server', issuer: ca.subject, publicKey: server.publicKey, signingKey: authority.privateKey,
    extensions: [new BasicConstraintsExtension(false, undefined, true), new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', server.privateKey as unknown as webcrypto.CryptoKey), 'PRIVATE KEY');
  return { ca: ca.toString('pem'), cert: cert.toString('pem'), key };
}
