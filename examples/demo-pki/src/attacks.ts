import { evilAnnotations, sneakySignatures } from './attack-certification.js';
import { forgeries } from './attack-forgery.js';
import { incrementalSavings } from './attack-incremental.js';
import { shadows } from './attack-shadow.js';
import { wrappings } from './attack-wrapping.js';
import type { AttackVariant } from './attack-tools.js';
import { pdfDocument, pageContents, OBJECTS } from './pdf-document.js';

/** Every published attack on signed PDF files, in its variants. Each makes a signed original and what an attacker makes of it. */
export const attacks: readonly AttackVariant[] = [...forgeries, ...incrementalSavings, ...wrappings, ...shadows, ...evilAnnotations, ...sneakySignatures];

/** No attack on a signature, for there is none: a page with the picture of a seal and the words that go with it. */
export function picturedSeal(): Uint8Array<ArrayBuffer> {
  const seal = ['0 0.5 0 rg 72 90 60 60 re f 1 g BT /F2 40 Tf 88 106 Td (V) Tj ET 0 g', ...['Digitally signed by Example University', 'Date: 2026.03.01 12:00:00 +01\'00\'', 'Signature valid'].map((line, index) => `BT /F1 10 Tf 140 ${138 - 16 * index} Td (${line}) Tj ET`)].join('\n');
  return pdfDocument({ arrange: (draft) => void draft.objects.set(OBJECTS.contents, { entries: {}, data: pageContents('Certificate of Award', ['Eve Example', 'has completed', 'Databases for Beginners'], seal) }) }).bytes;
}
