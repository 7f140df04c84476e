import { worseFinding } from '../checks/worst.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { Finding, Findings } from '../report/finding.js';
import { pointer, type JsonObject } from '../report/json.js';
import type { CredentialView, Params, Problem } from '../report/report.js';
import type { CollectionMember } from '../report/subject.js';
import { validateSignature, type Conclusion, type SubIndication, type ValidationEnvironment } from '../signature-validation/index.js';
import { europassDocument, europassPresentation, europassView } from '../view/europass.js';
import { elements } from '../xml-signature/dom.js';
import { parseXml } from '../xml-signature/parse.js';
import { currentAnchors } from './seals/lists.js';
import { openTrust, type OpenTrust } from './seals/open-trust.js';
import { problem } from './seals/problem.js';
import type { SealedDocument } from './seals/sealed-document.js';
import { sealedDocument } from './seals/together.js';
import type { SealTrust } from './seals/trust.js';
import { europassXml, standalone, type EuropassXml } from './xades/document.js';
import { issuerBinding } from './xades/issuer-binding.js';
import { xadesSignature, type XadesSignature } from './xades/signature-input.js';

/** A European credential in XML that is sealed. `document` is the credential, in the terms of the European Learning Model; absent where the seal is not over one credential. */
export type SealedXml = SealedDocument & { document?: JsonObject; /** What is sealed is a presentation, whose credentials have reports of their own: what it says itself. */ presentation?: JsonObject };

/** What an XML document turned out to be. `stopped`: it is damaged, or nobody signed it as a whole. */
export type XadesReading = { sealed: SealedXml } | { stopped: { check: 'intake.readable' | 'intake.credential'; code: Code; params?: Params; problems: Problem[]; view?: CredentialView; members: readonly CollectionMember[] } };

/**
 * European credentials of the generations before JSON: XML with an enveloped XAdES signature (ETSI EN 319 132-1), validated as EN 319 102-1 says and qualified as TS 119 615 says.
 * Everything but the bytes and the host's trust is hostile. It asserts who sealed which document and when that is proved; not that the document says the truth, nor that the one who sealed it may award what it says.
 */
export function createXades(trust: SealTrust): (text: string, context: Context) => Promise<XadesReading> {
  let opened: Promise<OpenTrust> | undefined;
  return async (text, context) => {
    const parsed = parseXml(text);
    if (!parsed.ok) return parsed.problem === 'doctype' ? stopped('intake.readable', 'xml.doctype') : stopped('intake.readable', 'xades.malformed', { reason: parsed.problem });
    const found = europassXml(parsed.root);
    // Beside one that has a seal of its own, one that has none must not go unseen.
    const members = (found.sealedInside.length > 0 || found.credentials.length > 1 ? found.credentials : []).map((each, index): CollectionMember => ({ pointer: pointer('credentials', index), bytes: standalone(each) }));
    const shown = shownOf(found);
    if (found.own.length > 1) return stopped('intake.credential', 'xades.several-signatures', { count: found.own.length });
    const [signature] = found.own.length > 0 ? found.own : found.elsewhere;
    if (!signature) return { stopped: { check: 'intake.credential', code: 'input.unsigned', params: { kind: 'xml' }, problems: notesOf(found), members, ...(shown ? { view: shown.view } : {}) } };
    opened ??= openTrust(trust);
    const ready = await opened;
    if (ready.unavailable) opened = undefined;

    const described = await xadesSignature(parsed.root, signature, found.elsewhere.length > 0 ? [problem('FORMAT_FAILURE', 'misplaced-signature')] : []);
    const conclusion = await validateSignature(described.input, environmentOf(ready, context));
    const at = pointer('signatures', 0);
    const sealed = await sealedDocument([{ conclusion, coverage: coverageOf(conclusion, described, at), documentTimestamps: [], contained: { pointer: at, format: 'XAdES', changes: [], claims: described.claims } }], ready, context);
    return { sealed: together(sealed, found, shown, [...notesOf(found), ...(described.counterSignatures > 0 ? [{ ...note('xades.counter-signature'), pointer: at }] : [])], members) };
  };
}

