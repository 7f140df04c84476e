import { certificate, type CertificateOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../x509/certificate.js';
import type { Certificate } from '../x509/types.js';
import { meets, qualifiersFor } from './criteria.js';
import type { Criteria, ServicePeriod } from './types.js';

async function made(options: Partial<CertificateOptions> = {}): Promise<Certificate> {
  const { certificate: der } = await certificate({ subject: { C: 'XX', O: 'Example', organizationIdentifier: 'VATXX-1' }, from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', keyUsage: ['nonRepudiation'], ...options });
  return parseCertificate(der)!;
}

describe('TS 119 612 section 5.5.9.2.2: criteria', () => {
  const yes: Criteria = { assert: 'all', keyUsage: [{ bits: { nonRepudiation: true } }] };
  const no: Criteria = { assert: 'all', keyUsage: [{ bits: { digitalSignature: true } }] };
  const unknown: Criteria = { assert: 'all', unknown: true };

  it.each([
    ['all: of one that is met', { assert: 'all', nested: [yes] }, true], ['all: of two, one of them not met', { assert: 'all', nested: [yes, no] }, false],
    ['atLeastOne: one of two', { assert: 'atLeastOne', nested: [no, yes] }, true], ['atLeastOne: none of two', { assert: 'atLeastOne', nested: [no, no] }, false],
    ['none: none of two', { assert: 'none', nested: [no, no] }, true], ['none: one of two', { assert: 'none', nested: [no, yes] }, false],
    ['not understood', unknown, undefined], ['all: not understood, and another not met', { assert: 'all', nested: [unknown, no] }, false], ['all: not understood, and another met', { assert: 'all', nested: [unknown, yes] }, undefined],
    ['atLeastOne: not understood, and another met', { assert: 'atLeastOne', nested: [unknown, yes] }, true], ['atLeastOne: not understood, and another not met', { assert: 'atLeastOne', nested: [unknown, no] }, undefined],
    ['none: not understood, and another met', { assert: 'none', nested: [unknown, yes] }, false], ['none: not understood, and another not met', { assert: 'none', nested: [unknown, no] }, undefined],
  ] as const)('%s', async (_name, criteria, expected) => expect(meets(criteria as Criteria, await made())).toBe(expected));

  it('KeyUsage: each bit as stated, those that must not be set too', async () => {
    const both = await made({ keyUsage: ['nonRepudiation', 'digitalSignature'] });
    expect(meets({ assert: 'all', keyUsage: [{ bits: { nonRepudiation: true, digitalSignature: false } }] }, both)).toBe(false);
    expect(meets({ assert: 'all', keyUsage: [{ bits: { nonRepudiation: true, digitalSignature: false } }] }, await made())).toBe(true);
    expect(meets({ assert: 'all', keyUsage: [{ bits: { crlSign: true } }] }, await made({ keyUsage: ['cRLSign'] }))).toBe(true);
  });
  it('PolicySet: all of its policies', async () => {
    const two = await made({ policies: ['1.2.3', '1.2.4'] });
    expect(meets({ assert: 'all', policySets: [['1.2.3', '1.2.4']] }, two)).toBe(true);
    expect(meets({ assert: 'all', policySets: [['1.2.3', '1.2.5']] }, two)).toBe(false);
    expect(meets({ assert: 'all', policySets: [['1.2.3']] }, await made())).toBe(false);
  });
  it('ExtendedKeyUsage: all of its purposes', async () => {
    const purposes = await made({ extendedKeyUsage: ['emailProtection'] });
    expect(meets({ assert: 'all', extendedKeyUsage: [['1.3.6.1.5.5.7.3.4']] }, purposes)).toBe(true);
    expect(meets({ assert: 'all', extendedKeyUsage: [['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.2']] }, purposes)).toBe(false);
  });
  it('CertSubjectDNAttribute: the attributes that the subject has', async () => {
    expect(meets({ assert: 'all', subjectAttributes: [['2.5.4.97']] }, await made())).toBe(true);
    expect(meets({ assert: 'all', subjectAttributes: [['2.5.4.97', '2.5.4.4']] }, await made())).toBe(false);
  });
});

describe('TS 119 612 section 5.5.9.2.3: qualifiers', () => {
  const period = (qualifications: ServicePeriod['qualifications']): ServicePeriod => ({ from: '2020-01-01T00:00:00Z', status: 'granted', information: [], qualifications });
  it('of the elements whose criteria are met, together', async () => {
    const met: Criteria = { assert: 'all', keyUsage: [{ bits: { nonRepudiation: true } }] };
    expect([...qualifiersFor(period([{ qualifiers: ['QCForESeal'], criteria: met }, { qualifiers: ['NotQualified'], criteria: { ...met, assert: 'none' } }, { qualifiers: ['QCWithQSCD'], criteria: met }]), await made())!]).toEqual(['QCForESeal', 'QCWithQSCD']);
  });
  it('none can be told where one element is not understood: it might be the one that takes the qualification away', async () => {
    expect(qualifiersFor(period([{ qualifiers: ['NotQualified'], criteria: { assert: 'all', unknown: true } }]), await made())).toBeUndefined();
  });
});
