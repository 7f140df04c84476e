/** One signature, its parts as they were written. */
export interface Signature { protected: string; signature: string; header?: { etsiU?: (string | object)[] } }
/** A JWS in any serialization, as a plain value that can be changed and written again. */
export interface Sealed { form: 'compact' | 'flattened' | 'general'; payload: string; signatures: Signature[] }

export function readSealed(text: string): Sealed {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    const [head = '', payload = '', signature = ''] = trimmed.split('.');
    return { form: 'compact', payload, signatures: [{ protected: head, signature }] };
  }
  const { payload, signatures, ...flat } = JSON.parse(trimmed) as { payload: string; signatures?: Signature[] } & Signature;
  return signatures ? { form: 'general', payload, signatures } : { form: 'flattened', payload, signatures: [{ protected: flat.protected, signature: flat.signature, ...(flat.header ? { header: flat.header } : {}) }] };
}

export function writeSealed({ form, payload, signatures }: Sealed): string {
  const [first] = signatures;
  if (form === 'compact') return `${first!.protected}.${payload}.${first!.signature}`;
  return JSON.stringify(form === 'flattened' ? { payload, ...first } : { payload, signatures });
}

export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const octets = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
export const json = (text: string): unknown => JSON.parse(new TextDecoder().decode(octets(text)));
