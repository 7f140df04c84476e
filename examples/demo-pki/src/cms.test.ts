import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, SignedData, TSTInfo } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { signedData, type CmsFault, type SignedDataOptions } from './cms.js';
import { hex, nothing, utf8 } from './der.js';
import { digest } from './digests.js';
import { pki } from './pki.js';
import { attribute, ATTRIBUTE } from './signed-attributes.js';
import { timestampToken } from './timestamp.js';

const NOW = '2026-08-22T00:00:00Z';
const CONTENT = utf8('what is signed');
const cast = pki(NOW);
const made = async (options: Partial<SignedDataOptions> = {}) => signedData({ content: CONTENT, signer: (await cast).seal, ...options });
const parsed = (bytes: Uint8Array) => new SignedData({ schema: new ContentInfo({ schema: asn1js.fromBER(bytes.slice().buffer).result }).content });
const infoOf = (bytes: Uint8Array) => parsed(bytes).signerInfos[0];
const types = (bytes: Uint8Array) => infoOf(bytes)?.signedAttrs?.attributes.map(({ type }) => type) ?? [];

async function verifies(bytes: Uint8Array, detached = true): Promise<boolean> {
  try {
    return (await parsed(bytes).verify({ signer: 0, ...(detached ? { data: CONTENT.slice().buffer } : {}) })) === true;
  } catch {
    return false;
  }
}

describe('CMS read back by another library', () => {
  it.each([{}, { digest: 'SHA-512' }, { algorithmProtection: true }, { signingTime: NOW }, { signaturePolicy: { oid: '1.2.3' } }] as const)('verifies: %o', async (options) => {
    expect(await verifies(await made(options))).toBe(true);
  });
  it.each([['P-384', {}], ['P-521', {}], ['RSA-2048', {}], ['RSA-2048', { pss: true }]] as const)('verifies with %s %o', async (kind, signature) => {
    const { seal } = await pki(NOW, { key: kind });
    expect(await verifies(await made({ signer: seal, digest: 'SHA-384', signature }))).toBe(true);
  });
  it('has the content inside where it is not detached', async () => expect(await verifies(await made({ detached: false }), false)).toBe(true));
  it('has the attributes that CAdES wants', async () => {
    expect(new Set(types(await made()))).toEqual(new Set([ATTRIBUTE.contentType, ATTRIBUTE.messageDigest, ATTRIBUTE.essV2]));
  });
  it('holds a time-stamp over its signature', async () => {
    const { tsa } = await cast;
    const token = await made({ signatureTimestamps: [(imprintOf) => timestampToken({ imprintOf, at: NOW, tsa })], unsignedAttributes: [attribute('1.2.3.4', nothing)] });
    expect(infoOf(token)?.unsignedAttrs?.attributes.map(({ type }) => type)).toContain(ATTRIBUTE.signatureTimestamp);
  });
  it('is the same whenever it is made', async () => expect(hex(await made())).toBe(hex(await made())));
});

describe('each fault of CMS is there', () => {
  const broken: CmsFault[] = ['signature-corrupt', 'signature-by-other-key', 'signature-over-content', 'signature-over-implicit-tag', 'signature-empty', 'message-digest-wrong', 'signer-serial-wrong', 'digest-algorithm-wrong', 'digest-unknown', 'truncated', 'no-signers', 'empty', 'content-info-only'];
  it.each(broken)('%s does not verify', async (fault) => expect(await verifies(await made({ fault }))).toBe(false));
  it.each([['message-digest-missing', ATTRIBUTE.messageDigest], ['content-type-missing', ATTRIBUTE.contentType]] as const)('%s', async (fault, type) => expect(types(await made({ fault }))).not.toContain(type));
  it.each([['message-digest-twice', ATTRIBUTE.messageDigest], ['content-type-twice', ATTRIBUTE.contentType]] as const)('%s', async (fault, type) => expect(types(await made({ fault })).filter((each) => each === type)).toHaveLength(2));
  it('no ESS certificate identifier', async () => expect(types(await made({ ess: { version: 'none' } }))).not.toContain(ATTRIBUTE.essV2));
  it('a signature algorithm that is not the key\'s', async () => expect(infoOf(await made({ fault: 'signature-algorithm-wrong' }))?.signatureAlgorithm.algorithmId).toBe('1.2.840.113549.1.1.11'));
  it('another content type outside', async () => expect(new ContentInfo({ schema: asn1js.fromBER((await made({ fault: 'not-signed-data' })).slice().buffer).result }).contentType).toBe('1.2.840.113549.1.7.3'));
  it('two signers', async () => expect(parsed(await made({ fault: 'two-signers' })).signerInfos).toHaveLength(2));
  it('no certificates', async () => expect(parsed(await made({ certificates: [] })).certificates ?? []).toHaveLength(0));
});

describe('time-stamp tokens', () => {
  it('say what was stamped, and when', async () => {
    const token = parsed(await timestampToken({ imprintOf: CONTENT, at: NOW, tsa: (await cast).tsa, milliseconds: 250 }));
    expect(token.encapContentInfo.eContentType).toBe('1.2.840.113549.1.9.16.1.4');
    const info = TSTInfo.fromBER(token.encapContentInfo.eContent?.valueBlock.valueHexView.slice().buffer ?? new ArrayBuffer(0));
    expect(info.genTime.toISOString()).toBe('2026-08-22T00:00:00.250Z');
    expect(hex(new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView))).toBe(hex(digest('SHA-256', CONTENT)));
  });
  it('verify, and those with a fault do not', async () => {
    const { tsa, root, tsaCa } = await cast;
    const authorities = [root, tsaCa].map(({ certificate }) => Certificate.fromBER(certificate.slice().buffer));
    const check = async (bytes: Uint8Array) => parsed(bytes).verify({ signer: 0, data: CONTENT.slice().buffer, trustedCerts: authorities, checkDate: new Date(NOW) }).catch(() => false);
    expect(await check(await timestampToken({ imprintOf: CONTENT, at: NOW, tsa }))).toBe(true);
    expect(await check(await timestampToken({ imprintOf: CONTENT, at: NOW, tsa, fault: 'imprint-wrong' }))).toBe(false);
    expect(await check(await timestampToken({ imprintOf: CONTENT, at: NOW, tsa, cms: { fault: 'signature-corrupt' } }))).toBe(false);
  });
});
