import type { JsonObject } from '@credlens/core/report';

// Shapes (SHACL) and a context of our own, for European Digital Credentials as `elmDocument` makes them. They ask less than the published ones and stand where a host would supply those.

export const ELM_CONTEXT = 'http://data.europa.eu/snb/model/context/edc-ap';
export const GENERIC_SHAPES = 'http://data.europa.eu/snb/model/ap/edc-generic-full';
export const BASE_SHAPES = 'http://data.europa.eu/snb/model/ap/edc-generic-no-cv';

const ELM = 'http://data.europa.eu/snb/model/elm/';

/** Texts in several languages, by property. */
const TEXTS = ['title', 'description', 'legalName', 'prefLabel', 'noteLiteral', 'fullName', 'givenName', 'familyName'];
const DATES = ['awardingDate', 'dateOfBirth', 'dateIssued', 'startDate', 'endDate'];

/** Every other word is a property of the model by its own name. */
export function elmContext(): JsonObject {
  const words: JsonObject = { '@vocab': ELM, 'xsd': 'http://www.w3.org/2001/XMLSchema#', 'skos': 'http://www.w3.org/2004/02/skos/core#', 'Concept': 'skos:Concept', 'ConceptScheme': 'skos:ConceptScheme', 'inScheme': { '@id': 'skos:inScheme', '@type': '@id' } };
  for (const text of TEXTS) words[text] = { '@id': `${ELM}${text}`, '@container': '@language' };
  for (const date of DATES) words[date] = { '@id': `${ELM}${date}`, '@type': 'xsd:dateTime' };
  return { '@context': words };
}

/** Turtle with the prefixes that shapes need. */
export const turtle = (body: string): string => `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix elm: <${ELM}> .
@prefix cred: <https://www.w3.org/2018/credentials#> .
@prefix : <https://shapes.example/> .
${body}`;

/** What every credential needs: shapes that the others import. */
export const baseShapes = (): string => turtle(`
<${BASE_SHAPES}> a owl:Ontology .
:Credential a sh:NodeShape ; sh:targetClass elm:EuropeanDigitalCredential ;
  sh:property [ sh:path elm:displayParameter ; sh:minCount 1 ; sh:maxCount 1 ; sh:class elm:DisplayParameter ] ;
  sh:property [ sh:path cred:issuer ; sh:minCount 1 ; sh:node :Issuer ] ;
  sh:property [ sh:path cred:issued ; sh:minCount 1 ; sh:datatype xsd:dateTime ] .
:Issuer a sh:NodeShape ; sh:property [ sh:path elm:legalName ; sh:minCount 1 ; sh:uniqueLang true ] ; sh:property [ sh:path elm:eIDASIdentifier ; sh:minCount 1 ; sh:class elm:LegalIdentifier ] .
:Display a sh:NodeShape ; sh:targetClass elm:DisplayParameter ; sh:property [ sh:path elm:title ; sh:minCount 1 ; sh:datatype rdf:langString ] .
:Credit a sh:NodeShape ; sh:targetClass elm:CreditPoint ; sh:property [ sh:path elm:point ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] .
`);

/** The same, and from which list the level may be. */
export const genericShapes = (): string => turtle(`
<${GENERIC_SHAPES}> a owl:Ontology ; owl:imports <${BASE_SHAPES}> .
:Qualification a sh:NodeShape ; sh:targetClass elm:Qualification ; sh:property [ sh:path elm:eqfLevel ; sh:in ( ${Array.from({ length: 8 }, (_, index) => `<http://data.europa.eu/snb/eqf/${index + 1}>`).join(' ')} ) ] .
`);
