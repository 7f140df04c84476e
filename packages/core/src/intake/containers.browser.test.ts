import { bakePng, bakeSvg, qrPicture, zip } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { handlers } from '../handlers.js';
import { INTAKE_LIMITS, readInput } from './index.js';

const settings = { ...INTAKE_LIMITS, load: handlers };
const credential = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:i', credentialSubject: { id: 'did:example:s', name: 'Åsa 🎓' } };
const text = JSON.stringify(credential);

const file = (content: Uint8Array<ArrayBuffer> | string, name: string) => readInput(new File([content], name), settings);

describe('a file that is dropped on a page', () => {
  it('PNG, compressed too', async () => {
    expect(await file(await bakePng(text), 'badge.png')).toMatchObject({ kind: 'document', document: credential, mediaType: 'image/png', problems: [] });
    expect(await file(await bakePng(text, { compressed: true }), 'badge.png')).toMatchObject({ kind: 'document', problems: [{ code: 'baked.nonconformant' }] });
    expect(await file(await bakePng(text, { badCrc: true }), 'badge.png')).toMatchObject({ code: 'baked.crc' });
  });

  it('SVG', async () => {
    expect(await file(bakeSvg(text), 'badge.svg')).toMatchObject({ kind: 'document', document: credential, mediaType: 'image/svg+xml' });
    expect(await file(bakeSvg(text, { prolog: '<!DOCTYPE svg [<!ENTITY e SYSTEM "https://issuer.example/">]>' }), 'badge.svg')).toMatchObject({ code: 'xml.doctype' });
  });

  it('ZIP', async () => {
    expect(await file(await zip([{ name: 'a.json', content: text }, { name: 'b.png', content: await bakePng(text), stored: true }]), 'badges.zip')).toMatchObject({ kind: 'collection', members: [{ filename: 'a.json' }, { filename: 'b.png' }], problems: [] });
    expect(await readInput(await zip([{ name: 'a', content: new Uint8Array(8 << 20) }]), { ...settings, inflatedBytes: 1 << 20 })).toMatchObject({ code: 'zip.too-large' });
  });

  it('a QR code in a PNG, and in a JPEG that the browser made', async () => {
    const picture = qrPicture('https://issuer.example/badge/1', { scale: 5 });
    expect(await file(await bakePng(undefined, { picture }), 'code.png')).toMatchObject({ kind: 'reference', url: 'https://issuer.example/badge/1' });
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pixels = new ImageData(picture.width, picture.height);
    picture.grey.forEach((grey, at) => { pixels.data.set([grey, grey, grey, 255], at * 4); });
    canvas.getContext('2d')!.putImageData(pixels, 0, 0);
    const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 })).arrayBuffer());
    expect(await file(jpeg, 'photo.jpg')).toMatchObject({ kind: 'reference', url: 'https://issuer.example/badge/1', mediaType: 'image/jpeg' });
  });

  it('other encodings', async () => {
    const wide = new Uint8Array(text.length * 2);
    for (let at = 0; at < text.length; at += 1) new DataView(wide.buffer).setUint16(at * 2, text.charCodeAt(at));
    expect(await file(wide, 'badge.json')).toMatchObject({ kind: 'document', document: credential });
    expect(await file(`Hello\n\`\`\`\n${text}\n\`\`\``, 'mail.txt')).toMatchObject({ kind: 'document', document: credential });
  });
});
