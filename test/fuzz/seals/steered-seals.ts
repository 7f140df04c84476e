import type { Reading } from '../steered.js';
import { allMaterial, attackOf, changesAfter, parseCertificate, parseCrl, parseOcspResponse, parseSignedData, parseTimestampToken, qcStatements, readPdf, readTrustedList, revocationUrls, verifyEnveloped } from './rooms.js';
import type { SealPool } from './seal-pool.js';

/** What bytes from anybody meet first, by what they begin with. */
async function read(input: Uint8Array): Promise<void> {
  const head = new TextDecoder('latin1').decode(input.subarray(0, 1024));
  if (head.includes('%PDF-')) {
    const reading = readPdf(input, { inflated: 1 << 22, objects: 20_000 });
    if (reading.ok) for (const signature of reading.file.signatures) { changesAfter(reading.file, signature); attackOf(reading.file, signature); }
  } else if (head.includes('<')) {
    const verified = await verifyEnveloped(input);
    if (verified.ok) readTrustedList(verified.root);
  } else {
    const certificate = parseCertificate(input);
    if (certificate) { qcStatements(certificate); revocationUrls(certificate); }
    const cms = parseSignedData(input);
    if (cms.ok) allMaterial(cms.signedData);
    parseTimestampToken(input);
    parseCrl(input);
    parseOcspResponse(input);
  }
}

export function ofSeals({ sealed, certificates, cms, tokens, crls, ocsps, lists }: SealPool): Reading {
  return { kept: [...sealed.map(({ pdf }) => pdf.bytes), ...certificates, ...cms.map(({ der }) => der), ...tokens.map(({ der }) => der), ...crls, ...ocsps, ...[...lists.values()].map((text) => new TextEncoder().encode(text))], read };
}
