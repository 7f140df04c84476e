import { certificate, testKey, trustedList, type ListFault, type TestIdentity, type TrustedListOptions } from '@credlens/demo-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyEnveloped } from './enveloped.js';
import { XML_LIMITS, type XmlSignatureFailure } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
const signerWith = (kind: Parameters<typeof testKey>[1]) => certificate({ subject: { C: 'XX', CN: 'List signer' }, from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z', key: testKey(`list signer ${kind}`, kind) });

let signer: TestIdentity;
let genuine: string;
const list = (options: Partial<TrustedListOptions> = {}) => trustedList({ territory: 'XX', issued: NOW, signer, providers: [{ name: 'Provider', services: [{ identities: [signer], from: NOW, information: ['ForeSeals'] }] }], ...options });
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const failureOf = async (input: string | Uint8Array): Promise<XmlSignatureFailure | 'ok'> => {
  const result = await verifyEnveloped(input);
  return result.ok ? 'ok' : result.failure;
};

beforeAll(async () => {
  signer = await signerWith('P-256');
  genuine = decode(await list());
});

describe('a document that is signed as TS 119 612 annex B has it', () => {
  it.each([
    ['P-256', {}], ['P-384', { signature: { digest: 'SHA-384' } }], ['P-521', { digest: 'SHA-512', signature: { digest: 'SHA-512' } }], ['RSA-2048', {}],
    ['RSA-2048', { digest: 'SHA-512', signature: { digest: 'SHA-512' } }], ['RSA-2048', { signature: { pss: true } }],
  ] as const)('%s %o holds', async (kind, signature) => {
    const by = await signerWith(kind);
    const result = await verifyEnveloped(await list({ signer: by, signature: signature as NonNullable<TrustedListOptions['signature']> }));
    if (!result.ok) throw new Error(result.failure);
    expect([...result.certificate]).toEqual([...by.certificate]);
    expect(result.signingTime).toBe(Date.parse(NOW));
    expect(result.root.localName).toBe('TrustServiceStatusList');
  });
  it.each(['signing-certificate-v1', 'comment-inside'] as const)('%s is no fault', async (fault) => expect(await failureOf(await list({ fault }))).toBe('ok'));
  it('a byte order mark, line ends of another system and a comment before the root change nothing', async () => {
    expect(await failureOf(`\uFEFF${genuine}`)).toBe('ok');
    expect(await failureOf(new TextEncoder().encode(`\uFEFF${genuine}`))).toBe('ok');
    expect(await failureOf(genuine.replace('?>\n', '?>\r\n<!-- a comment -->\r\n'))).toBe('ok');
  });
  it('what is written otherwise and means the same holds: quotes, empty elements, character references, CDATA', async () => {
    expect(genuine).toContain('Critical="true"');
    expect(await failureOf(genuine.replace('Critical="true"', "Critical='true'").replace('>XX<', '>&#88;X<').replace('<Name xml:lang="en">Provider</Name>', '<Name xml:lang="en"><![CDATA[Provider]]></Name>'))).toBe('ok');
  });
});

describe('each fault is refused, by its name', () => {
  it.each([
    ['signature-corrupt', 'signature-mismatch'], ['signature-by-other-key', 'signature-mismatch'], ['content-changed', 'digest-mismatch'], ['content-added', 'digest-mismatch'],
    ['unsigned', 'unsigned'], ['signed-twice', 'several-signatures'], ['signature-not-in-root', 'misplaced-signature'], ['signature-wrapped', 'misplaced-signature'],
    ['reference-wrong', 'foreign-reference,document-reference'], ['reference-missing', 'document-reference'], ['reference-twice', 'document-reference'],
    ['transform-extra', 'document-reference'], ['transform-missing', 'document-reference'], ['transform-xpath', 'transforms'], ['canonicalization-other', 'canonicalization-algorithm'],
    ['digest-sha1', 'digest-algorithm'], ['signature-sha1', 'signature-algorithm'], ['hmac', 'signature-algorithm'], ['duplicate-id', 'duplicate-id'],
    ['doctype', 'doctype'], ['entity', 'doctype'], ['signed-properties-missing', 'signed-properties'], ['signed-properties-twice', 'signed-properties'],
    ['signing-certificate-missing', 'signing-certificate'], ['signing-certificate-other', 'signing-certificate'], ['key-info-missing', 'signature-form'], ['key-info-other', 'signing-certificate'],
    ['key-value-only', 'signing-certificate'], ['xml-1.1', 'xml-version'], ['utf-16', 'encoding'], ['truncated', 'not-well-formed'], ['target-wrong', 'signed-properties'],
  ] as const)('%s: %s', async (fault, failures) => {
    expect(failures.split(',')).toContain(await failureOf(await list({ fault: fault as ListFault })));
  });
});

describe('nothing is read that was not signed', () => {
  const altered = (change: (text: string) => string): string => {
    const text = change(genuine);
    expect(text).not.toBe(genuine);
    return text;
  };
  it('a signature inside an Object of the signature', async () => {
    const inner = /<ds:Signature .*<\/ds:Signature>/s.exec(genuine)![0];
    expect(await failureOf(altered((text) => text.replace('</ds:Signature>', `<ds:Object>${inner}</ds:Object></ds:Signature>`)))).toBe('several-signatures');
  });
  it('another element in place of the signed properties, with their identifier', async () => {
    expect(await failureOf(altered((text) => text.replace('<ds:Object>', '<ds:Object><ds:X Id="signed-properties"></ds:X></ds:Object><ds:Object>')))).toBe('duplicate-id');
    for (const name of ['id', 'ID', 'xml:id']) expect(await failureOf(altered((text) => text.replace('<SchemeInformation>', `<SchemeInformation ${name}="signed-properties">`)))).toBe('duplicate-id');
  });
  it('a second SignedInfo, SignatureValue or KeyInfo', async () => {
    for (const name of ['SignedInfo', 'SignatureValue', 'KeyInfo']) {
      const part = new RegExp(`<ds:${name}>.*</ds:${name}>`, 's').exec(genuine)![0];
      expect(await failureOf(altered((text) => text.replace(part, part + part.replace(/ Id="[^"]*"/g, ''))))).toBe('signature-form');
    }
  });
  it('an element of another name in the signature, or in SignedInfo', async () => {
    expect(await failureOf(altered((text) => text.replace('<ds:KeyInfo>', '<X></X><ds:KeyInfo>')))).toBe('signature-form');
    expect(await failureOf(altered((text) => text.replace('</ds:SignedInfo>', '<X></X></ds:SignedInfo>')))).toBe('signature-form');
  });
  it('a reference to an address', async () => {
    expect(await failureOf(altered((text) => text.replace('URI="#signed-properties"', 'URI="https://lists.example/"')))).toBe('foreign-reference');
    expect(await failureOf(altered((text) => text.replace('URI="#signed-properties"', 'URI="#xpointer(id(\'signed-properties\'))"')))).toBe('foreign-reference');
  });
  it('a list of prefixes for canonicalisation, which nobody would apply', async () => {
    const list_ = '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="x"/>';
    const method = '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">';
    expect(await failureOf(altered((text) => text.replace(method, method + list_)))).toBe('canonicalization-algorithm');
    const transform = '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">';
    expect(await failureOf(altered((text) => text.replace(transform, transform + list_)))).toBe('transforms');
  });
  it('a certificate of somebody else with a matching digest beside it', async () => {
    const other = Buffer.from((await signerWith('P-384')).certificate).toString('base64');
    const certificateOf = /<ds:X509Certificate>[^<]*<\/ds:X509Certificate>/.exec(genuine)![0];
    // The one that the signed properties name is used, wherever it stands.
    const result = await verifyEnveloped(altered((text) => text.replace(certificateOf, `<ds:X509Certificate>${other}</ds:X509Certificate>${certificateOf}`)));
    expect(result.ok && [...result.certificate]).toEqual([...signer.certificate]);
    expect(await failureOf(altered((text) => text.replace(certificateOf, `<ds:X509Certificate>${other}</ds:X509Certificate>`)))).toBe('signing-certificate');
  });
  it('a namespace name or prefix that canonical form would not write back', async () => {
    // Unescaped, the first would have the canonical form of an element with an attribute.
    for (const declaration of ["xmlns:p='urn:x\" q=\"1'", 'xmlns:p="urn:&lt;"', 'xmlns:p="urn:a b"', 'xmlns:axmlns="urn:x" axmlns:b="1"', 'xmlns:é="urn:x" é:b="1"']) {
      expect(await failureOf(altered((text) => text.replace('<SchemeInformation>', `<SchemeInformation ${declaration}>`))), declaration).toBe('namespace-form');
    }
  });
  it('an attribute, a processing instruction, a changed prefix or namespace', async () => {
    for (const [from, to] of [
      ['<SchemeInformation>', '<SchemeInformation a="1">'], ['<SchemeInformation>', '<?a b?><SchemeInformation>'], ['<SchemeInformation>', '<SchemeInformation xmlns="urn:other">'],
      ['/granted<', '/granted <'], ['Critical="true"', 'Critical="false"'],
    ] as const) expect(await failureOf(altered((text) => text.replace(from, to))), to).toBe('digest-mismatch');
  });
});

/** Milliseconds of the processor: a busy machine is not a failure. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

describe('bounds', () => {
  const quick = async (text: string | Uint8Array): Promise<string> => {
    const start = spent();
    const failure = await failureOf(text);
    expect(spent() - start).toBeLessThan(4000);
    return failure;
  };
  it.each([
    ['elements inside elements', `${'<a>'.repeat(100_000)}`, 'too-deep'],
    ['a million elements', `<a>${'<b/>'.repeat(1_000_000)}</a>`, 'too-many-elements'],
    ['a thousand attributes', `<a ${Array.from({ length: 1000 }, (_, index) => `b${index}="1"`).join(' ')}/>`, 'too-many-attributes'],
    ['declarations over many elements', `<a>${'<b xmlns:c="d">'.repeat(50)}${'<e/>'.repeat(95_000)}${'</b>'.repeat(50)}</a>`, 'namespace-scope,ok'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'doctype'],
    ['an entity that is not declared', '<a>&b;</a>', 'not-well-formed'],
    ['a prefix that is not declared', '<b:a/>', 'not-well-formed'],
    ['an attribute twice', '<a b="1" b="2"/>', 'not-well-formed'],
    ['two roots', '<a/><a/>', 'not-well-formed'],
    ['a text alone', 'hello', 'not-well-formed'],
    ['nothing', '', 'not-well-formed'],
    ['a control character', '<a>\u0001</a>', 'not-well-formed'],
    ['a reference to a surrogate', '<a>&#xD800;</a>', 'not-well-formed'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'encoding'],
    ['eight megabytes of text', `<a>${'x'.repeat(8_000_000)}</a>`, 'unsigned'],
    ['eight megabytes of an open tag', `<a ${'x'.repeat(8_000_000)}`, 'not-well-formed'],
    ['eight megabytes of ampersands', `<a>${'&amp;'.repeat(1_600_000)}</a>`, 'unsigned'],
  ])('%s', async (_name, text, failures) => expect([...failures.split(','), ...(failures.includes('ok') ? ['unsigned'] : [])]).toContain(await quick(text)), 120_000);
  it('bytes that are no UTF-8', async () => expect(await quick(Uint8Array.of(0x3c, 0x61, 0xff, 0x3e))).toBe('encoding'));
  it('more bytes than are read', async () => expect(await quick('x'.repeat(XML_LIMITS.bytes + 1))).toBe('too-large'), 120_000);
  it('declarations at the bottom of a deep document, all of them unused', async () => {
    const deep = `${Array.from({ length: 60 }, (_, index) => `<a${index} ${Array.from({ length: 60 }, (_each, prefix) => `xmlns:p${prefix}="u${index}"`).join(' ')}>`).join('')}${'<e/>'.repeat(90_000)}${Array.from({ length: 60 }, (_, index) => `</a${59 - index}>`).join('')}`;
    expect(await quick(deep)).toBe('namespace-scope');
  }, 120_000);
  it.each([
    ['declarations over many elements, as many as are let through', `${'<b xmlns:c="d">'.repeat(50)}${'<e></e>'.repeat(95_000)}${'</b>'.repeat(50)}`],
    ['a declaration on each of many elements', '<e xmlns:c="d" xmlns:f="g"><c:h/></e>'.repeat(45_000)],
    ['text that is escaped, as much as is let through', '&gt;&#13;'.repeat(900_000)],
    ['elements with all attributes that are let through', `<e ${Array.from({ length: 64 }, (_, index) => `b${index}="1"`).join(' ')}/>`.repeat(2_300)],
  ])('a signed document is canonicalised in time: %s', async (_name, content) => {
    // The digest is of another document, which only canonicalisation can tell.
    const start = spent();
    expect(await failureOf(genuine.replace('<SchemeInformation>', `<SchemeInformation><X>${content}</X>`))).toBe('digest-mismatch');
    expect(spent() - start).toBeLessThan(10_000);
  }, 240_000);
});
