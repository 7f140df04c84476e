import type { ReactiveControllerHost } from 'lit';
import type { ElementText, LoadedCatalogue } from '@credlens/core/messages';
import type { Report } from '@credlens/core/report';
import type { Engine, Reading } from './deferred-modules.js';
import { tell } from './events.js';
import type { Progress } from './progress-view.js';
import type { Item, Question } from './verification-item.js';

/** A report, whose credential it was asked to be, and what was verified. `apart`: it is of the others together, which are shown by themselves. */
export interface Shown { report: Report; recipient?: string; source?: Item['input']; apart?: true }

export interface RunState {
  phase: 'idle' | 'busy' | 'done' | 'crashed';
  shown: readonly Shown[];
  progress: Progress | undefined;
  /** The page's files that could not be loaded for this run. */
  missing: readonly string[];
  /** What a screen reader is told. */
  status: string;
}

/** What a run asks the element for, each when it needs it. */
export interface RunNeeds {
  read(): Promise<Reading>;
  engine(): Promise<Engine>;
  question(): Question;
  words(): { element: ElementText; language: string };
  catalogue(): LoadedCatalogue | undefined;
  /** Loads what sealed documents need to be read. */
  readSeals(): Promise<unknown>;
  /** Loads what a comparison needs to be read. */
  readAgreement(): Promise<unknown>;
  focus(selector: string): void;
}

/** Progress is announced at most this often, in milliseconds, so that a screen reader is not flooded. */
const ANNOUNCE_EVERY = 3000;

/** What is verified now and what is shown of it. One run at a time: another one, a saved report or `stop` ends it, and what it still finds is no longer told. */
export interface VerificationRun {
  readonly state: Readonly<RunState>;
  /** Verifies one after the other, tells the page, and resolves with a report each; with what was finished where it was ended. It never rejects. */
  verify(items: readonly Item[], byReader?: boolean): Promise<readonly Report[]>;
  /** Verifies what is shown together, as forms of one award, and puts that report before the others. Nothing where it cannot be asked. */
  together(): Promise<void>;
  /** Shows saved reports in place of what is there; none clears. */
  show(reports: readonly Report[]): void;
  /** A reader's wish to stop: back to what is there. */
  cancel(): void;
  /** Tells a screen reader. */
  say(text: string): void;
}

/** What may be verified together: everything that is shown, where there are several and all are still at hand. */
export function sourcesOf({ phase, shown }: Pick<RunState, 'phase' | 'shown'>): Item['input'][] | undefined {
  const inputs = shown.flatMap(({ source }) => (source === undefined ? [] : [source]));
  return phase === 'done' && inputs.length > 1 && inputs.length === shown.length ? inputs : undefined;
}

export function createVerificationRun(host: ReactiveControllerHost & HTMLElement, needs: RunNeeds): VerificationRun {
  let state: RunState = { phase: 'idle', shown: [], progress: undefined, missing: [], status: '' };
  let running: AbortController | undefined;
  let announced = 0;

  const change = (part: Partial<RunState>): void => {
    state = { ...state, ...part };
    host.requestUpdate();
  };
  /** Ends what is running, if anything is; what is shown stays. */
  const end = (next: Partial<RunState> = {}): void => {
    running?.abort();
    running = undefined;
    change({ ...next, progress: undefined });
  };
  const begin = (next: Partial<RunState>): AbortSignal => {
    end(next);
    return (running = new AbortController()).signal;
  };
  const announce = (status: string, now = false): void => {
    const time = Date.now();
    if (!now && time - announced < ANNOUNCE_EVERY) return;
    announced = time;
    change({ status });
  };
  const crash = (cause: unknown, byReader = false, kept: readonly Shown[] = []): void => {
    end({ shown: kept, status: '', phase: 'crashed' });
    if (byReader) needs.focus('.error');
    tell(host, 'credential-error', { cause });
  };

  const tellProgress = (progress: Progress, reading: Reading): void => {
    change({ progress });
    const { done, plan } = progress;
    const { element, language } = needs.words();
    if (done.size > 0) announce(reading.fill(language, element.progress, { done: done.size, total: plan.length }));
  };

  /** @param told those of them that are new */
  const finish = (shown: readonly Shown[], reading: Reading, byReader: boolean, told: readonly Shown[] = shown): void => {
    running = undefined;
    change({ progress: undefined, phase: 'done', shown });
    const catalogue = needs.catalogue();
    const headline = catalogue ? told.map(({ report }) => reading.headline(report, catalogue)).join('. ') : '';
    const { element, language } = needs.words();
    announce(reading.fill(language, element.ready, { headline }), true);
    if (byReader) needs.focus('.headline');
    for (const { report } of told) {
      tell(host, 'credential-report', report);
      if (report.verdict === 'verified') tell(host, 'credential-verified', report);
    }
  };

  /** Loads what a verification needs and does it; says so where that could not be carried out, with what was there before. */
  const carryOut = async (next: Partial<RunState>, byReader: boolean, act: (reading: Reading, engine: Engine, question: Question, signal: AbortSignal) => Promise<void>): Promise<void> => {
    const signal = begin({ phase: 'busy', ...next });
    announce(needs.words().element.checking, true);
    const { shown } = state;
    try {
      const [reading, engine] = await Promise.all([needs.read(), needs.engine()]);
      await act(reading, engine, needs.question(), signal);
    } catch (cause) {
      if (!signal.aborted) crash(cause, byReader, shown);
    }
  };
  const asked = ({ recipient }: Question): { recipient?: string } => (recipient === undefined ? {} : { recipient });

  host.addController({ hostDisconnected() { end(state.phase === 'busy' ? { phase: 'idle' } : {}); } });

  return {
    get state() { return state; },
    async verify(items, byReader = false) {
      const shown: Shown[] = [];
      await carryOut({ shown: [], missing: [] }, byReader, async (reading, { verifier, missing }, question, signal) => {
        if (!signal.aborted) change({ missing });
        for await (const report of reading.verifyItems(items, verifier, question, signal, (progress) => { tellProgress(progress, reading); })) {
          shown.push({ report, source: items[shown.length]!.input, ...asked(question) });
        }
        await reading.wordsFor(shown.map(({ report }) => report), needs);
        if (!signal.aborted) finish(shown, reading, byReader);
      });
      return shown.map(({ report }) => report);
    },
    async together() {
      const before = state.shown;
      const inputs = sourcesOf(state);
      if (inputs) await carryOut({}, true, async (reading, { verifier }, question, signal) => {
        const report = await reading.verifyTogether(inputs, verifier, question, signal);
        await reading.wordsFor([report], needs);
        const joint: Shown = { report, apart: true, ...asked(question) };
        if (!signal.aborted) finish([joint, ...before], reading, true, [joint]);
      });
    },
    show(reports) {
      const signal = begin({ phase: reports.length > 0 ? 'done' : 'idle', shown: [], status: '', missing: [] });
      if (reports.length === 0) return;
      needs.read().then(async (reading) => {
        if (signal.aborted) return;
        if (!reports.every((report) => reading.isReport(report))) throw new TypeError('Not a report of credlens-report/1');
        await reading.wordsFor(reports, needs);
        if (!signal.aborted) change({ shown: reports.map((report) => ({ report })) });
      }).catch((cause: unknown) => { if (!signal.aborted) crash(cause); });
    },
    cancel() {
      end({ phase: state.shown.length > 0 ? 'done' : 'idle', status: needs.words().element.cancelled });
    },
    say(status) { change({ status }); },
  };
}
