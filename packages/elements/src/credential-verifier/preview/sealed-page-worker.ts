// A worker of its own: a hostile file is read and drawn here, away from the page, and ends when the page ends the worker.
import { AnnotationMode, getDocument, PDFWorker, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { LIMITS, type PreviewAnswer, type PreviewRequest } from './protocol.js';
import { WorkerCanvasFactory, WorkerFilterFactory } from './worker-canvas.js';

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<PreviewRequest>) => void): void;
  postMessage(answer: PreviewAnswer, transfer?: Transferable[]): void;
}
const scope = globalThis as unknown as WorkerScope;

/** The library waits for the next frame by the name of `window`; nothing here is shown, so it need not wait. */
Object.assign(globalThis, { window: { requestAnimationFrame: (next: () => void) => setTimeout(next, 0), cancelAnimationFrame: clearTimeout } });

/** Where the library leaves something out, it says so to the console alone. */
let leftOut = false;
Object.assign(globalThis.console, { warn: (said: unknown) => { leftOut ||= /image/i.test(String(said)); } });

/** Nothing outside the bytes is read, and nothing in them runs: no script, no XFA, no address, no WebAssembly, no fonts of the page. */
async function open(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  const { port1, port2 } = new MessageChannel();
  port1.start();
  port2.start();
  WorkerMessageHandler.initializeFromPort(port2);
  return getDocument({
    data: new Uint8Array(bytes), worker: new PDFWorker({ port: port1 as unknown as null }), verbosity: VerbosityLevel.WARNINGS,
    isEvalSupported: false, useWasm: false, enableXfa: false, useWorkerFetch: false, useSystemFonts: true, disableFontFace: true, isImageDecoderSupported: false,
    maxImageSize: LIMITS.picturePixels, canvasMaxAreaInBytes: LIMITS.picturePixels * 4, stopAtErrors: false, pdfBug: false,
    CanvasFactory: WorkerCanvasFactory, FilterFactory: WorkerFilterFactory,
  }).promise;
}

async function draw(page: PDFPageProxy): Promise<{ picture: ImageBitmap; incomplete: boolean }> {
  leftOut = false;
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(LIMITS.width / width, Math.sqrt(LIMITS.pixels / (width * height)));
  const viewport = page.getViewport({ scale });
  const { canvas, context } = new WorkerCanvasFactory().create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // What stands in form fields and notes is drawn as it looks; nothing is made of it that could be pressed.
  await page.render({ canvas: null, canvasContext: context as unknown as CanvasRenderingContext2D, viewport, annotationMode: AnnotationMode.ENABLE, background: '#ffffff' }).promise;
  const incomplete = leftOut || [...page.objs as Iterable<[string, unknown]>, ...page.commonObjs as Iterable<[string, unknown]>].some(([, made]) => made === null);
  return { picture: canvas.transferToImageBitmap(), incomplete };
}

/** The words of a page and of what is filled in on it, for who does not see the picture. */
async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  let text = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    text += item.hasEOL ? `${item.str}\n` : item.str;
    if (text.length > LIMITS.text) break;
  }
  const filled = (await page.getAnnotations()).map(({ fieldValue }: { fieldValue?: unknown }) => (typeof fieldValue === 'string' ? fieldValue : '')).filter((value) => value !== '');
  return [text, ...filled].join('\n').slice(0, LIMITS.text);
}

async function showPage(file: PDFDocumentProxy, number: number): Promise<void> {
  const page = await file.getPage(number);
  const { picture, incomplete } = await draw(page);
  const text = await wordsOf(page).catch(() => '');
  page.cleanup();
  scope.postMessage({ answer: 'page', number, picture, text, incomplete }, [picture]);
}

let file: Promise<PDFDocumentProxy> | undefined;

async function answer(request: PreviewRequest): Promise<void> {
  if (request.ask === 'open') {
    file = open(request.bytes);
    scope.postMessage({ answer: 'opened', pages: (await file).numPages });
  } else if (file) await showPage(await file, request.number);
}

scope.addEventListener('message', ({ data }) => {
  answer(data).catch(() => { scope.postMessage({ answer: 'failed' }); });
});
