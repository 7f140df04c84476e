// Everything that a report needs to be read: loaded with the first verification, not with the page.
import { outcomes } from './styles/outcomes.js';
import { details, report } from './styles/report.js';

export { fill, headline } from '@credlens/core/messages';
export { isReport } from './is-report.js';
export { wordsFor } from './words-for.js';
export { progressView, type Progress } from './progress-view.js';
export { catalogueOf, shownReport } from './shown-report.js';
export { togetherOffer } from './together-offer.js';
export { verifyItems, verifyShown } from './verify-items.js';

export const styles = [outcomes, report, details];
