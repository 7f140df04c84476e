import { SaxesParser } from 'saxes';

/** What a text of markup begins with. */
export interface XmlRoot {
  namespace: string;
  name: string;
  /** A document type declaration stands before it. */
  doctype: boolean;
}

class Found extends Error {}

/**
 * The first element of an XML document, by a reader that expands nothing: no entity but the five of XML itself, no document type, no address. It stops there: whether the rest is XML is for who reads it.
 * Undefined where the text is no XML up to that place.
 */
export function xmlRoot(text: string): XmlRoot | undefined {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let root: XmlRoot | undefined;
  let doctype = false;
  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { doctype = true; });
  parser.on('opentag', ({ uri, local }) => {
    root = { namespace: uri, name: local, doctype };
    throw new Found();
  });
  try {
    parser.write(text).close();
  } catch {
    // Its own sign that it has what it wants, or damage.
  }
  return root;
}

const CREDENTIAL: readonly string[] = ['http://data.europa.eu/snb', 'http://data.europa.eu/europass/model/credentials/w3c#'];
const PRESENTATION: readonly string[] = ['http://data.europa.eu/snb/vp', 'http://data.europa.eu/europass/model/vp/w3c#'];

/** European credentials of the generations before JSON: the credential, or a presentation of it. */
export const isEuropassRoot = ({ namespace, name }: Pick<XmlRoot, 'namespace' | 'name'>): boolean =>
  (name === 'europassCredential' && CREDENTIAL.includes(namespace)) || (name === 'verifiablePresentation' && PRESENTATION.includes(namespace));
