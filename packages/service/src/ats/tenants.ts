import { VENDOR_IDS, VENDORS } from '@credlens/ats-adapter/protocols';
import { mayWriteTo } from './authorize.js';
import type { Tenant } from './types.js';

/** A key that can be guessed is none. */
const LEAST_KEY = 16;

/** @throws TypeError, with the tenant and what is wrong; no secret is in its text */
export function checkedTenants(tenants: readonly Tenant[], baseUrl: string, loopback = false): ReadonlyMap<string, Tenant> {
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol) || !['', '/'].includes(new URL(baseUrl).pathname)) throw new TypeError('baseUrl: an address without a path, such as https://assess.example');
  const found = new Map<string, Tenant>();
  for (const tenant of tenants) {
    const wrong = (what: string) => new TypeError(`tenant ${JSON.stringify(String(tenant.id).slice(0, 40))}: ${what}`);
    if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(tenant.id)) throw wrong('"id" is made of small letters, digits and hyphens');
    if (found.has(tenant.id)) throw wrong('there are two of this name');
    if (!VENDOR_IDS.includes(tenant.vendor)) throw wrong(`"vendor" is one of ${VENDOR_IDS.join(', ')}`);
    const { inbound, writeBack, webhook } = VENDORS[tenant.vendor];
    const key = (name: 'inboundKey' | 'outboundKey' | 'webhookSecret' | 'adminKey', needed: boolean) => {
      const value = tenant[name];
      if (value === undefined ? needed : value.length < LEAST_KEY) throw wrong(`"${name}" ${value === undefined ? 'is missing' : `has fewer than ${LEAST_KEY} characters`}`);
    };
    key('inboundKey', inbound !== 'webhook');
    key('outboundKey', writeBack.auth !== 'none' || tenant.inviteUrl !== undefined);
    key('webhookSecret', inbound === 'webhook');
    key('adminKey', false);
    if (tenant.adminKey !== undefined && tenant.adminKey === tenant.inboundKey) throw wrong('"adminKey" is the "inboundKey"');
    if (tenant.webhookSecret !== undefined && !webhook) throw wrong('this vendor has no webhooks');
    if (new Set(tenant.packages.map(({ id }) => id)).size < tenant.packages.length) throw wrong('two packages have one "id"');
    for (const address of [tenant.inviteUrl, tenant.writeBack?.apiBase]) if (address !== undefined && !mayWriteTo(address, tenant, loopback)) throw wrong('"inviteUrl" and "apiBase" are https addresses');
    for (const days of [tenant.keepDays, tenant.linkDays]) if (days !== undefined && !(days > 0 && days <= 3660)) throw wrong('days are from 0 to 3660');
    found.set(tenant.id, tenant);
  }
  return found;
}
