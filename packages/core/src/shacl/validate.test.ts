import { describe, expect, it } from 'vitest';
import { turtle } from '@credlens/demo-issuer';
import { prepareShapes } from './shapes.js';
import { Budget, type Statement } from './terms.js';
import { readTurtle } from './turtle.js';
import { validate } from './validate.js';

const read = (body: string, scope: string): Statement[] => {
  const statements = readTurtle(new TextEncoder().encode(turtle(body)), 'https://file.example/', scope);
  if (!Array.isArray(statements)) throw new TypeError(statements);
  return statements;
};
const hold = (shapes: string, data: string, steps = 200_000) => {
  const budget = new Budget(steps);
  return validate(prepareShapes(read(shapes, 's'), budget), read(data, 'd'), budget);
};
/** A shape for things, with one property shape or more. */
const thing = (...properties: string[]) => `:T a sh:NodeShape ; sh:targetClass :Thing${properties.map((each) => ` ; sh:property [ sh:path :p ; ${each} ]`).join('')} .`;
const of = (values: string) => `:x a :Thing${values === '' ? '' : ` ; :p ${values}`} .`;

/** Component, shapes, data that meets them, data that does not. */
const CONSTRAINTS: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['MinCount', thing('sh:minCount 1'), [of('1'), of('1 , 2')], [of('')]],
  ['MaxCount', thing('sh:maxCount 1'), [of(''), of('1'), of('1 , 1')], [of('1 , 2')]],
  ['Class', thing('sh:class :Kind'), [of('[ a :Kind ]'), of(':y'), of('')].map((data) => `${data} :y a :Kind .`), [of('[ a :Other ]'), of('"text"'), of(':z')]],
  ['Class', `${thing('sh:class :Kind')} :Inner rdfs:subClassOf :Middle . :Middle rdfs:subClassOf :Kind . :Kind rdfs:subClassOf :Inner .`, [of('[ a :Inner ]')], [of('[ a :Outer ]'), `${of('[ a :Outer ]')} :Outer rdfs:subClassOf :Kind .`]],
  ['Class', thing('sh:class :Kind , :Other'), [of('[ a :Kind , :Other ]')], [of('[ a :Kind ]')]],
  ['Datatype', thing('sh:datatype xsd:dateTime'), [of('"2026-01-31T00:00:00Z"^^xsd:dateTime')], [of('"2026-01-31"^^xsd:date'), of('"31 January"^^xsd:dateTime'), of('"x"'), of(':y')]],
  ['Datatype', thing('sh:datatype rdf:langString'), [of('"x"@en')], [of('"x"')]],
  ['Datatype', thing('sh:datatype xsd:integer'), [of('7')], [of('7.5'), of('"seven"^^xsd:integer'), of('"7"')]],
  ['Datatype', thing('sh:datatype xsd:anyURI'), [of('"https://a.example"^^xsd:anyURI')], [of('<https://a.example>')]],
  ['Pattern', thing('sh:pattern "^[A-Z]{2}$"'), [of('"AB"'), of('"AB"@en')], [of('"ab"'), of('[ ]')]],
  ['In', thing('sh:in ( :a "b" "c"@en 1 )'), [of(':a , "b" , "c"@en , 1')], [of('"c"'), of('"1"'), of(':b'), of('[ ]')]],
  ['HasValue', thing('sh:hasValue :a'), [of(':a , :b')], [of(':b'), of('')]],
  ['NodeKind', thing('sh:nodeKind sh:IRI'), [of(':a')], [of('[ ]'), of('"a"')]],
  ['NodeKind', thing('sh:nodeKind sh:BlankNodeOrLiteral'), [of('[ ] , "a"')], [of(':a')]],
  ['MinLength', thing('sh:minLength 2'), [of('"ab"'), of(':ab')], [of('"a"'), of('"😀"'), of('[ ]')]],
  ['MaxLength', thing('sh:maxLength 2'), [of('"ab"'), of('"😀😀"')], [of('"abc"')]],
  ['LanguageIn', thing('sh:languageIn ( "en" )'), [of('"a"@en'), of('"a"@en-IE'), of('"a"@EN')], [of('"a"@eng'), of('"a"@de'), of('"a"')]],
  ['UniqueLang', thing('sh:uniqueLang true'), [of('"a"@en , "b"@de , "c" , "d"')], [of('"a"@en , "b"@en')]],
  ['MinInclusive', thing('sh:minInclusive 1'), [of('1'), of('1.5')], [of('0'), of('"x"'), of(':y')]],
  ['MaxInclusive', thing('sh:maxInclusive 100'), [of('100')], [of('101')]],
  ['MinExclusive', thing('sh:minExclusive 1'), [of('2')], [of('1')]],
  ['MaxExclusive', thing('sh:maxExclusive "2026-01-01T00:00:00Z"^^xsd:dateTime'), [of('"2025-12-31T23:59:59Z"^^xsd:dateTime')], [of('"2026-01-01T00:00:00Z"^^xsd:dateTime')]],
  ['Equals', thing('sh:equals :q'), [`${of('1')} :x :q 1 .`], [`${of('1')} :x :q 2 .`, of('1')]],
  ['Disjoint', thing('sh:disjoint :q'), [`${of('1')} :x :q 2 .`], [`${of('1')} :x :q 1 .`]],
  ['Or', thing('sh:or ( [ sh:class :A ] [ sh:datatype xsd:string ] )'), [of('[ a :A ] , "x"')], [of('[ a :B ]'), of('7')]],
  ['Xone', thing('sh:xone ( [ sh:class :A ] [ sh:class :B ] )'), [of('[ a :A ]')], [of('[ a :A , :B ]'), of('[ a :C ]')]],
  ['Not', thing('sh:not [ sh:class :A ]'), [of('[ a :B ]')], [of('[ a :A ]')]],
  ['Class', thing('sh:and ( [ sh:class :A ] [ sh:class :B ] )'), [of('[ a :A , :B ]')], [of('[ a :A ]')]],
  ['MinCount', `${thing('sh:node :Inner')} :Inner sh:property [ sh:path :q ; sh:minCount 1 ] .`, [of('[ :q 1 ]')], [of('[ ]'), of(':y')]],
  ['QualifiedMinCount', thing('sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMinCount 1'), [of('[ a :A ] , [ a :B ]')], [of('[ a :B ]')]],
  ['QualifiedMaxCount', thing('sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMaxCount 1'), [of('[ a :A ] , [ a :B ]')], [of('[ a :A ; :n 1 ] , [ a :A ; :n 2 ]')]],
  ['Closed', `${thing('sh:minCount 0')} :T sh:closed true ; sh:ignoredProperties ( rdf:type ) .`, [of('1')], [`${of('1')} :x :q 1 .`]],
  ['MinCount', ':T sh:targetNode :x ; sh:property [ sh:path ( :p :q ) ; sh:minCount 1 ] .', [of('[ :q 1 ]')], [of('[ :r 1 ]')]],
  ['MinCount', ':T sh:targetSubjectsOf :p ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 1 ] .', [':x :p :x .'], [':x :p :y .']],
  ['MaxCount', ':T sh:targetNode :x ; sh:property [ sh:path [ sh:zeroOrOnePath :p ] ; sh:maxCount 1 ] .', [':x :q :y .'], [':x :p :y .']],
  ['MinCount', ':T sh:targetObjectsOf :p ; sh:property [ sh:path [ sh:alternativePath ( :q :r ) ] ; sh:minCount 1 ] .', [':x :p :y . :y :r 1 .'], [':x :p :y . :y :s 1 .']],
  ['MinCount', ':Thing a rdfs:Class , sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] . :Sub rdfs:subClassOf :Thing .', [of('1'), ':x a :Sub ; :p 1 .'], [of(''), ':x a :Sub .']],
];

