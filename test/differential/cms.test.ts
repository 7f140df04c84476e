import { beforeAll, describe, expect, it } from 'vitest';
import { differences } from './certificate-readings.js';
import { cmsReadings, judgements } from './cms-readings.js';
import { cmsVariants, type CmsVariant } from './cms-variants.js';
import { sealedFiles, type EmbeddedCms } from './material.js';

const CORPORA = process.env['CREDLENS_CORPORA'];

/** In what a message is read differently: members of SignedData, and of each SignerInfo. */
function unlike(der: Uint8Array): string[] {
  const { ours, pkijs } = cmsReadings(der);
  if (!ours || !pkijs) return ours === pkijs ? [] : [ours ? 'pkijs refuses' : 'refused here'];
  const { signers: ourSigners, ...own } = ours;
  const { signers: theirSigners, ...other } = pkijs;
  const inSigners = ourSigners.flatMap((signer, index) => (theirSigners[index] ? differences(signer, theirSigners[index]) : ['signer missing']));
  return [...differences(own, other), ...inSigners, ...(ourSigners.length === theirSigners.length ? [] : ['count of signers'])];
}

/** Words by which pkijs says that it has no such algorithm. */
const BEYOND = /Unsupported (?:signature algorithm|algorithm identifier)/;

describe('CMS of the demo PKI, as pkijs reads and verifies it', () => {
  let variants: CmsVariant[];
  let outcomes: { name: string; ours: string; pkijs: string }[];
  beforeAll(async () => {
    variants = await cmsVariants();
    outcomes = await Promise.all(variants.map(async ({ name, der, content, profile }) => ({ name, ...await judgements(der, content, profile) })));
  }, 120_000);

  it('is read the same: signed octets, attributes, digests, certificates, lists, signatures', () => {
    expect(variants.length).toBeGreaterThan(70);
    // SignedAttributes is a SET of at least one (RFC 5652 section 5.3): pkijs stops there. Here it is read, and refused for what it lacks.
    expect(variants.flatMap(({ name, der }) => unlike(der).map((what) => `${name}: ${what}`))).toEqual(['signed-attributes-empty: pkijs refuses']);
  });
  it('a difference in any member would be seen', () => {
    const readings = variants.flatMap(({ der }) => cmsReadings(der).ours ?? []);
    const [first] = readings;
    expect(new Set(readings.flatMap((one) => differences(one, first!)))).toEqual(new Set(Object.keys(first!)));
    expect(new Set(readings.flatMap(({ signers }) => signers).flatMap((one) => differences(one, first!.signers[0]!)))).toEqual(new Set(Object.keys(first!.signers[0]!)));
  });
  it('what holds here and not there is of algorithms that it has not', () => {
    const more = outcomes.filter(({ ours, pkijs }) => ours === 'holds' && pkijs !== 'holds');
    expect(more.map(({ name }) => name)).toEqual(['RSA-2048 {"digest":"SHA-224"}', 'P-256 {"digest":"SHA3-256"}', 'brainpoolP256r1 {}', 'Ed25519 {}', 'Ed448 {}']);
    expect(more.filter(({ pkijs }) => !BEYOND.test(pkijs))).toEqual([]);
  });
  it('what holds there and not here breaks a rule beyond digest and value', () => {
    const stricter = Object.fromEntries(outcomes.filter(({ ours, pkijs }) => ours !== 'holds' && pkijs === 'holds').map(({ name, ours }) => [name, ours]));
    expect(stricter).toEqual({
      // ISO 32000-2 section 12.8.3.3.1: what is signed lies outside.
      'content inside': 'content-not-detached',
      // RFC 5652 sections 11.1 and 11.2: once, with one value, and of the type that is signed; pkijs takes the first it meets.
      'message-digest-two-values': 'attribute-repeated', 'message-digest-twice': 'attribute-repeated', 'content-type-twice': 'attribute-repeated', 'content-type-wrong': 'content-type',
      // RFC 5035, RFC 6211, EN 319 122-1: attributes that tie certificate and algorithms to the signature.
      'ESS of another certificate': 'ess-certificate-differs', 'no-signed-attributes': 'signed-attributes-missing ess-signing-certificate',
      'algorithm-protection-digest-wrong': 'algorithm-protection', 'algorithm-protection-signature-wrong': 'algorithm-protection',
      // pkijs goes by the key where the algorithm that is named does not fit it.
      'signature-algorithm-wrong': 'signature-malformed',
      // RFC 3161 section 2.4.2: content type, version, times that end in Z, critical extensions.
      'token not-tst-info': 'content-type', 'token tst-info-version-2': 'tst-info-malformed', 'token time-without-z': 'tst-info-malformed', 'token critical-extension': 'tst-info-extension',
    });
  });
  it('everything else holds for both or for neither', () => {
    expect(outcomes.filter(({ ours, pkijs }) => ours === 'holds' && pkijs === 'holds').length).toBeGreaterThan(25);
    expect(outcomes.filter(({ ours, pkijs }) => ours !== 'holds' && pkijs !== 'holds').length).toBeGreaterThan(20);
  });
});

describe.skipIf(CORPORA === undefined)('CMS in sealed PDFs of others, as pkijs reads and verifies it', () => {
  let all: EmbeddedCms[];
  beforeAll(() => { all = sealedFiles(CORPORA!).cms; }, 120_000);
  it('is read the same', { timeout: 120_000 }, () => {
    expect(all.length).toBe(118);
    expect(all.flatMap(({ cms, file }) => unlike(cms).map((what) => `${file}: ${what}`))).toEqual([]);
  });
  it('holds for both, or for neither, but where one of them has no such algorithm or rule', { timeout: 120_000 }, async () => {
    const tally = new Map<string, number>();
    for (const { cms, content, type } of all.filter((each) => each.content !== undefined)) {
      const { ours, pkijs } = await judgements(cms, content!, type === 'signature' ? 'pkcs7' : 'timestamp');
      const line = `${ours}, pkijs: ${pkijs === 'holds' ? 'holds' : BEYOND.test(pkijs) ? 'not supported' : 'does not hold'}`;
      tally.set(line, (tally.get(line) ?? 0) + 1);
    }
    expect(Object.fromEntries(tally)).toEqual({
      'holds, pkijs: holds': 102,
      // EdDSA, and ECDSA in plain form (BSI TR-03111).
      'holds, pkijs: not supported': 3,
      'message-digest, pkijs: does not hold': 3, 'empty, pkijs: does not hold': 5, 'content-not-detached, pkijs: does not hold': 2,
      // RFC 8419 section 3.1: Ed448 goes with one digest alone.
      'digest-algorithms-differ, pkijs: not supported': 1,
      // adbe.pkcs7.sha1: what is signed is a digest inside. pkijs verifies that; it says nothing of the document, and is not asked here.
      'content-not-detached signature-value, pkijs: holds': 1,
    });
  });
});
