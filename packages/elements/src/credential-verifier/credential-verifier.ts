import { adoptStyles, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { VerifyInput, Verifier } from '@credlens/core';
import { enElement, type Catalogue, type ElementText } from '@credlens/core/messages';
import type { CheckId, IssuerRegistry, Outcome, PolicyInput, Report } from '@credlens/core/report';
import { tell } from './events.js';
import { intakeArea, type IntakeActions } from './intake-area.js';
import type { Progress } from './progress-view.js';
import type { PageResources } from './resources.js';
import { intake } from './styles/intake.js';
import { tokens } from './styles/tokens.js';

type Reading = typeof import('./reading.js');
type Phase = 'idle' | 'busy' | 'done' | 'crashed';

/** One thing to verify, with the name that a reader knows it by. */
interface Item { input: VerifyInput; channel: 'text' | 'file'; filename?: string }

interface Shown { report: Report; recipient?: string }

const MAX_FILES = 32;
/** Progress is announced at most this often, in milliseconds, so that a screen reader is not flooded. */
const ANNOUNCE_EVERY = 3000;

/**
 * `<credential-verifier>`: paste, choose or drop a learning credential, and read in four sentences whether it may be relied on.
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
 * @csspart button - Every button; also `verify-button`, `choose-button`, `stop-button`, `clear-button`, `copy-button`, `save-button`
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
 * @csspart facts - What the credential says; `facts-summary` opens it
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
  static override styles = [tokens, intake];

  static override properties: PropertyDeclarations = {
    policy: { type: String },
    recipient: { type: String },
    profile: { type: String },
    offline: { type: Boolean },
    locale: { type: String },
    headingLevel: { type: Number, attribute: 'heading-level' },
    resourcesSrc: { type: String, attribute: 'resources-src' },
    trustSrc: { type: String, attribute: 'trust-src' },
    verifier: { attribute: false },
    registries: { attribute: false },
    resources: { attribute: false },
    messages: { attribute: false },
    report: { attribute: false, noAccessor: true },
    phase: { state: true },
    shown: { state: true },
    progress: { state: true },
    pasted: { state: true },
    typedRecipient: { state: true },
    over: { state: true },
    hint: { state: true },
    status: { state: true },
    missing: { state: true },
    reading: { state: true },
  };

  /** A policy's name (`default`, `strict`) or, as a property, a policy of the host's own. */
  declare policy: string | PolicyInput | undefined;
  /** Whose credential it should be: an e-mail address from a source that the page trusts. Setting it hides the field. */
  declare recipient: string | undefined;
  /** A profile to report conformance with, such as `ob3-direct-delivery-v1`. It never changes a verdict. */
  declare profile: string | undefined;
  /** Never touch the network: what the page does not supply could not be checked. */
  declare offline: boolean;
  /** BCP 47 tag by which dates are written and the credential's languages chosen. Default: the catalogue's language. */
  declare locale: string | undefined;
  /** `aria-level` of the element's title. Default 2. */
  declare headingLevel: number;
  /** URL, of the page's own origin, of a JSON file of documents by URL that stand in for the network. */
  declare resourcesSrc: string | undefined;
  /** URL, of the page's own origin, of a JSON list of issuers that the page trusts. */
  declare trustSrc: string | undefined;
  /** A verifier to use in place of the element's own; the page has then set policy, trust and network itself. */
  declare verifier: Verifier | undefined;
  /** Lists of issuers that the page trusts. */
  declare registries: readonly IssuerRegistry[] | undefined;
  /** Documents by URL that stand in for the network: an object, a Map, or a function. */
  declare resources: PageResources | undefined;
  /** Words in another language, complete. Default: English. */
  declare messages: Catalogue | undefined;

  declare private phase: Phase;
  declare private shown: readonly Shown[];
  declare private progress: Progress | undefined;
  declare private pasted: string;
  declare private typedRecipient: string;
  declare private over: boolean;
  declare private hint: string;
  declare private status: string;
  declare private missing: readonly string[];
  declare private reading: Reading | undefined;

  #running: AbortController | undefined;
  #engine: Promise<{ verifier: Verifier; missing: string[] }> | undefined;
  #announced = 0;

  constructor() {
    super();
    this.offline = false;
    this.headingLevel = 2;
    this.phase = 'idle';
    this.shown = [];
    this.pasted = '';
    this.typedRecipient = '';
    this.over = false;
    this.hint = '';
    this.status = '';
    this.missing = [];
  }

  /** The report that is shown, the first where there are several. Setting one shows a saved report; setting undefined clears. */
  get report(): Report | undefined {
    return this.shown[0]?.report;
  }

  set report(report: Report | undefined) {
    this.#stop();
    this.#show(report === undefined ? [] : [report]);
  }

  /** Every report that is shown: one for each input, in the order of the inputs. */
  get reports(): readonly Report[] {
    return this.shown.map(({ report }) => report);
  }

  /** Judges inputs as if a reader had given them, and resolves with a report each. Another call, or `clear()`, stops this one: it then resolves with what was finished. */
  async verify(...inputs: VerifyInput[]): Promise<readonly Report[]> {
    return this.#run(inputs.map((input) => ({ input, channel: typeof input === 'string' ? 'text' : 'file' })));
  }

  /** Forgets input and reports, and stops what is running. The page's own settings stay. */
  clear(): void {
    this.#stop();
    this.#show([]);
    this.pasted = '';
    this.typedRecipient = '';
  }

  /** Moves the focus to the verdict, or to the paste field where there is none. For a page that has called `verify` on its reader's behalf. */
  focusResult(): void {
    this.#focus(this.shown.length > 0 ? '.headline' : this.phase === 'crashed' ? '.error' : '#paste');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) this.addEventListener(type, this.#onDrag);
    this.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) this.removeEventListener(type, this.#onDrag);
    this.removeEventListener('keydown', this.#onKey);
    this.#stop();
    if (this.phase === 'busy') this.phase = 'idle';
  }

  protected override willUpdate(changed: PropertyValues): void {
    const settings = ['policy', 'offline', 'resourcesSrc', 'trustSrc', 'registries', 'resources', 'verifier'];
    if (settings.some((name) => changed.has(name))) this.#engine = undefined;
  }

  protected override render(): TemplateResult {
    const { element } = this.#words();
    const catalogue = this.#catalogue();
    const level = Math.min(Math.max(this.headingLevel || 2, 1), 4);
    return html`<div class="frame" part="frame" lang=${this.#words().language} dir=${this.messages?.direction ?? nothing}>
      <slot name="title"><div class="title" part="title" role="heading" aria-level=${level}>${element.title}</div></slot>
      ${intakeArea({
        text: element, pasted: this.pasted, busy: this.phase === 'busy', over: this.over, hint: this.hint,
        clearable: this.pasted !== '' || this.shown.length > 0 || this.phase === 'crashed', recipient: this.recipient === undefined ? this.typedRecipient : undefined,
      }, this.#actions)}
      <p class="visually-hidden" role="status">${this.status}</p>
      <div class="results ${this.phase === 'idle' && this.shown.length === 0 ? 'none' : ''}" part="results">
        ${this.phase === 'busy' ? this.#busy(catalogue, element) : nothing}
        ${this.phase === 'crashed' ? html`<div class="error" part="error" role="alert" tabindex="-1"><p><strong>${element.crashed}</strong></p><p>${element.crashedNext}</p></div>` : nothing}
        ${this.missing.map((name) => html`<p class="problem">${this.reading?.fill(this.#words().language, element.setupFailed, { name })}</p>`)}
        ${catalogue && this.reading ? this.shown.map((shown, index) => this.#report(shown, String(index), level + 1, catalogue)) : nothing}
      </div>
    </div>`;
  }

  /** A saved report may come from anywhere: what cannot be shown is said, and leaves the rest of the page alone. */
  #report({ report, recipient }: Shown, id: string, level: number, catalogue: Catalogue): TemplateResult {
    try {
      return html`${this.reading?.reportView(report, { catalogue, level, id, ...(recipient === undefined ? {} : { recipient }) })}
        ${this.reading?.reportTools(report, catalogue.element, (text) => { this.status = text; }, catalogue.language)}`;
    } catch {
      return html`<p class="problem">${catalogue.element.notAReport}</p>`;
    }
  }

  /** Until the whole catalogue is here, the words of the first load. */
  #words(): { element: ElementText; language: string } {
    return { element: this.messages?.element ?? enElement, language: this.locale ?? this.messages?.language ?? 'en' };
  }

  #catalogue(): Catalogue | undefined {
    const catalogue = this.messages ?? this.reading?.en;
    return catalogue && { ...catalogue, language: this.locale ?? catalogue.language };
  }

  #busy(catalogue: Catalogue | undefined, element: ElementText): TemplateResult {
    return this.reading && catalogue && this.progress ? this.reading.progressView(this.progress, catalogue) : html`<p class="progress" part="progress">${element.checking}</p>`;
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
      void this.#run([{ input: this.pasted, channel: 'text' }], true);
    },
    files: (files) => { this.#files(files); },
    clear: () => {
      this.clear();
      this.status = this.#words().element.cleared;
      this.#focus('#paste');
    },
    stop: () => {
      this.#stop();
      this.phase = this.shown.length > 0 ? 'done' : 'idle';
      this.status = this.#words().element.cancelled;
      this.#focus('#paste');
    },
  };

  #files(files: readonly File[]): void {
    this.hint = files.length > MAX_FILES ? this.#words().element.tooMany : '';
    void this.#run(files.slice(0, MAX_FILES).map((file) => ({ input: file, channel: 'file', filename: file.name })), true);
  }

  readonly #onDrag = (event: DragEvent): void => {
    const { type, dataTransfer } = event;
    if (!dataTransfer || (type !== 'dragleave' && !dataTransfer.types.some((kind) => kind === 'Files' || kind === 'text/plain'))) return;
    // Text that is dragged into a field belongs there.
    const intoField = event.composedPath()[0] instanceof HTMLTextAreaElement || event.composedPath()[0] instanceof HTMLInputElement;
    if (intoField && !dataTransfer.types.includes('Files')) return;
    if (type === 'dragleave') {
      if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.over = false;
      return;
    }
    event.preventDefault();
    this.over = type !== 'drop';
    if (type !== 'drop') return;
    const files = [...dataTransfer.files];
    const text = dataTransfer.getData('text/plain');
    if (files.length > 0) this.#files(files);
    else if (text.trim() !== '') {
      this.pasted = text;
      this.#actions.verify();
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const inField = event.composedPath()[0] instanceof HTMLTextAreaElement || event.composedPath()[0] instanceof HTMLInputElement;
    if (this.phase === 'busy') this.#actions.stop();
    else if (!inField && (this.shown.length > 0 || this.phase === 'crashed')) this.#actions.clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.progress = undefined;
  }

  #show(reports: readonly Report[]): void {
    this.phase = reports.length > 0 ? 'done' : 'idle';
    this.shown = [];
    this.status = '';
    this.hint = '';
    this.missing = [];
    if (reports.length === 0) return;
    void this.#read().then((reading) => {
      if (!reports.every((report) => reading.isReport(report))) throw new TypeError('Not a report of credlens-report/1');
      this.shown = reports.map((report) => ({ report }));
    }).catch((cause: unknown) => { this.#crash(cause); });
  }

  async #read(): Promise<Reading> {
    if (this.reading) return this.reading;
    const reading = await import('./reading.js');
    if (!this.reading) adoptStyles(this.renderRoot as ShadowRoot, [tokens, intake, ...reading.styles]);
    return this.reading = reading;
  }

  #getEngine(): Promise<{ verifier: Verifier; missing: string[] }> {
    if (this.verifier) return Promise.resolve({ verifier: this.verifier, missing: [] });
    const started = this.#engine ??= import('./engine.js').then(({ createEngine }) => createEngine({
      policy: this.policy, offline: this.offline, registries: this.registries, resources: this.resources,
      resourcesSrc: this.resourcesSrc, trustSrc: this.trustSrc, base: this.ownerDocument.baseURI,
    }));
    // A chunk that did not arrive, or a file that was not there, may come another time.
    const forget = () => { if (this.#engine === started) this.#engine = undefined; };
    started.then(({ missing }) => { if (missing.length > 0) forget(); }, forget);
    return started;
  }

  async #run(items: readonly Item[], byReader = false): Promise<readonly Report[]> {
    this.#stop();
    const running = this.#running = new AbortController();
    const { signal } = running;
    this.phase = 'busy';
    this.shown = [];
    this.missing = [];
    this.#announce(this.#words().element.checking, true);
    const reports: Report[] = [];
    try {
      const [reading, { verifier, missing }] = await Promise.all([this.#read(), this.#getEngine()]);
      if (signal.aborted) return reports;
      this.missing = missing;
      const typed = this.typedRecipient.trim();
      const recipient = this.recipient ?? (typed === '' ? undefined : typed);
      const shown: Shown[] = [];
      for (const [index, item] of items.entries()) {
        const report = await this.#one(reading, verifier, item, { index, total: items.length, recipient, signal });
        if (signal.aborted) return reports;
        if (!reading.isReport(report)) throw new TypeError('The verifier gave no report of credlens-report/1');
        reports.push(report);
        shown.push({ report, ...(recipient === undefined ? {} : { recipient }) });
      }
      this.#running = undefined;
      this.progress = undefined;
      this.phase = 'done';
      this.shown = shown;
      const catalogue = this.#catalogue();
      const said = catalogue ? reports.map((report) => reading.headline(report, catalogue)).join('. ') : '';
      this.#announce(reading.fill(this.#words().language, this.#words().element.ready, { headline: said }), true);
      if (byReader) this.#focus('.headline');
      for (const report of reports) {
        tell(this, 'credential-report', report);
        if (report.verdict === 'verified') tell(this, 'credential-verified', report);
      }
    } catch (cause) {
      if (!signal.aborted) this.#crash(cause, byReader);
    }
    return reports;
  }

  async #one(reading: Reading, verifier: Verifier, item: Item, run: { index: number; total: number; recipient: string | undefined; signal: AbortSignal }): Promise<Report> {
    const { recipient, signal } = run;
    const policy = this.policy === undefined ? {} : { policy: this.policy };
    const done = new Map<CheckId, Outcome>();
    const plan = verifier.planChecks(policy);
    const name = item.filename === undefined ? {} : { filename: item.filename };
    const at = { name: item.filename ?? '', number: run.index + 1, total: run.total };
    this.progress = { plan, done, item: at };
    return verifier.verify(item.input, {
      ...policy, ...name, channel: item.channel, signal,
      ...(recipient === undefined ? {} : { recipient }),
      ...(this.profile === undefined ? {} : { profile: this.profile }),
      onCheck: (check) => {
        if (signal.aborted) return;
        done.set(check.id, check.outcome);
        this.progress = { plan, done, item: at };
        this.#announce(reading.fill(this.#words().language, this.#words().element.progress, { done: done.size, total: plan.length }));
      },
    });
  }

  #announce(text: string, now = false): void {
    const time = Date.now();
    if (!now && time - this.#announced < ANNOUNCE_EVERY) return;
    this.#announced = time;
    this.status = text;
  }

  #crash(cause: unknown, byReader = false): void {
    this.#running = undefined;
    this.progress = undefined;
    this.shown = [];
    this.status = '';
    this.phase = 'crashed';
    if (byReader) this.#focus('.error');
    tell(this, 'credential-error', { cause });
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap { 'credential-verifier': CredentialVerifier }
}
