import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { ResponseCache, VerifyInput, Verifier, VerifierOptions } from '@credlens/core';
import { enElement, type Catalogue, type ElementText, type LoadedCatalogue } from '@credlens/core/messages';
import type { IssuerRegistry, PolicyInput, Report } from '@credlens/core/report';
import { deferModules } from './deferred-modules.js';
import { intakeArea, type IntakeActions } from './intake-area.js';
import { listenToGestures } from './page-gestures.js';
import type { LanguageHost } from './reader-languages.js';
import type { PageResources } from './resources.js';
import { resultsArea } from './results-area.js';
import { intake } from './styles/intake.js';
import { tokens } from './styles/tokens.js';
import { createVerificationRun } from './verification-run.js';

const MAX_FILES = 32;
const STYLES = [tokens, intake];

/**
 * `<credential-verifier>`: paste, choose or drop a learning credential or a sealed PDF, and read in four sentences whether it may be relied on.
 * Nothing leaves the browser except the fetches that its report lists. The engine is loaded with the first verification.
 *
 * @fires {CustomEvent<Report>} credential-report - Each report, whatever its verdict
 * @fires {CustomEvent<Report>} credential-verified - A report whose verdict is `verified`; read `detail.cautions`
 * @fires {CustomEvent<{cause: unknown}>} credential-error - The verification could not be carried out; that says nothing about the credential
 *
 * @slot title - Takes the place of the element's own title
 *
 * @csspart frame - The whole
 * @csspart title - The element's own title
 * @csspart intake - Where a credential comes in
 * @csspart label - A field's label
 * @csspart textarea - The field to paste into
 * @csspart recipient - The field for the recipient's address
 * @csspart actions - The row of buttons
 * @csspart button - Every button; also `verify-button`, `choose-button`, `stop-button`, `clear-button`, `copy-button`, `save-button`, `preview-button`, `previous-button`, `next-button`, `together-button`
 * @csspart progress - While checks run
 * @csspart progress-bar - The bar of it
 * @csspart results - Everything below the intake
 * @csspart report - One report; also `report-verified`, `report-cautions`, `report-invalid`, `report-indeterminate`, `report-unverifiable`
 * @csspart headline - Its verdict; also `headline-verified` and so on
 * @csspart about - Title, instant and recipient
 * @csspart sentences - The four sentences
 * @csspart sentence - One of them; also `sentence-intact`, `sentence-issuer`, `sentence-current`, `sentence-recipient`, and `outcome-pass` and so on
 * @csspart outcome - The outcome of a sentence, in a word
 * @csspart answer - The sentence itself
 * @csspart next-step - What to do about it
 * @csspart together - Where several results are shown: the button that compares them as forms of one award
 * @csspart agreement - The comparison of forms of one award; `agreement-table` is its table, `agreement-fact` a row
 * @csspart preview - Looking at a sealed document: `preview-button` opens it, `preview-version` chooses, `preview-caption` says what is seen, `preview-canvas` shows a page, `previous-button` and `next-button` turn it, `preview-text` has its text
 * @csspart seals - Seals, signatures and time-stamps; `seals-summary` opens it
 * @csspart seal - One of them, also with its outcome; `seal-name` is its heading
 * @csspart facts - What the credential says; `facts-summary` opens it
 * @csspart claim - In them, one claim of a European credential; also `claim-achievement`, `claim-activity`, `claim-assessment`, `claim-entitlement`, `claim-other`
 * @csspart quality - In them, which elements of a micro-credential are given; `quality-item` is one of them
 * @csspart language - In them, the choice of one of the document's languages
 * @csspart europass - In the details, the checks of a European credential in the words of the Europass viewer; `europass-item` is one of them
 * @csspart details - Every check; `details-summary` opens it
 * @csspart check - One check; also `check-proof-signature` and so on
 * @csspart members - Reports of the credentials inside
 * @csspart error - What is said when the verification could not be carried out
 *
 * @cssprop [--credlens-text-color] - Text
 * @cssprop [--credlens-muted-color] - Secondary text
 * @cssprop [--credlens-surface-color] - Background
 * @cssprop [--credlens-raised-color] - Background of a check
 * @cssprop [--credlens-border-color] - Lines
 * @cssprop [--credlens-control-border-color] - Border of a field
 * @cssprop [--credlens-accent-color] - Buttons, links, focus
 * @cssprop [--credlens-on-accent-color] - Text on the accent colour
 * @cssprop [--credlens-pass-color] - Passed
 * @cssprop [--credlens-warn-color] - Caution
 * @cssprop [--credlens-fail-color] - Failed
 * @cssprop [--credlens-unknown-color] - Could not be checked
 * @cssprop [--credlens-radius=12px] - Roundness
 * @cssprop [--credlens-space=16px] - Spacing
 * @cssprop [--credlens-font] - Typeface
 * @cssprop [--credlens-mono-font] - Typeface of codes
 *
 * @tag credential-verifier
 * @tagname credential-verifier
 */
