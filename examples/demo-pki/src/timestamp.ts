import type { TestIdentity } from './certificate.js';
import { ID_TST_INFO, signedData, type SignedDataOptions } from './cms.js';
import { boolean, context, contextPrimitive, der, flipBit, generalizedTime, integer, integerOctets, octetString, oid, sequence, utf8, type Bytes } from './der.js';
import { digest, digestIdentifier, type DigestName } from './digests.js';
import { nameOf } from './names.js';
import { POLICIES } from './pki.js';

export type TimestampFault =
  | 'imprint-wrong' | 'imprint-algorithm-wrong' | 'imprint-short' | 'not-tst-info' | 'tst-info-malformed' | 'tst-info-version-2' | 'time-without-z' | 'time-trailing-zero' | 'other-authority-name' | 'critical-extension' | 'content-missing';

export interface TimestampOptions {
  /** What it stamps: a document's ranges, a signature's octets. */
  imprintOf: Uint8Array;
  /** ISO 8601. */
  at: string;
  /** Milliseconds within that second. */
  milliseconds?: number;
  tsa: TestIdentity;
  /** Of the imprint. */
  digest?: DigestName;
  serial?: bigint;
  policy?: string;
  /** Seconds. */
  accuracy?: number;
  nonce?: bigint;
  ordering?: boolean;
  /** Says who the authority is (RFC 3161 section 2.4.2). */
  withName?: boolean;
  certificates?: SignedDataOptions['certificates'];
  /** Anything of the CMS around it, faults included. */
  cms?: Partial<Omit<SignedDataOptions, 'content' | 'signer'>>;
  fault?: TimestampFault;
}

function timeOf({ at, milliseconds, fault }: TimestampOptions): Bytes {
  const plain = generalizedTime(at);
  if (fault === 'time-without-z') return der(0x18, plain.slice(2, -1));
  if (fault === 'time-trailing-zero') return der(0x18, plain.slice(2, -1), utf8('.500Z'));
  return milliseconds === undefined ? plain : der(0x18, plain.slice(2, -1), utf8(`.${String(milliseconds).padStart(3, '0').replace(/0+$/, '')}Z`));
}

function tstInfo(options: TimestampOptions): Bytes {
  const { tsa, fault, digest: name = 'SHA-256' } = options;
  const hash = digest(name, options.imprintOf);
  const imprint = fault === 'imprint-wrong' ? flipBit(hash) : fault === 'imprint-short' ? hash.slice(0, 10) : hash;
  return sequence(
    integer(fault === 'tst-info-version-2' ? 2 : 1), oid(options.policy ?? POLICIES.timeStamp), sequence(digestIdentifier(fault === 'imprint-algorithm-wrong' ? 'SHA-384' : name), octetString(imprint)),
    integer(options.serial ?? hash.subarray(0, 8).reduce((sum, octet) => sum * 256n + BigInt(octet), 0n)), timeOf(options),
    ...(options.accuracy === undefined ? [] : [sequence(integer(options.accuracy))]), ...(options.ordering ? [boolean(true)] : []),
    ...(options.nonce === undefined ? [] : [integer(options.nonce)]),
    ...(options.withName || fault === 'other-authority-name' ? [context(0, context(4, fault === 'other-authority-name' ? nameOf({ CN: 'Another unit' }) : tsa.name))] : []),
    ...(fault === 'critical-extension' ? [context(1, sequence(oid('1.3.6.1.4.1.99999.5'), boolean(true), octetString(integer(1))))] : []),
  );
}

/** A time-stamp token (RFC 3161 section 2.4.2), right in every way but for `fault` and for what `cms` says. */
export async function timestampToken(options: TimestampOptions): Promise<Bytes> {
  const { tsa, fault } = options;
  const info = fault === 'tst-info-malformed' ? sequence(integer(1)) : tstInfo(options);
  return signedData({
    content: info, signer: tsa, detached: fault === 'content-missing', contentType: fault === 'not-tst-info' ? '1.2.840.113549.1.7.1' : ID_TST_INFO, ess: { issuerSerial: 'absent' },
    ...(options.certificates ? { certificates: options.certificates } : {}), ...options.cms,
  });
}

/** The whole answer of a time-stamping authority (RFC 3161 section 2.4.2): granted, with the token. */
export const timestampResponse = (token: Uint8Array): Bytes => sequence(sequence(integer(0)), token);

/** A request's answer without one: rejection, with the bit of the reason. */
export const timestampRejection = (): Bytes => sequence(sequence(integer(2), contextPrimitive(0, integerOctets(0))));
