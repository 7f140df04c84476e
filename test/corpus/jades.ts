import { createVerifier, type VerifierOptions } from '@credlens/core';
import { fromBase64, parseCertificate, type Certificate } from '@credlens/core/x509';
import type { Report } from '@credlens/core/report';
import type { Corpora, ManifestRow } from './corpora.js';
import type { Expectation } from './expectation.js';
import { whyNot } from './jades-why.js';
import type { Case } from './tally.js';

/** Of both topics what is a document of a candidate's in JSON (`xades.ts` has the XML): shapes, ontologies and contexts are for programs. */
export const TOPICS = ['edc-elm', 'jades'] as const;
export const jadesRows = (corpora: Corpora): { topic: string; row: ManifestRow }[] => TOPICS.flatMap((topic) => corpora.rows(topic).filter(({ file }) => !file.startsWith('model/') && !file.endsWith('.xml')).map((row) => ({ topic, row })));

/**
 * What the manifest's words ask of a file. Of one whose own tests say that its data, its header or a time-stamp is not intact, and of one that nobody signed, that it must not be accepted. Everything else is unstated:
 * that a file is in somebody's tests says nothing of whether it is good.
 */
export function jadesExpectation({ file, expected }: Pick<ManifestRow, 'file' | 'expected'>): Expectation {
  const refuse = /False\(|WithCritStringType|WithCritAndDuplicated|WithEmptyCrit|WrongEtsiU|XXE|must fail|^unsigned/i.test(expected) || /unsigned|no-signatures/.test(file);
  return { want: refuse ? 'not-accept' : 'unstated', because: [] };
}

/** Every file at one instant, with the trusted lists that are there; what certificates point to is not. */
export function jadesSeals(corpora: Corpora, at: string, trust: Pick<VerifierOptions, 'trustedLists'>): Case[] {
  const verifier = createVerifier({ offline: true, ...trust });
  return jadesRows(corpora).map(({ topic, row }) => ({ file: row.file, expectation: jadesExpectation(row), judge: () => verifier.verify(corpora.bytes(topic, row.file), { at, filename: row.file }) }));
}

/** Every sealed file with the highest certificates that it holds itself as anchors, at its signing time: what it would be to somebody who trusts its authorities. */
export function jadesByTheirOwn(corpora: Corpora): Case[] {
  return jadesRows(corpora).filter(({ topic, row }) => embedded(corpora.bytes(topic, row.file)).length > 0).map(({ topic, row }) => ({
    file: row.file, expectation: jadesExpectation(row), why: (report) => whyNot(report, { certificates: embedded(corpora.bytes(topic, row.file)), statements: statementsIn(corpora.bytes(topic, row.file)) }),
    judge: async () => {
      const bytes = corpora.bytes(topic, row.file);
      const { at, anchors } = await ownTrust(bytes);
      return createVerifier({ offline: true, anchors }).verify(bytes, { filename: row.file, ...(at === undefined ? {} : { at }) });
    },
  }));
}

/** What somebody trusts who trusts a file's own authorities, and when. */
export async function ownTrust(bytes: Uint8Array): Promise<{ anchors: { name: string; certificate: Uint8Array }[]; at: string | undefined }> {
  return { anchors: tops(embedded(bytes)).map(({ der, sha256 }) => ({ name: sha256, certificate: der })), at: signingTime(await createVerifier({ offline: true }).verify(bytes)) };
}

/** The last time that anybody says in it: what validates it was got after it was signed. */
export function signingTime({ signatures = [] }: Report): string | undefined {
  return signatures.flatMap(({ time, timestamps }) => [...(time.claimed === undefined ? [] : [time.claimed]), ...timestamps.map((each) => each.time)]).toSorted().at(-1);
}

/** Those that nothing else among them has issued. */
export function tops(all: readonly Certificate[]): Certificate[] {
  return all.filter((each) => each.issuer.key === each.subject.key || !all.some((other) => other !== each && other.subject.key === each.issuer.key));
}

const object = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? value as Record<string, unknown> : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function parsed(text: string): unknown {
  try { return JSON.parse(text) as unknown; } catch { return undefined; }
}

const decoded = (text: string): unknown => parsed(new TextDecoder().decode(fromBase64(text.replaceAll('-', '+').replaceAll('_', '/')) ?? new Uint8Array()));

interface Held { head: unknown; parts: Record<string, unknown>[] }

/** The signatures of a JWS, by a reader of its own. */
function held(bytes: Uint8Array): Held[] {
  const text = new TextDecoder().decode(bytes).trim();
  const whole = object(parsed(text));
  const signatures = text.startsWith('{') ? (Array.isArray(whole['signatures']) ? whole['signatures'] : [whole]) : [{ protected: text.split('.')[0] }];
  return signatures.map((signature) => {
    const { protected: head, header } = object(signature);
    return { head, parts: list(object(header)['etsiU']).map((part) => object(typeof part === 'string' ? decoded(part) : part)) };
  });
}

/** Its certificates, in `x5c` and in `xVals`. */
function embedded(bytes: Uint8Array): Certificate[] {
  const found = held(bytes).flatMap(({ head, parts }) => {
    const values = parts.flatMap((part) => [...list(part['xVals']), ...list(object(part['tstVD'])['xVals'])]).map((each) => object(object(each)['x509Cert'])['val']);
    return [...(typeof head === 'string' ? list(object(decoded(head))['x5c']) : []), ...values];
  });
  const certificates = found.flatMap(der).flatMap((each) => parseCertificate(each) ?? []);
  return certificates.filter((each, index) => certificates.findIndex((other) => other.sha256 === each.sha256) === index);
}

const der = (value: unknown): Uint8Array[] => (typeof value === 'string' ? [fromBase64(value) ?? []].filter((each) => each instanceof Uint8Array) : []);

/** Its lists and responses. */
const statementsIn = (bytes: Uint8Array): Uint8Array[] => held(bytes).flatMap(({ parts }) => parts.map((part) => object(part['rVals']))).flatMap((values) => [...list(values['ocspVals']), ...list(values['crlVals'])]).flatMap((each) => der(object(each)['val']));
