import { Worker } from 'node:worker_threads';

/** No chunk of a hundred inputs takes so long unless one of them never ends. */
const SECONDS = 300;

const CODE = `
const { workerData, parentPort } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const beat = new Int32Array(workerData.beat);
let last = 0, since = Date.now(), what = '';
parentPort.on('message', (message) => { what = message; });
setInterval(() => {
  const now = Atomics.load(beat, 0);
  if (now !== last) { last = now; since = Date.now(); }
  else if (Date.now() - since > workerData.seconds * 1000) { writeSync(2, 'An input did not end: ' + what + '\\n'); process.kill(process.pid, 'SIGKILL'); }
}, 1000);
`;

/** Ends the process where it does nothing but one chunk for minutes, and says which: a hang cannot be seen from inside. */
export function watchdog(): { begin(chunk: number, target: string): void; end(): Promise<number> } {
  const beat = new SharedArrayBuffer(4);
  const counter = new Int32Array(beat);
  const worker = new Worker(CODE, { eval: true, workerData: { beat, seconds: SECONDS } });
  worker.unref();
  return {
    begin(chunk, target) {
      Atomics.add(counter, 0, 1);
      worker.postMessage(`${target}, chunk ${chunk}`);
    },
    end: () => worker.terminate(),
  };
}
