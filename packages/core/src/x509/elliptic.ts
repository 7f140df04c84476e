import { bigInteger, partsIn, TAG } from './der.js';
import { join, octetsOf } from './der-encode.js';
import type { DigestName } from './digest.js';

/** What is needed of a curve to check a signature. */
interface Curve { verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array, options: { lowS: boolean; prehash: boolean; format: 'compact' }): boolean }

/** RFC 5639 section 3, the twisted ones: no library here has them. */
const TWISTED = {
  brainpoolP256t1: {
    p: 0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377n, n: 0xa9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7n,
    b: 0x662c61c430d84ea4fe66a7733d0b76b7bf93ebc4af2f49256ae58101fee92b04n,
    Gx: 0xa3e8eb3cc1cfe7b7732213b23a656149afa142c47aafbc2b79a191562e1305f4n, Gy: 0x2d996c823439c56d7f7b22e14644417e69bcb6de39d027001dabe8f35b25c9ben,
  },
  brainpoolP384t1: {
    p: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53n,
    n: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565n,
    b: 0x7f519eada7bda81bd826dba647910f8c4b9346ed8ccdc64e4b1abd11756dce1d2074aa263b88805ced70355a33b471een,
    Gx: 0x18de98b02db9a306f2afcd7235f72a819b80ab12ebd653172476fecd462aabffc4ff191b946a5f54d8d0aa2f418808ccn,
    Gy: 0x25ab056962d30651a114afd2755ad336747f93475b7a1fca3b88f2b6a208ccfe469408584dc2b2912675bf5b9e582928n,
  },
  brainpoolP512t1: {
    p: 0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3n,
    n: 0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069n,
    b: 0x7cbbbcf9441cfab76e1890e46884eae321f70c0bcb4981527897504bec3e36a62bcdfa2304976540f6450085f2dae145c22553b465763689180ea2571867423en,
    Gx: 0x640ece5c12788717b9c1ba06cbc2a6feba85842458c56dde9db1758d39c0313d82ba51735cdb3ea499aa77a7d6943a64f7a3f25fe26f06b51baa2696fa9035dan,
    Gy: 0x5b534bd595f5af0fa2c892376c84ace1bb4e3019b71634c01131159cae03cee9d9932184beef216bd71df2dadf86a627306ecff96dbb8bace198b61e00f8b332n,
  },
} as const;

/** Loaded when a signature needs it. A curve that is not here is not supported. */
async function curveOf(name: string): Promise<Curve | undefined> {
  if (Object.hasOwn(TWISTED, name)) {
    const [{ ecdsa, weierstrass }, { sha256 }] = await Promise.all([import('@noble/curves/abstract/weierstrass.js'), import('@noble/hashes/sha2.js')]);
    const parameters = TWISTED[name as keyof typeof TWISTED];
    return ecdsa(weierstrass({ ...parameters, h: 1n, a: parameters.p - 3n }), sha256);
  }
  switch (name) {
    case 'P-256': return (await import('@noble/curves/nist.js')).p256;
    case 'P-384': return (await import('@noble/curves/nist.js')).p384;
    case 'P-521': return (await import('@noble/curves/nist.js')).p521;
    case 'secp256k1': return (await import('@noble/curves/secp256k1.js')).secp256k1;
    case 'brainpoolP256r1': return (await import('@noble/curves/misc.js')).brainpoolP256r1;
    case 'brainpoolP384r1': return (await import('@noble/curves/misc.js')).brainpoolP384r1;
    case 'brainpoolP512r1': return (await import('@noble/curves/misc.js')).brainpoolP512r1;
    default: return undefined;
  }
}

/** Ecdsa-Sig-Value (RFC 3279 section 2.2.3) as r and s in a row, of the curve's length. */
export function rawSignature(der: Uint8Array, bits: number): Uint8Array | undefined {
  const parts = partsIn(der, TAG.sequence, 2);
  const octets = Math.ceil(bits / 8);
  const [r, s] = [bigInteger(parts?.[0], octets + 1), bigInteger(parts?.[1], octets + 1)];
  const [left, right] = [r === undefined ? undefined : octetsOf(r, octets), s === undefined ? undefined : octetsOf(s, octets)];
  return parts?.length === 2 && left && right ? join(left, right) : undefined;
}

const PLATFORM_CURVES: readonly string[] = ['P-256', 'P-384', 'P-521'];
const PLATFORM_DIGESTS: readonly string[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];

export interface EcdsaQuestion {
  curve: string;
  digest: DigestName;
  /** SEC 1 point. */
  key: Uint8Array;
  spki: Uint8Array;
  data: Uint8Array;
  hash: () => Promise<Uint8Array>;
  /** r and s in a row. */
  signature: Uint8Array;
}

/** ECDSA over the named curve: by the platform where it has it, by the library where it has not. */
export async function verifyEcdsa(question: EcdsaQuestion): Promise<'valid' | 'invalid' | 'unsupported' | 'malformed'> {
  const { curve, digest, key, spki, data, signature } = question;
  if (PLATFORM_CURVES.includes(curve) && PLATFORM_DIGESTS.includes(digest) && key[0] === 4) {
    try {
      const imported = await crypto.subtle.importKey('spki', spki as Uint8Array<ArrayBuffer>, { name: 'ECDSA', namedCurve: curve }, false, ['verify']);
      return await crypto.subtle.verify({ name: 'ECDSA', hash: digest }, imported, signature as Uint8Array<ArrayBuffer>, data as Uint8Array<ArrayBuffer>) ? 'valid' : 'invalid';
    } catch {
      // A curve that this platform lacks, or a key that is none: the library says which.
    }
  }
  const found = await curveOf(curve);
  if (!found) return 'unsupported';
  try {
    return found.verify(signature, await question.hash(), key, { lowS: false, prehash: false, format: 'compact' }) ? 'valid' : 'invalid';
  } catch {
    return 'malformed';
  }
}

/** PureEdDSA (RFC 8032), as RFC 8410 has it for certificates: no context, and what the RFC refuses is refused. */
export async function verifyEdwards(curve: 'ed25519' | 'ed448', key: Uint8Array, data: Uint8Array, signature: Uint8Array): Promise<'valid' | 'invalid' | 'malformed'> {
  const octets = curve === 'ed25519' ? 32 : 57;
  if (key.length !== octets || signature.length !== octets * 2) return 'malformed';
  try {
    const ok = curve === 'ed25519'
      ? (await import('@noble/curves/ed25519.js')).ed25519.verify(signature, data, key, { zip215: false })
      : (await import('@noble/curves/ed448.js')).ed448.verify(signature, data, key, { zip215: false });
    return ok ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}
