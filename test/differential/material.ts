import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { embeddedCertificates } from '@credlens/core/pades';
import { readPdf } from '@credlens/core/pdf';
import { allMaterial, parseSignedData } from '../../packages/core/src/cms/index.js';

export interface EmbeddedCms { file: string; cms: Uint8Array; /** The ranges of the file that it is about. */ content: Uint8Array | undefined; type: 'signature' | 'document-timestamp' }

/** What is in sealed PDFs of others, each once. */
export interface SealedFiles { certificates: Uint8Array[]; crls: Uint8Array[]; ocsps: Uint8Array[]; cms: EmbeddedCms[] }

const once = (all: readonly Uint8Array[]): Uint8Array[] => [...new Map(all.map((each) => [Buffer.from(each).toString('base64'), each])).values()];

/** Each certificate of the trusted lists and of the list of lists, once. */
export function certificatesOfLists(root: string): Uint8Array[] {
  const folder = `${root}/trusted-lists/2026-08`;
  return once(readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(`${folder}/${name}`);
    const xml = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return [...xml.matchAll(/<(?:\w+:)?X509Certificate>([^<]+)</g)].map(([, text = '']) => new Uint8Array(Buffer.from(text, 'base64')));
  }));
}

export function sealedFiles(root: string): SealedFiles {
  const folder = `${root}/pdf-seals`;
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.pdf')).toSorted();
  const found: SealedFiles = { certificates: [], crls: [], ocsps: [], cms: [] };
  for (const name of names) {
    const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
    found.certificates.push(...embeddedCertificates(bytes));
    const reading = readPdf(bytes);
    if (!reading.ok) continue;
    found.crls.push(...reading.file.dss?.crls ?? []);
    found.ocsps.push(...reading.file.dss?.ocsps ?? []);
    for (const { contents, byteRange, type } of reading.file.signatures) {
      const content = byteRange && new Uint8Array(Buffer.concat([bytes.subarray(byteRange[0], byteRange[0] + byteRange[1]), bytes.subarray(byteRange[2], byteRange[2] + byteRange[3])]));
      found.cms.push({ file: name, cms: contents, content, type });
      const parsed = parseSignedData(contents);
      if (!parsed.ok) continue;
      const { crls, ocsps } = allMaterial(parsed.signedData);
      found.crls.push(...crls);
      found.ocsps.push(...ocsps);
    }
  }
  return { ...found, certificates: once(found.certificates), crls: once(found.crls), ocsps: once(found.ocsps) };
}
