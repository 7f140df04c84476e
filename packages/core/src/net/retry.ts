import type { Exchange, Missed } from './exchange.js';

export interface RetryLimits {
  /** Before the second attempt; before the third, four times that. */
  delayMs: number;
  /** What all attempts and the waits between them may take. */
  totalMs: number;
  signal?: AbortSignal;
}

/** Attempts at most where a server says that it is passing, and where there was no connection at all. */
const ATTEMPTS = 3;
const ATTEMPTS_WITHOUT_ANSWER = 2;
/** A server that wants to be left alone for longer is not waited for: the report says that another time may help. */
const LONGEST_WAIT_MS = 5000;

/**
 * Asks again where that may help. The delays have no jitter: one page asks for one reader, so there is no crowd to spread, and the same question takes the same course.
 * @param once asks; it is given what is left of the time
 */
export async function attempts(once: (timeoutMs: number) => Promise<Exchange>, limits: RetryLimits): Promise<Exchange> {
  const started = Date.now();
  const left = (): number => limits.totalMs - Math.max(0, Date.now() - started); // a clock that is set back takes nothing away
  for (let attempt = 1; ; attempt += 1) {
    const answer = await once(Math.max(1, left()));
    if (answer.ok || attempt >= attemptsFor(answer)) return answer;
    const wait = answer.retryAfterMs ?? limits.delayMs * 4 ** (attempt - 1);
    if (wait > LONGEST_WAIT_MS || wait >= left()) return answer;
    await pause(wait, limits.signal);
    if (limits.signal?.aborted) return answer;
  }
}

function attemptsFor(answer: Missed): number {
  if (!answer.retryable) return 1;
  if (answer.code === 'net.failed') return ATTEMPTS_WITHOUT_ANSWER;
  return answer.code === 'net.http-status' || answer.code === 'net.relay-failed' ? ATTEMPTS : 1;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done, { once: true });
  });
}
