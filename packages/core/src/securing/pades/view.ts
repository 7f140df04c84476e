import type { PdfFile } from '../../pdf/types.js';
import type { CredentialView } from '../../report/report.js';
import { localized } from '../../view/index.js';
import type { SignerIdentity } from '../seals/sealed-document.js';

/**
 * What a sealed PDF says of itself that a program can read: the title of its metadata. What stands on its pages is for people's eyes; nothing is read out of it.
 * The issuer is whoever the certificate names, never a name in the document.
 */
export function sealedPdfView({ info }: PdfFile, { ids, names }: SignerIdentity): CredentialView {
  const [id] = ids;
  const name = localized(names.join(' · '));
  return {
    format: 'sealed-pdf', dataModel: 'other', types: [], title: localized(info.title ?? '') ?? {},
    issuer: { ...(id === undefined ? {} : { id }), ...(name ? { name } : {}) },
    recipient: { identifiers: [] }, achievements: [],
  };
}
