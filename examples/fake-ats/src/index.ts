/** A made-up applicant tracking system, and the whole way from its order to a result with evidence. `npm run example:ats` shows it. */
export { startFakeAts, SYSTEMS, type FakeAts, type Fault, type Keys, type System, type Write } from './fake-ats.js';
export { freePort, PACKAGE, startProvider, tenantsOf, type Provider, type ProviderSettings } from './provider.js';
export { sendFiles, sendResult } from './candidate.js';
export { makeWorld, openVerifier, POSTING, type CandidateFile, type World, type WrittenVerifier } from './world.js';
export { newKeys, until, uploadUrlOf } from './steps.js';
