import { didKey, ed25519TestKey, identityObject, issue, presentation, signPresentation, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, goodBadge, goodCredential, judge, world } from './world.js';

/** Everything here was written by the one who presents. */
const claims: JsonObject = { name: 'Doctor of Medicine', description: 'Awarded by the University of Example' };

describe('what a presenter says of the presentation', () => {
  it('is no title, whether it is signed or not', async () => {
    const here = await world();
    const maria = didKey(await ed25519TestKey('maria'));
    const good = await goodCredential(here.uni, { subjectId: maria.id });
    const made = presentation([good], { members: { ...claims, holder: { id: maria.id, name: 'Dr Maria' } } });
    for (const input of [made, await signPresentation(made, { by: maria, created: CREATED, challenge: 'c' })]) {
      const report = await judge(input, here);
      expect(report.verdict).toBe('verified');
      expect(JSON.stringify(report)).not.toMatch(/Doctor of Medicine|Awarded by|Dr Maria/);
    }
  });

  it('is nothing to verify where no credential is inside', async () => {
    const here = await world();
    const maria = didKey(await ed25519TestKey('maria'));
    for (const members of [claims, { ...claims, verifiableCredential: [] }]) {
      const made = await signPresentation(presentation([], { holder: maria.id, members }), { by: maria, created: CREATED, challenge: 'c' });
      expectCase(await judge(made, here), 'indeterminate', 'members.verdict', 'indeterminate', 'members.missing');
      expect(checkOf(await judge(made, here, { presentation: { challenge: 'c' } }), 'members.verdict').code).toBe('members.none');
    }
  });

  it('does not make a credential theirs that names nobody', async () => {
    const here = await world();
    const maria = didKey(await ed25519TestKey('maria'));
    const { id: _unnamed, ...nobody } = goodBadge(here.uni)['credentialSubject'] as JsonObject;
    const bearer = await issue({ ...goodBadge(here.uni), credentialSubject: { ...nobody, identifier: [await identityObject('maria@student.example')] } }, { by: here.uni, created: CREATED });
    const report = await judge(await signPresentation(presentation([bearer], { holder: maria.id }), { by: maria, created: CREATED, challenge: 'c' }), here, { presentation: { challenge: 'c' } });
    expect(checkOf(report, 'recipient.holder')).toMatchObject({ outcome: 'warn', code: 'holder.unbound' });
    expect(report.cautions).toBe(true);
  });
});
