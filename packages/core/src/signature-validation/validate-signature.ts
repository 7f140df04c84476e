import type { SignatureInput, ValidationEnvironment } from './input.js';
import type { Conclusion } from './types.js';

/** The process of EN 319 102-1 for one signature. It never rejects for what a signature holds. */
export async function validateSignature(input: SignatureInput, environment: ValidationEnvironment): Promise<Conclusion> {
  return {
    indication: 'INDETERMINATE', sub: 'CERTIFICATE_CHAIN_GENERAL_FAILURE', problems: [], path: [], time: { judgedAt: environment.now }, timestamps: [], algorithms: {}, evidence: [],
    ...(input.level ? { level: input.level } : {}),
  };
}
