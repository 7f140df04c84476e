import { SaxesParser } from 'saxes';
import type { XmlLimits, XmlProblem } from './types.js';

/** Thrown to leave the parser, and never out of this file. */
class Stop extends Error {
  constructor(readonly problem: XmlProblem) { super(problem); }
}

/** What canonical XML would have to escape in a namespace name, and the library does not. Two documents must never have one canonical form. */
const PLAIN_NAMESPACE = /^[^"<>&\s]*$/;
/** The library finds prefixes by an expression of ASCII, and takes any that ends in `xmlns` for a declaration. */
const PLAIN_PREFIX = /^(?!.*xmlns)[A-Za-z_][\w.-]*$/i;

/**
 * Reads through a document without building anything: whether it is well-formed XML 1.0 in UTF-8 (as namespaces have it), without a document type declaration, and within limits.
 * Everything that costs more than its length is behind this gate.
 */
export function boundsProblem(source: string, limits: XmlLimits): XmlProblem | undefined {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let count = 0;
  let scope = 0;
  const open: { at: number; declared: number }[] = [];
  const stop = (problem: XmlProblem): never => { throw new Stop(problem); };

  parser.on('error', () => stop('not-well-formed'));
  parser.on('doctype', () => stop('doctype'));
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== undefined && version !== '1.0') stop('xml-version');
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) stop('encoding');
  });
  parser.on('opentagstart', () => {
    depth += 1;
    count += 1;
    if (depth > limits.depth) stop('too-deep');
    if (count > limits.elements) stop('too-many-elements');
  });
  let attributes = 0;
  let inAll = 0;
  parser.on('attribute', () => {
    attributes += 1;
    inAll += 1;
    if (attributes > limits.attributes || inAll > limits.attributesInAll) stop('too-many-attributes');
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    const declared = Object.entries(tag.ns ?? {});
    for (const [prefix, name] of declared) {
      if (!PLAIN_NAMESPACE.test(name) || (prefix !== '' && !PLAIN_PREFIX.test(prefix))) stop('namespace-form');
    }
    open.push({ at: count, declared: declared.length });
  });
  parser.on('closetag', () => {
    const { at, declared } = open.pop() ?? { at: count, declared: 0 };
    depth -= 1;
    scope += declared * (count - at + 1);
    if (scope > limits.namespaceScope) stop('namespace-scope');
  });
  try {
    parser.write(source).close();
    return undefined;
  } catch (error) {
    return error instanceof Stop ? error.problem : 'not-well-formed';
  }
}
