export { createAllowList, type AllowList } from './allow-list.js';
export { createKnownIssuerRegistry, type KnownIssuers, type KnownRegistry } from './known-issuers.js';
export { parseRegistry, type RegistryError } from './parse.js';
export type { IssuerQuery, IssuerRegistry, RegistryAnswer, RegistryEntry } from '../report/index.js';
