import { crl, days, hours, ocspResponse, pki, signedData, timestampToken, type CrlOptions, type OcspOptions, type Pki, type PkiOptions, type SignedDataOptions, type TimestampOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { anchorOf, anchorStore, parseCertificate, type TrustAnchor } from '../x509/index.js';
import { readCmsSignature, validateSignature, type CmsSignatureQuestion, type Conclusion, type RevocationMaterial, type SignatureInput, type TimestampInput, type ValidationEnvironment } from './index.js';

const NOW = '2026-08-22T00:00:00Z';
const ms = (at: string): number => Date.parse(at);
const SIGNED = days(NOW, -10);
const CONTENT = new TextEncoder().encode('the two ranges of a file');

type Identity = Pki['seal'];
const anchor = (identity: Identity): TrustAnchor => anchorOf(parseCertificate(identity.certificate)!, { kind: 'host', name: 'test' });

interface Scene {
  pki?: PkiOptions;
  signer?: 'seal' | 'sign' | 'plainSeal' | 'lookAlikeSeal';
  cms?: Partial<SignedDataOptions>;
  question?: Partial<CmsSignatureQuestion>;
  /** When the signature time-stamp says; `none` for no time-stamp. */
  stamped?: string | 'none';
  stamp?: Partial<TimestampOptions>;
  contentStamped?: string;
  /** The OCSP response about the signer, in the store. `none`: there is none. */
  ocsp?: Partial<OcspOptions> | 'none';
  rootCrl?: Partial<CrlOptions> | 'none';
  tsaCrl?: Partial<CrlOptions> | 'none';
  /** Document time-stamps behind the store. */
  archived?: readonly string[];
  archiveStamp?: Partial<TimestampOptions>;
  environment?: Partial<ValidationEnvironment>;
  anchors?: (cast: Pki) => TrustAnchor[];
  certificates?: (cast: Pki) => Identity[];
  alter?: (input: SignatureInput, cast: Pki) => SignatureInput | Promise<SignatureInput>;
}

/** A sealed document at level LT, right in every way but for what the scene says: signature in layer 0, store in layer 1, document time-stamps from layer 2 on. */
async function validate(scene: Scene = {}): Promise<Conclusion> {
  const cast = await pki(NOW, scene.pki);
  const signer = cast[scene.signer ?? 'seal'];
  const stamped = scene.stamped ?? SIGNED;
  const token = (at: string, more: Partial<TimestampOptions> = {}) => (imprintOf: Uint8Array) => timestampToken({ imprintOf, at, tsa: cast.tsa, certificates: [cast.tsa, cast.tsaCa], ...more });
  const cms = await signedData({
    content: CONTENT, signer, certificates: [signer, cast.ca], ...(stamped === 'none' ? {} : { signatureTimestamps: [token(stamped, scene.stamp)] }),
    ...(scene.contentStamped ? { contentTimestamp: token(scene.contentStamped) } : {}), ...scene.cms,
  });
  const described = await readCmsSignature({ cms, content: CONTENT, profile: 'pades', layer: 0, ...scene.question });
  const at = stamped === 'none' ? SIGNED : stamped;
  const store: RevocationMaterial[] = [];
  const add = (der: Uint8Array): void => { store.push({ der, layer: 1 }); };
  if (scene.ocsp !== 'none') add(await ocspResponse({ certificate: signer, issuer: cast.ca, responder: cast.ocsp, thisUpdate: hours(at, 1), nextUpdate: days(NOW, 1), ...scene.ocsp }));
  if (scene.rootCrl !== 'none') add(await crl({ issuer: cast.root, thisUpdate: days(NOW, -40), nextUpdate: days(NOW, 40), ...scene.rootCrl }));
  if (scene.tsaCrl !== 'none') add(await crl({ issuer: cast.tsaCa, thisUpdate: days(NOW, -20), nextUpdate: days(NOW, 20), ...scene.tsaCrl }));
  const archive: TimestampInput[] = await Promise.all((scene.archived ?? []).map(async (time, index): Promise<TimestampInput> => {
    const data = new TextEncoder().encode(`everything up to ${index}`);
    return { kind: 'document', token: await token(time, scene.archiveStamp)(data), data, covers: 2 + index, layer: 2 + index };
  }));
  const more = (scene.certificates?.(cast) ?? [cast.ca, cast.tsaCa]).map((each) => ({ der: each.certificate, layer: 1 }));
  const input: SignatureInput = { ...described, certificates: [...described.certificates, ...more], revocation: [...described.revocation, ...store], timestamps: [...described.timestamps, ...archive] };
  const anchors = anchorStore(scene.anchors?.(cast) ?? [anchor(cast.root)]);
  return validateSignature(await scene.alter?.(input, cast) ?? input, { anchors, now: ms(NOW), ...scene.environment });
}

const summary = ({ indication, problems }: Conclusion) => [indication, ...problems.map(({ sub, rule }) => `${sub} ${rule}`)];

describe('EN 319 102-1: what passes', () => {
  it('5.3: a signature without a time-stamp, whose certificate holds now', async () => {
    const found = await validate({ stamped: 'none' });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found).toMatchObject({ level: 'B', time: { judgedAt: ms(NOW) }, revocation: { status: 'good', source: 'ocsp' }, algorithms: { digest: 'SHA-256', signature: 'ECDSA with SHA-256', keyBits: 256 } });
    expect(found.path.map(({ subject }) => subject.attributes.at(-1)?.value)).toHaveLength(2);
  });
  it('5.5: a signature time-stamp proves when', async () => {
    const found = await validate();
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found).toMatchObject({ level: 'LT', time: { proved: ms(SIGNED), judgedAt: ms(SIGNED) }, timestamps: [{ kind: 'signature', indication: 'TOTAL-PASSED', time: ms(SIGNED) }] });
  });
  it('5.6: LTA', async () => {
    const found = await validate({ archived: [days(NOW, -5)] });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found.level).toBe('LTA');
  });
});
