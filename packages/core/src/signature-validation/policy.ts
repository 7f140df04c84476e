import type { ValidationPolicy } from './input.js';

export const DEFAULT_POLICY: ValidationPolicy = {
  clockToleranceSeconds: 300,
  revocation: 'in-force',
  revocationOfIssuers: true,
  refreshRevocation: true,
  timestampRevocation: 'at-its-time',
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  signaturePolicy: 'note',
  maxFetches: 12,
};

export const policyFrom = (own: Partial<ValidationPolicy> = {}): ValidationPolicy => ({ ...DEFAULT_POLICY, ...own });

export const iso = (at: number): string => (Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : 'never');
