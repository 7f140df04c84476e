import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { setNodeDependencies } from 'xml-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Application, SignedXml } from 'xmldsigjs';
import { certificate } from './certificate.js';
import { testKey } from './keys.js';
import { listOfLists } from './list-of-lists.js';
import { days, pki } from './pki.js';
import { castServices, trustedList, type TrustedListOptions } from './trusted-list.js';

const NOW = '2026-08-22T00:00:00Z';
const cast = pki(NOW);
const operator = certificate({ subject: { C: 'XX', O: 'Operator', CN: 'List signer' }, from: days(NOW, -300), to: days(NOW, 700), extendedKeyUsage: ['tslSigning'], keyUsage: ['digitalSignature'] });
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const list = async (options: Partial<TrustedListOptions> = {}) => decode(await trustedList({ territory: 'XX', issued: NOW, signer: await operator, providers: [{ name: 'Example Trust Services', services: castServices(await cast) }], ...options }));

async function verifies(text: string): Promise<boolean> {
  try {
    const document = new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml');
    const signature = document.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')[0];
    const signed = new SignedXml(document as never);
    signed.LoadXml(signature as never);
    return await signed.Verify();
  } catch {
    return false;
  }
}

beforeAll(() => {
  setNodeDependencies({ DOMParser, XMLSerializer, DOMImplementation } as never);
  Application.setEngine('test', crypto as never);
});

describe('lists read back by another library', () => {
  it.each([['P-256', {}], ['P-384', { digest: 'SHA-384' }], ['P-521', { digest: 'SHA-512' }], ['RSA-2048', {}], ['RSA-2048', { digest: 'SHA-512' }]] as const)('%s %o verifies', async (kind, signature) => {
    const signer = await certificate({ subject: { CN: 'List signer' }, from: days(NOW, -300), to: days(NOW, 700), key: testKey('list', kind) });
    expect(await verifies(await list({ signer, signature: { signature } }))).toBe(true);
  });
  it('with qualifiers, history and every kind of criterion', async () => {
    const { ca } = await cast;
    const text = await list({
      providers: [{
        name: 'Ex & <ample>', services: [{
          identities: [ca], from: days(NOW, -100), history: [{ from: days(NOW, -900), status: 'undersupervision' }], information: ['ForeSeals'], unknownExtension: 'not-critical',
          qualifications: [{ qualifiers: ['QCForESeal', 'QCWithQSCD'], criteria: { assert: 'atLeastOne', keyUsage: { nonRepudiation: true }, policies: ['1.2.3'], extendedKeyUsage: ['1.2.4'], subjectAttributes: ['2.5.4.97'], nested: { policies: ['1.2.5'] }, unknown: true } }],
        }],
      }],
    });
    expect(await verifies(text)).toBe(true);
    for (const part of ['<ServiceHistoryInstance>', 'undersupervision', 'QCWithQSCD', 'urn:oid:1.2.5', 'assert="atLeastOne"', 'Ex &amp; &lt;ample&gt;']) expect(text).toContain(part);
  });
  it('a list of lists with its pointers', async () => {
    const signer = await operator;
    const text = decode(await listOfLists({ issued: NOW, signer, pointers: [{ territory: 'XX', url: 'https://lists.example/xx.xml', signers: [signer] }], pivots: ['https://lists.example/pivot-1.xml'] }));
    expect(await verifies(text)).toBe(true);
    expect(text.match(/<OtherTSLPointer>/g)).toHaveLength(2);
    expect(text).toContain('https://lists.example/pivot-1.xml');
  });
  it('is the same whenever it is made', async () => expect(await list()).toBe(await list()));
});

describe('each fault of a list is there', () => {
  it.each(['signature-corrupt', 'signature-by-other-key', 'content-changed', 'content-added', 'unsigned', 'reference-wrong', 'digest-sha1', 'hmac', 'key-info-other', 'truncated'] as const)('%s does not verify, or not as it should', async (fault) => {
    const text = await list({ fault });
    expect(fault === 'reference-wrong' || fault === 'digest-sha1' ? text !== await list() : await verifies(text)).toBe(fault === 'reference-wrong' || fault === 'digest-sha1');
  });
  it.each([
    ['signed-twice', /<ds:Signature .*<ds:Signature /s], ['signature-not-in-root', /<\/ds:Signature><\/SchemeInformation>/], ['signature-wrapped', /<Wrapped>/], ['reference-twice', /URI="".*URI=""/s], ['transform-extra', /exc-c14n#"><\/ds:Transform><ds:Transform [^>]*exc-c14n#/],
    ['duplicate-id', /<ds:Signature [^>]*Id="signed-properties"/], ['doctype', /<!DOCTYPE/], ['entity', /<!ENTITY/], ['xml-1.1', /version="1.1"/], ['signing-certificate-v1', /<xades:SigningCertificate>/],
    ['no-next-update', /<NextUpdate><\/NextUpdate>/], ['version-4', /<TSLVersionIdentifier>4</], ['type-other', /CClist/], ['root-other', /<TrustServiceList/], ['two-provider-lists', /(<TrustServiceProviderList>.*){2}/s], ['territory-malformed', /<SchemeTerritory>Example</],
  ] as const)('%s', async (fault, expected) => {
    expect(await list()).not.toMatch(expected);
    expect(await list({ fault })).toMatch(expected);
  });
  it('version 5', async () => expect(await list({ version: 5 })).toContain('<TSLVersionIdentifier>5<'));
});
