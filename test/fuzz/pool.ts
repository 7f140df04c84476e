import {
  addProof, association, badge, clr, didKey, didWeb, disclose, ed25519TestKey, endorsement, enveloped, hostedBadge2, identityObject, issue, issueSelective, OPEN_BADGES_EXTENSIONS,
  plainCredential, presentation, publish, revocationList, revocationListEntry, serve, signedBadge2, signPresentation, statusEntry, statusList, TEST_KEY_P256, TEST_KEY_P384,
  type Identity, type JsonObject, type Resources,
} from '@credlens/demo-issuer';
import { CREATED } from './instants.js';
import { tokenPool } from './tokens.js';

const LATER = '2027-06-01T09:00:00Z';

/** A page that shows a credential, the credential's JSON, and a hosted badge of the second generation. */
export const ADDRESSES = ['https://share.example/1', 'https://share.example/1.json'];

/** Good things of every kind that the engine reads, with what their issuers serve: what fuzzing starts from. */
export interface Pool {
  /** With JSON-LD proofs of every suite: credentials, presentations, learner records, endorsements. */
  documents: JsonObject[];
  /** JWT, SD-JWT and signed Open Badges 2.0. */
  tokens: string[];
  /** Open Badges 2.0 and 1.x assertions that are hosted. */
  badges: JsonObject[];
  addresses: readonly string[];
  resources: Resources;
  /** Whose most of the documents are. */
  issuer: Identity;
}

interface World { uni: Identity; path: Identity; secp: Identity; holder: Identity; resources: Resources }

