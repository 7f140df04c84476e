import type { Finding } from '../report/finding.js';
import type { Context } from '../report/context.js';
import type { Evidence, Problem } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { BUNDLED_CONTEXT_URLS } from '../json-ld/index.js';
import { dataModelProblems } from '../schema/vcdm.js';
import { isElm } from '../view/kind-of.js';
import { matchesDigests, relatedResources } from '../schema/related-resource.js';

/** No credential needs more; each one is a request to an address of the issuer's choice. */
const MAX_RESOURCES = 8;
const MAX_BYTES = 4 * 1024 * 1024;

const SECURITY_ERROR = 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR';

/**
 * `format.data-model`: is the document built as VCDM 2.0 or 1.1 requires? Related resources that can be fetched must have the digests that the credential states
 * (VCDM 2.0 section 5.3). One that cannot be fetched is no problem of its own: nothing here is decided by it. A bundled context is pinned by its own digest, of its canonical
 * JSON, and its bytes are not at hand, so what a credential says of those is not compared.
 */
export async function dataModel(subject: Subject, context: Context): Promise<Finding> {
  const european = subject.what === 'credential' && isElm(subject.document) ? (await import('../schema/elm.js')).elmDataModel(subject.document).problems : undefined;
  const problems = european ?? dataModelProblems(subject.document, subject.what);
  if (problems.length > 0) return { code: 'vcdm.violations', params: { count: problems.length }, problems };
  const evidence: Evidence[] = [];
  const bundled: ReadonlySet<string> = new Set(BUNDLED_CONTEXT_URLS);
  const resources = relatedResources(subject.document).filter((resource) => /^https:/i.test(resource.id) && !bundled.has(resource.id)).slice(0, MAX_RESOURCES);
  for (const resource of resources) {
    const fetched = await context.fetch(resource.id, { maxBytes: MAX_BYTES });
    if (!fetched.ok) continue;
    evidence.push(fetched.evidence);
    if (!(await matchesDigests(fetched.bytes, resource))) problems.push(mismatch(resource.pointer, resource.id));
  }
  return { code: problems.length > 0 ? 'vcdm.digest' : 'vcdm.conforms', problems, evidence };
}

const mismatch = (pointer: string, url: string): Problem => ({ type: SECURITY_ERROR, code: 'vcdm.digest', pointer, params: { url: url.slice(0, 300) } });
