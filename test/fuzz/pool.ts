import {
  addProof, badge, didKey, didWeb, ed25519TestKey, identityObject, issue, OPEN_BADGES_EXTENSIONS, plainCredential, presentation, publish, revocationList, revocationListEntry, serve, signPresentation, statusEntry, statusList, TEST_KEY_P256,
  type Identity, type JsonObject, type Resources,
} from '@credlens/demo-issuer';

export const NOW = '2026-08-22T00:00:00Z';
export const CREATED = '2026-06-01T09:00:00Z';
const LATER = '2027-06-01T09:00:00Z';

/** Good documents of every kind that the engine reads, with what their issuers serve: what fuzzing starts from. */
export interface Pool { documents: JsonObject[]; resources: Resources; /** Whose most of them are. */ issuer: Identity }

export async function pool(): Promise<Pool> {
  const uni = didWeb('issuer.example', await ed25519TestKey('university'));
  const path = didWeb('issuer.example', TEST_KEY_P256, { path: ['chemistry'] });
  const holder = didKey(await ed25519TestKey('maria'));
  const resources = publish([uni, path]);
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
  const documents = [
    good,
    await sign(badge({ ...base, identifiers, status: statuses })),
    await sign(badge({ ...base, contexts: [OPEN_BADGES_EXTENSIONS], status: revocationListEntry(urls.plain) })),
    await sign(badge({ ...base, dataModel: '1.1', contexts: ['https://w3id.org/vc/status-list/2021/v1'], status: statusEntry({ list: urls.legacy, index: '5', type: 'StatusList2021Entry', members: { id: `${urls.legacy}#5` } }) })),
    await sign(badge({ ...base, issuer: path.id, dataModel: '1.1', openBadges: '3.0.1', achievement: first }), path),
    await issue(plainCredential({ ...base, dataModel: '1.1' }), { by: uni, created: CREATED, suite: 'Ed25519Signature2020' }),
    await sign(plainCredential({ ...base, issuer: holder.id }), holder),
    await addProof(await addProof(plainCredential(base), { by: uni, created: CREATED, proof: { id: 'urn:uuid:0d5d4a3c-0001-4000-8000-000000000001' } }), { by: uni, created: CREATED, proof: { previousProof: 'urn:uuid:0d5d4a3c-0001-4000-8000-000000000001', expires: LATER } }),
    await signPresentation(presentation([good, await sign(plainCredential(base))], { holder: holder.id }), { by: holder, created: CREATED, challenge: 'c', domain: 'https://jobs.example' }),
  ];
  return { documents, resources, issuer: uni };
}
