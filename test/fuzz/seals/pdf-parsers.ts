import * as fc from 'fast-check';
import { attackOf, changesAfter, dssAt, pageText, readPdf, readXmp, signedRevision, type PdfFile, type PdfSignature } from './rooms.js';
import { byteChange, changeBytes } from '../arbitraries.js';
import { insist, parser, type Parser } from '../parser.js';
import { changePdf, pdfChange } from './pdf-changes.js';
import { applyUpdates, update, worstEffect } from './pdf-updates.js';
import type { SealPool } from './seal-pool.js';

/** Smaller than those of a verifier, so that what goes beyond them is cheap to make. */
const LIMITS = { inflated: 4 << 20, objects: 20_000, revisions: 64, signatures: 32, attachments: 16 };

function checkSignature(file: PdfFile, signature: PdfSignature): void {
  const { byteRange, signedBytes, contents, covers, revision, defects } = signature;
  insist(revision === undefined || (revision >= 0 && revision < file.revisions.length), 'a revision that is not there');
  if (byteRange && !defects.some((defect) => defect.startsWith('byte-range'))) {
    const [a, b, c, d] = byteRange;
    const expected = Buffer.concat([file.bytes.subarray(a, a + b), file.bytes.subarray(c, c + d)]);
    insist(expected.equals(signedBytes), 'other bytes than the range names');
    insist(covers !== 'file' || c + d <= file.bytes.length, 'it covers more than there is');
    if (defects.length === 0 && contents.length > 0) {
      const gap = Buffer.from(file.bytes.subarray(a + b, c)).toString('latin1');
      insist(/^<[0-9A-Fa-f\s\0]*>$/.test(gap) && gap.replace(/[^0-9A-Fa-f]/g, '').toLowerCase().startsWith(Buffer.from(contents).toString('hex')), 'the gap is not the Contents');
    }
  }
  if (defects.length > 0) return;
  const seen = signedRevision(file, signature);
  insist(seen === undefined || seen.length <= file.bytes.length, 'more than there is');
}

/** Everything that is ever asked of a file. */
function askAll(file: PdfFile): void {
  let last = 0;
  for (const { end } of file.revisions) {
    insist(end >= last && end <= file.bytes.length, 'revisions that go back, or beyond the file');
    last = end;
  }
  for (const { index } of file.revisions.slice(-4)) {
    const view = file.at(index);
    for (const number of view.numbers().slice(0, 400)) {
      const object = view.get(number);
      if (typeof object === 'object' && object !== null && !Array.isArray(object) && object.kind === 'stream') view.decode(object, number);
    }
    dssAt(file, index);
    insist(pageText(view).length < 1_000_000, 'more text than is read');
  }
  for (const { value } of file.xmp ? readXmp(file.xmp) : []) insist(value.trim() === value && value.length <= 2000, 'a value that is empty or too long');
  insist(file.attachments.length <= LIMITS.attachments && file.signatures.length <= LIMITS.signatures, 'more than the limit');
  for (const signature of file.signatures) {
    checkSignature(file, signature);
    const after = changesAfter(file, signature);
    insist(after.permitted === (after.changes.every(({ permitted }) => permitted) && after.attack === undefined) || !after.permitted, 'permitted, though one of the changes is not');
    const attack = attackOf(file, signature);
    insist(attack === undefined || !after.permitted, 'permitted, though it is an attack');
  }
}

export function pdfParsers({ sealed }: SealPool): Parser[] {
  const files = sealed.map(({ pdf }) => pdf.bytes);
  const some = fc.constantFrom(...files);
  const structured = fc.tuple(some, fc.array(pdfChange, { minLength: 1, maxLength: 6 })).map(([bytes, changes]) => changePdf(bytes, changes, files));
  const damaged = fc.tuple(some, fc.array(byteChange, { minLength: 1, maxLength: 4 })).map(([bytes, changes]) => changeBytes(bytes, changes));
  const updated = fc.tuple(fc.constantFrom(...sealed), fc.array(update, { minLength: 1, maxLength: 3 }));
  const read = (bytes: Uint8Array): PdfFile | undefined => {
    const reading = readPdf(bytes, LIMITS);
    if (reading.ok) return reading.file;
    insist(reading.reason !== '', 'not read, and nothing said');
    return undefined;
  };
  return [
    parser('PDF, its structure changed', structured, (bytes) => { const file = read(bytes); if (file) askAll(file); }, 32),
    parser('PDF, its bytes changed', damaged, (bytes) => { const file = read(bytes); if (file) askAll(file); }, 8),
    parser('PDF, written on', updated, ([{ pdf, permits, seals }, updates]) => {
      const { pdf: after, effects, names, honest } = applyUpdates(pdf, updates);
      const file = read(after.bytes);
      if (!file) return;
      askAll(file);
      const effect = worstEffect(effects);
      for (const signature of file.signatures.filter(({ type, byteRange }) => type === 'signature' && byteRange && seals.some(({ end }) => byteRange[2] + byteRange[3] === end))) {
        const { permitted } = changesAfter(file, signature);
        insist(!permitted || effect !== 'seen', `permitted: ${names.join(', ')}`);
        insist(!permitted || effect !== 'annotation' || permits === 'annotations', `permitted: ${names.join(', ')}`);
        insist(!permitted || effect !== 'form' || permits !== 'nothing', `permitted: ${names.join(', ')}`);
        // What every validator adds must not cost anybody their seal.
        insist(permitted || !honest || ![...effects].every((one) => one === 'nothing'), `not permitted: ${names.join(', ')}`);
      }
    }, 12),
    parser('PDF, written on and changed', fc.tuple(updated, fc.array(pdfChange, { minLength: 1, maxLength: 3 })), ([[{ pdf }, updates], changes]) => { const file = read(changePdf(applyUpdates(pdf, updates).pdf.bytes, changes, files)); if (file) askAll(file); }, 12),
  ];
}
