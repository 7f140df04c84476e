import { conformance, PROFILES, type Profile, type ProfileFinding, type Report } from './report/index.js';

/** A presentation conforms where every credential in it does and its holder is proved; what arrives as a file conforms by itself, and a learner record together with what is inside. */
function findingOf(profile: Profile, report: Report): ProfileFinding {
  if (report.subjects.length === 0) return conformance(profile, report, 'file');
  const presented = report.credential?.format === 'presentation';
  const record = report.credential?.format === 'clr-2' ? conformance(profile, report, 'file').misses : [];
  const misses = new Set([...record, ...report.subjects.flatMap((subject) => conformance(profile, subject, presented ? 'presentation' : 'file').misses)]);
  const holder = report.checks.find((check) => check.id === 'recipient.holder');
  if (profile.checks.includes('recipient.holder') && presented) {
    if (holder?.outcome === 'pass') misses.delete('recipient.holder');
    else misses.add('recipient.holder');
  }
  return { id: profile.id, conforms: misses.size === 0, misses: [...misses] };
}

/** Says which lines of a profile a report misses. The verdict stays what it is. */
export function withProfile(report: Report, id: string | undefined): Report {
  const profile = id === undefined ? undefined : PROFILES[id];
  return profile ? { ...report, profile: findingOf(profile, report) } : report;
}