async function dataIntegrity({ uni, path, holder, resources }: World): Promise<JsonObject[]> {
  const urls = { bitstring: 'https://issuer.example/status/1', messages: 'https://issuer.example/status/2', legacy: 'https://issuer.example/status/3', plain: 'https://issuer.example/status/4' };
  const period = { validFrom: CREATED, validUntil: LATER };
  const statusMessage = ['0x0', '0x1', '0x2', '0x3'].map((status) => ({ status, message: `state ${status}` }));
  const lists = [
    await statusList({ url: urls.bitstring, issuer: uni.id, purpose: ['revocation', 'suspension'], ...period }),
    await statusList({ url: urls.messages, issuer: uni.id, purpose: 'message', size: 2, values: { 7: 2 }, ttl: 300_000, ...period }),
    await statusList({ url: urls.legacy, issuer: uni.id, form: 'status-list-2021', ...period }),
  ];
  for (const list of lists) serve(resources, String(list['id']), await issue(list, { by: uni, created: CREATED }));
  serve(resources, urls.plain, revocationList({ url: urls.plain, issuer: uni.id, revoked: ['urn:uuid:another'] }));

  const identifiers = [await identityObject('maria@student.example', { salt: 's' }), await identityObject('maria@student.example', { hash: 'md5' }), await identityObject('maria', { hash: 'plain', type: 'userName' })];
  const base = { issuer: uni.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', subjectId: holder.id, ...period };
  const sign = (document: JsonObject, by = uni) => issue(document, { by, created: CREATED });
  const statuses = [
    statusEntry({ list: urls.bitstring, index: '94567' }), statusEntry({ list: urls.bitstring, index: '94567', purpose: 'suspension' }),
    statusEntry({ list: urls.messages, index: '7', purpose: 'message', members: { statusSize: 2, statusMessage } }),
  ];
  // A badge of the first years has fewer words.
  const first = { id: 'https://issuer.example/achievements/1', type: ['Achievement'], name: 'Chemistry I', description: 'A first course.', criteria: { narrative: 'Pass it.' } };
  const good = await sign(badge({ ...base, identifiers }));
  const proofId = 'urn:uuid:0d5d4a3c-0001-4000-8000-000000000001';
  return [
    good,
    await sign(badge({ ...base, identifiers, status: statuses })),
    await sign(badge({ ...base, contexts: [OPEN_BADGES_EXTENSIONS], status: revocationListEntry(urls.plain) })),
    await sign(badge({ ...base, dataModel: '1.1', contexts: ['https://w3id.org/vc/status-list/2021/v1'], status: statusEntry({ list: urls.legacy, index: '5', type: 'StatusList2021Entry', members: { id: `${urls.legacy}#5` } }) })),
    await sign(badge({ ...base, issuer: path.id, dataModel: '1.1', openBadges: '3.0.1', achievement: first }), path),
    await issue(plainCredential({ ...base, dataModel: '1.1' }), { by: uni, created: CREATED, suite: 'Ed25519Signature2020' }),
    await sign(plainCredential({ ...base, issuer: holder.id }), holder),
    await addProof(await addProof(plainCredential(base), { by: uni, created: CREATED, proof: { id: proofId } }), { by: uni, created: CREATED, proof: { previousProof: proofId, expires: LATER } }),
    await signPresentation(presentation([good, await sign(plainCredential(base))], { holder: holder.id }), { by: holder, created: CREATED, challenge: 'c', domain: 'https://jobs.example' }),
  ];
}

/** Proofs over RFC 8785, and those of which a holder shows parts. */
async function otherSuites({ uni, path, secp }: World): Promise<JsonObject[]> {
  const base = { id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b12', validFrom: CREATED, validUntil: LATER };
  const achievement = { id: 'https://issuer.example/achievements/water', type: ['Achievement'], name: 'Water', description: 'A course on water.', criteria: { narrative: 'Pass it.' } };
  const selective = await issueSelective(badge({ ...base, issuer: path.id, achievement }), { by: path, created: CREATED });
  return [
    await addProof(badge({ ...base, issuer: uni.id }), { by: uni, created: CREATED, suite: 'eddsa-jcs-2022' }),
    await addProof(badge({ ...base, issuer: path.id }), { by: path, created: CREATED, suite: 'ecdsa-jcs-2019' }),
    await addProof(plainCredential({ ...base, issuer: secp.id }), { by: secp, created: CREATED, suite: 'ecdsa-jcs-2019' }),
    await disclose(selective, ['/credentialSubject/achievement/id', '/credentialSubject/achievement/name', '/credentialSubject/achievement/description', '/credentialSubject/achievement/criteria']),
    selective,
  ];
}

/** A learner record with children of two issuers and a token, and endorsements of a credential and its issuer. */
async function records({ uni, path, holder }: World, token: string): Promise<JsonObject[]> {
  const period = { validFrom: CREATED, validUntil: LATER };
  const children = [
    await issue(badge({ ...period, issuer: uni.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b13', subjectId: holder.id }), { by: uni, created: CREATED }),
    await issue(badge({ ...period, issuer: path.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b14', subjectId: holder.id }), { by: path, created: CREATED }),
  ];
  const associations = [association('isChildOf', 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b13', 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b14')];
  const id = 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b15';
  const endorsed = await issue(endorsement({ issuer: path.id, of: id, ...period, comment: 'Well made.' }), { by: path, created: CREATED });
  const issuerEndorsed = await issue(endorsement({ issuer: path.id, of: uni.id, ...period, id: 'urn:uuid:3b0f7a52-6c1e-4a63-8f57-1d2a9c0b4e12' }), { by: path, created: CREATED });
  const withEndorsements = badge({ ...period, issuer: uni.id, id, members: { endorsement: [endorsed] } });
  const issuer = withEndorsements['issuer'];
  return [
    await issue(clr({ issuer: uni.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b16', subjectId: holder.id, ...period, credentials: children, associations, partial: true }), { by: uni, created: CREATED }),
    await issue({ ...withEndorsements, issuer: { ...(typeof issuer === 'object' ? issuer as JsonObject : { id: uni.id }), endorsement: [issuerEndorsed] } }, { by: uni, created: CREATED }),
    endorsed,
    { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'], verifiableCredential: [enveloped(token)] },
  ];
}

export async function pool(): Promise<Pool> {
  const uni = didWeb('issuer.example', await ed25519TestKey('university'));
  const path = didWeb('issuer.example', TEST_KEY_P256, { path: ['chemistry'] });
  const secp = didWeb('issuer.example', TEST_KEY_P384, { path: ['physics'] });
  const holder = didKey(await ed25519TestKey('maria'));
  const resources = publish([uni, path, secp]);
  const world: World = { uni, path, secp, holder, resources };

  const { tokens, resources: ofTokens } = await tokenPool();
  for (const [url, served] of ofTokens) resources.set(url, served);
  const documents = [...await dataIntegrity(world), ...await otherSuites(world), ...await records(world, tokens[0]!)];
  const hosted = [await hostedBadge2({ revocations: ['https://badges.example/another'] }), await hostedBadge2({ edition: '1.1', origin: 'https://old.example' }), await hostedBadge2({ edition: '1.0', origin: 'https://oldest.example', hash: 'md5' })];
  const signed = await signedBadge2({ origin: 'https://signed.example' });
  for (const made of [...hosted, signed]) for (const [url, served] of made.resources) resources.set(url, served);

  const [page = '', data = ''] = ADDRESSES;
  resources.set(page, { body: `<!doctype html><title>A credential</title><link rel="alternate" type="application/vc" href="/1.json"><script type="application/ld+json">{"@context":"https://schema.org","@type":"Person"}</script><p>Hello`, contentType: 'text/html' });
  serve(resources, data, documents[0]!, 'application/vc');
  return { documents, tokens: [...tokens, signed.token], badges: hosted.map(({ assertion }) => assertion), addresses: [...ADDRESSES, ...hosted.map(({ url }) => url)], resources, issuer: uni };
}
