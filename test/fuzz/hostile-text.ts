import * as fc from 'fast-check';

/** What turns into more than text where it is put into a page without care, or deceives who reads it. */
const PIECES = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', '</textarea><script>', "' onmouseover='alert(1)", '<iframe srcdoc="&lt;script&gt;">', '${alert(1)}', '{{constructor.constructor("alert(1)")()}}', '{name|x}', '&lt;b&gt;', ']]>', '<!--', '\u2028alert(1)',
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', '\u0001javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'data:image/svg+xml,<svg onload="alert(1)"/>', 'vbscript:x', 'https://issuer.example/', '//evil.example', '[a](javascript:alert(1))', '![x](https://evil.example/pixel)', '**bold**', '# Heading', '`code`', '| a | b |', '<https://evil.example>',
  '\u202E', '\u202D', '\u2066', '\u2069', '\u2067', '\u061C', '\u200E', '\u200F', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u034F', '\u115F', '\u3164', '\uFFA0', '\u2800', '\u{E0041}', '\u{E0100}', '\uFE0F', '\0', '\u0007', '\u001B[31m', '\u0085', '\u009B', '\r', '\n', '\t', '\uD800', '\uDFFF', '\uE000', '\u{F0000}',
  'Universität', 'Uni', 'аррlе', 'مريم', 'שלום', 'नमस्ते', 'क्\u200Dष', '👩‍🎓', '👨‍👩‍👧‍👦', 'Z\u0351\u0322a\u0321lgo', 'e\u0301', 'ﷺ'.repeat(40), ' ', 'x'.repeat(400),
];

export const hostileText: fc.Arbitrary<string> = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) }), { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join(''));

// By the categories of Unicode's own database, written apart from the product's list: controls, formats, private use, halves of pairs, separators of lines, tags, fillers.
const BIDIRECTIONAL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const WITHOUT_WIDTH = /\u034F|[\u00AD\u115F\u1160\u180E\u200B\u2060-\u2065\u2800\u3164\uFEFF\uFFA0\uFFF0-\uFFF8\u{E0000}-\u{E0FFF}]/u;
const CONTROL = /\p{Cc}|\p{Co}|\p{Cs}|\u2028|\u2029/u;

/** Whether a text shows all that it says, in the order that it says it. Markup in it is no matter: it is set as text. */
export function harmless(text: string, lines: boolean): boolean {
  const bare = lines ? text.replace(/[\n\t\r]/g, '') : text;
  return !BIDIRECTIONAL.test(bare) && !WITHOUT_WIDTH.test(bare) && !CONTROL.test(bare);
}
