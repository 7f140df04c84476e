import type { Evidence } from '../report/report.js';
import type { Supplied } from '../schema/supplied.js';
import { MOST_STATEMENTS, readTurtle } from './turtle.js';
import { OWL, type Statement } from './terms.js';

/** Files that one set of shapes may be made of, with what they import. */
const MOST_FILES = 16;
const IMPORTS = `${OWL}imports`;

export interface ShapeFiles {
  statements: Statement[];
  evidence: Evidence[];
  /** What is imported and not at hand, by address. */
  missing: string[];
  /** The file that could not be read, and why. */
  damaged?: { url: string; reason: string };
}

/** A set of shapes with all that it imports (`owl:imports`), each file once. Only what the host supplies or allows by name is read; nothing says that a file is right, only that it could be read. */
export async function readShapeFiles(url: string, read: (url: string) => Promise<Supplied>): Promise<ShapeFiles> {
  const files: ShapeFiles = { statements: [], evidence: [], missing: [] };
  const asked = new Set<string>();
  const waiting = [url];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (asked.has(withoutHash(next))) continue;
    asked.add(withoutHash(next));
    const supplied = asked.size > MOST_FILES ? 'absent' : await read(next);
    if (supplied === 'absent') {
      files.missing.push(next);
      continue;
    }
    if (!supplied.ok) return { ...files, damaged: { url: next, reason: supplied.code } };
    const statements = readTurtle(supplied.bytes, next, `f${asked.size}_`, MOST_STATEMENTS - files.statements.length);
    if (!Array.isArray(statements)) return { ...files, damaged: { url: next, reason: statements } };
    files.evidence.push(supplied.evidence);
    for (const statement of statements) {
      files.statements.push(statement);
      if (statement.predicate.value === IMPORTS && statement.object.termType === 'NamedNode' && waiting.length < MOST_FILES * 4) waiting.push(statement.object.value);
    }
  }
  return files;
}

const withoutHash = (url: string): string => url.replace(/#.*$/s, '');
