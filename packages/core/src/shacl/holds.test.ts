import { describe, expect, it } from 'vitest';
import { BASE_SHAPES, baseShapes, change, ELM_CONTEXT, elmContext, elmDocument, GENERIC_SHAPES, genericShapes, turtle } from '@credlens/demo-issuer';
import { schema } from '../checks/format.js';
import { createGuardedFetch } from '../net/guarded-fetch.js';
import type { Context } from '../report/context.js';
import type { JsonObject, JsonValue } from '../report/json.js';
import type { Subject } from '../report/subject.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const HELD: Record<string, string> = { [ELM_CONTEXT]: JSON.stringify(elmContext()), [GENERIC_SHAPES]: genericShapes(), [BASE_SHAPES]: baseShapes() };

/** `format.schema` for a document, under what a host supplies. Nothing else can be had. */
function held(document: JsonObject, supplied: Record<string, string> = HELD, more: { allowContexts?: string[]; network?: Record<string, string> } = {}) {
  const asked: string[] = [];
  const remembered = new Map<string, Promise<unknown>>();
  const fetch = createGuardedFetch({
    resources: (url) => (supplied[url] === undefined ? undefined : { bytes: utf8(supplied[url]) }),
    fetch: async (input) => { const url = String(input); asked.push(url); return new Response(more.network?.[url] ?? null, { status: more.network?.[url] === undefined ? 404 : 200 }); },
    retryDelayMs: 0,
  });
  const context = { fetch, allowContexts: new Set(more.allowContexts), once: (key: string, ask: () => Promise<unknown>) => { const known = remembered.get(key) ?? ask(); remembered.set(key, known); return known; } } as unknown as Context;
  const subject = { what: 'credential', document, mediaType: 'application/vc', proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } } satisfies Subject;
  return { found: schema(subject, context), asked };
}
const changed = (pointer: string, value: JsonValue | undefined): JsonObject => change(elmDocument(), pointer, value) as JsonObject;
const problems = async (document: JsonObject, supplied?: Record<string, string>) => ((await held(document, supplied).found).problems ?? []).map(({ code, pointer, params }) => [code, pointer, params?.['keyword'], params?.['name']].filter((part) => part !== undefined).join(' '));
const withShapes = (body: string, supplied: Record<string, string> = {}) => ({ ...HELD, [GENERIC_SHAPES]: turtle(`<${GENERIC_SHAPES}> a owl:Ontology . ${body}`), ...supplied });

