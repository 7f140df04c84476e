import type { Code } from '../report/codes.js';
import { isString, own, stringsOf, type JsonObject } from '../report/json.js';
import type { Params } from '../report/report.js';
import { decodeBase64 } from './base64.js';
import { tokenForm, type TokenForm } from './token.js';

export type Enveloped = { text: string; form: TokenForm | 'jws-json'; mediaType: string } | { unsupported: string } | { code: Code; params?: Params };

/** Media types that may stand in an envelope, with the form of what they name (VCDM 2.0 section 4.13, Securing with JOSE and COSE, SD-JWT VC). */
const FORMS: Readonly<Record<string, { form: TokenForm; of: 'credential' | 'presentation' }>> = {
  'application/vc+jwt': { form: 'jwt', of: 'credential' },
  'application/vp+jwt': { form: 'jwt', of: 'presentation' },
  'application/vc+sd-jwt': { form: 'sd-jwt', of: 'credential' },
  'application/dc+sd-jwt': { form: 'sd-jwt', of: 'credential' },
  'application/vp+sd-jwt': { form: 'sd-jwt', of: 'presentation' },
  // Older drafts.
  'application/vc-ld+jwt': { form: 'jwt', of: 'credential' },
  'application/vc+ld+json+jwt': { form: 'jwt', of: 'credential' },
  'application/vc+ld+json+sd-jwt': { form: 'sd-jwt', of: 'credential' },
  'application/vp+ld+json+jwt': { form: 'jwt', of: 'presentation' },
};

/** A seal, which says itself what it is over (RFC 7515 section 9.2). */
const JOSE: Readonly<Record<string, Extract<Enveloped, { text: string }>['form']>> = { 'application/jose': 'jwt', 'application/jose+json': 'jws-json' };

/** The token inside an EnvelopedVerifiableCredential or EnvelopedVerifiablePresentation: its `id` is a data URL. The standard's own example has `;` where RFC 2397 has `,`: both are read. */
export function readEnvelope(object: JsonObject): Enveloped {
  const id = own(object, 'id');
  const split = isString(id) ? /^data:\s*([\w.+-]+\/[\w.+-]+)((?:;[\w-]+(?:=[\w.+-]*)?)*)[,;]([^,;]+)$/i.exec(id.trim()) : null;
  if (!split) return { code: 'enveloped.malformed' };
  const [, type = '', parameters = '', data = ''] = split;
  const mediaType = type.toLowerCase();
  if (/[+/]cose$/.test(mediaType)) return { unsupported: 'cose' };
  const sealed = Object.hasOwn(JOSE, mediaType) ? JOSE[mediaType] : undefined;
  if (sealed !== undefined) return readSealed(sealed, /;base64$/i.test(parameters) ? ascii(decodeBase64(data)) : unescaped(data), mediaType);
  const expected = Object.hasOwn(FORMS, mediaType) ? FORMS[mediaType] : undefined;
  const text = /;base64$/i.test(parameters) ? ascii(decodeBase64(data)) : data;
  const form = text === undefined ? undefined : tokenForm(text);
  if (text === undefined || form === undefined) return { code: 'enveloped.malformed' };
  const what = stringsOf(own(object, 'type')).includes('EnvelopedVerifiablePresentation') ? 'presentation' : 'credential';
  // An SD-JWT without anything to disclose still ends in a tilde, so the form can always be told.
  if (!expected || expected.form !== form || expected.of !== what) return { code: 'enveloped.media-type', params: { mediaType, found: form } };
  return { text, form, mediaType };
}

function readSealed(form: Extract<Enveloped, { text: string }>['form'], text: string | undefined, mediaType: string): Enveloped {
  const found = text === undefined ? undefined : /^\s*\{/.test(text) ? 'jws-json' : tokenForm(text);
  if (text === undefined || found === undefined) return { code: 'enveloped.malformed' };
  return found === form ? { text, form, mediaType } : { code: 'enveloped.media-type', params: { mediaType, found } };
}

/** RFC 2397: what is not base64 has its reserved characters escaped. */
function unescaped(data: string): string | undefined {
  try {
    return decodeURIComponent(data);
  } catch {
    return undefined;
  }
}

const ascii = (bytes: Uint8Array | undefined): string | undefined => (bytes === undefined ? undefined : new TextDecoder().decode(bytes));
