import { describe, expect, it } from 'vitest';
import { createGuardedFetch } from '@credlens/core/net';
import { elmDocument } from '@credlens/demo-issuer';
import type { Context } from '../../packages/core/src/report/context.js';
import { isObject, isString, type JsonObject, type JsonValue } from '../../packages/core/src/report/json.js';
import type { Problem } from '../../packages/core/src/report/report.js';
import { elmProfile } from '../../packages/core/src/schema/elm.js';
import { ContextCache } from '../../packages/core/src/json-ld/index.js';
import { documentGraph } from '../../packages/core/src/shacl/document-graph.js';
import { holdToShapes } from '../../packages/core/src/shacl/index.js';
import { prepareShapes } from '../../packages/core/src/shacl/shapes.js';
import { Budget } from '../../packages/core/src/shacl/terms.js';
import { readTurtle } from '../../packages/core/src/shacl/turtle.js';
import { validate } from '../../packages/core/src/shacl/validate.js';
import { corporaRoot, openCorpora, type Corpora } from './corpora.js';

const AP = 'http://data.europa.eu/snb/model/ap/';
const [GENERIC, VOCABULARIES] = [`${AP}edc-generic-no-cv`, `${AP}edc-generic-full`];
const CONTEXT = 'http://data.europa.eu/snb/model/context/edc-ap';
/** The published shapes and context, under the addresses that documents and files use. */
const MODEL: Readonly<Record<string, string>> = {
  [GENERIC]: 'EDC-generic-no-cv.ttl', [VOCABULARIES]: 'EDC-generic-full.ttl', [`${AP}edc-accredited`]: 'EDC-accredited.ttl', [`${AP}edc-converted`]: 'EDC-converted.ttl', [`${AP}edc-diploma-supplement`]: 'EDC-diplomaSupplement.ttl',
  [`${AP}edc-issued-by-mandate`]: 'EDC-issuedByMandate.ttl', [CONTEXT]: 'edc-ap-context.jsonld',
};
/** Older documents name the context where it was while it was made. */
const RENAMED = /^http:\/\/dev\.everisdx\.io\/datamodel\/(?:test\/)?edc-ap-context\.jsonld$/;

const root = corporaRoot(process.cwd());

function world(corpora: Corpora): Context {
  const remembered = new Map<string, Promise<unknown>>();
  const fetch = createGuardedFetch({ offline: true, resources: (url) => { const file = RENAMED.test(url) ? MODEL[CONTEXT] : MODEL[url]; return file === undefined ? undefined : { bytes: corpora.bytes('edc-elm', `model/${file}`) }; } });
  const once = (key: string, ask: () => Promise<unknown>) => { const known = remembered.get(key) ?? ask(); remembered.set(key, known); return known; };
  return { fetch, allowContexts: new Set([CONTEXT]), once } as unknown as Context;
}

const held = (corpora: Corpora, document: JsonObject, shapes: string) => holdToShapes(document, shapes, '', world(corpora));

/** Whether the shapes of the generic profile are met: for many documents, so the file is read once. */
function judgeBy(corpora: Corpora): (document: JsonObject) => Promise<boolean> {
  const statements = readTurtle(corpora.bytes('edc-elm', `model/${MODEL[GENERIC]}`), GENERIC, 'f');
  if (!Array.isArray(statements)) throw new TypeError(statements);
  const shapes = prepareShapes(statements, new Budget(1_000_000));
  const cache = new ContextCache('current');
  return async (document) => {
    const { violations, undecided } = await validate(shapes, (await documentGraph(document, cache, world(corpora))).statements, new Budget(1_000_000));
    expect(undecided).toEqual([]);
    return violations.length === 0;
  };
}

/** A document as it was sealed, or as it lies there. */
function documentOf(corpora: Corpora, file: string): JsonObject {
  const read = corpora.json('edc-elm', file);
  const payload = isObject(read) ? read['payload'] : undefined;
  const document = isString(payload) ? JSON.parse(payload.startsWith('{') ? payload : Buffer.from(payload, 'base64url').toString()) as JsonValue : read;
  if (!isObject(document)) throw new TypeError(file);
  return document;
}

const FAULTS = new Set(['schema.missing', 'schema.type', 'schema.value']);
const line = ({ code, pointer, params }: Problem) => `${code} ${pointer} ${params?.['name'] ?? params?.['reason'] ?? ''}`.trim();
const lines = (problems: readonly Problem[] | undefined) => (problems ?? []).filter(({ code }) => code !== 'schema.notes').map(line);

