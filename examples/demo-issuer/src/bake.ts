import { utf8 } from './bytes.js';
import { crc32, deflate, join, u32 } from './pack.js';

/** A picture in grey: 0 black, row by row. */
export interface Picture { width: number; height: number; grey: Uint8Array }

/** A small square with a frame: something to bake into. */
export function plainPicture(side = 24): Picture {
  const edge = (at: number) => at < 2 || at >= side - 2;
  return { width: side, height: side, grey: Uint8Array.from({ length: side * side }, (_, at) => (edge(at % side) || edge(Math.floor(at / side)) ? 0 : 255)) };
}

/** One chunk of a PNG: length, type, data, CRC. */
export function pngChunk(type: string, data: Uint8Array, options: { badCrc?: boolean } = {}): Uint8Array {
  const body = join(utf8(type), data);
  return join(u32(data.length), body, u32((crc32(body) ^ (options.badCrc ? 1 : 0)) >>> 0));
}

export interface BakeOptions {
  /** Default `openbadgecredential`. */
  keyword?: string;
  /** Default `iTXt`, which is what the standard asks for. */
  chunk?: 'iTXt' | 'tEXt' | 'zTXt';
  /** iTXt with its compression flag, which the standard forbids. */
  compressed?: boolean;
  /** Where the chunk stands. Default before the image data. */
  place?: 'before' | 'after' | 'first';
  /** A second chunk of the same keyword, with this content. */
  again?: string;
  /** More chunks before the end, of any kind. */
  more?: readonly Uint8Array[];
  /** Faults, one at a time. */
  badCrc?: boolean;
  /** A wrong CRC of the image data. */
  badPictureCrc?: boolean;
  /** The file ends so many bytes after the start of the baked chunk. */
  cutAfter?: number;
  /** The file ends before IEND. */
  noEnd?: boolean;
  /** Bytes behind IEND. */
  trailing?: Uint8Array;
  /** Raw bytes in place of the chunk's own. */
  raw?: Uint8Array;
  picture?: Picture;
}

async function textChunk(content: string, options: BakeOptions): Promise<Uint8Array> {
  const { keyword = 'openbadgecredential', chunk = 'iTXt', compressed = false, badCrc = false } = options;
  const zero = new Uint8Array(1);
  const text = utf8(content);
  const body = chunk === 'tEXt' ? text : chunk === 'zTXt' ? join(zero, await deflate(text, 'deflate')) : compressed ? join(Uint8Array.of(1, 0, 0, 0), await deflate(text, 'deflate')) : join(Uint8Array.of(0, 0, 0, 0), text);
  return pngChunk(chunk, options.raw ?? join(utf8(keyword), zero, body), { badCrc });
}

/** A PNG with text baked into it (Open Badges 3.0 section 5.3.1), or with one fault. `undefined` bakes nothing. */
export async function bakePng(content: string | undefined, options: BakeOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { place = 'before', picture = plainPicture(), more = [], trailing = new Uint8Array() } = options;
  const baked = content === undefined ? [] : [await textChunk(content, options)];
  const again = options.again === undefined ? [] : [await textChunk(options.again, options)];
  const at = (where: BakeOptions['place']) => (where === place ? baked : []);
  const lines = join(...Array.from({ length: picture.height }, (_, row) => join(new Uint8Array(1), picture.grey.subarray(row * picture.width, (row + 1) * picture.width))));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const head = [signature, ...at('first'), pngChunk('IHDR', join(u32(picture.width), u32(picture.height), Uint8Array.of(8, 0, 0, 0, 0))), ...at('before')];
  const image = [pngChunk('IDAT', await deflate(lines, 'deflate'), { badCrc: options.badPictureCrc ?? false }), ...at('after'), ...again, ...more];
  if (options.cutAfter !== undefined) {
    const before = join(...head, ...(place === 'after' ? image : [])).length - (baked[0]?.length ?? 0);
    return join(...head, ...image).slice(0, before + options.cutAfter);
  }
  return join(...head, ...image, ...(options.noEnd ? [] : [pngChunk('IEND', new Uint8Array())]), trailing);
}

export interface BakeSvgOptions {
  /** Default Open Badges 3.0. */
  namespace?: 'https://purl.imsglobal.org/ob/v3p0' | 'https://purl.imsglobal.org/clr/v2p0' | 'http://openbadges.org' | (string & {});
  /** Default: `verify` for what is one word (a token, an address), CDATA otherwise, as the standard says. */
  form?: 'attribute' | 'cdata' | 'text' | 'both';
  prefix?: string;
  /** Within so many groups. */
  depth?: number;
  again?: string;
  /** Before the root element. */
  prolog?: string;
  /** After the root element's last child. */
  unclosed?: boolean;
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** An SVG with a credential element (Open Badges 3.0 section 5.3.2), or with one fault. */
export function bakeSvg(content: string | undefined, options: BakeSvgOptions = {}): string {
  const { namespace = 'https://purl.imsglobal.org/ob/v3p0', prefix = 'openbadges', depth = 0, prolog = '<?xml version="1.0" encoding="UTF-8"?>' } = options;
  const name = `${prefix === '' ? '' : `${prefix}:`}${namespace === 'http://openbadges.org' ? 'assertion' : 'credential'}`;
  const declaration = `xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`;
  const element = (text: string) => {
    const form = options.form ?? (/\s|^\{/.test(text) ? 'cdata' : 'attribute');
    const attribute = form === 'attribute' || form === 'both' ? ` verify="${escapeXml(text)}"` : '';
    const body = form === 'cdata' || form === 'both' ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : form === 'text' ? escapeXml(text) : '';
    return `<${name} ${declaration}${attribute}>${body}</${name}>`;
  };
  const inside = [content, options.again].filter((text) => text !== undefined).map(element).join('\n');
  return `${prolog}\n<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">${'<g>'.repeat(depth)}${inside}${'</g>'.repeat(depth)}<rect width="24" height="24"/>${options.unclosed ? '' : '</svg>'}`;
}
