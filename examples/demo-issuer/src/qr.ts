import makeCode from 'qrcode-generator';
import { utf8 } from './bytes.js';
import type { Picture } from './bake.js';

/** A QR code of a text, as a picture: `scale` pixels a module, four modules of white around it. */
export function qrPicture(text: string, options: { scale?: number; inverted?: boolean } = {}): Picture {
  const { scale = 4, inverted = false } = options;
  const code = makeCode(0, 'L');
  // The library writes a character as one byte.
  code.addData(String.fromCharCode(...utf8(text)), 'Byte');
  code.make();
  const modules = code.getModuleCount() + 8;
  const side = modules * scale;
  const isDark = (row: number, column: number) => row >= 4 && column >= 4 && row < modules - 4 && column < modules - 4 && code.isDark(row - 4, column - 4);
  const grey = Uint8Array.from({ length: side * side }, (_, at) => (isDark(Math.floor(Math.floor(at / side) / scale), Math.floor((at % side) / scale)) !== inverted ? 0 : 255));
  return { width: side, height: side, grey };
}
