import type { ServicePeriod } from './types.js';

/** 1 July 2016 in Brussels: Regulation (EU) 910/2014 applies. */
export const EIDAS = 1_467_324_000_000;

/** The span of a service's history that an instant falls into; `undefined` before it was listed, and while it was a service of another kind. A span begins with its first instant and ends before the next one's. */
export function periodAt(periods: readonly ServicePeriod[], at: number): ServicePeriod | undefined {
  const period = periods.find(({ from }) => Date.parse(from) <= at);
  return period && (period.until === undefined || at < Date.parse(period.until)) ? period : undefined;
}

export const isSinceEidas = ({ from }: ServicePeriod): boolean => Date.parse(from) >= EIDAS;

/** The statuses that make what a service issues qualified (TS 119 615 section 4.4): `granted` since eIDAS; before, under supervision or accredited by the member state. */
export function isGranted(period: ServicePeriod): boolean {
  return isSinceEidas(period) ? period.status === 'granted' : ['undersupervision', 'supervisionincessation', 'accredited'].includes(period.status);
}

/** The statuses in which a service is in operation and answered for, at whatever level (TS 119 612 section 5.5.4). */
const STANDING: readonly ServicePeriod['status'][] = ['granted', 'recognisedatnationallevel', 'undersupervision', 'supervisionincessation', 'accredited', 'setbynationallaw'];

/** Whether a service was answered for at a time, qualified or not. After it was withdrawn nobody says what happened to its key. */
export function standsAt(periods: readonly ServicePeriod[], at: number): boolean {
  const period = periodAt(periods, at);
  return period !== undefined && period.unusable !== true && STANDING.includes(period.status);
}
