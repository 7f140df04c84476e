import { describe, expect, it } from 'vitest';
import { POLICIES, type Context, type JsonObject, type Subject } from '../report/index.js';
import { validityPeriod } from './validity-period.js';

const judge = (document: JsonObject, at = '2026-08-22T00:00:00Z') => {
  const subject = { what: 'credential', document, mediaType: 'application/vc', proofs: [] } as unknown as Subject;
  return validityPeriod(subject, { policy: POLICIES['default'], now: Date.parse(at) } as unknown as Context);
};

describe('validity period', () => {
  it('undated, current, expired, not yet', () => {
    expect(judge({}).code).toBe('validity.undated');
    expect(judge({ validFrom: '2020-01-01T00:00:00Z' })).toEqual({ code: 'validity.current', params: { from: '2020-01-01T00:00:00Z' }, problems: [] });
    const expired = judge({ validFrom: '2010-01-01T00:00:00Z', validUntil: '2010-01-02T00:00:00Z' });
    expect(expired).toMatchObject({ code: 'validity.expired', params: { from: '2010-01-01T00:00:00Z', until: '2010-01-02T00:00:00Z' } });
    expect(expired.problems).toEqual([expect.objectContaining({ code: 'validity.expired', pointer: '/validUntil', retryable: false })]);
    expect(judge({ validFrom: '3000-01-01T00:00:00Z' })).toMatchObject({ code: 'validity.not-yet', problems: [{ pointer: '/validFrom', retryable: true }] });
  });

  it('the words of VCDM 1.1', () => {
    expect(judge({ issuanceDate: '2020-01-01T00:00:00Z', expirationDate: '2025-01-09T16:23:24Z' })).toMatchObject({ code: 'validity.expired', problems: [{ pointer: '/expirationDate' }] });
    expect(judge({ issuanceDate: '2030-01-01T00:00:00Z' }).code).toBe('validity.not-yet');
  });

  it('both vocabularies at once can only narrow', () => {
    expect(judge({ validUntil: '2030-01-01T00:00:00Z', expirationDate: '2020-01-01T00:00:00Z' }).code).toBe('validity.expired');
    expect(judge({ validFrom: '2020-01-01T00:00:00Z', issuanceDate: '2030-01-01T00:00:00Z' }).code).toBe('validity.not-yet');
  });

  it('both ends belong to the period, with the tolerance of the policy beyond them', () => {
    const document = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-02-01T00:00:00Z' };
    expect(judge(document, '2026-01-01T00:00:00Z').code).toBe('validity.current');
    expect(judge(document, '2026-02-01T00:05:00Z').code).toBe('validity.current');
    expect(judge(document, '2026-02-01T00:05:00.001Z').code).toBe('validity.expired');
    expect(judge(document, '2025-12-31T23:55:00Z').code).toBe('validity.current');
    expect(judge(document, '2025-12-31T23:54:59.999Z').code).toBe('validity.not-yet');
  });

  it('instants are compared, not text', () => {
    expect(judge({ validUntil: '2026-08-21T20:00:00-08:00' }).code).toBe('validity.current');
    expect(judge({ validUntil: '2026-08-22T03:00:00+08:00' }).code).toBe('validity.expired');
  });

  it('reversed and unreadable dates, and a date without an offset', () => {
    expect(judge({ validFrom: '2027-01-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }).code).toBe('validity.reversed');
    for (const wrong of ['2026-02-30T00:00:00Z', '2030', 2030, null, ['2030-01-01T00:00:00Z'], {}]) {
      expect(judge({ validUntil: wrong as never }), JSON.stringify(wrong)).toMatchObject({ code: 'validity.unreadable', problems: [{ pointer: '/validUntil' }] });
    }
    expect(judge({ validUntil: '2030-01-01T00:00:00' })).toMatchObject({ code: 'validity.current', problems: [{ code: 'validity.no-offset', pointer: '/validUntil' }] });
  });

  it('a property of the prototype is no date', () => {
    expect(judge(Object.create({ validUntil: '2000-01-01T00:00:00Z' }) as JsonObject).code).toBe('validity.undated');
  });
});
