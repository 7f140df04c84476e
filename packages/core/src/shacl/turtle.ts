import { DataFactory, Parser } from 'n3';
import type { Statement } from './terms.js';

/** Statements of a set of shapes at most. Those of European Digital Credentials have some five thousand. */
export const MOST_STATEMENTS = 40_000;

export type TurtleFault = 'not-utf8' | 'syntax' | 'too-many-statements';

class TooMany extends Error {}

/**
 * Reads Turtle (RDF 1.1). Bytes are a stranger's: whatever they are there is an answer, and no more statements than the limit are made. A file that is broken anywhere is broken: half a set of shapes is none.
 * @param base the address that relative ones belong to
 * @param scope sets the blank nodes of this file apart from those of others
 */
export function readTurtle(bytes: Uint8Array, base: string, scope: string, most = MOST_STATEMENTS): Statement[] | TurtleFault {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'not-utf8';
  }
  let made = 0;
  const quad: typeof DataFactory.quad = (...parts) => {
    if (++made > most) throw new TooMany();
    return DataFactory.quad(...parts);
  };
  try {
    const statements = new Parser({ baseIRI: base, format: 'text/turtle', blankNodePrefix: `_:${scope}`, factory: { ...DataFactory, quad } }).parse(text);
    return statements.every(plain) ? statements : 'syntax';
  } catch (error) {
    return error instanceof TooMany ? 'too-many-statements' : 'syntax';
  }
}

/** Statements about statements (RDF 1.2) are not what shapes of SHACL 1.0 are made of. */
const plain = ({ subject, predicate, object }: Statement): boolean =>
  (subject.termType === 'NamedNode' || subject.termType === 'BlankNode') && predicate.termType === 'NamedNode' && (object.termType === 'NamedNode' || object.termType === 'BlankNode' || object.termType === 'Literal');
