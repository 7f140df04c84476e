import { basename } from 'node:path';
import type { TrustedListSnapshot } from '@credlens/core/trusted-list';
import { parseRegistry } from '@credlens/core/registry';
import { toUrl } from '@credlens/core/net';
import { isObject, type IssuerRegistry } from '@credlens/core/report';
import { printable, UsageError } from '../usage-error.js';
import { readHostFile } from './host-file.js';

/** A certificate that the host trusts as the end of a path. */
export interface TrustedCertificate { /** The name in the certificate, for reports. */ name: string; /** DER. */ certificate: Uint8Array }

/** What `--trust` files hold, each kind in the order given. */
export interface Trust {
  registries: IssuerRegistry[];
  anchors: TrustedCertificate[];
  /** One at most: two could contradict each other. */
  trustedLists?: TrustedListSnapshot;
}

type Kind = 'certificates' | 'trusted-list' | 'snapshot' | 'der' | 'other';

/**
 * Reads what a host trusts: lists of issuers, in the order given, which is their order of authority; certificates; a snapshot of the trusted lists. What a file is, its content says.
 * @throws UsageError for a file that is missing, is none of these, or is there twice where one may be
 */
export async function loadTrust(files: readonly string[]): Promise<Trust> {
  const parts = await Promise.all(files.map(loadOne));
  const snapshots = parts.flatMap(({ trustedLists }, index) => (trustedLists ? [{ trustedLists, file: files[index]! }] : []));
  if (snapshots.length > 1) throw new UsageError(`--trust ${printable(snapshots[1]!.file)}: one snapshot of the trusted lists may be given`);
  const [first] = snapshots;
  return {
    registries: parts.flatMap(({ registries }) => registries), anchors: parts.flatMap(({ anchors }) => anchors),
    ...(first && { trustedLists: first.trustedLists }),
  };
}

/** The registries on the web that these files point to. */
export async function registryUrls(files: readonly string[]): Promise<Set<string>> {
  const lists = await Promise.all(files.map(async (path) => parse(await readHostFile(path, '--trust'))));
  const entries = lists.flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  return new Set(entries.flatMap((entry) => (isObject(entry) && typeof entry['url'] === 'string' ? toUrl(entry['url'])?.href ?? [] : [])));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a kind of trust that points to no registry
  }
}

function kindOf(text: string): Kind {
  if (/^\s*[{[]/.test(text)) {
    const value = text.includes('"trusted-list-snapshot"') ? parse(text) : undefined;
    return isObject(value) && value['type'] === 'trusted-list-snapshot' ? 'snapshot' : 'other';
  }
  if (/^\s*</.test(text)) return 'trusted-list';
  if (/-----BEGIN [A-Z0-9 ]+-----/.test(text)) return 'certificates';
  // A SEQUENCE of a certificate's length, as text.
  return /^0[\uFFFD\u0080-\u009f]/.test(text) ? 'der' : 'other';
}

async function loadOne(path: string): Promise<Trust> {
  const text = await readHostFile(path, '--trust');
  const wrong = (what: string): UsageError => new UsageError(`--trust ${printable(path)}: ${what}`);
  switch (kindOf(text)) {
    case 'trusted-list': throw wrong('a trusted list (XML) is not taken as it is: make a snapshot with credlens trust-lists update, and give that');
    case 'der': throw wrong('it looks like a certificate in DER; give it as PEM');
    case 'certificates': return { registries: [], anchors: await readCertificates(text, path, '--trust') };
    case 'snapshot': return { registries: [], anchors: [], trustedLists: await readSnapshot(text, wrong) };
    case 'other': {
      const registry = parseRegistry(text, basename(path));
      if ('error' in registry) throw wrong(`${printable(registry.error)}. An input goes before --trust, or after --`);
      return { registries: [registry], anchors: [] };
    }
  }
}

/** @throws UsageError where the text is no snapshot that this version reads */
export async function readSnapshot(text: string, wrong: (what: string) => UsageError): Promise<TrustedListSnapshot> {
  const { openSnapshot } = await import('@credlens/core/trusted-list');
  const lists = openSnapshot(text);
  if ('error' in lists) throw wrong(`a snapshot of the trusted lists that cannot be used: ${printable(lists.error)}`);
  return lists.snapshot;
}

/**
 * The certificates of a PEM file.
 * @throws UsageError where there is none, or one that cannot be read
 */
export async function readCertificates(text: string, path: string, flag: string): Promise<TrustedCertificate[]> {
  const { describeSubject, parseCertificate, parsePem } = await import('@credlens/core/x509');
  const blocks = parsePem(text);
  const written = text.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (written === 0) throw new UsageError(`${flag} ${printable(path)}: it holds no certificate (PEM)`);
  const certificates = blocks.map(parseCertificate);
  if (blocks.length < written || certificates.includes(undefined)) throw new UsageError(`${flag} ${printable(path)}: a certificate in it cannot be read`);
  return certificates.flatMap((certificate) => (certificate ? [{ name: describeSubject(certificate).name, certificate: certificate.der }] : []));
}
