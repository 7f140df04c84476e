import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate.js';
import { describeSubject, subjectText } from './legal-person.js';
import { fromBase64 } from './pem.js';
import { searchPaths } from './path-building.js';
import { validatePath } from './path-validation.js';
import { anchorOf, anchorStore } from './anchors.js';
import { qcStatements } from './qc-statements.js';
import type { Certificate } from './types.js';

const CORPORA = process.env['CREDLENS_CORPORA'];

/** Each certificate of the trusted lists, once. */
function certificatesOfLists(root: string): { certificates: Certificate[]; unread: number } {
  const folder = `${root}/trusted-lists/2026-08`;
  const texts = new Set<string>();
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(`${folder}/${name}`);
    const xml = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const [, text = ''] of xml.matchAll(/<(?:\w+:)?X509Certificate>([^<]+)</g)) texts.add(text.replace(/\s/g, ''));
  }
  const certificates = [...texts].map((text) => parseCertificate(fromBase64(text) ?? new Uint8Array()));
  return { certificates: certificates.filter((each) => each !== undefined), unread: certificates.filter((each) => each === undefined).length };
}

describe.skipIf(CORPORA === undefined)('certificates of the trusted lists of 2026-08', () => {
  let certificates: Certificate[];
  let unread: number;
  beforeAll(() => { ({ certificates, unread } = certificatesOfLists(CORPORA!)); });
  it('are all read, and three have a defect: signatures that are no whole octets', () => {
    expect([certificates.length, unread]).toEqual([2588, 0]);
    expect(certificates.flatMap(({ defects }) => defects)).toEqual(['signature-bits', 'signature-bits', 'signature-bits']);
  });
  it('are described without personal numbers, and their statements are read', () => {
    for (const each of certificates) {
      expect(describeSubject(each).name).not.toBe('');
      expect(subjectText(each)).not.toMatch(/(?:PNO|IDC|PAS|TIN)[A-Z]{2}-/);
    }
    expect(certificates.filter((each) => qcStatements(each) === 'malformed').length).toBeLessThan(10);
  });
  it('chain to the roots among them, and the chains that are of their time are valid', async () => {
    const roots = certificates.filter(({ subject, issuer }) => subject.key === issuer.key);
    const anchors = anchorStore(roots.map((root) => anchorOf(root, { kind: 'host', name: 'own' })));
    const names = new Set(certificates.map(({ subject }) => subject.key));
    const others = certificates.filter(({ subject, issuer }) => subject.key !== issuer.key && names.has(issuer.key));
    let [found, valid] = [0, 0];
    for (const each of others) {
      const { paths } = await searchPaths(each, certificates, anchors);
      if (paths.length === 0) continue;
      found += 1;
      if (paths.some((path) => validatePath(path.certificates, path.anchor, { at: each.notBefore + 86_400_000 }).length === 0)) valid += 1;
    }
    // Four were issued before the certificate of their issuer that is in the list: it was made anew for the same key.
    expect([others.length, found, valid]).toEqual([1026, 224, 220]);
  }, 120_000);
});