describe('SHACL Core', () => {
  it.each(CONSTRAINTS)('%s: %s', async (component, shapes, good, bad) => {
    for (const data of good) expect(await hold(shapes, data), data).toMatchObject({ violations: [], undecided: [] });
    for (const data of bad) {
      const { violations, undecided } = await hold(shapes, data);
      expect({ undecided, components: [...new Set(violations.map((each) => each.component))] }, data).toEqual({ undecided: [], components: [component] });
    }
  });

  it('says the severity that a shape gives, and takes one of its own for a violation', async () => {
    for (const [said, severity] of [['sh:Warning', 'Warning'], ['sh:Info', 'Info'], ['sh:Violation', 'Violation'], [':Mild', 'Violation']]) expect((await hold(thing(`sh:minCount 1 ; sh:severity ${said}`), of(''))).violations).toMatchObject([{ severity }]);
    // A shape that asks for another gives it its own severity; one that nobody knows does not make a fault none.
    expect((await hold(`${thing('sh:node :Inner ; sh:severity sh:Warning')} :Inner sh:property [ sh:path :q ; sh:minCount 1 ; sh:severity :Mild ] .`, of('[ ]'))).violations).toMatchObject([{ severity: 'Warning', component: 'MinCount' }]);
  });

  it('asks nothing of a shape that is off, and reports what was about no node', async () => {
    expect(await hold(thing('sh:minCount 1 ; sh:deactivated true'), of(''))).toMatchObject({ violations: [], undecided: [] });
    expect(await hold(thing('sh:minCount 1'), ':x a :Other .')).toEqual({ violations: [], undecided: [], nodes: 0 });
  });

  it('asks a shape anew where it was asked before', async () => {
    // Inside `or` it fails, which is no violation; as a shape of its own it is one.
    const twice = ':A sh:targetNode :x ; sh:or ( :B :C ) . :C sh:nodeKind sh:IRI . :B sh:targetNode :x ; sh:property [ sh:path :p ; sh:minCount 1 ] .';
    expect((await hold(twice, ':x a :Thing .')).violations).toMatchObject([{ component: 'MinCount' }]);
    const both = ':A sh:targetNode :x ; sh:or ( :B :C ) ; sh:and ( :B ) . :C sh:nodeKind sh:IRI . :B sh:property [ sh:path :p ; sh:minCount 1 ] .';
    expect((await hold(both, ':x a :Thing .')).violations).toMatchObject([{ component: 'MinCount' }]);
    const not = ':A sh:targetNode :x ; sh:or ( :B :C ) ; sh:not :B . :C sh:nodeKind sh:IRI . :B sh:property [ sh:path :p ; sh:minCount 1 ] .';
    expect(await hold(not, ':x a :Thing .')).toMatchObject({ violations: [], undecided: [] });
  });
});

