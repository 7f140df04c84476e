import type { VerifyInput } from '@credlens/core';
import { LIMITS, type PreviewAnswer, type PreviewRequest } from './protocol.js';

/** What is seen of a document that is looked at. */
export interface PreviewState {
  phase: 'closed' | 'loading' | 'shown' | 'failed' | 'other-file';
  choice: number;
  /** From one. */
  page: number;
  /** Of the document; more than can be looked at, perhaps. */
  pages: number;
  picture?: ImageBitmap;
  text: string;
  incomplete: boolean;
}

/** The file that a reader gave, and what a report says of it: only the file that was checked is shown. */
export interface PreviewFile { input: VerifyInput; sha256: string }

export interface PreviewRun {
  readonly state: Readonly<PreviewState>;
  /** @param bytes of the file's start that are shown */
  open(choice: number, bytes: number): void;
  turn(page: number): void;
  close(): void;
}

const CLOSED: PreviewState = { phase: 'closed', choice: 0, page: 1, pages: 0, text: '', incomplete: false };

async function bytesOf(input: VerifyInput): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (input instanceof Blob) return new Uint8Array(await input.arrayBuffer());
  if (input instanceof ArrayBuffer) return new Uint8Array(input.slice(0));
  return input instanceof Uint8Array ? new Uint8Array(input) : undefined;
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The file's bytes, if they still are those that were checked: a file on a disk may have been written to since. */
async function checkedBytes({ input, sha256 }: PreviewFile): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await bytesOf(input);
  return bytes && hex(await crypto.subtle.digest('SHA-256', bytes)) === sha256 ? bytes : undefined;
}

/** Looks at one document, in a worker that lives no longer than the look. What it finds changes no verdict: nothing of it goes back. */
export function createPreviewRun(file: PreviewFile, onChange: () => void): PreviewRun {
  let state = CLOSED;
  let worker: Worker | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const change = (part: Partial<PreviewState>): void => {
    state = { ...state, ...part };
    onChange();
  };
  const end = (): void => {
    clearTimeout(patience);
    worker?.terminate();
    worker = undefined;
    state.picture?.close();
    state = { ...CLOSED, choice: state.choice };
  };
  const fail = (phase: PreviewState['phase'] = 'failed'): void => {
    end();
    change({ phase });
  };
  const ask = (request: PreviewRequest, transfer: Transferable[] = []): void => {
    clearTimeout(patience);
    patience = setTimeout(fail, LIMITS.patience);
    worker?.postMessage(request, transfer);
  };
  const hear = (answer: PreviewAnswer): void => {
    if (answer.answer === 'failed') fail();
    else if (answer.answer === 'opened') {
      change({ pages: answer.pages });
      if (answer.pages > 0) ask({ ask: 'page', number: 1 });
      else fail();
    } else if (answer.answer === 'page') {
      clearTimeout(patience);
      if (answer.number !== state.page) {
        answer.picture.close();
        return;
      }
      state.picture?.close();
      change({ phase: 'shown', picture: answer.picture, text: answer.text, incomplete: answer.incomplete });
    }
  };
  const start = async (bytes: number): Promise<void> => {
    const mine = worker = new Worker(new URL('./sealed-page-worker.js', import.meta.url), { type: 'module' });
    const stillMine = () => worker === mine;
    mine.addEventListener('message', ({ data }: MessageEvent<PreviewAnswer>) => { if (stillMine()) hear(data); });
    mine.addEventListener('error', (event) => {
      event.preventDefault();
      if (stillMine()) fail();
    });
    const whole = await checkedBytes(file);
    if (!stillMine()) return;
    if (!whole) {
      fail('other-file');
      return;
    }
    const shown = whole.slice(0, bytes).buffer;
    ask({ ask: 'open', bytes: shown }, [shown]);
  };

  return {
    get state() { return state; },
    open(choice, bytes) {
      end();
      change({ phase: 'loading', choice });
      start(bytes).catch(() => { fail(); });
    },
    turn(page) {
      const wanted = Math.min(Math.max(1, page), Math.min(state.pages, LIMITS.pages));
      if (!worker || wanted === state.page) return;
      change({ phase: 'loading', page: wanted });
      ask({ ask: 'page', number: wanted });
    },
    close() {
      end();
      onChange();
    },
  };
}
