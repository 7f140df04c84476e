import { isObject, own, stringsOf, type JsonObject } from '../../report/json.js';
import { originOf } from './shape.js';

/**
 * Whether an assertion's address is one that the issuer uses for its badges (Open Badges 2.0, VerificationObject of a Profile). The profile is the issuer's own word, read from
 * the issuer's own address: `startsWith` names beginnings of addresses, `allowedOrigins` names hosts; where both are given both must hold, and where neither is,
 * the assertion must be on the origin of the issuer's `id`. Anything but https is out of scope, since nobody vouches for what it brings.
 */
export function isInScope(assertionUrl: string, issuerId: string, profile: JsonObject): boolean {
  const url = parse(assertionUrl);
  if (url?.protocol !== 'https:') return false;
  const verification = own(profile, 'verification');
  const starts = isObject(verification) ? stringsOf(own(verification, 'startsWith')) : [];
  const origins = isObject(verification) ? stringsOf(own(verification, 'allowedOrigins')) : [];
  if (starts.length === 0 && origins.length === 0) return url.origin === originOf(issuerId);
  return (starts.length === 0 || starts.some((prefix) => startsWith(url, prefix))) && (origins.length === 0 || origins.some((origin) => isOrigin(url, origin)));
}

/** By origin, then by text: `https://uni.example` must not begin `https://uni.example.other.example/1`, nor a path climb out with `..`. */
function startsWith(url: URL, prefix: string): boolean {
  const start = parse(prefix);
  return start?.protocol === 'https:' && start.origin === url.origin && url.href.startsWith(start.href);
}

/** A host name as RFC 3986 section 3.2.2 has it, with a port where there is one; issuers also write whole origins. */
function isOrigin(url: URL, allowed: string): boolean {
  if (/^https?:\/\//i.test(allowed)) return originOf(allowed) === url.origin;
  return /^[^/?#@\s]+$/.test(allowed) && parse(`https://${allowed}`)?.host === url.host;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
