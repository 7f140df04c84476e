import { isDeepStrictEqual } from 'node:util';
import { createVerifier } from '@credlens/core';
import { europassCredential, europassPresentation, lookupIn, xadesSeal } from '@credlens/demo-pki';
import * as fc from 'fast-check';
import { byteChange, changeBytes } from '../arbitraries.js';
import { CREATED, NOW } from '../instants.js';
import { insist, parser, type Parser } from '../parser.js';
import type { SealPool } from './seal-pool.js';
import { changeXml, encodeXml, xmlChange } from './xml-changes.js';

/** European credentials in XML, judged whole: whatever is changed, what is verified says what was sealed. */
export async function europassParsers({ cast, world }: SealPool): Promise<Parser[]> {
  const sealed = await Promise.all([{ level: 'T' as const }, { level: 'LTA' as const, canonicalization: 'inclusive' as const }, { removal: 'enveloped' as const, declareAll: true }, { root: europassPresentation([europassCredential()], true) }].map((options) => xadesSeal({ pki: cast, at: CREATED, ...options })));
  const texts = sealed.map(({ text }) => text);
  const verifier = createVerifier({ resources: lookupIn(world), offline: true, anchors: [{ name: 'root', certificate: cast.root.certificate }] });
  const judge = (bytes: Uint8Array | string) => verifier.verify(bytes, { at: NOW });
  const good = await Promise.all(texts.map(judge));
  insist(good.every(({ signatures }) => signatures?.[0]?.indication === 'TOTAL-PASSED'), 'a credential of the pool does not hold');
  const changed = fc.tuple(fc.constantFrom(...texts), fc.array(xmlChange, { minLength: 1, maxLength: 4 }), fc.nat()).map(([text, changes, how]) => encodeXml(changeXml(text, changes), how));
  const damaged = fc.tuple(fc.constantFrom(...texts), fc.array(byteChange, { minLength: 1, maxLength: 3 })).map(([text, changes]) => changeBytes(new TextEncoder().encode(text), changes));
  return [
    parser('sealed credential in XML', fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: damaged }), async (bytes) => {
      const report = await judge(bytes);
      insist(!report.checks.some(({ code }) => code === 'check.crashed'), 'a check crashed');
      const [signature] = report.signatures ?? [];
      if (signature?.indication !== 'TOTAL-PASSED') { insist(report.verdict !== 'verified', 'verified without a seal that holds'); return; }
      insist(good.some(({ credential, signatures }) => isDeepStrictEqual(credential, report.credential) && signatures?.[0]?.signer?.sha256 === signature.signer?.sha256), 'a seal holds over what nobody sealed');
    }, 6),
  ];
}
