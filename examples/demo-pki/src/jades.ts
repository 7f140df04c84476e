import { sign } from './algorithms.js';
import type { TestIdentity } from './certificate.js';
import { base64, contentsOf, context, flipBit, integerOctets, der, join, sequence, utf8, type Bytes } from './der.js';
import { digest, type DigestName } from './digests.js';
import { base64url, etsiUOf, unsignedParts } from './jades-parts.js';
import type { Pki } from './pki.js';
import { chainIn, type RevocationOptions } from './revocation-material.js';
import { timestampToken, type TimestampOptions } from './timestamp.js';

export type JadesLevel = 'B' | 'T' | 'LT' | 'LTA';
export type JadesForm = 'compact' | 'flattened' | 'general';

/** One fault of a seal, named by what is wrong. Faults of the protected header are made by `header`. */
export type JadesFault =
  | 'signature-corrupt' | 'signature-padded' | 'payload-changed' | 'etsiU-text' | 'etsiU-mixed' | 'etsiU-two-members' | 'etsiU-swapped' | 'etsiU-no-base64' | 'material-changed' | 'signature-stamp-of-octets' | 'archive-stamp-before-material';

export interface JadesOptions {
  pki: Pki;
  /** An object is written as JSON. */
  payload: string | Uint8Array | object;
  /** Default `pki.seal`. */
  signer?: TestIdentity;
  /** ISO 8601. Default `pki.now`. */
  at?: string;
  /** Default B. */
  level?: JadesLevel;
  /** Default general, as European Digital Credentials have it. */
  form?: JadesForm;
  /** Default false: the payload is a string of its own (RFC 7797). */
  b64?: boolean;
  /** Default by the signer's key. */
  alg?: string;
  /** Over what the protected header has otherwise; `undefined` takes a member away. */
  header?: Readonly<Record<string, unknown>>;
  /** The protected header's JSON, changed by hand. */
  headerText?: (json: string) => string;
  /** Of the unprotected header, beside `etsiU`. */
  unprotected?: Readonly<Record<string, unknown>>;
  /** How `etsiU` has its parts. Default base64url. */
  parts?: 'encoded' | 'clear';
  /** Of the archive time-stamp over parts in the clear: the name of the canonical form, which is that of RFC 8785 whatever it is called. */
  canonAlg?: string;
  /** Signatures over the signature (section 5.3.2), at the beginning of `etsiU`. */
  counterSignatures?: readonly CounterSignature[];
  /** References to what validates, with both time-stamps over them (annex A), before the values. */
  references?: boolean;
  /** More parts at the end of `etsiU`; under `beforeArchive` where the archive time-stamp covers them. */
  more?: readonly object[];
  beforeArchive?: readonly object[];
  timestamp?: Partial<TimestampOptions>;
  archive?: Partial<TimestampOptions>;
  contentTimestamp?: Partial<TimestampOptions> | null;
  revocation?: RevocationOptions;
  fault?: JadesFault;
}

/** `over`: the text of the signature, its octets, or those of another. `detached`: it brings no payload of its own. */
export interface CounterSignature extends Partial<Omit<JadesOptions, 'payload'>> { over?: 'text' | 'octets' | 'another'; detached?: boolean }

/** One signature of a JWS, and what all of them share. */
export interface Jades { bytes: Bytes; text: string; payload: string; signature: { protected: string; header?: Record<string, unknown>; signature: string } }

const ALGORITHMS: Readonly<Record<string, { digest: DigestName; pss?: boolean; size?: number }>> = {
  RS256: { digest: 'SHA-256' }, RS384: { digest: 'SHA-384' }, RS512: { digest: 'SHA-512' }, PS256: { digest: 'SHA-256', pss: true }, PS384: { digest: 'SHA-384', pss: true }, PS512: { digest: 'SHA-512', pss: true },
  ES256: { digest: 'SHA-256', size: 32 }, ES384: { digest: 'SHA-384', size: 48 }, ES512: { digest: 'SHA-512', size: 66 }, EdDSA: { digest: 'SHA-512' },
};
const BY_KEY: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', 'Ed25519': 'EdDSA' };

/** ECDSA-Sig-Value as RFC 7518 section 3.4 has it: both numbers, each as long as the curve's order. */
function sideBySide(value: Bytes, size: number): Bytes {
  const body = contentsOf(value);
  const first = body.subarray(2, 2 + body[1]!);
  const second = body.subarray(4 + body[1]!);
  const fixed = (number: Uint8Array) => { const bare = number.subarray(Math.max(0, number.length - size)); return join(new Uint8Array(size - bare.length), bare); };
  return join(fixed(first), fixed(second));
}

