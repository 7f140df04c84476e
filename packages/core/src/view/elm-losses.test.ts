import { existsSync, readFileSync } from 'node:fs';
import { elmDocument } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../report/json.js';
import { credentialView } from './credential-view.js';

// What a document says and its view does not: every text, number and address in it that occurs nowhere in the view, by the place where it stands. What is left out by decision is named here; nothing else may be missing.

/** Beside the person's name, e-mail and numbers nothing of the person is repeated; of pictures only the issuer's logo and what it drew; of a file its name. */
const LEFT_OUT: readonly RegExp[] = [
  /^credentialSubject\.(?:dateOfBirth|gender|citizenshipCountry|placeOfBirth|birthName|patronymicName|givenName|familyName|groupMemberOf|memberOf)\b/, /^credentialSubject\.contactPoint\./, /^credentialSubject\.nationalID\.spatial\./,
  /\.(?:contentType|contentEncoding|inScheme)\./, /\.embeddedEvidence\.content$/, /\.logo\.content$/,
  // Of an organisation its name, numbers, places and page: not whom it belongs to, whom one may call, nor what else it writes about itself.
  /\.(?:hasSubOrganization|groupMemberOf|contactPoint)\b/, /(?:issuer|awardingBody|directedBy|assessedBy|providedBy)\.(?:additionalNote\.|prefLabel\.|altLabel\.)/, /\.location\.(?:id|description\.[a-z]{2}|address\.(?:id|fullAddress\.noteLiteral\.[a-z]{2}))$/,
  // What a document is held to, who may hold it, and names of nodes that say something else.
  /^credentialSchema\./, /^cnf\./, /^status\./, /^issuanceDate$/, /(?:eIDASIdentifier|awardedBy|displayParameter|accreditation|evidence)\.id$/, /\.gradingScheme\.supplementaryDocument\./, /\.isPartialQualification$/,
];
/** Words that no term of the model's context has. */
const FOREIGN = /^credentialSubject\.(?:degreeProgramme|academicYear|subClassOf)\b|^issuer\.(?:subClassOf|eIDAS\u0399dentifier)\b|\.address\.country\./;

const plain = (text: string): string => (/^data:/.test(text) ? text.slice(text.indexOf(',') + 1) : text);

function texts(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string' || typeof value === 'number') for (const each of [plain(String(value)), ...String(value).split(' / ')]) found.add(each);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((each) => texts(each, found));
  return found;
}

function lost(document: JsonObject): string[] {
  const shown = texts(credentialView(document));
  const missing = new Set<string>();
  const visit = (value: JsonValue, path: readonly string[]): void => {
    if (Array.isArray(value)) { value.forEach((each) => { visit(each, path); }); return; }
    if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) {
        if (key === '@context' || (key === 'type' && path.length > 0) || (key === 'notation' && Object.hasOwn(value, 'inScheme')) || (key === 'id' && /^urn:epass:|^http:\/\/example\.org\//.test(String(each)))) continue;
        visit(each, [...path, key.trim()]);
      }
      return;
    }
    const at = path.join('.');
    if (!shown.has(String(value)) && !LEFT_OUT.some((each) => each.test(at)) && !FOREIGN.test(at)) missing.add(`${at}: ${String(value).slice(0, 60)}`);
  };
  visit(document, []);
  return [...missing];
}

const CORPORA = process.env['CREDLENS_CORPORA'];
const FILES = [
  'edc-elm/mynextid/edc-dc-signed.jsonld', 'edc-elm/mynextid/edc-dc-example.json', 'edc-elm/mynextid/edc-coe-signed.jsonld', 'edc-elm/elm/Sample-CertOfPart-signed.jsonld', 'edc-elm/elm/Sample-CertOfPart-unsigned.jsonld',
  'edc-elm/elm/Sample-CertOfPart-unsigned-uploadable.json', 'edc-elm/model/credential-sample.jsonld', 'edc-elm/edci/cred1.jsonld', 'edc-elm/edci/test-data-json.jsonld', 'edc-elm/edci/regularCred.jsonld', 'edc-elm/edci/cred_noLegalName_shouldFail.jsonld',
  'skills/samples/elm-v3-MC-Annex1-unsigned.jsonld',
];

describe('nothing of a European credential is lost but what is left out by decision', () => {
  it('of the document that has everything', () => { expect(lost(elmDocument())).toEqual([]); });

  it('a word that is not read is noticed', () => {
    const more = elmDocument();
    (more['issuer'] as JsonObject)['motto'] = { la: 'Nihil perdere' };
    expect(lost(more)).toEqual(['issuer.motto.la: Nihil perdere']);
  });

  for (const file of FILES) {
    it.skipIf(CORPORA === undefined || !existsSync(`${CORPORA}/${file}`))(`of ${file}`, () => {
      const read = JSON.parse(readFileSync(`${CORPORA ?? ''}/${file}`, 'utf8')) as JsonObject;
      const document = typeof read['payload'] === 'string' ? JSON.parse(read['payload']) as JsonObject : read;
      expect(lost((document['credential'] as JsonObject | undefined) ?? document)).toEqual([]);
    });
  }
});
