/** @credlens/ats-adapter/protocols: what applicant tracking systems send and take, as data and small functions, and the forms that a match report is shown in. */
import { ashby } from './ashby.js';
import { generic } from './generic.js';
import { greenhouse } from './greenhouse.js';
import { kombo } from './kombo.js';
import type { Vendor, VendorId } from './vendor.js';
import { workable } from './workable.js';

export const VENDORS: Readonly<Record<VendorId, Vendor>> = { generic, greenhouse, ashby, workable, kombo };

export { ashbyWebhook } from './ashby.js';
export { OWN_SCHEME, ownResult } from './generic.js';
export { greenhouseErrors, greenhouseWebhook } from './greenhouse.js';
export { komboWebhook } from './kombo.js';
export { leverWebhook } from './lever.js';
export { outcomeOfStatus } from './reading.js';
export { attachment, type Attachment } from './renderings/attachment.js';
export { FIELD_LIMIT, fields } from './renderings/fields.js';
export { html, htmlPage } from './renderings/html.js';
export { note, type NoteOptions } from './renderings/note.js';
export { pdf } from './renderings/pdf.js';
export { skillAssertions, type SkillAssertion, type SkillAssertionCollection } from './renderings/skill-assertions.js';
export { summarise, textIn, type Summary, type SummaryRow } from './renderings/summary.js';
export { ORDER_STATES, VENDOR_IDS } from './vendor.js';
export type { Action, Answer, AssessmentPackage, InboundAuth, OrderFault, OrderReading, OrderRequest, OrderState, OrderView, Outgoing, Route, Vendor, VendorId, WriteBack, WriteBackSettings, WriteContext, WriteOutcome } from './vendor.js';
export { sha256Hex, signWebhook, verifyWebhook, type ReceivedHeaders, type WebhookFault, type WebhookReading, type WebhookScheme } from './webhook-scheme.js';
export { en } from '../words/en.js';
export type { Audience, Words } from '../words/words.js';
export { pageEn } from '../words/page-en.js';
export { UPLOAD_PROBLEMS, type PageWords, type UploadProblem } from '../words/page-words.js';
export { escapeHtml } from './renderings/html.js';
export { fill } from './renderings/summary.js';
