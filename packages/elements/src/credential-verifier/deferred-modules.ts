import { adoptStyles, type CSSResult, type LitElement } from 'lit';
import type { Verifier } from '@credlens/core';
import type { EngineSettings } from './engine.js';

export type Reading = typeof import('./reading.js');
export type SealReading = typeof import('./seal-reading.js');
export type LearningReading = typeof import('./learning-reading.js');

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
  /** Where it does not arrive, what is there stays as it is. */
  readLearning(): void;
  /** The settings are asked for when an engine is made; it is kept until `forgetEngine`. */
  engine(settings: () => EngineSettings): Promise<Engine>;
  forgetEngine(): void;
}

/** @param styles those that the element has already: the ones of a report go on top */
export function deferModules(host: LitElement, styles: readonly CSSResult[]): DeferredModules {
  let loaded: Reading | undefined;
  let seals: SealReading | undefined;
  let learning: LearningReading | undefined;
  let engine: Promise<Engine> | undefined;
  const dress = (): void => { adoptStyles(host.renderRoot as ShadowRoot, [...styles, ...(loaded?.styles ?? []), ...(seals?.styles ?? []), ...(learning?.styles ?? [])]); };
  return {
    get reading() { return loaded; },
    async read() {
      if (loaded) return loaded;
      const reading = await import('./reading.js');
      loaded = reading;
      dress();
      host.requestUpdate();
      return reading;
    },
    get sealReading() { return seals; },
    async readSeals() {
      if (seals) return seals;
      seals = await import('./seal-reading.js');
      dress();
      host.requestUpdate();
      return seals;
    },
    get learningReading() { return learning; },
    readLearning() {
      if (learning) return;
      import('./learning-reading.js').then((module) => {
        learning = module;
        dress();
        host.requestUpdate();
      }, () => undefined);
    },
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
