import type { CheckId, Code, Verdict } from '@credlens/core/report';
import { badge, type BadgeOptions } from './credentials.js';
import { didKey, didWeb, type Identity } from './identities.js';
import { change, type JsonObject } from './json.js';
import { ed25519TestKey } from './keys.js';
import { identityObject } from './recipient.js';
import { allowList } from './registries.js';
import { publish, serve, type Resources } from './resources.js';
import { issue } from './sign.js';
import { statusEntry, statusList } from './status.js';

export interface Sample {
  id: string;
  title: string;
  filename: string;
  /** What a recruiter would paste. */
  text: string;
  /** The e-mail address of the person whom the recruiter expects, where one is named. */
  recipient?: string;
  /** The verdict under the policy `default`, and the check and code that tell this sample from the others. */
  expected: { verdict: Verdict; check: CheckId; code: Code };
}

export interface Samples {
  /** The order of a demonstration: what should be, then one thing wrong at a time. */
  samples: Sample[];
  /** Everything that the samples' issuers publish, all under https://issuer.example: no network is needed. */
  resources: Resources;
  /** The allow-list of a host that trusts the university. */
  trust: JsonObject;
}

/** A person, and the university of all samples. */
export const HOLDER = 'maria.lindqvist@student.example';
const REVOCATION = 'https://issuer.example/status/revocation';
const SUSPENSION = 'https://issuer.example/status/suspension';
const DOWN = 'https://issuer.example/status/unavailable';
const REVOKED = 4021;
const SUSPENDED = 977;

/** The university of all samples: did:web:issuer.example, with one Ed25519 key. */
export async function university(): Promise<Identity> {
  return didWeb('issuer.example', await ed25519TestKey('university'));
}

/** ISO 8601 of an instant so many days from `now`, to the second. */
export function daysFrom(now: Date, days: number): string {
  return `${new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 19)}Z`;
}

async function lists(issuer: Identity, now: Date, resources: Resources): Promise<void> {
  const period = { validFrom: daysFrom(now, -1), validUntil: daysFrom(now, 365) };
  const publishList = async (url: string, purpose: string, set: number) => {
    const list = await statusList({ url, issuer: issuer.id, purpose, values: { [set]: 1 }, ...period });
    serve(resources, url, await issue(list, { by: issuer, created: period.validFrom }), 'application/vc');
  };
  await publishList(REVOCATION, 'revocation', REVOKED);
  await publishList(SUSPENSION, 'suspension', SUSPENDED);
  serve(resources, DOWN, 'Service unavailable', 'text/plain', 503);
}

/** The samples of a demonstration, with dates around `now`. The same `now` gives the same samples. */
export async function samples(now: Date): Promise<Samples> {
  const issuer = await university();
  const stranger = didKey(await ed25519TestKey('anybody'));
  const resources = publish([issuer]);
  await lists(issuer, now, resources);

  const identifiers = [await identityObject(HOLDER, { salt: 'Vattendrag' })];
  const entries = (index: string) => [statusEntry({ list: REVOCATION, index }), statusEntry({ list: SUSPENSION, index, purpose: 'suspension' })];
  const made = (number: number, by: Identity, options: Partial<BadgeOptions> = {}): Promise<JsonObject> => {
    const id = `urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-${String(number).padStart(12, '0')}`;
    const document = badge({ issuer: by.id, id, identifiers, validFrom: daysFrom(now, -60), validUntil: daysFrom(now, 730), status: entries(String(1000 + number)), ...options });
    return issue(document, { by, created: daysFrom(now, -60) });
  };
  const sample = (id: string, title: string, document: JsonObject, expected: Sample['expected'], recipient?: string): Sample =>
    ({ id, title, filename: `${id}.json`, text: JSON.stringify(document, null, 2), ...(recipient === undefined ? {} : { recipient }), expected });

  const good = await made(1, issuer);
  return {
    samples: [
      sample('verified', 'In order', good, { verdict: 'verified', check: 'issuer.recognition', code: 'issuer.recognized' }, HOLDER),
      sample('expired', 'Expired', await made(2, issuer, { validFrom: daysFrom(now, -800), validUntil: daysFrom(now, -70) }),
        { verdict: 'invalid', check: 'validity.period', code: 'validity.expired' }),
      sample('revoked', 'Revoked by its issuer', await made(3, issuer, { status: entries(String(REVOKED)) }),
        { verdict: 'invalid', check: 'status.revocation', code: 'status.revoked' }),
      sample('suspended', 'Suspended by its issuer', await made(4, issuer, { status: entries(String(SUSPENDED)) }),
        { verdict: 'invalid', check: 'status.suspension', code: 'status.suspended' }),
      sample('tampered', 'Altered after it was issued', change(await made(5, issuer), '/credentialSubject/achievement/name', 'Doctor of Environmental Chemistry'),
        { verdict: 'invalid', check: 'proof.signature', code: 'signature.invalid' }),
      sample('unknown-issuer', 'Made by nobody in particular', await made(6, stranger, { status: undefined }),
        { verdict: 'indeterminate', check: 'issuer.identity', code: 'issuer.anonymous-key' }),
      sample('status-unreachable', 'Status cannot be asked', await made(7, issuer, { status: statusEntry({ list: DOWN, index: '1007' }) }),
        { verdict: 'indeterminate', check: 'status.revocation', code: 'status.unreachable' }),
      sample('someone-elses', "Someone else's", await made(8, issuer), { verdict: 'invalid', check: 'recipient.match', code: 'recipient.mismatch' }, 'per.nilsson@student.example'),
      {
        id: 'not-a-credential',
        title: 'Not a credential',
        filename: 'not-a-credential.txt',
        text: 'In 2024 I completed the course Water Quality Analysis at the University of Example with the grade A.',
        expected: { verdict: 'unverifiable', check: 'intake.credential', code: 'input.no-credential' },
      },
    ],
    resources,
    trust: allowList('Issuers of the demonstration', [{ id: issuer.id, name: 'University of Example', types: ['OpenBadgeCredential'], homepage: 'https://issuer.example/' }]),
  };
}
