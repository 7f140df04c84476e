import { castServices, listOfLists, pki, trustedList } from '@credlens/demo-pki';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyEnveloped } from '../xml-signature/index.js';
import { readTrustedList } from './read-list.js';

const NOW = '2026-08-22T00:00:00Z';
const RUNS = Number(process.env['CREDLENS_RUNS'] ?? 400);
const genuine: string[] = [];

/** What a reader of the list would know, or that it is refused. */
async function known(input: string | Uint8Array): Promise<string> {
  const verified = await verifyEnveloped(input);
  if (!verified.ok) return 'refused';
  return JSON.stringify([[...verified.certificate], verified.signingTime, readTrustedList(verified.root)], (_key, value: unknown) => (value instanceof Uint8Array ? [...value] : value));
}

const PIECES = [
  '<', '>', '/>', '"', "'", '&', '&amp;', '&#60;', '&#x0;', '&x;', '<!-- -->', '<!--', '-->', '<![CDATA[', ']]>', '<![CDATA[granted]]>', '<?x y?>', '<?xml version="1.0"?>', '<!DOCTYPE x>', '<!DOCTYPE x [<!ENTITY y "z">]>',
  ' xmlns="urn:x"', ' xmlns=""', ' xmlns:ds="urn:x"', ' xmlns:p="urn:x"', ' Id="signed-properties"', ' id="signature"', ' xml:id="list"', ' Critical="false"', ' Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#WithComments"',
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>', '<Extension/>', '<TSLSequenceNumber>99</TSLSequenceNumber>', '<SchemeTerritory>ZZ</SchemeTerritory>', '\r\n', '\t', ' ', '\u0085', '\u2028', '\uFEFF', 'granted', 'withdrawn', '0', '9',
];

type Edit = { at: number; length: number; to: number; piece: number; kind: number };
const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 400 }), to: fc.nat(), piece: fc.nat(), kind: fc.nat({ max: 7 }) });

/** Where tags begin, for edits that keep a document well-formed more often. */
const tags = (text: string): number[] => [...text.matchAll(/</g)].map(({ index }) => index);

function apply(text: string, { at, length, to, piece, kind }: Edit): string {
  const place = at % (text.length + 1);
  const other = to % (text.length + 1);
  const content = PIECES[piece % PIECES.length]!;
  const starts = tags(text);
  switch (kind) {
    case 0: return text.slice(0, place) + content + text.slice(place);
    case 1: return text.slice(0, place) + text.slice(place + 1 + (length % 8));
    case 2: return text.slice(0, place) + text.slice(place, place + length) + text.slice(place);
    case 3: return text.slice(0, place) + text.slice(other, other + length) + text.slice(place + length);
    case 4: return text.slice(0, place) + String.fromCharCode((text.charCodeAt(place) || 65) ^ (1 << (piece % 7))) + text.slice(place + 1);
    case 5: { const start = starts[at % starts.length] ?? 0; return text.slice(0, start) + content + text.slice(start); }
    case 6: { const [a, b] = [starts[at % starts.length] ?? 0, starts[to % starts.length] ?? 0].sort((x, y) => x - y); return text.slice(0, a) + text.slice(b); }
    // An element of the document elsewhere.
    default: { const element = /<(\w[\w:]*)[^<>]*>[^<]*<\/\1>/.exec(text.slice(place))?.[0] ?? ''; const start = starts[to % starts.length] ?? 0; return text.slice(0, start) + element + text.slice(start); }
  }
}

beforeAll(async () => {
  const cast = await pki(NOW);
  const signer = cast.root;
  const services = castServices(cast, { ca: { history: [{ from: '2010-01-01T00:00:00Z', status: 'undersupervision' }], qualifications: [{ qualifiers: ['QCForESeal', 'QCWithQSCD'], criteria: { assert: 'atLeastOne', keyUsage: { nonRepudiation: true }, policies: ['1.2.3'] } }] } });
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  genuine.push(decode(await trustedList({ territory: 'XX', issued: NOW, signer, providers: [{ name: 'Provider & Söhne', services }] })));
  genuine.push(decode(await listOfLists({ issued: NOW, signer, pointers: [{ territory: 'XX', url: 'https://lists.example/xx.xml', signers: [signer] }] })));
});

describe('a list that was changed is refused, or says what it said', () => {
  it(`characters, tags and pieces of the document, ${RUNS} times`, async () => {
    const expected = await Promise.all(genuine.map(known));
    expect(expected).not.toContain('refused');
    let held = 0;
    await fc.assert(fc.asyncProperty(fc.nat({ max: 1 }), fc.array(edit, { minLength: 1, maxLength: 3 }), async (which, edits) => {
      const changed = edits.reduce(apply, genuine[which]!);
      const start = process.cpuUsage().user;
      const found = await known(changed);
      // Of the processor: a busy machine is no failure.
      expect(process.cpuUsage().user - start).toBeLessThan(5_000_000);
      if (found === 'refused') return;
      held += 1;
      expect(found).toBe(expected[which]);
    }), { numRuns: RUNS, examples: genuine.map((text, which) => [which, [{ at: text.length, length: 0, to: 0, piece: PIECES.indexOf(' '), kind: 0 }]]) });
    // Some edits change nothing that is signed: without them this would prove little. Chance may bring none, so a blank behind each document is always tried.
    expect(held).toBeGreaterThanOrEqual(genuine.length);
  }, 600_000);

  it(`bytes, ${RUNS} times`, async () => {
    const expected = await Promise.all(genuine.map(known));
    await fc.assert(fc.asyncProperty(fc.nat({ max: 1 }), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }), async (which, changes) => {
      const bytes = new TextEncoder().encode(genuine[which]!);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      expect(['refused', expected[which]]).toContain(await known(bytes));
    }), { numRuns: RUNS });
  }, 600_000);

  it('every single character taken out', async () => {
    const [expected] = await Promise.all(genuine.slice(0, 1).map(known));
    const text = genuine[0]!;
    for (let at = 0; at < text.length; at += 7) expect(['refused', expected]).toContain(await known(text.slice(0, at) + text.slice(at + 1)));
  }, 600_000);
});
