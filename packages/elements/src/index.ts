import './credential-verifier/define.js';

export * from './credential-verifier/index.js';
