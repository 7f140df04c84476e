// Everything that a report needs to be read: loaded with the first verification, not with the page.
import { details, report } from './styles/report.js';

export { enWithoutSeals as en, fill, headline } from '@credlens/core/messages';
export { isReport } from './is-report.js';
export { needsSealWords } from './needs-seal-words.js';
export { progressView, type Progress } from './progress-view.js';
export { reportTools } from './report-tools.js';
export { reportView } from './report-view.js';
export { verifyItems } from './verify-items.js';

export const styles = [report, details];
