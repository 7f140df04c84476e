import type { Code, Finding, Params } from '../report/index.js';

const STATUS = 'https://www.w3.org/ns/credentials/status-list#';
const VCDM = 'https://www.w3.org/TR/vc-data-model#';

// Bitstring Status List 1.0 section 3.5 names these; what it does not name is about:blank.
const TYPES: Partial<Record<Code, string>> = {
  'status.unreachable': `${STATUS}STATUS_RETRIEVAL_ERROR`,
  'status.list-too-large': `${STATUS}STATUS_RETRIEVAL_ERROR`,
  'status.stale': `${STATUS}STATUS_RETRIEVAL_ERROR`,
  'status.unsigned-list': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.list-invalid': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.list-unproven': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.list-unsupported': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.list-expired': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.list-not-yet-valid': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.wrong-purpose': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.other-id': `${STATUS}STATUS_VERIFICATION_ERROR`,
  'status.short-list': `${STATUS}STATUS_LIST_LENGTH_ERROR`,
  'status.list-malformed': `${VCDM}MALFORMED_VALUE_ERROR`,
  'status.entry-malformed': `${VCDM}MALFORMED_VALUE_ERROR`,
  'status.index-malformed': `${VCDM}MALFORMED_VALUE_ERROR`,
  'status.index-number': `${VCDM}MALFORMED_VALUE_ERROR`,
  'status.index-outside': `${VCDM}RANGE_ERROR`,
};

/** A finding with one problem that says where. @param cause a code that says why, where `code` says what */
export function found(code: Code, pointer: string, params: Params = {}, retryable = false, cause: Code = code): Finding {
  return { code, params, problems: [{ type: TYPES[code] ?? 'about:blank', code: cause, pointer, params, retryable }] };
}
