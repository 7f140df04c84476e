import { readdirSync, readFileSync } from 'node:fs';
import { createVerifier } from '@credlens/core';
import { embeddedCertificates } from '@credlens/core/pades';
import type { Report } from '@credlens/core/report';
import { attributeOf, isLegalPerson, parseCertificate, parseIdentifier } from '@credlens/core/x509';
import { days, PERSON, pki, sealedPdf, type CmsFault, type Name, type PadesLevel } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { judgeSeal, listsOf, SEALED, type SealCase } from './pades-world.js';

const CORPORA = process.env['CREDLENS_CORPORA'];
const NUMBER = String(PERSON['serialNumber']).replace(/^PNOXX-/, '');
const LEVELS: readonly PadesLevel[] = ['B', 'T', 'LT', 'LTA'];
const FAULTS: readonly CmsFault[] = ['signature-corrupt', 'message-digest-wrong', 'content-type-wrong', 'signer-serial-wrong', 'no-signers', 'trailing-bytes', 'truncated', 'version-wrong', 'digest-unknown', 'signature-algorithm-unknown', 'algorithm-protection-digest-wrong'];

/** Names that states give to their citizens' certificates. */
const NAMES: readonly Name[] = [
  PERSON, { ...PERSON, CN: `SAMPLE,ROBIN,${NUMBER}` }, { ...PERSON, CN: `Robin Sample PNOXX-${NUMBER}`, OU: `PNOXX-${NUMBER}` }, { C: 'XX', CN: `ROBIN SAMPLE:${NUMBER}`, serialNumber: NUMBER, givenName: 'ROBIN', surname: 'SAMPLE' },
  { C: 'XX', CN: 'Robin Sample', serialNumber: `IDCXX-${NUMBER}` },
];

function expectNoNumber(report: Report): void {
  expect(report.signatures?.length).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain(NUMBER);
}

const by = (options: SealCase, subject: Name = PERSON): SealCase => ({ ...options, cast: { ...options.cast, sign: { subject, ...options.cast?.sign } } });

describe('the number of a natural person who signed stands nowhere in a report', () => {
  it('the demo PKI has one', () => expect(NUMBER).toBe('19800101'));
  it.each(LEVELS)('level %s: good, with the issuer unknown, and with nothing published', async (level) => {
    const seal: SealCase['seal'] = (cast) => ({ signer: cast.sign, level });
    for (const options of [{ world: (cast) => ({ signer: cast.sign }) }, { anchors: ['otherRoot'] }, { world: null }, { anchors: ['sign'] }, { anchors: ['ca'] }] satisfies SealCase[]) expectNoNumber(await judgeSeal({ ...options, seal }));
  });
  it.each(FAULTS)('its CMS has a fault: %s', async (fault) => {
    expectNoNumber(await judgeSeal({ seal: (cast) => ({ signer: cast.sign, cms: { fault }, signature: { name: `SAMPLE,ROBIN,${NUMBER}` } }) }));
  });
  it.each<[string, SealCase]>([
    ['expired', { cast: { sign: { to: days(SEALED, 3) } } }], ['not yet valid', { cast: { sign: { from: days(SEALED, 3) } } }], ['of a weak algorithm', { cast: { sign: { signature: { digest: 'SHA-1' } } } }],
    ['with a critical extension', { cast: { sign: { extra: [{ oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }] } } }], ['for another purpose', { cast: { sign: { extendedKeyUsage: ['serverAuth'] } } }],
    ['for keys', { cast: { sign: { keyUsage: ['keyEncipherment'] } } }], ['of another issuer\'s signature', { cast: { sign: { fault: 'signature-by-other-key' } } }], ['with times swapped', { cast: { sign: { fault: 'times-swapped' } } }],
    ['outside what its issuer may name', { cast: { ca: { permitted: [{ directory: { C: 'YY' } }] } } }], ['revoked', { world: (cast) => ({ signer: cast.sign, revocation: { ocsp: { status: 'revoked', revokedAt: days(SEALED, -3), reason: 'keyCompromise' } } }) }],
    ['on hold', { world: (cast) => ({ signer: cast.sign, revocation: { ocsp: { status: 'revoked', revokedAt: days(SEALED, -3), reason: 'certificateHold' } } }) }],
    ['unknown to its issuer', { world: (cast) => ({ signer: cast.sign, revocation: { ocsp: { status: 'unknown' }, caCrl: null } }) }], ['spoken of too long ago', { world: (cast) => ({ signer: cast.sign, revocation: { at: days(SEALED, -300) } }) }],
  ])('its certificate is %s', async (_name, options) => {
    expectNoNumber(await judgeSeal(by({ seal: (cast) => ({ signer: cast.sign }), ...options })));
  });
  it.each(NAMES.map((name) => [JSON.stringify(name), name] as const))('the name is %s', async (_text, subject) => {
    for (const anchors of [['root'], ['otherRoot'], ['sign']] as const) {
      expectNoNumber(await judgeSeal(by({ seal: (cast) => ({ signer: cast.sign, signature: { name: String(subject['CN']) } }), anchors, world: null }, subject)));
    }
  });
  it('qualified by lists, and where the person themselves is a service of a list', async () => {
    const cast = await pki(SEALED);
    const { bytes } = await sealedPdf({ pki: cast, level: 'LT', signer: cast.sign });
    for (const lists of [await listsOf(cast), await listsOf({ ...cast, ca: cast.sign })]) {
      const report = await createVerifier({ trustedLists: lists, offline: true }).verify(bytes, { at: days(SEALED, 170) });
      expectNoNumber(report);
      expect(report.signatures![0]!.anchor?.by).toBe('trusted-list');
    }
  });
});

describe.skipIf(CORPORA === undefined)('the numbers of the persons whose certificates are in sealed PDFs of others', () => {
  it('stand in no report', { timeout: 120_000 }, async () => {
    const folder = `${CORPORA}/pdf-seals`;
    let persons = 0;
    for (const name of (readdirSync(folder, { recursive: true }) as string[]).filter((each) => each.endsWith('.pdf'))) {
      const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
      const numbers = embeddedCertificates(bytes).flatMap((der) => parseCertificate(der) ?? []).filter((each) => !isLegalPerson(each)).flatMap(({ subject }) => attributeOf(subject, 'serialNumber') ?? [])
        .map((serial) => parseIdentifier(serial)?.value ?? serial).filter((number) => number.length >= 5);
      const text = JSON.stringify(await createVerifier({ offline: true }).verify(bytes, { at: '2026-08-22T00:00:00Z' }));
      persons += numbers.length;
      expect(numbers.filter((number) => text.includes(number)), name).toEqual([]);
    }
    expect(persons).toBeGreaterThan(20);
  });
});
