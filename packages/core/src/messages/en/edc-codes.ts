import type { EDC_CODES } from '../../report/edc-codes.js';
import type { Message } from '../catalogue.js';

const ASK_ORIGINAL = 'Ask the candidate for the original file from the institution, not a copy that was edited or saved again.';
const SUPPLY = 'Tell whoever runs this page, who supplies the rules. Trying again will not help until then.';

/** English: sealed JSON and European Digital Credentials. */
export const edcCodes: Record<keyof typeof EDC_CODES, Message> = {
  'jades.malformed': { says: 'The sealed file is damaged, so it cannot be read{reason:paren|}.', next: ASK_ORIGINAL },
  'jades.too-many-signatures': { says: 'The file has more signatures than are checked here{limit:paren|}.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'jades.unsigned-member': { says: 'Something stands beside the seal that nobody signed{name:paren|}. It is not shown and means nothing.' },
  'jades.counter-signature': { says: 'Somebody has signed the seal itself as well. That signature was not checked.' },
  'jades.other-content': { says: 'What is sealed is no learning credential: only the seal was checked, not what the file says.', next: 'Read the document itself. If you expected a credential, ask the candidate for it.' },
  'jades.detached': { says: 'The seal is over documents that are kept elsewhere, so they are not shown here.', next: 'Ask the candidate for the documents and for the seal together.' },
  'jades.proofs-damaged': { says: 'The proofs of time that belong to the seal were changed or belong to another seal{place:paren|}.', next: ASK_ORIGINAL },
  'shacl.conforms': { says: 'It meets the published rules of its profile, and ours for this type of credential.' },
  'shacl.not-at-hand': { says: 'The published rules that it names were not at hand. It was compared with our own table of what such a credential needs.' },
  'shacl.import-missing': { says: 'The published rules build on others that were not at hand{file:paren|}. Those were not looked at.' },
  'shacl.remark': { says: 'The published rules have a remark on a value{name:paren|}.' },
  'shacl.warning': { says: 'A value is not as the published rules advise{name:paren|}.', next: 'Nothing to do. The issuer may want to know.' },
  'shacl.import-needed': { says: 'Whether it meets the published rules depends on others that were not at hand{file:paren|}.', next: SUPPLY },
  'shacl.no-node': { says: 'The published rules that it names are about nothing that stands in it.', next: 'Ask the issuer which rules it should follow. Trying again will not help.' },
  'shacl.no-context': { says: 'It could not be compared with the published rules: the meaning of its words is not at hand{context:paren|}.', next: SUPPLY },
  'shacl.untransformable': { says: 'It could not be compared with the published rules: its words could not be read as linked data.', next: 'Ask the issuer to look at how the credential was made. Trying again will not help.' },
  'shacl.damaged': { says: 'The published rules that it names are damaged here, so it could not be compared with them{file:paren|}.', next: SUPPLY },
  'shacl.not-evaluated': { says: 'The published rules ask for things that this verifier does not evaluate{reason:paren|}.', next: SUPPLY },
  'shacl.too-complex': { says: 'Comparing it with the published rules would take more work than is done here.', next: SUPPLY },
  'edc.issuer-not-comparable': { says: 'The document does not say by which number its issuer is registered, or the certificate does not, so it is not shown that the two are one organisation.', next: 'Compare the name in the seal with the name of the institution.' },
  'edc.issuer-by-mandate': { says: 'It was sealed by another organisation than the one it names as its issuer. The document says that this is on its behalf; nobody has confirmed that.', next: 'Ask the institution whether it lets this organisation seal for it.' },
  'edc.issuer-differs': { says: 'It was sealed by another organisation than the one it names as its issuer.', next: 'Do not rely on it. Ask the institution directly whether it issued this.' },
};