/** Each document: what our tables say, what the shapes of the generic profile say, and what those with the vocabularies say beside it. */
const DOCUMENTS: readonly (readonly [string, { tables?: readonly string[]; shapes?: readonly string[]; vocabularies?: readonly string[] }])[] = [
  ['elm/Sample-CertOfPart-signed.jsonld', {}],
  // The shapes ask of the credential when it was issued, and of its issuer a number for eIDAS; older credentials have neither, so our tables take them.
  ['elm/Sample-CertOfPart-unsigned.jsonld', { shapes: ['schema.missing /issuer eIDASIdentifier', 'schema.missing  issued'] }],
  ['mynextid/edc-coe-signed.jsonld', {}], ['mynextid/edc-dc-signed.jsonld', {}], ['mynextid/edc-dc-example.json', {}],
  // Nor how it is to be drawn: that is not what it says.
  ['model/credential-sample.jsonld', { shapes: ['schema.missing /displayParameter individualDisplay', 'schema.missing /issuer eIDASIdentifier'] }],
];

describe.skipIf(root === undefined)('European credentials of others, by our tables and by the published shapes', () => {
  it.each(DOCUMENTS)('%s', { timeout: 60_000 }, async (file, { tables = [], shapes = [], vocabularies = [] }) => {
    const corpora = openCorpora(root!);
    const document = documentOf(corpora, file);
    const [generic, full] = [await held(corpora, document, GENERIC), await held(corpora, document, VOCABULARIES)];
    expect({ tables: lines(elmProfile(document).problems), shapes: lines(generic.problems), vocabularies: lines(full.problems).filter((each) => !lines(generic.problems).includes(each)) }).toEqual({ tables, shapes, vocabularies });
    expect(generic.conforms).toBe(shapes.length === 0);
  });

  it('every set of shapes is read and evaluated whole, with all that it imports', { timeout: 60_000 }, async () => {
    const corpora = openCorpora(root!);
    const document = documentOf(corpora, 'mynextid/edc-dc-signed.jsonld');
    for (const url of Object.keys(MODEL).filter((each) => each !== CONTEXT)) {
      const { problems, evidence } = await held(corpora, document, url);
      expect(problems.filter(({ code }) => code.startsWith('shacl.')), url).toEqual([]);
      expect(evidence.map((each) => each.url), url).toEqual(expect.arrayContaining([url, GENERIC, CONTEXT]));
    }
  });

  it('older documents, made while the model was: neither takes them', { timeout: 60_000 }, async () => {
    const corpora = openCorpora(root!);
    for (const file of ['edci/cred1.jsonld', 'edci/cred_noLegalName_shouldFail.jsonld', 'edci/regularCred.jsonld', 'edci/test-data-json.jsonld']) {
      const document = documentOf(corpora, file);
      const { problems, conforms } = await held(corpora, document, GENERIC);
      expect([file, conforms]).toEqual([file, false]);
      expect(problems.some(({ code }) => FAULTS.has(code) || code === 'shacl.untransformable'), file).toBe(true);
    }
  });

  it('a member taken away is missed by both, or there is a reason', { timeout: 240_000 }, async () => {
    const corpora = openCorpora(root!);
    const differences = new Map<string, string>();
    let both = 0;
    const isMet = judgeBy(corpora);
    for (const file of ['elm/Sample-CertOfPart-signed.jsonld', 'mynextid/edc-dc-signed.jsonld']) {
      const document = documentOf(corpora, file);
      for (const { place, path, left } of membersOf(document)) {
        const broken = without(document, path);
        const byTables = (elmProfile(broken).problems ?? []).some(({ code }) => FAULTS.has(code));
        const byShapes = !await isMet(broken);
        if (byTables && byShapes) both += 1;
        else if (byTables !== byShapes) differences.set(place, byTables ? onlyTables(place, saidElsewhere(document, path)) : onlyShapes(place, left));
      }
    }
    expect(both).toBeGreaterThan(25);
    expect([...differences].filter(([, reason]) => reason === '')).toEqual([]);
    expect(new Set(differences.values())).toEqual(new Set(['classes', 'by name', 'asked by the shapes alone', 'an empty map', 'said elsewhere', 'of a person']));
  });

  it('a credential of our own is in no vocabulary by its own word, and has two texts of one language', { timeout: 60_000 }, async () => {
    const corpora = openCorpora(root!);
    const { problems } = await held(corpora, elmDocument(), VOCABULARIES);
    expect(new Set(problems.map(({ params }) => `${params?.['keyword']} ${params?.['name']}`))).toEqual(new Set(['hasValue inScheme', 'uniqueLang title']));
    expect(lines(elmProfile(elmDocument()).problems)).toEqual([]);
    // What the shapes look at is what the document says of its concepts: one that says that it is of the vocabulary is taken at its word.
    const said = JSON.parse(JSON.stringify(elmDocument()).replaceAll('{"id":"http://data.europa.eu/snb/eqf/6"', '{"id":"http://data.europa.eu/snb/eqf/60","inScheme":{"id":"http://data.europa.eu/snb/eqf/25831c2","type":"ConceptScheme"}')) as JsonObject;
    expect((await held(corpora, said, VOCABULARIES)).problems.filter(({ pointer }) => pointer?.endsWith('/eqfLevel'))).toEqual([]);
  });
});

