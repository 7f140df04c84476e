import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { MatchPolicyInput } from '@credlens/ats-adapter';
import { VENDOR_IDS } from '@credlens/ats-adapter/protocols';
import { isObject, isString, own, type JsonObject, type JsonValue } from '@credlens/core/report';
import { parseHostJson, readHostFile } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';
import type { Tenant, TenantPackage } from './types.js';

/** What `credlens ats serve --config FILE` reads. Paths are relative to the file. Secrets are not in it: it says in which variable or file each is. */
export interface AtsConfig { directory: string; baseUrl: string; tenants: Tenant[]; elementFolder?: string; /** Files made by `credlens taxonomy build`. */ taxonomies: string[]; /** A match policy's name, or one of the host's own. */ matchPolicy?: string | MatchPolicyInput }

const TOP = ['directory', 'baseUrl', 'tenants', 'elementFolder', 'taxonomies', 'matchPolicy'];
const SECRETS = ['inboundKey', 'outboundKey', 'webhookSecret', 'adminKey'] as const;
const OF_TENANT = ['id', 'vendor', ...SECRETS, 'packages', 'writeBack', 'inviteUrl', 'keepDays', 'linkDays'];

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError that names what is wrong, and no secret */
export async function readAtsConfig(path: string, env: Environment): Promise<AtsConfig> {
  const wrong = (what: string) => new UsageError(`--config ${printable(path)}: ${what}`);
  const value = parseHostJson(await readHostFile(path, '--config'), path, '--config');
  if (!isObject(value)) throw wrong('it is no JSON object');
  known(value, TOP, '', wrong);
  const home = dirname(resolve(path));
  const text = (object: JsonObject, name: string, place: string) => {
    const found = own(object, name);
    if (found === undefined || (isString(found) && found !== '')) return found;
    throw wrong(`${place}/${name} is no text`);
  };
  const needed = (object: JsonObject, name: string, place: string) => text(object, name, place) ?? fail(wrong(`${place}/${name} is missing`));
  const tenants = own(value, 'tenants');
  if (!Array.isArray(tenants) || tenants.length === 0) throw wrong('/tenants is no list of tenants');

  const readTenant = async (each: JsonValue, index: number): Promise<Tenant> => {
    const place = `/tenants/${index}`;
    if (!isObject(each)) throw wrong(`${place} is no object`);
    known(each, OF_TENANT, place, wrong);
    const vendor = VENDOR_IDS.find((id) => id === own(each, 'vendor')) ?? fail(wrong(`${place}/vendor is one of ${VENDOR_IDS.join(', ')}`));
    const secrets: Partial<Record<(typeof SECRETS)[number], string>> = {};
    for (const name of SECRETS) {
      const where = own(each, name);
      if (where !== undefined) secrets[name] = await readSecret(where, `${place}/${name}`, home, env, wrong);
    }
    const packages = own(each, 'packages');
    if (!Array.isArray(packages)) throw wrong(`${place}/packages is no list`);
    const [writeBack, inviteUrl] = [own(each, 'writeBack'), text(each, 'inviteUrl', place)];
    if (writeBack !== undefined && !isObject(writeBack)) throw wrong(`${place}/writeBack is no object`);
    if (writeBack) known(writeBack, ['apiBase', 'integrationId', 'hosts'], `${place}/writeBack`, wrong);
    const hosts = writeBack && own(writeBack, 'hosts');
    if (hosts !== undefined && !(Array.isArray(hosts) && hosts.every(isString))) throw wrong(`${place}/writeBack/hosts is no list of names`);
    const back = writeBack && { apiBase: text(writeBack, 'apiBase', `${place}/writeBack`), integrationId: text(writeBack, 'integrationId', `${place}/writeBack`) };
    const days = (name: 'keepDays' | 'linkDays') => {
      const found = own(each, name);
      if (found !== undefined && typeof found !== 'number') throw wrong(`${place}/${name} is no number`);
      return found === undefined ? {} : { [name]: found };
    };
    return {
      id: needed(each, 'id', place), vendor, ...secrets, ...days('keepDays'), ...days('linkDays'), ...(inviteUrl !== undefined && { inviteUrl }),
      ...(back && { writeBack: { ...(back.apiBase !== undefined && { apiBase: back.apiBase }), ...(back.integrationId !== undefined && { integrationId: back.integrationId }), ...(hosts && { hosts: hosts as string[] }) } }),
      packages: await Promise.all(packages.map(async (one, position): Promise<TenantPackage> => {
        const inside = `${place}/packages/${position}`;
        if (!isObject(one)) throw wrong(`${inside} is no object`);
        known(one, ['id', 'name', 'description', 'posting', 'postingFile'], inside, wrong);
        const [file, description] = [text(one, 'postingFile', inside), text(one, 'description', inside)];
        const posting = file === undefined ? own(one, 'posting') : parseHostJson(await readHostFile(resolve(home, file), '--config'), file, '--config') as JsonValue;
        return { id: needed(one, 'id', inside), name: needed(one, 'name', inside), ...(description !== undefined && { description }), ...(posting !== undefined && { posting }) };
      })),
    };
  };
  const element = text(value, 'elementFolder', '');
  const taxonomies = own(value, 'taxonomies') ?? [];
  if (!Array.isArray(taxonomies) || !taxonomies.every(isString)) throw wrong('/taxonomies is no list of files');
  const matchPolicy = own(value, 'matchPolicy');
  if (matchPolicy !== undefined && !isString(matchPolicy) && !isObject(matchPolicy)) throw wrong('/matchPolicy is neither a name nor an object');
  return {
    directory: resolve(home, needed(value, 'directory', '')), baseUrl: needed(value, 'baseUrl', ''), tenants: await Promise.all(tenants.map(readTenant)),
    ...(element !== undefined && { elementFolder: resolve(home, element) }),
    taxonomies: taxonomies.map((file) => resolve(home, file as string)), ...(matchPolicy !== undefined && { matchPolicy: matchPolicy as string | MatchPolicyInput }),
  };
}

/** A member that nobody reads would be taken for one that works. */
function known(object: JsonObject, names: readonly string[], place: string, wrong: (what: string) => UsageError): void {
  const stray = Object.keys(object).find((name) => !names.includes(name));
  if (stray !== undefined) throw wrong(`${place}/${printable(stray)} is not known`);
}

async function readSecret(where: JsonValue, place: string, home: string, env: Environment, wrong: (what: string) => UsageError): Promise<string> {
  const name = isObject(where) ? own(where, 'env') : undefined;
  const file = isObject(where) ? own(where, 'file') : undefined;
  if (isString(name) && file === undefined) return env[name] ?? fail(wrong(`${place}: there is no variable ${printable(name)}`));
  if (isString(file) && name === undefined) {
    const text = await readFile(resolve(home, file), 'utf8').catch(() => undefined);
    return text?.trim() ?? fail(wrong(`${place}: the file cannot be read`));
  }
  throw wrong(`${place} says where the secret is: { "env": "NAME" } or { "file": "PATH" }`);
}

function fail(error: UsageError): never {
  throw error;
}
