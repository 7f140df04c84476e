import { describe, expect, it } from 'vitest';
import { CertificateRevocationList, Certificate, ContentInfo, OCSPResponse, SignedData } from 'pkijs';
import { ADDRESSES, pki } from './pki.js';
import { certificateBag, lookupIn, ocspUrl, worldResources } from './world.js';

const cast = pki('2026-08-22T00:00:00Z');
const buffer = (bytes: Uint8Array) => bytes.slice().buffer;

describe('what the PKI publishes', () => {
  it('can be read back from its addresses', async () => {
    const all = await cast;
    const ask = lookupIn(await worldResources(all));
    expect(OCSPResponse.fromBER(buffer(ask(ocspUrl(ADDRESSES.ocsp, all.seal, all.ca)).bytes)).responseStatus.valueBlock.valueDec).toBe(0);
    for (const url of [ADDRESSES.rootCrl, ADDRESSES.caCrl, ADDRESSES.plainCrl, ADDRESSES.tsaCrl]) expect(CertificateRevocationList.fromBER(buffer(ask(url).bytes)).crlExtensions?.extensions).toHaveLength(2);
    expect(Certificate.fromBER(buffer(ask(ADDRESSES.caCertificate).bytes)).subject.typesAndValues).toHaveLength(4);
  });
  it('lists, and what is put in place of something', async () => {
    const ask = lookupIn(await worldResources(await cast, { lists: { 'https://lists.example/xx.xml': Uint8Array.of(60) }, more: { [ADDRESSES.rootCrl]: 503 }, revocation: { tsaCrl: null } }));
    expect(ask('https://lists.example/xx.xml')).toEqual({ bytes: Uint8Array.of(60), contentType: 'application/vnd.etsi.tsl+xml', status: 200 });
    expect([ask(ADDRESSES.rootCrl).status, ask(ADDRESSES.tsaCrl).status, ask('http://nowhere.example/').status]).toEqual([503, 404, 404]);
  });
  it('a bag of certificates', async () => {
    const { ca, root } = await cast;
    const data = new SignedData({ schema: ContentInfo.fromBER(buffer(certificateBag([ca, root]))).content });
    expect([data.certificates?.length, data.signerInfos.length]).toEqual([2, 0]);
  });
});