/** IssuerSerial (RFC 5035), as `kid` may have it. */
export const issuerSerial = ({ issuerName, serial }: { issuerName: Uint8Array; serial: bigint | number }): string => base64(sequence(sequence(context(4, issuerName)), der(0x02, integerOctets(serial))));

async function valueOf(signer: TestIdentity, alg: string, bytes: Bytes): Promise<Bytes> {
  const { digest: name, pss, size } = ALGORITHMS[alg] ?? { digest: 'SHA-256' as const, size: 32 };
  const made = await sign(signer.key, bytes, { digest: name, ...(pss ? { pss } : {}) });
  return size === undefined || signer.key.kind.startsWith('RSA') || signer.key.kind.startsWith('Ed') ? made : sideBySide(made, size);
}

/** A seal as ETSI TS 119 182-1 has it, right in every way but for what the options say. */
export async function jadesSeal(options: JadesOptions): Promise<Jades> {
  const { pki, signer = pki.seal, at = pki.now, level = 'B', form = 'general', b64 = form === 'compact', fault } = options;
  const octets = typeof options.payload === 'string' ? utf8(options.payload) : options.payload instanceof Uint8Array ? new Uint8Array(options.payload) : utf8(JSON.stringify(options.payload));
  const payload = b64 ? base64url(octets) : new TextDecoder().decode(octets);
  const alg = options.alg ?? BY_KEY[signer.key.kind] ?? 'RS256';
  const stamp = (imprintOf: Uint8Array, when: string, more: Partial<TimestampOptions> = {}) => timestampToken({ imprintOf, at: when, tsa: pki.tsa, certificates: chainIn(pki, pki.tsa), ...more });
  const container = async (imprintOf: Uint8Array, when: string, more?: Partial<TimestampOptions>) => ({ tstTokens: [{ val: base64(await stamp(imprintOf, when, more)) }] });
  const adoTst = options.contentTimestamp === undefined || options.contentTimestamp === null ? undefined : await container(utf8(payload), at, options.contentTimestamp);
  const standard: Record<string, unknown> = {
    alg, 'typ': 'jose+json', 'x5t#S256': base64url(digest('SHA-256', signer.certificate)), 'x5c': chainIn(pki, signer).map(({ certificate }) => base64(certificate)), 'sigT': new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(b64 ? {} : { b64 }), ...(adoTst ? { adoTst } : {}), 'crit': [...(b64 ? [] : ['b64']), 'sigT', ...(adoTst ? ['adoTst'] : [])], ...options.header,
  };
  const written = JSON.stringify(standard);
  const head = base64url(utf8(options.headerText ? options.headerText(written) : written));
  const value = await valueOf(signer, alg, utf8(`${head}.${'sigD' in standard ? '' : payload}`));
  const signature = `${base64url(fault === 'signature-corrupt' ? flipBit(value) : value)}${fault === 'signature-padded' ? '==' : ''}`;
  const parts = await unsignedParts(options, { head, payload: 'sigD' in standard ? '' : payload, signature, value, level, at, container, seal: jadesSeal });
  const etsiU = etsiUOf(parts, options);
  const header = etsiU === undefined && !options.unprotected ? undefined : { ...(etsiU === undefined ? {} : { etsiU }), ...options.unprotected };
  return assemble(form, 'sigD' in standard ? '' : fault === 'payload-changed' ? payload.replace(/[A-Za-z](?=[^A-Za-z]*$)/, (each) => (each === 'x' ? 'y' : 'x')) : payload, { protected: head, ...(header ? { header } : {}), signature });
}

function assemble(form: JadesForm, payload: string, signature: Jades['signature']): Jades {
  const body = payload === '' ? {} : { payload };
  const text = form === 'compact' ? `${signature.protected}.${payload}.${signature.signature}` : JSON.stringify(form === 'flattened' ? { ...body, ...signature } : { ...body, signatures: [signature] });
  return { bytes: utf8(text), text, payload, signature };
}

/** Several signatures over one payload (RFC 7515 section 7.2.1). */
export function jadesTogether(first: Jades, ...others: readonly Jades[]): Bytes {
  return utf8(JSON.stringify({ ...(first.payload === '' ? {} : { payload: first.payload }), signatures: [first, ...others].map(({ signature }) => signature) }));
}
