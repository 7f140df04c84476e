import type { EDC_CODES } from '../../report/edc-codes.js';
import type { Message } from '../catalogue.js';

const ASK_ORIGINAL = 'Ask the candidate for the original file from the institution, not a copy that was edited or saved again.';
const SUPPLY = 'Tell whoever runs this page, who supplies the rules. Trying again will not help until then.';

/** English: sealed JSON, sealed XML and European Digital Credentials. */
export const edcCodes: Record<keyof typeof EDC_CODES, Message> = {
  'jades.malformed': { says: 'The sealed file is damaged, so it cannot be read{reason:paren|}.', next: ASK_ORIGINAL },
  'jades.too-many-signatures': { says: 'The file has more signatures than are checked here{limit:paren|}.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'jades.unsigned-member': { says: 'Something stands beside the seal that nobody signed{name:paren|}. It is not shown and means nothing.' },
  'jades.other-content': { says: 'What is sealed is no learning credential: only the seal was checked, not what the file says.', next: 'Read the document itself. If you expected a credential, ask the candidate for it.' },
  'jades.detached': { says: 'The seal is over documents that are kept elsewhere, so they are not shown here.', next: 'Ask the candidate for the documents and for the seal together.' },
  'jades.proofs-damaged': { says: 'A proof that stands beside the seal was changed, is of a kind that is not known here, or belongs to another seal{place:paren|}.', next: ASK_ORIGINAL },
  'jades.counter-signature': { says: 'Somebody has signed the seal itself as well, and that signature holds. It says nothing of who issued the document.' },
  'jades.counter-signature-open': { says: 'Somebody has signed the seal itself as well. Who that was could not be established.', next: 'It does not bear on who sealed the document. If the second signature matters to you, ask whoever is named in it.' },
  'jades.counter-signature-failed': { says: 'A signature over the seal itself does not hold, or is over another seal{place:paren|}.', next: ASK_ORIGINAL },
  'xades.malformed': { says: 'The sealed file is damaged, so it cannot be read{reason:paren|}.', next: ASK_ORIGINAL },
  'xades.several-signatures': { says: 'The file has more than one seal where one belongs, so it is open which of them counts.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'xades.counter-signature': { says: 'Somebody has signed the seal itself as well. That signature was not checked.' },
  'europass.checks-of-others': { says: 'The file says that somebody has checked the credential before. That was not relied on.' },
  'europass.form-not-checked': { says: 'This is a European credential in an older form (XML). Whether it is built as that form asks was not checked.', next: 'Read it as it stands. If something that you need is missing, ask the candidate for the credential in the present form.' },
  'europass.several-credentials': { says: 'One seal stands around several credentials{count:paren|}. Whether it speaks for each of them could not be decided.', next: 'Ask the candidate for each credential in a file of its own. Trying again will not help.' },
  'europass.presentation': { says: 'Somebody has put a sealed credential into a file and sealed that. Each seal was checked by itself.' },
  'europass.no-credential': { says: 'What is sealed holds no learning credential: only the seal was checked, not what the file says.', next: 'Ask the candidate for the credential.' },
  'xades.proofs-damaged': { says: 'The proofs of time that belong to the seal were changed or belong to another seal{place:paren|}.', next: ASK_ORIGINAL },
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
  'edc.sealer-not-issuer': { says: 'It has no seal of its own and lies in a presentation that somebody sealed. Nothing shows that whoever sealed it is its issuer.', next: 'Ask the candidate for the credential as the institution sealed it. Trying again will not help.' },
  'edc.status-misplaced': { says: 'It names a list of withdrawn credentials in a place where the standard has none{url:paren|}, and that list could not be used. By the standard it has no status.', next: 'Ask the institution whether it has withdrawn this credential.' },
  'edc.issuer-differs': { says: 'It was sealed by another organisation than the one it names as its issuer.', next: 'Do not rely on it. Ask the institution directly whether it issued this.' },
};
