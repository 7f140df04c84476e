import type { Report } from '@credlens/core/report';
import type { Page } from 'playwright';

/** Drops a file on the element as a reader would, and waits for the report that the element tells its page. */
export function drop(page: Page, name: string, content: string | Uint8Array): Promise<Report> {
  return page.evaluate(async ([file, encoded]) => {
    const element = document.querySelector('credential-verifier')!;
    const told = new Promise<Report>((resolve, reject) => {
      element.addEventListener('credential-report', (event) => resolve((event as CustomEvent<Report>).detail), { once: true });
      element.addEventListener('credential-error', () => reject(new Error('credential-error')), { once: true });
    });
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(encoded!), (character) => character.charCodeAt(0))], file!));
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    return told;
  }, [name, Buffer.from(content as string).toString('base64')]);
}
