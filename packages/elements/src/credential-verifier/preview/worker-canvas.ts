/** The drawing library's own interface for canvases, without the page's document: nothing of a sealed file is drawn with the page's means. */
export class WorkerCanvasFactory {
  create(width: number, height: number): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('There is no canvas');
    masking(context);
    return { canvas, context };
  }

  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number): void {
    canvas.width = Math.max(1, width);
    canvas.height = Math.max(1, height);
  }

  destroy(made: { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null }): void {
    if (made.canvas) made.canvas.width = made.canvas.height = 0;
    made.canvas = made.context = null;
  }
}

/** A soft mask by luminosity or with a transfer function (ISO 32000-2 section 11.5.3) that waits for the next drawing through it. */
let waiting: { luminosity: boolean; map: readonly number[] | undefined } | undefined;

/** Filters that a page would make of SVG elements, which a worker has none of. They are noted, and applied to the pixels of the mask. */
export class WorkerFilterFactory {
  addFilter(): string { return 'none'; }
  addHCMFilter(): string { return 'none'; }
  addHighlightHCMFilter(): string { return 'none'; }
  addAlphaFilter(map: readonly number[]): string {
    waiting = { luminosity: false, map };
    return 'none';
  }
  addLuminosityFilter(map?: readonly number[]): string {
    waiting = { luminosity: true, map };
    return 'none';
  }
  destroy(): void {
    waiting = undefined;
  }
}

/** A mask is drawn with `destination-in`, which reads its alpha alone: its luminosity has to be written there first. */
function masking(context: OffscreenCanvasRenderingContext2D): void {
  const draw = context.drawImage.bind(context) as (...all: unknown[]) => void;
  context.drawImage = (picture: CanvasImageSource, ...rest: number[]): void => {
    const mask = waiting;
    if (!mask || context.globalCompositeOperation !== 'destination-in' || !(picture instanceof OffscreenCanvas) || rest.length !== 8) {
      draw(picture, ...rest);
      return;
    }
    waiting = undefined;
    const [x = 0, y = 0, width = 0, height = 0, ...target] = rest;
    draw(alphaOf(picture, [x, y, width, height], mask), 0, 0, width, height, ...target);
  };
}

function alphaOf(mask: OffscreenCanvas, [x, y, width, height]: readonly [number, number, number, number], { luminosity, map }: NonNullable<typeof waiting>): OffscreenCanvas {
  const made = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const context = made.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('There is no canvas');
  context.drawImage(mask, x, y, width, height, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, made.width, made.height);
  const { data } = pixels;
  for (let at = 0; at < data.length; at += 4) {
    // Weights of ISO 32000-2 section 11.5.3; pixels are not premultiplied here, so alpha counts too.
    const value = luminosity ? Math.round(((data[at] ?? 0) * 0.3 + (data[at + 1] ?? 0) * 0.59 + (data[at + 2] ?? 0) * 0.11) * (data[at + 3] ?? 0) / 255) : data[at + 3] ?? 0;
    data[at + 3] = map ? map[value] ?? value : value;
  }
  context.putImageData(pixels, 0, 0);
  return made;
}
