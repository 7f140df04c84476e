import { isObject, own, type IssuerRegistry, type JsonValue } from '../report/index.js';
import { createAllowList, type AllowList } from './allow-list.js';
import { createKnownIssuerRegistry, type KnownIssuers } from './known-issuers.js';

/** Why a file is no registry, in words for whoever configures the host. */
export interface RegistryError { error: string }

/**
 * Recognises a registry by its content, never by its name: an allow-list, the Digital Credentials Consortium's older registry, or its list of registries.
 * @param source JSON text, or what it parses to. Never throws.
 */
export function parseRegistry(source: string | JsonValue, name?: string): IssuerRegistry | RegistryError {
  try {
    const value: unknown = typeof source === 'string' ? JSON.parse(source.replace(/^\uFEFF/, '')) : source;
    if (Array.isArray(value)) return createKnownIssuerRegistry(value as KnownIssuers, name);
    if (isObject(value) && own(value, 'type') === 'allow-list') return createAllowList(value as unknown as AllowList);
    if (isObject(value) && isObject(own(value, 'registry'))) return createKnownIssuerRegistry(value as unknown as KnownIssuers, name);
    return { error: 'Not a list of issuers: an object of type "allow-list", an object with "registry", or an array of registries' };
  } catch (error) {
    return { error: error instanceof SyntaxError ? 'Not JSON' : error instanceof Error ? error.message : 'Unreadable' };
  }
}