describe('a European Digital Credential and the shapes that it names', () => {
  it('is held to them where the host supplies them, with what they import', async () => {
    const { found, asked } = held(elmDocument());
    expect(await found).toMatchObject({ code: 'shacl.conforms', params: { count: 0 }, problems: [] });
    expect((await found).evidence!.map(({ url, source, sha256 }) => [url, source, /^[0-9a-f]{64}$/.test(sha256!)])).toEqual([[GENERIC_SHAPES, 'snapshot', true], [BASE_SHAPES, 'snapshot', true], [ELM_CONTEXT, 'snapshot', true]]);
    expect(asked).toEqual([]);
  });

  it('without them our tables stand in, no connection is opened, and the report says so without a caution', async () => {
    const { found, asked } = held(elmDocument(), {});
    expect(await found).toMatchObject({ code: 'schema.conforms', params: { count: 0 }, problems: [{ code: 'shacl.not-at-hand', pointer: '/credentialSchema', params: { url: GENERIC_SHAPES } }] });
    expect(asked).toEqual([]);
    expect(await held(changed('/issuer/legalName', undefined), {}).found).toMatchObject({ code: 'schema.violations' });
  });

  it('says what is missing and where, in the words of the document', async () => {
    expect(await problems(changed('/issued', undefined))).toEqual(['schema.missing  minCount issued']);
    expect(await problems(changed('/credentialSubject/hasClaim/0/specifiedBy/eqfLevel/id', 'http://data.europa.eu/snb/eqf/9'))).toEqual(['schema.value /credentialSubject/hasClaim/0/specifiedBy/eqfLevel in eqfLevel']);
    expect(await problems(changed('/credentialSubject/hasClaim/0/creditReceived/point', ['5', '6']))).toEqual(expect.arrayContaining(['schema.value /credentialSubject/hasClaim/0/creditReceived/point maxCount point']));
    expect(await problems(changed('/issued', 'yesterday'))).toEqual(expect.arrayContaining(['schema.type /issued datatype issued']));
    // The issuer occurs in several places under one name: the outermost is shown.
    const silent = JSON.parse(JSON.stringify(elmDocument()).replaceAll('"eIDASIdentifier"', '"registrationNumber"')) as JsonObject;
    expect(await problems(silent)).toEqual(['schema.missing /issuer minCount eIDASIdentifier']);
  });

  it('finds nodes that have no name, and one of several', async () => {
    const nameless = JSON.parse(JSON.stringify(elmDocument()).replaceAll(/"id":"urn:epass:(?:CreditPoint|DisplayParameter):\d+",/g, '')) as JsonObject;
    expect(await problems(nameless)).toEqual([]);
    // Our table says it too, and first: one fault is said once.
    expect(await problems(change(nameless, '/displayParameter/title', undefined) as JsonObject)).toEqual(['schema.missing /displayParameter title']);
    expect(await problems(change(nameless, '/credentialSubject/hasClaim/0/creditReceived/point', ['5', '6']) as JsonObject)).toEqual(expect.arrayContaining(['schema.value /credentialSubject/hasClaim/0/creditReceived/point maxCount point']));
    const kinds = withShapes(':T sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path elm:displayParameter ; sh:nodeKind sh:BlankNode ] .');
    expect(await problems(nameless, kinds)).toEqual([]);
    expect(await problems(elmDocument(), kinds)).toEqual(['schema.type /displayParameter nodeKind displayParameter']);
    const second = withShapes(':T sh:targetClass elm:LearningAchievement ; sh:property [ sh:path elm:hasPart ; sh:class elm:Other ] .');
    expect(await problems(elmDocument(), second)).toEqual([0, 1].map((index) => `schema.type /credentialSubject/hasClaim/0/hasPart/${index} class hasPart`));
  });

  it('weighs a violation, a warning and a remark as what they are, and shows no words of the shapes', async () => {
    const shapes = (severity: string) => withShapes(`:T sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path elm:nothing ; sh:minCount 1 ; sh:severity sh:${severity} ; sh:message "Send the candidate away" ] .`);
    expect(await held(elmDocument(), shapes('Violation')).found).toMatchObject({ code: 'schema.violations', problems: [{ code: 'schema.missing', pointer: '', params: { keyword: 'minCount', url: GENERIC_SHAPES } }] });
    expect(await held(elmDocument(), shapes('Warning')).found).toMatchObject({ code: 'schema.notes', problems: [{ code: 'shacl.warning' }] });
    expect(await held(elmDocument(), shapes('Info')).found).toMatchObject({ code: 'shacl.conforms', problems: [{ code: 'shacl.remark' }] });
    expect(JSON.stringify(await held(elmDocument(), shapes('Violation')).found)).not.toContain('candidate');
  });

  it('looks at vocabularies where the shapes do', async () => {
    const shapes = withShapes(':T sh:targetClass elm:Qualification ; sh:property [ sh:path elm:eqfLevel ; sh:node [ sh:property [ sh:path skos:inScheme ; sh:hasValue <http://data.europa.eu/snb/eqf/25831c2> ] ] ] .');
    expect(await problems(elmDocument(), shapes)).toEqual(['schema.value /credentialSubject/hasClaim/0/specifiedBy/eqfLevel hasValue inScheme']);
    const inScheme = { id: 'http://data.europa.eu/snb/eqf/25831c2', type: 'ConceptScheme' };
    expect(await problems(changed('/credentialSubject/hasClaim/0/specifiedBy/eqfLevel/inScheme', inScheme), shapes)).toEqual([]);
  });
});

