import { fromBase64 } from '../../x509/index.js';
import { isObject, isString, type JsonObject, type JsonValue } from '../../report/json.js';
import { tokensIn } from './values.js';

type Shape = (value: JsonValue) => boolean;

const listOf = (each: Shape): Shape => (value) => Array.isArray(value) && value.length > 0 && value.every(each);
/** An object of these members and no others, at least one of them there. */
const of = (members: Readonly<Record<string, Shape>>): Shape => (value) => {
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.length > 0 && entries.every(([name, member]) => Object.hasOwn(members, name) && members[name]!(member));
};
const text: Shape = isString;
const anything: Shape = () => true;

/** Base64 in its one spelling (RFC 4648 section 3.5): with other unused bits, or blanks, it would be another text of the same octets. */
function isBase64(value: JsonValue): boolean {
  const bytes = isString(value) ? fromBase64(value) : undefined;
  return bytes !== undefined && bytes.length > 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value as string) && lastBits(value as string);
}

function lastBits(written: string): boolean {
  const bare = written.replace(/=+$/, '');
  const unused = bare.length % 4 === 2 ? 0b1111 : bare.length % 4 === 3 ? 0b11 : 0;
  return ('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(bare.at(-1)!) & unused) === 0;
}

/** Section 5.4.1: one value, and what it is encoded in. */
const pkiObject: Shape = (value) => of({ encoding: text, specRef: text, val: isBase64 })(value) && Object.hasOwn(value as JsonObject, 'val');
const certificates = listOf(of({ x509Cert: pkiObject, otherCert: pkiObject }));
const revocation = of({ crlVals: listOf(pkiObject), ocspVals: listOf(pkiObject), otherVals: anything });
/** Section 5.4.3.3. */
const token: Shape = (value) => of({ type: text, encoding: text, specRef: text, val: isBase64 })(value) && Object.hasOwn(value as JsonObject, 'val');
const container: Shape = (value) => of({ canonAlg: text, tstTokens: listOf(token) })(value) && tokensIn(value) !== undefined;
const validationData = of({ xVals: certificates, rVals: revocation });

/** The parts that TS 119 182-1 section 5.3 and annex A know, each with its form. What a reference or a policy store holds proves nothing here, so its form is its own affair. */
const PARTS: Readonly<Record<string, Shape>> = {
  sigTst: container, arcTst: container, sigRTst: container, rfsTst: container, xVals: certificates, axVals: certificates, rVals: revocation, arVals: revocation, tstVD: validationData, anyValData: validationData,
  xRefs: anything, rRefs: anything, axRefs: anything, arRefs: anything, sigPSt: anything, cSig: anything,
};

/** What is wrong with how a part of `etsiU` is built. One whose name nobody knows may be a proof whose name was changed. */
export function shapeFault(name: string, value: JsonValue): 'part-unknown' | 'part-malformed' | undefined {
  const shape = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  return shape === undefined ? 'part-unknown' : shape(value) ? undefined : 'part-malformed';
}
