import type { SEAL_CODES } from '../../report/seal-codes.js';
import type { Message } from '../catalogue.js';

const ASK_ORIGINAL = 'Ask the candidate for the original file from the institution, not a copy that was edited, printed to PDF or saved again.';
const ASK_ISSUER = 'Ask the institution directly whether it issued this. Trying again here will not help.';
const DO_NOT_RELY = 'Do not rely on it. Ask the institution directly whether it issued this.';
const LISTS = 'Ask whoever runs this page for the current trusted lists. Trying again will not help until then.';
const AGAIN = 'Try again later: the authority’s answer could not be had now, or is not new enough yet.';

/** English: seals and signatures made with certificates. One plain sentence for each sub-indication of EN 319 102-1. */
export const sealCodes: Record<keyof typeof SEAL_CODES, Message> = {
  'pdf.malformed': { says: 'The PDF file is damaged, so it could not be opened{reason:paren|}.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'pdf.encrypted': { says: 'The PDF file needs a password or a certificate to be opened, so its seal could not be checked.', next: 'Ask the candidate for the file without a password, as the institution issued it. Trying again will not help.' },
  'pdf.too-large': { says: 'The PDF file is too large or too tangled to be read safely{reason:paren|}.', next: 'Ask the candidate for the sealed document alone. Trying again will not help.' },
  'pdf.unsupported': { says: 'The PDF file is built in a way that is not read here{reason:paren|}.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'pdf.active-content': { says: 'The PDF file can run something when it is opened in other programs{detail:paren|}. Nothing of it was run here.' },
  'pdf.empty-signature-field': { says: 'There is a place for a signature that nobody has signed{field:paren|}. It proves nothing.' },
  'pdf.conforms': { says: 'The PDF file and its seals are built as the standards ask.' },
  'pdf.ambiguous': { says: 'The PDF file has an oddity that careless programs may read in another way.', next: `${ASK_ORIGINAL} Or look at the sealed document here rather than in another program.` },
  'pdf.two-readings': { says: 'The PDF file can be read in two ways, so another program may show something else than what was sealed.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'pdf.only-timestamp': { says: 'The PDF file has a time-stamp but no seal or signature: it shows when it existed, not who made it.', next: 'Ask the candidate for the signed original from the institution.' },
  'pdf.too-many-signatures': { says: 'The PDF file has more signatures than are checked here{limit:paren|}.', next: `${ASK_ORIGINAL} Trying again will not help.` },

  'ades.format-failure': { says: 'The seal is not built as a seal must be, so it protects nothing.', next: DO_NOT_RELY },
  'ades.hash-failure': { says: 'The document was changed after it was sealed.', next: `${DO_NOT_RELY} If the candidate may have edited it by accident, ask for the original file.` },
  'ades.sig-crypto-failure': { says: 'The seal is a forgery or damaged: it was not made with the key of the certificate it shows.', next: DO_NOT_RELY },
  'ades.signed-data-not-found': { says: 'What the seal covers could not be found, so it could not be checked.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'seal.timestamp-failed': { says: 'A time-stamp in it does not hold, so it proves no time.', next: 'The seal itself was judged without it. Ask the institution when it was sealed if that matters.' },

  'ades.sig-constraints-failure': { says: 'The seal lacks something that it must have, so it could not be accepted.', next: ASK_ISSUER },
  'ades.crypto-constraints-failure': { says: 'The seal was made with a method that is no longer safe: somebody could have imitated it.', next: ASK_ISSUER },
  'ades.crypto-constraints-failure-no-poe': { says: 'The seal uses a method that is no longer safe, and nothing proves that it was made while the method was.', next: ASK_ISSUER },
  'ades.policy-processing-error': { says: 'The rules that the seal names could not be applied.', next: ASK_ISSUER },
  'ades.signature-policy-not-available': { says: 'The seal names rules of its own that are not at hand here.', next: ASK_ISSUER },
  'ades.timestamp-order-failure': { says: 'The time-stamps in it contradict each other, so when it was sealed could not be told.', next: ASK_ISSUER },

  'pdf.covered': { says: 'The seal covers the whole file.' },
  'pdf.extended': { says: 'Since it was sealed only time-stamps, further signatures and material for checking them were added; what a reader sees is what was sealed.' },
  'pdf.changed-as-permitted': { says: 'Since it was sealed, something was filled in or noted that the one who sealed it allows{detail:paren|}.', next: 'Look at the sealed document itself, below, and rely on that alone.' },
  'pdf.page-not-sealed': { says: 'The page itself is not sealed: anyone could have written it. Only the credential inside the file was checked.', next: 'Rely on what is shown here of the credential inside, not on the page.' },
  'pdf.changed': { says: 'The document was changed after it was sealed, in a way that can change what a reader sees{detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },
  'pdf.universal-signature-forgery': { says: 'The seal is a known trick: its parts are missing or made useless so that careless programs call it valid (universal signature forgery).', next: DO_NOT_RELY },
  'pdf.incremental-saving': { says: 'Content was added behind the sealed part of the file, a known trick (incremental saving attack){detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },
  'pdf.signature-wrapping': { says: 'The sealed part was moved aside and other content put in its place, a known trick (signature wrapping attack).', next: DO_NOT_RELY },
  'pdf.shadow-hide': { says: 'Something that hid other content was taken away after sealing, a known trick (shadow attack: hide){detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },
  'pdf.shadow-replace': { says: 'Something shown was exchanged after sealing, a known trick (shadow attack: replace){detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },
  'pdf.shadow-hide-and-replace': { says: 'A second document that lay hidden in the file was switched on after sealing, a known trick (shadow attack: hide and replace){detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },
  'pdf.evil-annotation': { says: 'Notes were put over the sealed content so as to change what it seems to say, a known trick (evil annotation attack){detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },
  'pdf.sneaky-signature': { says: 'A signature with a picture was put over the sealed content so as to change what it seems to say, a known trick (sneaky signature attack){detail:paren|}.', next: `${DO_NOT_RELY} You can look at what was sealed, below.` },

  'key.certified': { says: 'The certificate of the seal leads to an authority that is trusted here.' },
  'ades.expired': { says: 'The certificate had already expired when the seal was made.', next: ASK_ISSUER },
  'ades.not-yet-valid': { says: 'The seal was made before its certificate was in force.', next: ASK_ISSUER },
  'ades.no-signing-certificate-found': { says: 'The seal does not show whose it is: its certificate is missing, so it could not be checked.', next: `${ASK_ORIGINAL} Trying again will not help.` },
  'ades.no-certificate-chain-found': { says: 'Who made the seal could not be established: no authority that is trusted here vouches for its certificate.', next: 'Ask whoever runs this page whether the trusted list of that country is loaded. Otherwise ask the institution directly; trying again will not help.' },
  'ades.no-certificate-chain-found-no-poe': { says: 'Who made the seal could not be established: no authority that is trusted here vouches for its certificate today, and nothing proves when it was made.', next: ASK_ISSUER },
  'ades.certificate-chain-general-failure': { says: 'The certificates behind the seal could not be checked.', next: 'Try again later. If it lasts, ask the institution directly.' },
  'ades.chain-constraints-failure': { says: 'The certificates behind the seal do not fit together as they must, so whose it is could not be established.', next: ASK_ISSUER },
  'ades.out-of-bounds-no-poe': { says: 'The certificate of the seal has expired since, and nothing proves that the seal was made before.', next: `${ASK_ISSUER} A seal with a time-stamp could still be checked.` },
  'ades.out-of-bounds-not-revoked': { says: 'The certificate of the seal is not in force now, and when the seal was made is not proved.', next: ASK_ISSUER },
  'ades.no-poe': { says: 'Nothing proves that the seal existed at a time at which it could be checked.', next: ASK_ISSUER },

  'seal.not-revoked': { says: 'The certificate of the seal had not been withdrawn.' },
  'seal.revocation-not-needed': { says: 'The certificate of the seal is of a kind that is not withdrawn.' },
  'seal.revoked-since': { says: 'The certificate of the seal was withdrawn later, on {revokedAt:date|a later day}; the seal is proved to be older.', next: 'If it matters, ask the institution why it was withdrawn.' },
  'ades.revoked': { says: 'The certificate had been withdrawn on {at:date|an earlier day}, before the seal was made.', next: DO_NOT_RELY },
  'ades.revoked-no-poe': { says: 'The certificate of the seal was withdrawn on {at:date|some day}, and nothing proves that the seal is older.', next: ASK_ISSUER },
  'ades.revoked-ca-no-poe': { says: 'An authority behind the seal lost its certificate on {at:date|some day}, and nothing proves that the seal is older.', next: ASK_ISSUER },
  'ades.try-later': { says: 'It could not be checked whether the certificate of the seal was withdrawn.', next: AGAIN },
  'ades.revocation-out-of-bounds-no-poe': { says: 'It could not be checked whether the certificate of the seal was withdrawn: the answer about it can itself no longer be checked.', next: `${ASK_ISSUER}` },

  'issuer.certificate': { says: 'The certificate names {name|the one who sealed it}; an authority that is trusted here has checked that name.' },

  'qualification.qualified-seal': { says: 'It is a qualified electronic seal of the European Union: by law, what it covers is presumed to be unchanged and to come from the institution named.' },
  'qualification.qualified-signature': { says: 'It is a qualified electronic signature of the European Union: it has the effect of a signature by hand of the person named.' },
  'qualification.qualified-certificate': { says: 'It is an advanced seal or signature with a qualified certificate of the European Union.' },
  'qualification.no-lists': { says: 'Whether it is a qualified seal was not asked: no trusted lists are loaded here.' },
  'qualification.not-qualified': { says: 'It is not a qualified seal or signature of the European Union.', next: 'That alone is no fault. If you need a qualified one, ask the institution.' },
  'qualification.not-ades': { says: 'It is no electronic seal that holds, so it is not qualified either.', next: 'See the first point.' },
  'qualification.indeterminate': { says: 'Whether it is a qualified seal could not be decided.', next: LISTS },

  'list.stale': { says: 'The trusted list of {territory|that country} is past the day on which it should have been renewed, {nextUpdate:date|some time ago}.', next: LISTS },
  'list.too-old': { says: 'The trusted list of {territory|that country} is too old to decide: it should have been renewed on {nextUpdate:date|some day}.', next: LISTS },
  'list.missing': { says: 'The trusted list of {territory|that country} is not at hand.', next: LISTS },
  'list.unusable': { says: 'The trusted list of {territory|that country} could not be used{state:paren|}.', next: LISTS },

  'seal.same-issuer': { says: 'A credential inside the document names the one who sealed it.' },
  'seal.other-issuer': { says: 'A credential inside the document names another issuer{claimed:paren|} than the one who sealed the document{name:paren|}.', next: 'Ask the institution whether the two belong together.' },
};
