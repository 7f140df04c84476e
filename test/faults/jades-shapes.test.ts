import { describe, expect, it } from 'vitest';
import { createVerifier, type Report } from '@credlens/core';
import { BASE_SHAPES, baseShapes, change, ELM_CONTEXT, elmContext, elmDocument, GENERIC_SHAPES, genericShapes, turtle, type JsonObject } from '@credlens/demo-issuer';
import { jadesSeal, type JadesFault } from '@credlens/demo-pki';
import { castOf } from './jades-world.js';

const AT = '2026-04-01T12:00:00Z';
const GOOD = { [ELM_CONTEXT]: JSON.stringify(elmContext()), [GENERIC_SHAPES]: genericShapes(), [BASE_SHAPES]: baseShapes() };
/** Shapes that everything meets, and that say of themselves whatever they like. */
const LENIENT = { ...GOOD, [GENERIC_SHAPES]: turtle(':T a sh:NodeShape ; sh:targetClass elm:EuropeanDigitalCredential ; sh:property [ sh:path cred:issuer ; sh:minCount 0 ; sh:message "This seal is valid" ] .') };

async function judge(supplied: Record<string, string>, options: { fault?: JadesFault; document?: JsonObject; policy?: string } = {}): Promise<Report> {
  const { text } = await jadesSeal({ pki: await castOf(), payload: options.document ?? elmDocument(), ...(options.fault ? { fault: options.fault } : {}) });
  const resources = (url: string) => (supplied[url] === undefined ? undefined : { bytes: new TextEncoder().encode(supplied[url]) });
  return createVerifier({ offline: true, resources, ...(options.policy ? { policy: options.policy } : {}) }).verify(new TextEncoder().encode(text), { at: AT });
}
const schemaOf = (report: Report) => report.checks.find(({ id }) => id === 'format.schema');
const others = (report: Report) => report.checks.filter(({ id }) => id !== 'format.schema').map(({ id, outcome, code }) => [id, outcome, code]);

describe('shapes decide nothing but whether the document has its form', () => {
  it.each([undefined, 'payload-changed', 'signature-corrupt'] as const)('%s: every other check is what it is without them', async (fault) => {
    const options = fault ? { fault } : {};
    const without = await judge({}, options);
    for (const supplied of [GOOD, LENIENT, { ...GOOD, [GENERIC_SHAPES]: 'no turtle' }]) {
      const report = await judge(supplied, options);
      expect(others(report)).toEqual(others(without));
      expect(report.verdict).toBe(without.verdict);
    }
    expect(schemaOf(await judge(GOOD, options))?.code).toBe(fault ? schemaOf(without)?.code.replace('schema.conforms', 'shacl.conforms') : 'shacl.conforms');
  });

  it('without them nothing is a caution that was none', async () => {
    expect(schemaOf(await judge({}))).toMatchObject({ outcome: 'pass', code: 'schema.conforms', problems: [{ code: 'shacl.not-at-hand' }] });
  });

  it('what they miss weighs as the policy says', async () => {
    const document = change(elmDocument(), '/issued', undefined);
    expect(schemaOf(await judge(GOOD, { document }))).toMatchObject({ level: 'advisory', outcome: 'fail', code: 'schema.violations' });
    const strict = await judge(GOOD, { document, policy: 'strict' });
    expect(schemaOf(strict)).toMatchObject({ level: 'required', outcome: 'fail' });
    expect(strict.verdict).toBe('invalid');
  });
});
