import { matchSkills, type MatchReport } from '@credlens/ats-adapter';
import { claim, evidence, job, LITTLE, wanted } from '../../test/skills/match-world.js';

const AT = '2026-08-22T00:00:00Z';

const asked = job(
  wanted('a', { en: 'Python', de: 'Python' }, ['esco:skill/py']),
  wanted('b', { en: 'computer programming', de: 'Programmieren' }, ['esco:skill/prog'], { level: { scale: 'digcomp', ordinal: 4, label: 'level 4' } }),
  wanted('c', { en: 'analyse data', de: 'Daten auswerten' }, ['esco:skill/data']),
  wanted('d', { en: 'SQL' }, ['esco:skill/sql']),
  wanted('e', { en: 'use version control' }, ['esco:skill/git'], { importance: 'preferred' }),
  wanted('f', { en: 'coding' }, [], { importance: 'preferred', confirmed: false, origin: 'extracted' }),
);

const claims = [
  claim('1', { en: 'Python', de: 'Python' }, ['esco:skill/py'], { source: { credential: 's1', field: 'alignment', pointer: '/credentialSubject/achievement/alignment/0', title: { en: 'Data Science Fundamentals', de: 'Grundlagen der Datenwissenschaft' } }, level: { scale: 'digcomp', ordinal: 3, label: 'level 3' } }),
  claim('2', { en: 'analyse big data' }, [], { evidence: evidence({ recognised: 'not-asked' }), source: { credential: 's2', field: 'tag', pointer: '/tag/0', title: { en: 'Summer School' } } }),
  claim('3', { en: 'SQL' }, ['esco:skill/sql'], { evidence: evidence({ verdict: 'invalid', current: 'no' }), source: { credential: 's3', field: 'alignment', pointer: '/a', title: { en: 'Databases' } } }),
  claim('4', { en: 'Basket weaving' }, []),
];

/** Match reports of a small world, made by the matcher itself. */
export const matchReports: Record<'several' | 'nothing' | 'hostile', MatchReport> = {
  several: await matchSkills({ job: asked, claims, taxonomies: [LITTLE], at: AT }),
  nothing: await matchSkills({ job: asked, claims: [], taxonomies: [LITTLE], at: AT }),
  hostile: await matchSkills({
    job: job(wanted('x', { en: '<img src=x onerror="pwned=1"> \u202Egnimmargorp' })), at: AT, taxonomies: [LITTLE],
    claims: [claim('1', { en: '<img src=x onerror="pwned=1"> \u202Egnimmargorp' }, [], { source: { credential: 's', field: 'tag', pointer: '/t', title: { en: '<script>pwned = 1</script>' } } })],
  }),
};
