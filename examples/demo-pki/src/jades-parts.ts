import { base64, flipBit, utf8, type Bytes } from './der.js';
import { digest } from './digests.js';
import type { CounterSignature, Jades, JadesLevel, JadesOptions } from './jades.js';
import { hours, type Pki } from './pki.js';
import { chainIn, statements, statementsFor, type StatementName } from './revocation-material.js';
import type { TimestampOptions } from './timestamp.js';

type Container = (imprintOf: Uint8Array, when: string, more?: Partial<TimestampOptions>) => Promise<object>;
interface MadeSignature { signature: string; value: Bytes; /** What makes a seal, so that there may be one over this. */ seal: (options: JadesOptions) => Promise<Jades> }

const LISTS: readonly StatementName[] = ['rootCrl', 'caCrl', 'plainCrl', 'tsaCrl'];

export const base64url = (bytes: Uint8Array): string => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const encoded = (part: object): string => base64url(utf8(JSON.stringify(part)));
const clear = (part: string): Record<string, unknown> => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0)))) as Record<string, unknown>;

/** RFC 8785 of what is made here: text, lists and objects. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

async function countersigned({ over = 'text', detached, ...options }: CounterSignature, pki: Pki, { signature, value, seal }: MadeSignature): Promise<object> {
  const form = options.form ?? 'compact';
  const payload = over === 'octets' ? value : over === 'text' ? signature : base64url(flipBit(value));
  const { text } = await seal({ pki, form, ...options, payload, ...(options.b64 === undefined ? { b64: true } : {}) });
  if (form === 'compact') return { cSig: detached ? text.replace(/\..*\./, '..') : text };
  const { payload: own, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return { cSig: detached ? rest : { payload: own, ...rest } };
}

/** What `etsiU` holds at a level, each part as it is written (section 5.3). */
export async function unsignedParts(options: JadesOptions, made: MadeSignature & { payload: string; head: string; level: JadesLevel; at: string; container: Container }): Promise<string[]> {
  const { pki, signer = pki.seal, revocation = {}, fault, canonAlg, parts: how } = options;
  const { head, payload, signature, value, level, at, container } = made;
  const texts = (of: readonly string[]): string => (how === 'clear' ? of.map((each) => canonical(clear(each))) : of).join('');
  const named = canonAlg === undefined ? {} : { canonAlg };
  const parts: string[] = [];
  for (const each of options.counterSignatures ?? []) parts.push(encoded(await countersigned(each, pki, made)));
  if (level !== 'B') parts.push(encoded({ sigTst: await container(fault === 'signature-stamp-of-octets' ? value : utf8(signature), at, options.timestamp) }));
  if (options.references) {
    const digests = chainIn(pki, signer).map(({ certificate }) => ({ digAlg: 'S256', digVal: base64url(digest('SHA-256', certificate)) }));
    const references = [encoded({ xRefs: digests }), encoded({ rRefs: { crlRefs: digests } })];
    const stamped = parts.filter((each) => 'sigTst' in clear(each));
    parts.push(...references, encoded({ sigRTst: { ...named, ...await container(utf8(`${signature}.${texts([...stamped, ...references])}`), at) } }), encoded({ rfsTst: { ...named, ...await container(utf8(texts(references)), at) } }));
  }
  if (level === 'LT' || level === 'LTA') {
    const statementsMade = await statements(pki, signer, { at: hours(at, 1), ...revocation }, statementsFor(pki, signer, revocation));
    const values = (lists: boolean) => [...statementsMade].filter(([name]) => LISTS.includes(name) === lists).map(([, bytes]) => ({ val: base64(bytes) }));
    parts.push(encoded({ xVals: [...chainIn(pki, signer), pki.root, pki.ocsp, ...chainIn(pki, pki.tsa)].map(({ certificate }) => ({ x509Cert: { val: base64(certificate) } })) }), encoded({ rVals: { crlVals: values(true), ocspVals: values(false) } }));
  }
  parts.push(...(options.beforeArchive ?? []).map(encoded));
  if (level === 'LTA') {
    const before = fault === 'archive-stamp-before-material' ? parts.slice(0, 1) : parts;
    parts.push(encoded({ arcTst: { ...named, ...await container(utf8(`${payload}.${head}.${signature}.${texts(before)}`), hours(at, 2), options.archive) } }));
  }
  return [...parts, ...(options.more ?? []).map(encoded)];
}

export function etsiUOf(parts: readonly string[], { fault, parts: how = 'encoded' }: JadesOptions): unknown {
  if (fault === 'etsiU-text') return parts.join('');
  if (parts.length === 0) return undefined;
  if (fault === 'etsiU-mixed') return parts.map((part, index) => (index === 0 ? clear(part) : part));
  if (fault === 'etsiU-two-members') return [base64url(utf8(JSON.stringify(Object.assign({ more: 1 }, clear(parts[0]!)))))];
  if (fault === 'etsiU-no-base64') return [`${parts[0]!}=`, ...parts.slice(1)];
  if (fault === 'etsiU-swapped') return [parts[0]!, ...parts.slice(1, 3).toReversed(), ...parts.slice(3)];
  if (fault === 'material-changed') return parts.map((part, index) => (index === 2 ? base64url(utf8(`${JSON.stringify(clear(part))} `)) : part));
  return how === 'clear' ? parts.map(clear) : [...parts];
}
