import { parseCertificate } from '../x509/certificate.js';
import { basicConstraints } from '../x509/extensions.js';
import type { Certificate } from '../x509/types.js';
import { sha256, toBase64 } from './digests.js';
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
export function keptServices(territory: string, service: ReadService, keys: KeptKeys): TrustService[] {
  const kinds = [...new Set(service.periods.map(({ type }) => kindOf(type)))].filter((kind) => kind !== undefined && !(kind === 'CA/QC' && isForWebSites(service))) as Kind[];
  const identities = kinds.length > 0 ? identitiesOf(service, kinds.some((kind) => kind === 'CA/QC' || kind === 'NationalRootCA-QC'), keys) : [];
  if (identities.length === 0) return [];
  return kinds.map((type) => ({ territory, provider: service.provider, name: service.name, type, identities, periods: periodsOf(service.periods, type) }));
}

/** Certificates for web sites, since ever and alone: nothing that is sealed or signed can be of such a service. */
function isForWebSites({ periods }: ReadService): boolean {
  const [first, ...more] = [...new Set(periods.flatMap(({ information }) => (information.length > 0 ? information : [''])))];
  return first === 'ForWebSiteAuthentication' && more.length === 0;
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
 * Whose key is kept, as opposed to its digest. A sealed file often embeds only its own certificate, so the authorities that issue for seals now have their keys here, and those of time-stamping units too.
 * Keys hardly compress: with those of all authorities a snapshot is twice as large. The others are known again where the file, or the issuer's address in the certificate, brings their certificate.
 */
export type KeptKeys = 'seals' | 'all';

function keepsKey({ periods: [current] }: ReadService, keys: KeptKeys): boolean {
  if (keys === 'all') return true;
  if (current?.status !== 'granted') return false;
  const { type, information, qualifications } = current;
  return kindOf(type) === 'TSA/QTST' || information.includes('ForeSeals') || qualifications.some(({ qualifiers }) => qualifiers.includes('QCForESeal'));
}

/**
 * Name and key of an authority, or the key's digest; the digest of a time-stamping unit's certificate, since tokens embed theirs.
 * A service without a certificate (section 5.5.3 allows a key identifier where there is no public key) keeps that: it can be named, and is no anchor.
 */
function identitiesOf(service: ReadService, issues: boolean, keys: KeptKeys): TrustService['identities'] {
  const known = new Map<string, TrustService['identities'][number]>();
  const kept = keepsKey(service, keys);
  for (const der of service.certificates) {
    const certificate = parseCertificate(der);
    const identity = !certificate || !(issues || isAuthority(certificate)) ? { sha256: toBase64(sha256(der)) }
      : kept ? { name: toBase64(certificate.subject.der), spki: toBase64(certificate.spki) } : { keySha256: toBase64(sha256(certificate.spki)) };
    known.set(JSON.stringify(identity), identity);
  }
  if (known.size === 0) for (const ski of service.keyIdentifiers) known.set(toBase64(ski), { ski: toBase64(ski) });
  return [...known.values()];
}

function isAuthority(certificate: Certificate): boolean {
  const constraints = basicConstraints(certificate);
  return typeof constraints === 'object' && constraints.ca;
}
