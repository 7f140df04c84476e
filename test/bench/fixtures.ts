import {
  badge, DID_1, didKey, ed25519TestKey, identityObject, issue, MULTIKEY_1, serve, statusEntry, statusList, TEST_KEY_P256,
  type Identity, type JsonObject, type Resources,
} from '@credlens/demo-issuer';

/** One credential, and all that verifying it takes: plain data, so that it can go to a worker. */
export interface Fixture {
  id: string;
  suite: 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019';
  document: JsonObject;
  /** What is served at a URL, as text. */
  served: Record<string, string>;
  /** The issuer's key and document, as libraries that resolve nothing themselves want them. */
  identity: Record<string, JsonObject>;
  trust: JsonObject;
}

const LIST = 'https://issuer.example/status/bench';

/** The same badge of a did:key issuer, with and without a status list, by two suites. Dates are around `now`: not every library can be told the time. */
export async function fixtures(now: Date): Promise<Fixture[]> {
  const day = (offset: number) => `${new Date(now.getTime() + offset * 86_400_000).toISOString().slice(0, 19)}Z`;
  const eddsa = didKey(await ed25519TestKey('bench'));
  const ecdsa = didKey(TEST_KEY_P256);
  const identifiers = [await identityObject('maria.lindqvist@student.example', { salt: 'Vattendrag' })];
  const make = async (id: string, suite: Fixture['suite'], by: Identity, withStatus: boolean): Promise<Fixture> => {
    const resources: Resources = new Map();
    if (withStatus) {
      const list = await statusList({ url: LIST, issuer: by.id, values: { 7: 1 }, validFrom: day(-1), validUntil: day(30) });
      serve(resources, LIST, await issue(list, { by, created: day(-1) }));
    }
    const status = withStatus ? statusEntry({ list: LIST, index: '94567', members: { id: `${LIST}#94567` } }) : undefined;
    const document = badge({ issuer: by.id, id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-0000000000be', subjectId: 'did:example:maria', identifiers, status, validFrom: day(-60), validUntil: day(700) });
    const method = { '@context': MULTIKEY_1, id: by.verificationMethod, type: 'Multikey', controller: by.id, publicKeyMultibase: by.key.publicKeyMultibase };
    return {
      id, suite,
      document: await issue(document, { by, created: day(-60) }),
      served: Object.fromEntries([...resources].map(([url, { body }]) => [url, body])),
      identity: { [by.verificationMethod]: method, [by.id]: { '@context': DID_1, id: by.id, assertionMethod: [by.verificationMethod] } },
      trust: { type: 'allow-list', name: 'Bench', issuers: [{ id: by.id, name: 'University of Example', status: 'active' }] },
    };
  };
  return [
    await make('ob3-eddsa-2', 'eddsa-rdfc-2022', eddsa, false),
    await make('ob3-eddsa-2-status', 'eddsa-rdfc-2022', eddsa, true),
    await make('ob3-ecdsa-p256-2', 'ecdsa-rdfc-2019', ecdsa, false),
  ];
}
