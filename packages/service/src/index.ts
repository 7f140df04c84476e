/** The `credlens` command and its HTTP service, for hosts that run them inside a program of their own. The one package that touches Node. */
export { createEngine, INPUT_BYTES, type Engine, type EngineSources } from './engine.js';
export { UsageError } from './usage-error.js';
export { main } from './cli/main.js';
export type { Io } from './cli/io.js';
export { exitStatus } from './cli/exit-status.js';
export { reportText, verdictTable, tally, type Judged, type TextStyle } from './cli/report-text.js';
export { createApp, STATUS_CODES, type AppOptions, type StatusCodes } from './http/app.js';
export { startServer, type ListenOptions, type RunningServer } from './http/server.js';
export { createVettedFetch, type VettedFetchOptions } from './http/vetted-fetch.js';
export type { CredentialResult, PresentationResult } from './http/answer.js';
export type { ProblemDetails } from './http/problem.js';
export { loadResources, type ResourceEntry } from './trust/resources.js';
export { loadTrust } from './trust/trust-files.js';
export { loadPolicy } from './trust/policy.js';
