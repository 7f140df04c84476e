// Everything that a report needs to be read: loaded with the first verification, not with the page.
export { en } from '@credlens/core/messages';
export { headline } from '@credlens/core/messages';
export { isReport } from './is-report.js';
export { progressView, type Progress } from './progress-view.js';
export { reportView } from './report-view.js';
