import type { Clock } from './types.js';

export const machineClock: Clock = {
  now: () => new Date(),
  random: Math.random,
  sleep: (ms, signal) => new Promise((resolve) => {
    if (signal.aborted) { resolve(); return; }
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
    signal.addEventListener('abort', done, { once: true });
  }),
};