const note = (code: Code, params: Params = {}): Problem => ({ type: 'about:blank', code, params, retryable: false });
const stopped = (check: 'intake.readable' | 'intake.credential', code: Code, params: Params = {}): XadesReading => ({ stopped: { check, code, params, problems: [], members: [] } });

/** What a viewer has once found of it, and anybody can write. */
const notesOf = ({ root, isPresentation }: EuropassXml): Problem[] => (isPresentation && elements(root).some(({ localName }) => localName === 'verificationChecks') ? [note('europass.checks-of-others')] : []);

interface Shown { document: JsonObject; view: CredentialView }

/** The one credential that a document is, or holds. */
function shownOf({ root, isPresentation, credentials }: EuropassXml): Shown | undefined {
  const [credential] = credentials;
  if (!credential || credentials.length > 1) return undefined;
  const document = europassDocument(credential, isPresentation ? root : undefined);
  return { document, view: europassView(document, isPresentation ? ['verifiablePresentation', 'europassCredential'] : ['europassCredential']) };
}

function environmentOf(trust: OpenTrust, context: Context): ValidationEnvironment {
  return {
    anchors: trust.anchors, timestampAnchors: currentAnchors(trust.timestampAnchors, trust.lists, context), now: context.now, fetch: context.fetch, once: context.once, ...(context.signal ? { signal: context.signal } : {}),
    policy: { clockToleranceSeconds: context.policy.clockToleranceSeconds },
  };
}

/** By which a time-stamp is found not to be over this seal, or not to be whole. One whose authority nobody here knows is neither. */
const DAMAGED: ReadonlySet<SubIndication> = new Set<SubIndication>(['HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'FORMAT_FAILURE', 'NO_SIGNING_CERTIFICATE_FOUND']);

/** What is shown is what was sealed: the form has one reference to the whole document, and nothing in a signature is shown. Are the proofs that stand beside the seal those of this seal? */
function coverageOf({ timestamps }: Conclusion, { places }: XadesSignature, at: string): Finding {
  const damaged = timestamps.flatMap(({ kind, problems: [why] }, index): Problem[] => (why && DAMAGED.has(why.sub)
    ? [{ ...note('xades.proofs-damaged', { place: places[index] ?? '', kind, rule: why.rule }), pointer: at }] : []));
  const base: Finding = { code: 'coverage.complete' };
  return damaged.length > 0 ? worseFinding(base, { code: 'xades.proofs-damaged', params: damaged[0]!.params ?? {}, problems: damaged }) : base;
}

function together(sealed: Omit<SealedDocument, 'attachments' | 'notes' | 'view'>, found: EuropassXml, shown: Shown | undefined, notes: Problem[], attachments: readonly CollectionMember[]): SealedXml {
  // Where the credential has a seal of its own, this one is somebody's who passed it on, and says nothing of who issued it.
  const document = attachments.length === 0 ? shown?.document : undefined;
  const binding = document && issuerBinding(document, sealed.signatures);
  const identity = sealed.findings['issuer.identity'];
  const form: Finding = document ? { code: 'europass.form-not-checked' } : found.sealedInside.length > 0 ? { code: 'europass.presentation' }
    : found.credentials.length > 1 ? { code: 'europass.several-credentials', params: { count: found.credentials.length } } : { code: 'europass.no-credential' };
  const findings: Findings = { ...sealed.findings, 'format.data-model': form, 'format.schema': { code: 'schema.none' }, ...(identity && binding ? { 'issuer.identity': worseFinding(identity, binding) } : {}) };
  const { names, ids: [id] } = sealed.signer;
  // The words of a credential that has a report of its own are not this seal's.
  const view = (document ? shown?.view : undefined) ?? {
    format: 'presentation', dataModel: 'other', types: ['verifiablePresentation'], title: {}, issuer: { ...(id === undefined ? {} : { id }), ...(names.length > 0 ? { name: { und: names.join(' · ') } } : {}) },
    recipient: { identifiers: [] }, achievements: [],
  } satisfies CredentialView;
  return { ...sealed, findings, notes, attachments, view, ...(document ? { document } : { presentation: europassPresentation(found.root) }) };
}