/** Our tables do not ask of which class a node is; where a node has nothing left but name and class, they read it as one that is said elsewhere. */
function onlyShapes(place: string, left: number): string {
  if (place.endsWith('.type')) return 'classes';
  if (left === 0) return 'by name';
  // Asked since a later version of the profile, or for drawing; credentials that were issued before have none.
  if (['credential.issued', 'Organisation.eIDASIdentifier', 'DisplayParameter.individualDisplay', 'Evidence.dcType', 'Location.address'].includes(place)) return 'asked by the shapes alone';
  // Of a person our tables look at what is shown: not at addresses, nor at what else identifies them.
  if (['Address.countryCode', 'Identifier.notation'].includes(place)) return 'of a person';
  return '';
}

/** What a document says of a node in one place it has said, so a graph does not miss it in another. A map of languages without a text says nothing; a document that has it is broken all the same. */
const onlyTables = (place: string, elsewhere: boolean): string => (elsewhere ? 'said elsewhere' : place.endsWith('>.en') ? 'an empty map' : '');

/** Whether the node that a member is taken from has that member in another place of the document. */
function saidElsewhere(document: JsonObject, path: readonly (string | number)[]): boolean {
  const at = (steps: readonly (string | number)[]) => steps.reduce<JsonValue>((value, step) => (value as Record<string | number, JsonValue>)[step]!, document) as JsonObject;
  const holder = at(path.slice(0, -1));
  let count = 0;
  const look = (value: JsonValue): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (isObject(value)) {
      if (isString(holder['id']) && value['id'] === holder['id'] && Object.hasOwn(value, path.at(-1)!)) count += 1;
      Object.values(value).forEach(look);
    }
  };
  look(document);
  return count > 1;
}

interface Member { /** Class and member. */ place: string; path: readonly (string | number)[]; /** How much else the object says, beside its name and class. */ left: number }

/** Every member of every class that occurs, the first time that it does. */
function membersOf(document: JsonObject): Member[] {
  const seen = new Set<string>();
  const members: Member[] = [];
  const look = (value: JsonValue, path: readonly (string | number)[], outer: string): void => {
    if (Array.isArray(value)) { value.forEach((item, index) => look(item, [...path, index], outer)); return; }
    if (!isObject(value)) return;
    const type = path.length === 0 ? 'credential' : isString(value['type']) ? value['type'] : `${outer}>`;
    for (const [key, item] of Object.entries(value)) {
      if (key === '@context' || key === 'id' || (type === 'credential' && key === 'type')) continue;
      const place = `${type}.${key}`;
      if (!seen.has(place)) members.push({ place, path: [...path, key], left: Object.keys(value).filter((each) => each !== 'id' && each !== 'type' && each !== key).length });
      seen.add(place);
      look(item, [...path, key], place);
    }
  };
  look(document, [], '');
  return members;
}

function without(document: JsonObject, path: readonly (string | number)[]): JsonObject {
  const copy = structuredClone(document);
  const holder = path.slice(0, -1).reduce<JsonValue>((value, step) => (value as Record<string | number, JsonValue>)[step]!, copy) as JsonObject;
  delete holder[path.at(-1)!];
  return copy;
}
