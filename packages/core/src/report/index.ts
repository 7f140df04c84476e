export * from './check-list.js';
export { CODES, type Code, type Finding, type Findings } from './codes.js';
export type * from './context.js';
export * from './json.js';
export * from './policies.js';
export * from './profiles.js';
export type * from './report.js';
export type * from './subject.js';
export * from './verdict.js';
