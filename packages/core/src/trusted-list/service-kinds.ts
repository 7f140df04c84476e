import { isAuthority } from './certificate-facts.js';
import { parseCertificate } from '../x509/certificate.js';
import { sha256Hex } from '../x509/digest.js';
import { toBase64 } from './base64.js';
import type { ReadPeriod, ReadService } from './reading-types.js';
import type { ServicePeriod, TrustService } from './types.js';

type Kind = TrustService['type'];

/** Types of service (TS 119 612 section 5.5.1) by what they are here. The time-stamping services from before eIDAS are one kind: none of them is qualified. */
const KINDS: Readonly<Record<string, Kind>> = {
  'CA/QC': 'CA/QC', 'TSA/QTST': 'TSA/QTST', 'NationalRootCA-QC': 'NationalRootCA-QC',
  'TSA': 'TSA', 'TSA/TSS-QC': 'TSA', 'TSA/TSS-AdESQCandQES': 'TSA',
};

const kindOf = (type: string): Kind | undefined => (Object.hasOwn(KINDS, type) ? KINDS[type] : undefined);

/**
 * What a snapshot keeps of a service: nothing where it is of no use to a seal, and one entry for each kind that it is or was. A time-stamping service from before eIDAS
 * became a qualified one on a certain day; before that day it was none.
 */
export function keptServices(territory: string, service: ReadService): TrustService[] {
  const kinds = [...new Set(service.periods.map(({ type }) => kindOf(type)))].filter((kind) => kind !== undefined);
  const identities = kinds.length > 0 ? identitiesOf(service, kinds.some((kind) => kind === 'CA/QC' || kind === 'NationalRootCA-QC')) : [];
  if (identities.length === 0) return [];
  return kinds.map((type) => ({ territory, provider: service.provider, name: service.name, type, identities, periods: periodsOf(service.periods, type) }));
}

function periodsOf(periods: readonly ReadPeriod[], kind: Kind): ServicePeriod[] {
  return periods.flatMap((period, index) => {
    if (kindOf(period.type) !== kind) return [];
    const newer = periods[index - 1];
    const { status, information, qualifications, unusable } = period;
    return [{
      from: new Date(period.from).toISOString(), ...(newer && kindOf(newer.type) !== kind && { until: new Date(newer.from).toISOString() }),
      status, information, qualifications, ...(unusable && { unusable }),
    }];
  });
}

/**
 * Name and key of an authority, since a sealed file often embeds only its own certificate; the digest of a time-stamping unit, since tokens embed theirs.
 * A service without a certificate (section 5.5.3 allows a key identifier where there is no public key) keeps that: it can be named, and is no anchor.
 */
function identitiesOf(service: ReadService, issues: boolean): TrustService['identities'] {
  const known = new Map<string, TrustService['identities'][number]>();
  for (const der of service.certificates) {
    const certificate = parseCertificate(der);
    const identity = certificate && (issues || isAuthority(certificate)) ? { name: toBase64(certificate.subject.der), spki: toBase64(certificate.spki) } : { sha256: sha256Hex(der) };
    known.set(JSON.stringify(identity), identity);
  }
  if (known.size === 0) for (const ski of service.keyIdentifiers) known.set(toBase64(ski), { ski: toBase64(ski) });
  return [...known.values()];
}
