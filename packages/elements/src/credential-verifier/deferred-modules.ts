import { adoptStyles, type CSSResult, type LitElement } from 'lit';
import type { Verifier } from '@credlens/core';
import type { EngineSettings } from './engine.js';

export type Reading = typeof import('./reading.js');
export type SealReading = typeof import('./seal-reading.js');
export type LearningReading = typeof import('./learning-reading.js');
export type AgreementReading = typeof import('./agreement-reading.js');

/** A verifier, and the page's files that could not be loaded for it. */
export interface Engine { verifier: Verifier; missing: string[] }

/** What an element loads after itself, with the first verification: the engine, set up by what the page has said, and all that a report needs to be read. */
export interface DeferredModules {
  /** Undefined until a report was to be shown. */
  readonly reading: Reading | undefined;
  read(): Promise<Reading>;
  /** Undefined until a sealed document was to be shown. */
  readonly sealReading: SealReading | undefined;
  readSeals(): Promise<SealReading>;
  /** Undefined until somebody opened what a credential says. */
  readonly learningReading: LearningReading | undefined;
  /** Undefined until forms of one award were compared. */
  readonly agreementReading: AgreementReading | undefined;
  readAgreement(): Promise<AgreementReading>;
  /** Where it does not arrive, what is there stays as it is. */
  readLearning(): void;
  /** The settings are asked for when an engine is made; it is kept until `forgetEngine`. */
  engine(settings: () => EngineSettings): Promise<Engine>;
  forgetEngine(): void;
}

interface Loaded { reading?: Reading; seals?: SealReading; learning?: LearningReading; agreement?: AgreementReading }

/** @param styles those that the element has already: the ones of what is loaded go on top */
export function deferModules(host: LitElement, styles: readonly CSSResult[]): DeferredModules {
  const loaded: Loaded = {};
  let engine: Promise<Engine> | undefined;
  const load = async <K extends keyof Loaded>(name: K, arrive: () => Promise<NonNullable<Loaded[K]>>): Promise<NonNullable<Loaded[K]>> => {
    if (loaded[name]) return loaded[name];
    const module = loaded[name] = await arrive();
    adoptStyles(host.renderRoot as ShadowRoot, [...styles, ...Object.values(loaded as Record<string, { styles: CSSResult[] }>).flatMap((each) => each.styles)]);
    host.requestUpdate();
    return module;
  };
  return {
    get reading() { return loaded.reading; },
    get sealReading() { return loaded.seals; },
    get learningReading() { return loaded.learning; },
    get agreementReading() { return loaded.agreement; },
    read: () => load('reading', () => import('./reading.js')),
    readSeals: () => load('seals', () => import('./seal-reading.js')),
    readAgreement: () => load('agreement', () => import('./agreement-reading.js')),
    readLearning() { if (!loaded.learning) load('learning', () => import('./learning-reading.js')).catch(() => undefined); },
    engine(settings) {
      const started = engine ??= import('./engine.js').then(({ createEngine }) => createEngine(settings()));
      // A chunk that did not arrive, or a file that was not there, may come another time.
      const forget = () => { if (engine === started) engine = undefined; };
      started.then(({ missing }) => { if (missing.length > 0) forget(); }, forget);
      return started;
    },
    forgetEngine() { engine = undefined; },
  };
}
