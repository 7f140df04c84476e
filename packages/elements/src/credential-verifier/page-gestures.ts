import type { ReactiveControllerHost } from 'lit';

/** What a gesture leads to. */
export interface Gestures {
  files(files: File[]): void;
  text(text: string): void;
  /** @returns whether there was anything to leave; where there was not, the key is the page's */
  escape(inField: boolean): boolean;
}

const DRAGS = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;

/**
 * What a reader does to the element as a whole: drops a file or text anywhere on it, presses Escape anywhere in it.
 * `over` says that something that can be dropped is held over the element.
 */
export function listenToGestures(host: ReactiveControllerHost & HTMLElement, gestures: Gestures): { readonly over: boolean } {
  let over = false;
  const hold = (held: boolean): void => {
    over = held;
    host.requestUpdate();
  };
  const onDrag = (event: DragEvent): void => {
    const { type, dataTransfer } = event;
    if (!dataTransfer || (type !== 'dragleave' && !dataTransfer.types.some((kind) => kind === 'Files' || kind === 'text/plain'))) return;
    // Text that is dragged into a field belongs there.
    if (inField(event) && !dataTransfer.types.includes('Files')) return;
    if (type === 'dragleave') {
      if (!(event.relatedTarget instanceof Node) || !host.contains(event.relatedTarget)) hold(false);
      return;
    }
    event.preventDefault();
    hold(type !== 'drop');
    if (type !== 'drop') return;
    const files = [...dataTransfer.files];
    const text = dataTransfer.getData('text/plain');
    if (files.length > 0) gestures.files(files);
    else if (text.trim() !== '') gestures.text(text);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !gestures.escape(inField(event))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  host.addController({
    hostConnected() {
      for (const type of DRAGS) host.addEventListener(type, onDrag);
      host.addEventListener('keydown', onKey);
    },
    hostDisconnected() {
      for (const type of DRAGS) host.removeEventListener(type, onDrag);
      host.removeEventListener('keydown', onKey);
    },
  });
  return { get over() { return over; } };
}

function inField(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
