import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@credlens/core/report';
import * as fc from 'fast-check';
import { openSnapshot, parseCertificate, parseXml, qualifySignature, readTrustedList, verifyEnveloped } from './rooms.js';
import { byteChange, changeBytes, changeJson, jsonChange } from '../arbitraries.js';
import { NOW } from '../instants.js';
import { insist, parser, type Parser } from '../parser.js';
import { anchorOf, readLists, type SealPool } from './seal-pool.js';
import { changeXml, encodeXml, xmlChange } from './xml-changes.js';

export async function listParsers(pool: SealPool): Promise<Parser[]> {
  const { lists, snapshot, certificates } = pool;
  const texts = [...lists.values()];
  const anchor = await anchorOf(pool);
  const changed = fc.tuple(fc.constantFrom(...texts), fc.array(xmlChange, { minLength: 1, maxLength: 4 }), fc.nat()).map(([text, changes, how]) => encodeXml(changeXml(text, changes), how));
  const damaged = fc.tuple(fc.constantFrom(...texts), fc.array(byteChange, { minLength: 1, maxLength: 3 })).map(([text, changes]) => changeBytes(new TextEncoder().encode(text), changes));
  const good: unknown[] = [];
  for (const text of texts) {
    const verified = await verifyEnveloped(text);
    if (!verified.ok) throw new Error(`A list of the pool does not verify: ${verified.failure}`);
    good.push(readTrustedList(verified.root));
  }
  const people = certificates.flatMap((der) => parseCertificate(der) ?? []);
  const json = JSON.parse(JSON.stringify(snapshot)) as JsonObject;
  return [
    parser('list in XML', fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: damaged }), async (bytes) => {
      const document = parseXml(bytes);
      if (document.ok) readTrustedList(document.root);
      const verified = await verifyEnveloped(bytes);
      if (!verified.ok) return;
      // Whatever was changed, what is read is what was signed.
      const reading = readTrustedList(verified.root);
      insist(good.some((one) => isDeepStrictEqual(one, reading)), 'read what nobody signed');
    }, 12),
    parser('lists as they are loaded', fc.tuple(fc.constantFrom(...lists.keys()), fc.oneof(changed, damaged)), async ([url, bytes]) => {
      const { snapshot: read, lotl } = await readLists(new Map<string, Uint8Array | string>([...lists, [url, bytes]]), anchor);
      insist(read !== undefined || lotl.state !== 'used', 'the list of lists is used, and nothing came of it');
      if (!read) return;
      insist(!('error' in openSnapshot(read)), 'a snapshot that cannot be opened');
      insist(read.services.length === 0 || isDeepStrictEqual(read.services, snapshot.services), 'services that nobody listed');
    }, 4),
    parser('snapshot', fc.tuple(fc.array(jsonChange, { maxLength: 4 }), fc.array(byteChange, { maxLength: 1 }), fc.constantFrom(...people)), ([changes, bytes, certificate]) => {
      const value = changeJson(json, changes);
      const opened = openSnapshot(bytes.length === 0 ? value : new TextDecoder().decode(changeBytes(new TextEncoder().encode(JSON.stringify(value)), bytes)));
      if ('error' in opened) { insist(opened.error !== '', 'an error without a word'); return; }
      const anchors = [...opened.matching(certificate), ...opened.issuersOf(certificate)];
      for (const territory of ['XX', 'EU', '__proto__', '']) opened.list(territory);
      const policy = { now: Date.parse(NOW), maxTrustedListAgeSeconds: 86_400 };
      for (const one of [undefined, ...anchors]) qualifySignature({ certificate, path: [certificate], ...(one ? { anchor: one } : {}), indication: 'TOTAL-PASSED', bestSignatureTime: policy.now }, opened, policy);
    }, 8),
  ];
}
