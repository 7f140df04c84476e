import type { Context } from '../../report/context.js';
import { idOf, isObject, isString, own, type JsonObject } from '../../report/json.js';
import type { Evidence } from '../../report/report.js';
import { byId, byIdIfAny, fetchDocument, type Fetched } from './documents.js';
import { originOf, type Edition } from './shape.js';

type Failed = Extract<Fetched, { ok: false }>;

/** What an assertion stands on: its badge class and the issuer's profile, each from its own address. */
export interface Linked {
  /** The assertion with the badge class and the profile in place of their addresses, as each is served or was signed. */
  document: JsonObject;
  /** The profile's own address; absent where it has none that could be asked. */
  issuerId: string | undefined;
  profile: JsonObject | undefined;
  /** Whether the badge class is on the issuer's own origin, or inside the assertion. */
  badgeAtHome: boolean;
  /** Whether the badge class is inside the assertion. */
  badgeInside: boolean;
  failure?: Failed & { what: 'badge' | 'issuer' };
  evidence: Evidence[];
}

/**
 * Reads the badge class that an assertion names and the profile that the badge class names. Nothing that a document says of another document is taken: each is read from the address that
 * is its name. A badge class inside the assertion is as good as the assertion; `refetch` has it read from its own address all the same. A profile is always read from its address.
 */
export async function readLinked(assertion: JsonObject, edition: Edition, refetch: boolean, context: Context): Promise<Linked> {
  const identifies = edition === '1' ? byIdIfAny : byId;
  const evidence: Evidence[] = [];
  const value = own(assertion, 'badge');
  const badgeUrl = idOf(value);
  const embedded = isObject(value) ? value : undefined;
  let badge = embedded;
  let failure: Linked['failure'];
  if (badgeUrl !== undefined && isWeb(badgeUrl) && (embedded === undefined || refetch)) {
    const read = await fetchDocument(badgeUrl, identifies, context);
    evidence.push(...read.evidence);
    if (read.ok) badge = { id: badgeUrl, ...read.document };
    else failure = { ...read, what: 'badge' };
  } else if (embedded === undefined) {
    failure = { ...notAnAddress(badgeUrl), what: 'badge' };
  }

  const issuer = badge && own(badge, 'issuer');
  const issuerId = idOf(issuer);
  let profile: JsonObject | undefined;
  if (badge && !failure) {
    if (issuerId !== undefined && isWeb(issuerId)) {
      const read = await fetchDocument(issuerId, identifies, context);
      evidence.push(...read.evidence);
      if (read.ok) profile = { id: issuerId, ...read.document };
      else failure = { ...read, what: 'issuer' };
    } else {
      failure = { ...notAnAddress(issuerId), what: 'issuer' };
    }
  }
  const whole = badge && (profile ? { ...badge, issuer: profile } : badge);
  return {
    document: whole ? { ...assertion, badge: whole } : assertion,
    issuerId, profile, evidence,
    badgeInside: embedded !== undefined,
    badgeAtHome: embedded !== undefined || (isString(badgeUrl) && issuerId !== undefined && originOf(badgeUrl) === originOf(issuerId)),
    ...(failure ? { failure } : {}),
  };
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

/** What has no address cannot be asked: anybody could have written it. */
function notAnAddress(id: string | undefined): Failed {
  const params = id === undefined ? { why: 'no-address' } : { why: 'no-address', url: id.slice(0, 300) };
  return { ok: false, code: 'hosted.unreachable', withdrawn: false, evidence: [], params, problems: [{ type: 'about:blank', code: 'hosted.unreachable', params, retryable: false }] };
}
