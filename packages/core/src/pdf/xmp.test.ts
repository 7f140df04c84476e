import { xmpPacket } from '@credlens/demo-pki';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readXmp } from './xmp.js';

vi.setConfig({ testTimeout: 60_000 });
const utf8 = (text: string) => new TextEncoder().encode(text);
const packet = (inside: string, attributes = '') => utf8(`<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/" ${attributes}>${inside}</r:Description></r:RDF></x:xmpmeta>     <?xpacket end="w"?>`);

describe('readXmp', () => {
  it('simple properties, as elements and as attributes, under any prefix', () => {
    expect(readXmp(packet('<d:title> A title </d:title><d:unknown/><o:x xmlns:o="urn:o">y</o:x>', 'd:date="2026-03-01"'))).toEqual([{ name: 'dc:date', value: '2026-03-01' }, { name: 'dc:title', value: 'A title' }]);
    expect(readXmp(packet('<t:identifier r:resource="urn:uuid:1"/>'))).toEqual([{ name: 'dcterms:identifier', value: 'urn:uuid:1' }]);
  });
  it('arrays, with the language of each item', () => {
    expect(readXmp(packet('<d:title><r:Alt><r:li xml:lang="x-default">Wasser</r:li><r:li xml:lang="en-GB">Water</r:li></r:Alt></d:title><d:creator><r:Seq><r:li>A</r:li><r:li><![CDATA[B & C]]></r:li></r:Seq></d:creator>')))
      .toEqual([{ name: 'dc:title', value: 'Wasser' }, { name: 'dc:title', language: 'en-GB', value: 'Water' }, { name: 'dc:creator', value: 'A' }, { name: 'dc:creator', value: 'B & C' }]);
  });
  it('no structure, and nothing inside one', () => {
    expect(readXmp(packet('<d:title><r:Description><d:creator>Inner</d:creator></r:Description></d:title>'))).toEqual([]);
  });
  it('UTF-16 with a mark, and zeros behind the packet', () => {
    const text = new TextDecoder().decode(packet('<d:title>Ä</d:title>')).replace(/^\uFEFF/, '');
    const wide = Uint8Array.from([0xfe, 0xff, ...[...text].flatMap((character) => { const code = character.codePointAt(0)!; return [code >> 8, code & 255]; })]);
    expect(readXmp(wide)).toEqual([{ name: 'dc:title', value: 'Ä' }]);
    expect(readXmp(Uint8Array.from([...packet('<d:title>A</d:title>'), 0, 0]))).toEqual([{ name: 'dc:title', value: 'A' }]);
  });
  it.each(['<d:title>A', '<d:title>A</d:title></broken>', ''.padEnd(10)])('what is no XML has no properties: %s', (text) => expect(readXmp(utf8(text))).toEqual([]));
  it('a document type, depth and size are refused', () => {
    const text = new TextDecoder().decode(packet('<d:title>&e;</d:title>'));
    expect(readXmp(utf8(`<!DOCTYPE x [<!ENTITY e "A">]>${text}`))).toEqual([]);
    expect(readXmp(packet(`${'<d:a>'.repeat(100)}${'</d:a>'.repeat(100)}<d:title>A</d:title>`))).toEqual([]);
    expect(readXmp(packet(`<d:title>${'A'.repeat(2_000_000)}</d:title>`))).toEqual([]);
    expect(readXmp(packet('<d:creator>A</d:creator>'.repeat(500)))).toHaveLength(64);
  });
  it('whatever a packet says, it is read as it was written, and nothing throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.uint8Array({ maxLength: 300 }), (text, noise) => {
      const plain = text.replace(/[^\p{L}\p{N}\p{P} ]/gu, '').replace(/[>]/g, '');
      expect(readXmp(xmpPacket({ 'dc:title': plain })).map(({ value }) => value)).toEqual(plain.trim() === '' ? [] : [plain.trim()]);
      expect(readXmp(noise)).toEqual(expect.any(Array));
      const cut = xmpPacket({ 'dc:title': 'A title' });
      expect(readXmp(cut.subarray(0, noise.length))).toEqual([]);
    }), { numRuns: 300 });
  });
});
