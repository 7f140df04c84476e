/** A file as systems take it in JSON. */
export interface Attachment { name: string; content_type: string; data: string }

export function attachment(name: string, contentType: string, bytes: Uint8Array): Attachment {
  let binary = '';
  for (let index = 0; index < bytes.length; index += 0x8000) binary += String.fromCharCode(...bytes.subarray(index, index + 0x8000));
  return { name, content_type: contentType, data: btoa(binary) };
}
