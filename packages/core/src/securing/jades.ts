import { readJws, utf8Text } from '../jose/index.js';
import { worseFinding } from '../checks/worst.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { Findings } from '../report/finding.js';
import { isObject, own, pointer, stringsOf, type JsonObject } from '../report/json.js';
import type { CredentialView, Params, Problem } from '../report/report.js';
import { validateSignature, type ValidationEnvironment } from '../signature-validation/index.js';
import { credentialView, localized } from '../view/index.js';
import { counterSignatures, MOST_COUNTER_SIGNATURES } from './jades/counter-signatures.js';
import { coverageOf, note, withPartNamed } from './jades/coverage.js';
import { expired, isJadesHeader, readHeader } from './jades/header.js';
import { issuerBinding } from './jades/issuer-binding.js';
import { isCredential, isPresentation } from './jades/kind.js';
import { budgetOf } from './jades/material-faults.js';
import { jadesSignature } from './jades/signature-input.js';
import { encodingsDiffer, signedData, type SignedData } from './jades/signed-data.js';
import { problem, word } from './seals/problem.js';
import { currentAnchors } from './seals/lists.js';
import { openTrust, type OpenTrust } from './seals/open-trust.js';
import type { SealedDocument } from './seals/sealed-document.js';
import { sealedDocument, type JudgedSignature } from './seals/together.js';
import type { SealTrust } from './seals/trust.js';
import { readStrictJson } from './strict-json.js';

/** A JSON document that is sealed. `document` is what the signatures cover, empty where they cover no JSON object; `payload` its exact bytes, empty where they are elsewhere. */
export type SealedJson = SealedDocument & { document: JsonObject; payload: Uint8Array };

/** What a JWS turned out to be. `stopped`: it is damaged, nobody signed it, or it is one of another kind. */
export type JadesReading = { sealed: SealedJson } | { stopped: { check: 'intake.readable' | 'intake.credential'; code: Code; params?: Params; problems: Problem[] } };

/** Signatures that are judged in one document; each may lead to several fetches. */
const MOST_SIGNATURES = 16;

/**
 * Sealed JSON: ETSI TS 119 182-1 (JAdES), validated as EN 319 102-1 says and qualified as TS 119 615 says. European Digital Credentials come so.
 * Everything but the bytes and the host's trust is hostile. It asserts who sealed which bytes and when that is proved; not that the document says the truth, nor that the one who sealed it may award what it says.
 */
export function createJades(trust: SealTrust): (bytes: Uint8Array, context: Context) => Promise<JadesReading> {
  let opened: Promise<OpenTrust> | undefined;
  return async (bytes, context) => {
    const text = utf8Text(bytes);
    const reading = text === undefined ? undefined : readJws(text, readStrictJson);
    if (!reading) return stopped('intake.readable', 'jades.malformed', { reason: 'encoding' });
    if (!reading.ok) return { stopped: { check: 'intake.readable', code: reading.code === 'token.malformed' ? 'jades.malformed' : reading.code, params: { ...reading.params, reason: String(reading.params['part'] ?? '') }, problems: reading.code === 'token.malformed' ? [] : reading.problems } };
    const { jws } = reading;
    if (jws.signatures.length === 0) return stopped('intake.credential', 'input.unsigned', { kind: 'jws-json' });
    if (jws.signatures.length > MOST_SIGNATURES) return stopped('intake.credential', 'jades.too-many-signatures', { limit: MOST_SIGNATURES });
    const headers = jws.signatures.map(readHeader);
    // One that cannot be read may have been a seal's; one that can, and names no certificate, is of another kind.
    if (!headers.some(({ header, format }) => isJadesHeader(header) || format.some(({ rule }) => rule.startsWith('protected-')))) return stopped('intake.credential', 'input.unsupported', { kind: 'jws-json' });
    const data = await signedData(jws, headers[0]!.header, context);
    const document = documentIn(data);
    if ('problems' in document) return { stopped: { check: 'intake.readable', code: document.problems[0]!.code, params: { ...document.problems[0]!.params }, problems: document.problems } };
    opened ??= openTrust(trust);
    const ready = await opened;
    if (ready.unavailable) opened = undefined;

    const also = encodingsDiffer(headers.map(({ header }) => header)) ? [problem('FORMAT_FAILURE', 'b64-differs')] : [];
    const environment = environmentOf(ready, context);
    const budget = { ...budgetOf(), counterSignatures: MOST_COUNTER_SIGNATURES };
    const [judged, countersigned]: [JudgedSignature[], JudgedSignature[]] = [[], []];
    const notes: Problem[] = jws.extra.slice(0, 8).map((name) => note('jades.unsigned-member', { name: word(name) }));
    for (const [index, signature] of jws.signatures.entries()) {
      const header = headers[index]!;
      const own = index === 0 ? data : await signedData(jws, header.header, context);
      const described = await jadesSignature(signature, { ...header, constraints: [...header.constraints, ...expired(header.header, context.now)] }, own, also);
      const conclusion = withPartNamed(await validateSignature(described.input, environment));
      const at = pointer('signatures', index);
      const counter = await counterSignatures(described.unsigned.counterSignatures, signature.signature, at, environment, budget);
      const coverage = await coverageOf(own, conclusion, described, at, environment.anchors, budget);
      countersigned.push(...counter.judged);
      judged.push({ conclusion, coverage: counter.finding ? worseFinding(coverage, counter.finding) : coverage, documentTimestamps: [], contained: { pointer: at, format: 'JAdES', changes: [], claims: described.claims } });
    }
    return { sealed: await together(document.value, data, { judged, countersigned }, notes, ready, context) };
  };
}