describe('what is not evaluated is named, and is no pass', () => {
  it.each([
    ['sparql', thing('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o }" ]')], ['js', thing('sh:js [ ]')], ['target', `${thing('sh:minCount 1')} :T sh:target [ ] .`], ['lessThan', thing('sh:lessThan :q')],
    ['path', ':T sh:targetNode :x ; sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 0 ] .'], ['path', ':T sh:targetNode :x ; sh:property [ sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; sh:maxCount 0 ] .'],
    ['path', `:T sh:targetNode :x ; sh:property [ sh:path ( ${':p '.repeat(9)}) ; sh:maxCount 0 ] .`], ['path', ':T sh:targetNode :x ; sh:property [ sh:path :p , :q ; sh:maxCount 0 ] .'],
    ['property', ':T sh:targetNode :x ; sh:property :Nobody .'], ['node', thing('sh:node :Nobody')], ['or', thing('sh:or ( :Nobody )')], ['or', thing('sh:or ( [ sh:class :A ] ) , ( [ sh:class :B ] )')], ['and', thing('sh:and :Nobody')],
    ['in', thing('sh:in :Nobody')], ['minCount', thing('sh:minCount "one"')], ['maxCount', thing('sh:maxCount -1')], ['maxCount', thing('sh:maxCount 1 , 2')], ['datatype', thing('sh:datatype "x"')], ['nodeKind', thing('sh:nodeKind :Node')],
    ['hasValue', thing('sh:hasValue :a , :b')], ['uniqueLang', thing('sh:uniqueLang "yes"')], ['minInclusive', thing('sh:minInclusive "a"')], ['minCount', ':T sh:targetNode :x ; sh:minCount 1 .'],
    ['qualifiedValueShapesDisjoint', thing('sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMaxCount 0 ; sh:qualifiedValueShapesDisjoint true')], ['parameter', `${thing('sh:minCount 1')} :C a sh:ConstraintComponent ; sh:parameter [ sh:path :own ] .`],
    ['pattern', thing('sh:pattern "(a+)+$"')], ['pattern', thing('sh:pattern "a" ; sh:flags "i"')], ['pattern', thing('sh:pattern "["')],
    ['recursion', `${thing('sh:node :Inner')} :Inner sh:node :Inner .`], ['closed', ':T sh:targetNode :x ; sh:closed true ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:minCount 0 ] .'],
  ])('%s: %s', async (word, shapes) => {
    const { undecided } = await hold(shapes, of(`"${'a'.repeat(60)}"`));
    expect(undecided).toEqual([word]);
  });

  it('a misspelt word is none, and one of a shape that is off does not matter', async () => {
    expect((await hold(thing('sh:nodekind sh:IRI ; sh:minCount 1'), of('1'))).undecided).toEqual([]);
    expect((await hold(thing('sh:deactivated true ; sh:sparql [ ]'), of('1'))).undecided).toEqual([]);
  });
});