describe('shapes that cannot be trusted to say all', () => {
  const code = async (supplied: Record<string, string>, document = elmDocument()) => { const { code: said, problems: each } = await held(document, supplied).found; return [said, each?.map(({ params }) => params?.['reason'] ?? params?.['file'] ?? params?.['context'])]; };

  it('damaged, empty, or about nothing: no pass', async () => {
    expect(await code({ ...HELD, [GENERIC_SHAPES]: 'no turtle' })).toEqual(['shacl.damaged', ['syntax']]);
    expect(await code({ ...HELD, [BASE_SHAPES]: baseShapes().slice(0, -40) })).toEqual(['shacl.damaged', ['syntax']]);
    expect(await code({ ...HELD, [GENERIC_SHAPES]: '' })).toEqual(['shacl.damaged', ['no-shapes']]);
    expect((await held(elmDocument(), withShapes(':T sh:targetClass elm:Other ; sh:property [ sh:path elm:x ; sh:minCount 1 ] .')).found).code).toBe('shacl.no-node');
  });

  it('a context that is missing or damaged: no pass', async () => {
    const { [ELM_CONTEXT]: _context, ...without } = HELD;
    expect(await code(without)).toEqual(['shacl.no-context', [ELM_CONTEXT]]);
    expect(await code({ ...HELD, [ELM_CONTEXT]: '{' })).toEqual(['shacl.no-context', [ELM_CONTEXT]]);
    expect(await code({ ...HELD, [ELM_CONTEXT]: '{"@context":{"title":{"@id":7}}}' })).toEqual(['shacl.untransformable', ['invalid']]);
  });

  it('words that the document defines itself: no pass', async () => {
    const own = elmDocument();
    own['@context'] = [...(own['@context'] as JsonValue[]), { issued: 'https://own.example/' }];
    expect(await code(HELD, own)).toEqual(['shacl.untransformable', ['inline-context']]);
  });

  it('an import that is not at hand is named; what depends on it is open, and what does not is said', async () => {
    const { [BASE_SHAPES]: _base, ...without } = HELD;
    expect(await held(elmDocument(), without).found).toMatchObject({ code: 'schema.conforms', problems: [{ code: 'shacl.import-missing', params: { file: BASE_SHAPES } }] });
    // Of a profile that no table of ours stands for, what was not looked at is open.
    const own = 'https://university.example/shapes.ttl';
    const named = changed('/credentialSchema', [{ id: own, type: 'ShaclValidator2017' }]);
    const rules = (imports: string) => ({ ...without, [own]: turtle(`<${own}> ${imports} a owl:Ontology . :T sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path elm:displayParameter ; sh:minCount 1 ] .`) });
    expect(await held(named, rules(`owl:imports <${BASE_SHAPES}> ;`)).found).toMatchObject({ code: 'schema.unknown', problems: [{ code: 'shacl.import-missing' }, { code: 'schema.unknown', params: { reason: 'import' } }] });
    expect((await held(named, rules('')).found).code).toBe('shacl.conforms');
    const classes = { ...without, [GENERIC_SHAPES]: turtle(`<${GENERIC_SHAPES}> owl:imports <${BASE_SHAPES}> . :T sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path elm:displayParameter ; sh:class elm:Parameter ] .`) };
    expect(await held(elmDocument(), classes).found).toMatchObject({ code: 'shacl.import-needed', problems: [{ code: 'shacl.import-needed' }] });
    const counts = { ...without, [GENERIC_SHAPES]: classes[GENERIC_SHAPES]!.replace('sh:class elm:Parameter', 'sh:maxCount 0') };
    expect(await held(elmDocument(), counts).found).toMatchObject({ code: 'schema.violations', problems: [{ code: 'schema.value', params: { keyword: 'maxCount' } }, { code: 'shacl.import-missing' }] });
  });

  it('queries, patterns and circles: named, and no pass', async () => {
    const shapes = (constraint: string) => withShapes(`:T sh:targetClass elm:EuropeanDigitalCredential ; ${constraint} .`);
    expect(await code(shapes('sh:sparql [ sh:select "SELECT $this WHERE {}" ]'))).toEqual(['shacl.not-evaluated', ['sparql']]);
    expect(await code(shapes('sh:property [ sh:path cred:issued ; sh:pattern "^(([a-z])+.)+[A-Z]([a-z])+$" ]'))).toEqual(['shacl.not-evaluated', ['pattern']]);
    expect(await code(shapes('sh:node :T'))).toEqual(['shacl.not-evaluated', ['recursion']]);
  });

  it('more files than a set of shapes may have', async () => {
    const chain = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`https://shapes.example/${index}`, turtle(`<> owl:imports <https://shapes.example/${index + 1}> .`)]));
    const { problems: found } = await held(elmDocument(), { ...withShapes('<> owl:imports <https://shapes.example/0> . :T sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path cred:issued ; sh:minCount 1 ] .'), ...chain }).found;
    expect(found).toMatchObject([{ code: 'shacl.import-missing', params: { file: 'https://shapes.example/15' } }]);
  });
});

describe('shapes from the network', () => {
  const url = 'https://shapes.example/profile';
  const document = () => changed('/credentialSchema', { id: url, type: 'ShaclValidator2017' });
  const supplied = { [ELM_CONTEXT]: HELD[ELM_CONTEXT]! };
  const network = { [url]: turtle(':T sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path cred:issued ; sh:minCount 1 ] .') };

  it('come by the host’s leave alone', async () => {
    const refused = held(document(), supplied, { network });
    expect(await refused.found).toMatchObject({ code: 'schema.unknown', problems: [{ params: { reason: 'type' } }] });
    expect(refused.asked).toEqual([]);
    const allowed = held(document(), supplied, { network, allowContexts: [url] });
    expect(await allowed.found).toMatchObject({ code: 'shacl.conforms', evidence: [{ url, source: 'network' }, { url: ELM_CONTEXT }] });
    expect(allowed.asked).toEqual([url]);
  });

  it('and leave the answer open where they cannot be had, over http too', async () => {
    expect(await held(document(), supplied, { allowContexts: [url] }).found).toMatchObject({ code: 'schema.unreachable', problems: [{ params: { url, reason: 'net.http-status' } }] });
    expect(await held(elmDocument(), supplied, { allowContexts: [GENERIC_SHAPES] }).found).toMatchObject({ code: 'schema.unreachable', problems: [{ params: { reason: 'net.refused' } }] });
  });
});
