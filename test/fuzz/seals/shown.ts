/** What a reader shows of a file. `annotations` apart: what may be filled in or noted on a page without changing the page. */
export interface Shown { pages: string; annotations: string }

interface Annotation { subtype: string; rect: [number, number, number, number]; contentsObj: unknown; fieldName?: string; fieldValue?: unknown; url?: string; hidden?: boolean; noView?: boolean }
type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
let loaded: Promise<PdfJs> | undefined;

/** It draws nothing here, so what a browser has for drawing need only be there. */
function load(): Promise<PdfJs> {
  for (const name of ['DOMMatrix', 'Path2D', 'ImageData']) (globalThis as Record<string, unknown>)[name] ??= class {};
  const { warn } = console;
  console.warn = () => {};
  return import('pdfjs-dist/legacy/build/pdf.mjs').finally(() => { console.warn = warn; });
}

/** Names that pdf.js gives for one document, and references that an update may move. */
const plain = (value: unknown): string => JSON.stringify(value, (key, member: unknown) => (key === 'id' || key === 'objId' || key === 'parentId' ? undefined : ArrayBuffer.isView(member) ? Array.from(member as Uint8Array).join() : member))
  .replace(/g_d\d+_|annotation\w*_\d+|pdfjs_internal_id_\w+/g, '');

/**
 * Pages and annotations as pdf.js reads them: another reader than ours, that mends what it can, as those do that people use. Absent where it cannot open the file.
 * @param most pages that are looked at
 */
export async function shownBy(bytes: Uint8Array, most = 20): Promise<Shown | undefined> {
  loaded ??= load();
  const { getDocument, AnnotationMode } = await loaded;
  const task = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0, isEvalSupported: false } as Parameters<typeof getDocument>[0]);
  try {
    const document = await task.promise;
    const pages: unknown[] = [document.numPages];
    const annotations: unknown[] = [];
    const layers = await document.getOptionalContentConfig();
    for (const [, group] of layers) pages.push((group as { name: string; visible: boolean }).name, (group as { visible: boolean }).visible);
    for (let at = 1; at <= Math.min(most, document.numPages); at += 1) {
      const page = await document.getPage(at);
      const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
      pages.push(page.view, page.rotate, page.userUnit, fnArray, argsArray, (await page.getTextContent()).items);
      const appearances = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE });
      // The widget of a signature that shows nothing has no size.
      const all = ((await page.getAnnotations()) as Annotation[]).filter(({ rect: [left, bottom, right, top] }) => left !== right || bottom !== top);
      annotations.push(appearances.fnArray, appearances.argsArray, all.map(({ subtype, rect, contentsObj, fieldName, fieldValue, url, hidden, noView }) => ({ subtype, rect, contentsObj, fieldName, fieldValue, url, hidden, noView })));
      page.cleanup();
    }
    return { pages: plain(pages), annotations: plain(annotations) };
  } catch {
    return undefined;
  } finally {
    await task.destroy();
  }
}
