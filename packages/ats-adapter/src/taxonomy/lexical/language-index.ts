/** The labels of one language and what is found by, as it lies in the file. Numbers of concepts are those of the whole taxonomy, in the order of their ids. */
export interface LanguageIndex {
  language: string;
  /** Labels in the order of their concepts, a concept's preferred label first. */
  labels: Strings;
  labelConcept: Uint32Array;
  /** 0 preferred, 1 alternative, 2 hidden. */
  labelKind: Uint8Array;
  /** Length of the label as a vector of its words' weights. */
  labelNorm: Float32Array;
  /** Of each concept its first label; one more at the end. */
  conceptLabels: Uint32Array;
  /** Hashes of label keys, ascending, and the label of each. */
  keyHash: Uint32Array;
  keyLabel: Uint32Array;
  /** Words ascending by hash. */
  words: Strings;
  wordHash: Uint32Array;
  wordWeight: Float32Array;
  /** Length of the word as a vector of its letter sequences. */
  wordNorm: Float32Array;
  /** Of each word the first of its labels in `postings`; one more at the end. A label with the word twice is there twice. */
  wordPostings: Uint32Array;
  postings: Uint32Array;
  /** Hashes of stems, ascending, and the word of each. */
  stemHash: Uint32Array;
  stemWord: Uint32Array;
  /** Letter sequences ascending by hash: weight, and words that have them, with how often. */
  gramHash: Uint32Array;
  gramWeight: Float32Array;
  gramWords: Uint32Array;
  gramWord: Uint32Array;
  gramTimes: Uint8Array;
  /** Words that compounds may be made of. */
  dictionary: Uint32Array;
}

/** Texts in one piece of UTF-8; the n-th begins at `starts[n]` and ends where the next begins. */
export interface Strings { bytes: Uint8Array; starts: Uint32Array }

export function stringAt({ bytes, starts }: Strings, index: number, decoder: TextDecoder): string {
  return decoder.decode(bytes.subarray(starts[index] ?? 0, starts[index + 1] ?? 0));
}

export function packStrings(texts: readonly string[]): Strings {
  const encoder = new TextEncoder();
  const starts = new Uint32Array(texts.length + 1);
  // A UTF-16 unit takes three bytes at most.
  let bytes = new Uint8Array(1024), at = 0;
  texts.forEach((text, index) => {
    if (at + 3 * text.length > bytes.length) {
      const larger = new Uint8Array(2 * bytes.length + 3 * text.length);
      larger.set(bytes);
      bytes = larger;
    }
    at += encoder.encodeInto(text, bytes.subarray(at)).written;
    starts[index + 1] = at;
  });
  return { bytes: bytes.slice(0, at), starts };
}
