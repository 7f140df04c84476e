import { beforeAll, describe, expect, it } from 'vitest';
import { asNumber, byPeculiar, byPkijs, differences, ours, type CertificateReading } from './certificate-readings.js';
import { certificatesOfLists, sealedFiles, type SealedFiles } from './material.js';
import { crlReadings, ocspReadings, ocspStatuses } from './revocation-readings.js';
import { certificateVariants, crlVariants, ocspVariants, type Variant } from './variants.js';

const CORPORA = process.env['CREDLENS_CORPORA'];

/** One line for each thing in which two readings are not the same. */
function compared(variants: readonly Variant[]): string[] {
  return variants.flatMap(({ name, der }) => {
    const own = ours(der);
    return ([['pkijs', byPkijs(der), own], ['@peculiar/x509', byPeculiar(der), own && asNumber(own)]] as const).flatMap(([library, other, mine]) => {
      if (!mine || !other) return mine === other ? [] : [`${name}: ${mine ? `${library} refuses` : `refused here, not by ${library}`}`];
      return differences(mine, other).map((member) => `${name}: ${library} has another ${member}`);
    });
  });
}

function comparedStatements<T extends object>(variants: readonly Variant[], readings: (der: Uint8Array) => { ours: T | undefined; pkijs: T | undefined }): string[] {
  return variants.flatMap(({ name, der }) => {
    const { ours: own, pkijs } = readings(der);
    if (!own || !pkijs) return own === pkijs ? [] : [`${name}: ${own ? 'pkijs refuses' : 'refused here, not by pkijs'}`];
    return differences(own, pkijs).map((member) => `${name}: pkijs has another ${String(member)}`);
  });
}

const unnamed = (all: readonly Uint8Array[]): Variant[] => all.map((der, index) => ({ name: String(index), der }));

describe('certificates of the demo PKI, as pkijs and @peculiar/x509 read them', () => {
  let variants: Variant[];
  beforeAll(async () => { variants = await certificateVariants(); }, 60_000);
  it('are the same, but for what is not DER or not X.509, which is refused here alone', () => {
    expect(variants.length).toBeGreaterThan(80);
    // A version that there is not (RFC 5280 section 4.1.2.1); a time of nobody knows which place (section 4.1.2.5.1: they read it as UTC); octets that belong to nothing (they do not look); BER (section 4.1: DER).
    expect(compared(variants)).toEqual(['version-7', 'time-without-z', 'trailing-bytes', 'indefinite-length'].flatMap((fault) => ['pkijs', '@peculiar/x509'].map((library) => `${fault}: refused here, not by ${library}`)));
  });
  it('and a difference in any member would be seen', () => {
    const readings = variants.flatMap(({ der }) => ours(der) ?? []);
    const seen = new Set(readings.flatMap((one) => differences(one, readings[0]!)));
    expect(seen).toEqual(new Set(Object.keys(readings[0]!) as (keyof CertificateReading)[]));
  });
});

describe('revocation lists and OCSP responses of the demo PKI, as pkijs reads them', () => {
  it('lists are the same, but for those that RFC 5280 section 5.1 forbids', async () => {
    // Two algorithms (section 5.1.1.2), an extension twice (section 4.2), octets behind it.
    expect(comparedStatements(await crlVariants(), crlReadings)).toEqual(['algorithm-mismatch', 'duplicate-extension', 'trailing-bytes'].map((fault) => `${fault}: refused here, not by pkijs`));
  });
  it('responses are the same, but for those that RFC 6960 section 4.2.1 does not know', async () => {
    // Octets behind it; a version that there is not. No response at all is a SEQUENCE OF like any other, and answers nothing.
    expect(comparedStatements(await ocspVariants(), ocspReadings)).toEqual(['trailing-bytes: refused here, not by pkijs', 'no-responses: pkijs refuses', 'version-2: refused here, not by pkijs']);
  });
  it('statuses of responses are the same', async () => {
    const statuses = (await ocspVariants()).map(({ name, der }) => ({ name, ...ocspStatuses(der) }));
    expect(statuses.filter(({ ours: own, pkijs }) => own !== pkijs).map(({ name }) => name)).toEqual(['trailing-bytes']);
    expect(new Set(statuses.map(({ ours: own }) => own))).toEqual(new Set(['successful', 'tryLater', 'unauthorized', 'internalError', 'malformedRequest', undefined]));
  });
});

describe.skipIf(CORPORA === undefined)('what others issued, as pkijs and @peculiar/x509 read it', () => {
  let files: SealedFiles;
  beforeAll(() => { files = sealedFiles(CORPORA!); }, 120_000);
  it('certificates of the trusted lists are the same', { timeout: 600_000 }, () => {
    const all = certificatesOfLists(CORPORA!);
    expect(all.length).toBe(2588);
    // One has an otherName (RFC 5280 section 4.2.1.6) whose value lacks its tag. It is compared by its encoding here, and nothing is decided by it.
    expect(compared(unnamed(all)).map((line) => line.replace(/^\d+: /, ''))).toEqual(['@peculiar/x509 refuses']);
  });
  it('certificates in sealed PDFs are the same', { timeout: 120_000 }, () => {
    expect(files.certificates.length).toBeGreaterThan(150);
    expect(compared(unnamed(files.certificates))).toEqual([]);
  });
  it('revocation lists and OCSP responses in sealed PDFs are the same', { timeout: 120_000 }, () => {
    expect([files.crls.length, files.ocsps.length]).toEqual([26, 29]);
    expect(comparedStatements(unnamed(files.crls), crlReadings)).toEqual([]);
    expect(comparedStatements(unnamed(files.ocsps), ocspReadings)).toEqual([]);
  });
});
