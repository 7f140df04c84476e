import { OWN_SCHEME, signWebhook, VENDORS, type Outgoing } from '@credlens/ats-adapter/protocols';
import { isLoopback } from '../http/addresses.js';
import type { WriteJob } from './write-job.js';
import type { Tenant } from './types.js';

/** Adds what proves who we are, at the moment of sending: it is in no file. */
export async function authorized(request: Outgoing, job: Pick<WriteJob, 'vendor' | 'purpose'>, tenant: Tenant, now: Date): Promise<Outgoing> {
  const auth = job.purpose === 'invite' ? 'signed' : VENDORS[job.vendor].writeBack.auth;
  const key = tenant.outboundKey ?? '';
  const add = (headers: Record<string, string>): Outgoing => ({ ...request, headers: { ...request.headers, ...headers } });
  if (auth === 'bearer') return add({ authorization: `Bearer ${key}` });
  if (auth === 'basic-username') return add({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
  if (auth === 'none') return request;
  const seconds = String(Math.floor(now.getTime() / 1000));
  const signature = await signWebhook(OWN_SCHEME, key, new TextEncoder().encode(request.body ?? ''), seconds);
  return add({ [OWN_SCHEME.timestamp.name.toLowerCase()]: seconds, [OWN_SCHEME.signature.name.toLowerCase()]: signature });
}

/** Whether a tenant's results may be written to an address: over https, to the vendor's hosts, those that the settings name, or the host of the settings' own address. */
export function mayWriteTo(address: string, tenant: Tenant, dangerouslyAllowLoopback = false): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.username !== '' || url.password !== '') return false;
  const host = url.hostname.toLowerCase();
  const local = dangerouslyAllowLoopback && (host === 'localhost' || isLoopback(host));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) return false;
  const own = [tenant.writeBack?.apiBase, tenant.inviteUrl].flatMap((each) => (each !== undefined && URL.canParse(each) ? [new URL(each).hostname.toLowerCase()] : []));
  const named = [...VENDORS[tenant.vendor].writeBack.hosts, ...(tenant.writeBack?.hosts ?? [])].map((each) => each.toLowerCase());
  return own.includes(host) || named.some((each) => host === each || host.endsWith(`.${each}`));
}