const stopped = (check: 'intake.readable' | 'intake.credential', code: Code, params: Params): JadesReading => ({ stopped: { check, code, params, problems: [] } });

function environmentOf(trust: OpenTrust, context: Context): ValidationEnvironment {
  return {
    anchors: trust.anchors, timestampAnchors: currentAnchors(trust.timestampAnchors, trust.lists, context), now: context.now, fetch: context.fetch, once: context.once, ...(context.signal ? { signal: context.signal } : {}),
    policy: { clockToleranceSeconds: context.policy.clockToleranceSeconds },
  };
}

/** The JSON object that was sealed, read strictly: text that two readers take for two documents is refused. What is no JSON is a document of another kind. */
function documentIn({ content, detached }: SignedData): { value?: JsonObject } | { problems: Problem[] } {
  const json = content && !detached ? utf8Text(content) : undefined;
  if (json === undefined || !/^\s*\{/.test(json)) return {};
  const { value, problems } = readStrictJson(json);
  if (problems.length > 0) return { problems };
  return isObject(value) ? { value } : {};
}

async function together(document: JsonObject | undefined, data: SignedData, { judged, countersigned }: Record<'judged' | 'countersigned', readonly JudgedSignature[]>, notes: Problem[], trust: OpenTrust, context: Context): Promise<SealedJson> {
  const own = await sealedDocument(judged, trust, context);
  // Facts of their own, and no more: whoever signed the seal has not sealed the document.
  const sealed = countersigned.length === 0 ? own : { ...own, signatures: [...own.signatures, ...(await sealedDocument(countersigned, trust, context)).signatures] };
  const credential = document !== undefined && isCredential(document);
  const known = credential || (document !== undefined && isPresentation(document));
  const binding = credential ? issuerBinding(document, sealed.signatures) : undefined;
  const identity = sealed.findings['issuer.identity'];
  const findings: Findings = {
    ...(known ? {} : { 'format.data-model': { code: 'jades.other-content' } }),
    ...sealed.findings, ...(identity && binding ? { 'issuer.identity': worseFinding(identity, binding) } : {}),
  };
  const view = document === undefined ? otherView({}, sealed) : known ? credentialView(document) : otherView(document, sealed);
  return { ...sealed, findings, notes, attachments: [], document: document ?? {}, payload: data.detached ? new Uint8Array() : data.content ?? new Uint8Array(), view };
}

/** What is no credential has no words that a program knows: it is whoever sealed it who is named, as of a sealed PDF. */
function otherView(document: JsonObject, { signer: { ids: [id], names } }: Pick<SealedDocument, 'signer'>): CredentialView {
  const name = localized(names.join(' · '));
  return {
    format: 'verifiable-credential', dataModel: 'other', types: stringsOf(own(document, 'type')).slice(0, 8).map(word), title: {},
    issuer: { ...(id === undefined ? {} : { id }), ...(name ? { name } : {}) }, recipient: { identifiers: [] }, achievements: [],
  };
}

