import { crlStatement, ocspStatement, parseCrl, parseOcspResponse, subjectText, type Certificate } from '@credlens/core/x509';
import type { Report, SignatureFact } from '@credlens/core/report';

/** What a file brings to be judged by. */
export interface Brought { certificates: readonly Certificate[]; statements: readonly Uint8Array[] }

type Rule = SignatureFact['rules'][number];

/** Why a seal is undecided or refused: the rules that it misses, each with what the file itself has to say to it. */
export async function whyNot({ signatures = [], checks }: Report, brought: Brought): Promise<string> {
  const told = await Promise.all(signatures.flatMap(({ rules }) => rules).map((rule) => sayRule(rule, brought)));
  const damaged = checks.flatMap(({ problems }) => problems).flatMap(({ code, params }) => (code === 'jades.proofs-damaged' ? [`${params?.['place']} is damaged (${params?.['rule']})`] : []));
  const all = [...new Set([...told, ...damaged])];
  return all.length > 0 ? all.join('; ') : checks.filter(({ id, outcome }) => id.startsWith('intake.') && outcome !== 'pass').map(({ code }) => code).join(', ') || 'what is sealed is no credential';
}

async function sayRule({ rule, params = {} }: Rule, brought: Brought): Promise<string> {
  const named = String(params['certificate'] ?? '');
  switch (rule) {
    case 'revocation-missing': return `no answer about "${named}": ${await whyNoAnswer(named, brought)}`;
    case 'revocation-too-old': case 'revocation-stale': return `what is said of "${named}" had run out`;
    case 'certificate-expired': return `"${named}" ended ${String(params['until'] ?? '')}, and no time-stamp proves the seal older`;
    case 'sigD-object-missing': return `what it is over is elsewhere (${String(params['object'])}) and not at hand`;
    case 'issuer-unknown': case 'issuer-key': case 'self-signed': return 'no authority that is trusted here issued its certificate';
    default: return `${rule}${params['name'] === undefined ? '' : ` (${String(params['name'])})`}`;
  }
}

async function whyNoAnswer(named: string, { certificates, statements }: Brought): Promise<string> {
  const about = certificates.find((each) => subjectText(each) === named);
  const issuers = certificates.filter(({ subject }) => about !== undefined && subject.key === about.issuer.key);
  if (statements.length === 0 || !about) return 'the file brings none and the network is off';
  const rules = new Set<string>();
  for (const issuer of issuers) {
    for (const der of statements) {
      const response = parseOcspResponse(der);
      const list = response ? undefined : parseCrl(der);
      const found = response ? await ocspStatement(about, issuer, response, { pool: certificates }) : list ? await crlStatement(about, issuer, list) : undefined;
      if (found && !found.ok && found.rule !== 'ocsp-other-certificate' && found.rule !== 'crl-issuer') rules.add(found.rule);
      if (found?.ok) rules.add(`what it says is from ${new Date(found.statement.thisUpdate).toISOString()}`);
    }
  }
  return rules.size === 0 ? 'what the file brings is about other certificates, and the network is off' : [...rules].map((rule) => (rule === 'ocsp-signer-not-authorized' ? 'the answer in the file is by a responder whose certificate another authority issued (RFC 6960 section 4.2.2.2)' : rule)).join(', ');
}