export class CredentialVerifier extends LitElement {
  static override styles = STYLES;

  static override properties: PropertyDeclarations = {
    policy: { type: String },
    recipient: { type: String },
    profile: { type: String },
    offline: { type: Boolean },
    locale: { type: String },
    headingLevel: { type: Number, attribute: 'heading-level' },
    resourcesSrc: { type: String, attribute: 'resources-src' },
    trustSrc: { type: String, attribute: 'trust-src' },
    trustedListsSrc: { type: String, attribute: 'trusted-lists-src' },
    trustedLists: { attribute: false },
    anchors: { attribute: false },
    relay: { type: String },
    cache: { type: String },
    verifier: { attribute: false },
    registries: { attribute: false },
    resources: { attribute: false },
    messages: { attribute: false },
    report: { attribute: false, noAccessor: true },
    pasted: { state: true },
    typedRecipient: { state: true },
    hint: { state: true },
    chosen: { state: true },
  };

  /** A policy's name (`default`, `strict`) or, as a property, a policy of the host's own. */
  declare policy: string | PolicyInput | undefined;
  /** Whose credential it should be: an e-mail address from a source that the page trusts. Setting it hides the field. */
  declare recipient: string | undefined;
  /** A profile to report conformance with, such as `ob3-direct-delivery-v1`. It never changes a verdict. */
  declare profile: string | undefined;
  /** Never touch the network: what the page does not supply could not be checked. */
  declare offline: boolean;
  /** BCP 47 tag by which dates are written and the credential's languages chosen. Default: for dates the catalogue's language, for the credential's words the element's `lang`, else the browser's languages. */
  declare locale: string | undefined;
  /** `aria-level` of the element's title. Default 2. */
  declare headingLevel: number;
  /** URL, of the page's own origin, of a JSON file of documents by URL that stand in for the network. */
  declare resourcesSrc: string | undefined;
  /** URL, of the page's own origin, of a JSON list of issuers that the page trusts. */
  declare trustSrc: string | undefined;
  /** URL, of the page's own origin, of a snapshot of the EU trusted lists (`credlens trust-lists update`). It is loaded with the first sealed document. */
  declare trustedListsSrc: string | undefined;
  /** The snapshot itself, its text, or a function that brings either. */
  declare trustedLists: VerifierOptions['trustedLists'] | undefined;
  /** Certificates that the page trusts as the end of a path. */
  declare anchors: VerifierOptions['anchors'] | undefined;
  /** URL of a relay that fetches what other sites do not let a page read (`credlens serve --relay`). */
  declare relay: string | undefined;
  /** `page` keeps what was fetched in this browser from one visit to the next; as a property also a cache of the host's own. Default: memory. */
  declare cache: 'page' | ResponseCache | undefined;
  /** A verifier to use in place of the element's own; the page has then set policy, trust and network itself. */
  declare verifier: Verifier | undefined;
  /** Lists of issuers that the page trusts. */
  declare registries: readonly IssuerRegistry[] | undefined;
  /** Documents by URL that stand in for the network: an object, a Map, or a function. */
  declare resources: PageResources | undefined;
  /** Words in another language, complete. Default: English. */
  declare messages: Catalogue | undefined;

  declare private pasted: string;
  declare private typedRecipient: string;
  declare private hint: string;
  /** What the reader chose from the languages of documents: read and set by `reader-languages.ts`, which comes with the first report. */
  declare private chosen: string | undefined;

  readonly #modules = deferModules(this, STYLES);

  readonly #run = createVerificationRun(this, {
    read: () => this.#modules.read(),
    readSeals: () => this.#modules.readSeals(),
    readAgreement: () => this.#modules.readAgreement(),
    engine: () => (this.verifier ? Promise.resolve({ verifier: this.verifier, missing: [] }) : this.#modules.engine(() => ({
      policy: this.policy, offline: this.offline, registries: this.registries, resources: this.resources,
      resourcesSrc: this.resourcesSrc, trustSrc: this.trustSrc, trustedListsSrc: this.trustedListsSrc, trustedLists: this.trustedLists, anchors: this.anchors, relay: this.relay, cache: this.cache, base: this.ownerDocument.baseURI,
    }))),
    question: () => ({ policy: this.policy, profile: this.profile, recipient: this.recipient ?? (this.typedRecipient.trim() || undefined) }),
    words: () => this.#words(),
    catalogue: () => this.#catalogue(),
    focus: (selector) => { this.#focus(selector); },
  });

  readonly #gestures = listenToGestures(this, {
    files: (files) => { this.#files(files); },
    text: (text) => {
      this.pasted = text;
      this.#actions.verify();
    },
    escape: (inField) => {
      const busy = this.#run.state.phase === 'busy';
      if (!busy && (inField || this.#nothingShown())) return false;
      if (busy) this.#actions.stop();
      else this.#actions.clear();
      return true;
    },
  });

  constructor() {
    super();
    this.offline = false;
    this.headingLevel = 2;
    this.hint = this.pasted = this.typedRecipient = '';
  }

  /** The report that is shown, the first where there are several. Setting one shows a saved report; setting undefined clears. */
  get report(): Report | undefined {
    return this.#run.state.shown[0]?.report;
  }

  set report(report: Report | undefined) {
    this.hint = '';
    this.#run.show(report === undefined ? [] : [report]);
  }

  /** Every report that is shown: one for each input, in the order of the inputs. */
  get reports(): readonly Report[] {
    return this.#run.state.shown.map(({ report }) => report);
  }

  /** Judges inputs as if a reader had given them, and resolves with a report each. Another call, or `clear()`, stops this one: it then resolves with what was finished. */
  async verify(...inputs: VerifyInput[]): Promise<readonly Report[]> {
    return this.#run.verify(inputs.map((input) => ({ input, channel: typeof input === 'string' ? 'text' : 'file' })));
  }

  /** Forgets input and reports, and stops what is running. The page's own settings stay. */
  clear(): void {
    this.#run.show([]);
    this.hint = this.pasted = this.typedRecipient = '';
  }

  /** Moves the focus to the verdict, or to the paste field where there is none. For a page that has called `verify` on its reader's behalf. */
  focusResult(): void {
    const { shown, phase } = this.#run.state;
    this.#focus(shown.length > 0 ? '.headline' : phase === 'crashed' ? '.error' : '#paste');
  }

  protected override willUpdate(changed: PropertyValues): void {
    const settings = ['policy', 'offline', 'resourcesSrc', 'trustSrc', 'trustedListsSrc', 'trustedLists', 'anchors', 'relay', 'cache', 'registries', 'resources', 'verifier'];
    if (settings.some((name) => changed.has(name))) this.#modules.forgetEngine();
  }

  protected override render(): TemplateResult {
    const { element, language } = this.#words();
    const { state } = this.#run;
    const level = Math.min(Math.max(this.headingLevel || 2, 1), 4);
    return html`<div class="frame" part="frame" lang=${language} dir=${this.messages?.direction ?? nothing}>
      <slot name="title"><div class="title" part="title" role="heading" aria-level=${level}>${element.title}</div></slot>
      ${intakeArea({
        text: element, pasted: this.pasted, busy: state.phase === 'busy', over: this.#gestures.over, hint: this.hint,
        clearable: this.pasted !== '' || !this.#nothingShown(), recipient: this.recipient === undefined ? this.typedRecipient : undefined,
      }, this.#actions)}
      <p class="visually-hidden" role="status">${state.status}</p>
      ${resultsArea(state, this.#modules, { text: element, catalogue: this.#catalogue(), language, host: this as unknown as LanguageHost, level: level + 1 }, { say: (text) => { this.#run.say(text); }, together: () => void this.#run.together() })}
    </div>`;
  }

  /** Until the whole catalogue is here, the words of the first load. */
  #words(): { element: ElementText; language: string } {
    return { element: this.messages?.element ?? enElement, language: this.locale ?? this.messages?.language ?? 'en' };
  }

  #catalogue(): LoadedCatalogue | undefined {
    return this.#modules.reading?.catalogueOf(this.messages, this.#modules, this.locale);
  }

  readonly #actions: IntakeActions = {
    paste: (text) => { this.pasted = text; this.hint = ''; },
    recipient: (value) => { this.typedRecipient = value; },
    verify: () => {
      if (this.pasted.trim() === '') {
        this.hint = this.#words().element.empty;
        this.#focus('#paste');
        return;
      }
      void this.#run.verify([{ input: this.pasted, channel: 'text' }], true);
    },
    files: (files) => { this.#files(files); },
    clear: () => {
      this.clear();
      this.#run.say(this.#words().element.cleared);
      this.#focus('#paste');
    },
    stop: () => {
      this.#run.cancel();
      this.#focus('#paste');
    },
  };

  #files(files: readonly File[]): void {
    this.hint = files.length > MAX_FILES ? this.#words().element.tooMany : '';
    void this.#run.verify(files.slice(0, MAX_FILES).map((file) => ({ input: file, channel: 'file', filename: file.name })), true);
  }

  #nothingShown(): boolean {
    const { phase, shown } = this.#run.state;
    return shown.length === 0 && phase !== 'crashed';
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap { 'credential-verifier': CredentialVerifier }
}
