import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRequirements } from './read-requirements.js';
import type { JobRequirements } from './requirement.js';

const U = '5fd5c985-eaaa-47aa-8314-62359c54505a';
const ESCO = `http://data.europa.eu/esco/skill/${U}`;

/** `required en:Python esco:… 3/5` of each; what waits for a person ends in `?`. */
const brief = ({ requirements }: JobRequirements) => requirements.map(({ importance, label, identifiers, level, confirmed }) => [
  importance, Object.entries(label).map(([language, text]) => `${language}:${text}`).join(' '), ...identifiers.map(({ id }) => id), ...(level ? [`${level.ordinal ?? ''}/${level.of ?? ''} ${level.label ?? ''}`.trim()] : []),
].join(' ') + (confirmed ? '' : ' ?'));
const codes = ({ notices }: JobRequirements) => notices.map(({ code, source }) => `${code} ${source}`);

describe('schema.org JobPosting', () => {
  const posting = {
    '@context': 'https://schema.org', '@type': 'JobPosting', title: 'Data engineer', inLanguage: 'en', identifier: { '@type': 'PropertyValue', value: 'job-7' },
    skills: [{ '@type': 'DefinedTerm', '@id': ESCO, name: 'develop digital content', inDefinedTermSet: 'http://data.europa.eu/esco/concept-scheme/skills' }, 'Python, SQL', { '@type': 'DefinedTerm', name: 'Groups', termCode: 'S1.2.3', inDefinedTermSet: { name: 'ESCO' } }],
    relevantOccupation: { '@type': 'Occupation', occupationalCategory: { codeValue: '15-1252.00' } }, qualifications: 'You must have experience with Rust. Knowledge of Go is preferred.',
  };
  it('gives its skills, and the clauses of its prose for a person to confirm', () => {
    const read = readRequirements(posting);
    expect(read.job).toEqual({ id: 'job-7', title: { en: 'Data engineer' }, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(brief(read)).toEqual([`required en:develop digital content esco:skill/${U}`, 'required en:Python', 'required en:SQL', 'required en:Groups esco:group/S1.2.3', 'required en:Rust ?', 'preferred en:Go ?']);
    expect(codes(read)).toEqual(['importance-assumed /skills', 'not-a-skill /relevantOccupation']);
  });
  it('is found in a graph, in a text, and in the script of a page, and is the same there', () => {
    const page = `<html><head><script type="application/ld+json">{"@type":"Organization"}</script><script type='application/ld+json'>${JSON.stringify({ '@graph': [{ '@type': 'WebPage' }, posting] })}</script></head><body><h2>Requirements</h2><ul><li>Ruby</li></ul></body></html>`;
    for (const input of [{ '@graph': [posting] }, JSON.stringify([posting]), page]) expect(brief(readRequirements(input))).toEqual(brief(readRequirements(posting)));
    expect(readRequirements(page).requirements[0]?.source).toBe('/@graph/1/skills/0');
  });
  it('names an occupation or a malformed identifier: said, and no skill', () => {
    const read = readRequirements({ '@type': 'JobPosting', skills: [{ '@id': 'http://data.europa.eu/esco/isco/C7121', name: 'Roofers' }, { '@id': 'http://data.europa.eu/esco/skill/x', name: 'Y' }, { name: '' }] });
    expect(brief(read)).toEqual(['required und:Y']);
    expect(codes(read)).toEqual(['not-a-skill /skills/0', 'identifier-malformed /skills/1', 'importance-assumed /skills', 'no-label /skills/2']);
  });
});

describe('HR Open', () => {
  it('PositionCompetency: levels, weight and evidence that are wanted', () => {
    const read = readRequirements({ JobPosting: { positionTitle: 'Nurse', competencies: [
      { competencyName: 'Triage', competencyIds: [{ value: ESCO }], weight: 3, requiredProficiencyLevel: { scoreNumeric: 3, name: 'Advanced' }, desiredProficiencyLevel: 5, competencyEvidenceRequirement: 'A certificate or an exam' },
      { competencyName: 'Wound care', desiredProficiencyLevel: 2 }, 'Empathy', { competencyName: 'EQF', competencyIds: ['http://data.europa.eu/snb/eqf/6'] },
    ], licenses: [{ name: 'RN' }] } });
    expect(brief(read)).toEqual([`required und:Triage esco:skill/${U} 3/ Advanced`, `preferred und:Triage esco:skill/${U} 5/`, 'preferred und:Wound care 2/', 'required und:Empathy']);
    expect(read.requirements[0]).toMatchObject({ weight: 3, evidence: ['assessed', 'certified'], source: '/JobPosting/competencies/0', origin: 'structured', confirmed: true });
    expect(codes(read)).toEqual(['importance-assumed /JobPosting/competencies/2', 'not-a-skill /JobPosting/competencies/3', 'not-a-skill /JobPosting/licenses/0']);
  });
  const collection = { targetType: 'Job', identifier: 'j1', proficiencyScale: 'https://scale.example/4', assertions: [{ skill: { id: ESCO, name: 'SQL' }, proficiencyLevel: { name: 'Advanced', rank: 4 } }] };
  it('SkillAssertionCollection of a job, alone or inside one, and none of a person', () => {
    expect(readRequirements(collection).requirements[0]).toMatchObject({ label: { und: 'SQL' }, level: { scale: 'https://scale.example/4', ordinal: 4, label: 'Advanced' }, source: '/assertions/0' });
    expect(readRequirements({ job: { jobId: '7', title: 'Dev', skills: collection, socInfo: [{ socCodeValue: '15-1252' }] } })).toMatchObject({ job: { id: '7' }, requirements: [{ source: '/job/skills/assertions/0' }], notices: [{ code: 'importance-assumed' }, { code: 'not-a-skill', text: '15-1252' }] });
    expect(readRequirements({ ...collection, targetType: 'Person' })).toMatchObject({ job: {}, requirements: [], notices: [{ code: 'unreadable', text: 'Person' }] });
  });
  it('a level without a scale is of this posting alone, and an identifier survives what else changes', () => {
    const [one, other] = ['A', 'B'].map((title) => readRequirements({ title, competencies: [{ competencyName: 'X', requiredProficiencyLevel: 2 }] }).requirements[0]);
    expect(one?.level?.scale).not.toBe(other?.level?.scale);
    expect(one?.id).toBe(other?.id);
  });
});

describe('tables', () => {
  it('are read by the names of their columns, with what spreadsheets write', () => {
    const read = readRequirements(`\u{feff}Skill;Required;Level;URI;Weight\r\nPython;yes;3/5;;2\r\n"C; ""C++""";no;;${ESCO};\r\n;;;;\r\nRoofer;;;http://data.europa.eu/esco/isco/C7121;\r\n`);
    expect(brief(read)).toEqual(['required und:Python 3/5', `preferred und:C; "C++" esco:skill/${U}`]);
    expect(codes(read).map((code) => code.split(' ')[0])).toEqual(['not-a-skill']);
    expect(read.requirements[0]).toMatchObject({ weight: 2, origin: 'structured', source: expect.stringMatching(/^chars:\d+-\d+$/) as string });
  });
  it('whose header names nothing are a text, unless somebody says otherwise', () => {
    expect(readRequirements('colour,size\nred,3').requirements).toEqual([]);
    expect(codes(readRequirements('colour,size\nred,3', { as: 'csv' }))).toEqual(['unreadable ']);
  });
});

describe('prose', () => {
  it.each([
    ['en', 'About us\nWe love Cobol. You must love it too.\n\nWhat you will do\n- Build in Perl\n\nRequirements:\n- 5+ years of experience with Python, SQL and Docker\n- Strong knowledge of Kubernetes (EKS or GKE)\n- Bachelor\'s degree\n- Experience with Kafka is a plus\n- Java or Kotlin\n\nNice to have\n* Terraform\n\nBenefits\n- Fruit\n\nWe are an equal opportunity employer.',
      ['required en:Python ?', 'required en:SQL ?', 'required en:Docker ?', 'required en:Kubernetes (EKS or GKE) ?', 'preferred en:Kafka ?', 'required en:Java or Kotlin ?', 'preferred en:Terraform ?']],
    ['de', 'Deine Aufgaben\n- Cobol pflegen\n\nDein Profil\n- Sehr gute Kenntnisse in Java und Spring\n- Erfahrung mit Docker ist von Vorteil\n- Abgeschlossenes Studium\n\nWir bieten\n- Obst', ['required de:Java ?', 'required de:Spring ?', 'preferred de:Docker ?']],
    ['es', 'Funciones\n- Cobol\n\nRequisitos\n- Experiencia en contabilidad\n- Conocimientos de SAP\n- Inglés avanzado (deseable)\n\nOfrecemos\n- Fruta', ['required es:contabilidad ?', 'required es:SAP ?', 'preferred es:Inglés avanzado ?']],
    ['fr', 'Vos missions\n- Cobol\n\nProfil recherché\n- Maîtrise de Python\n- Expérience en gestion de projet\n- Une connaissance de R serait un plus\n\nAvantages\n- Fruits', ['required fr:Python ?', 'required fr:gestion de projet ?', 'preferred fr:R ?']],
  ])('%s: sections and wording tell what is required, preferred, and nobody\'s skill', (_language, text, wanted) => {
    const read = readRequirements(text);
    expect(brief(read)).toEqual(wanted);
    for (const { source, origin } of read.requirements) {
      const [from = 0, to = 0] = source.slice('chars:'.length).split('-').map(Number);
      expect([origin, text.slice(from, to).length]).toEqual(['extracted', to - from]);
    }
    // The place holds the words.
    const [from = 0, to = 0] = read.requirements[0]!.source.slice('chars:'.length).split('-').map(Number);
    expect(text.slice(from, to)).toContain(Object.values(read.requirements[0]!.label)[0]);
  });
  it('of a page is read without its scripts, styles and menus, with its entities, and its places are of the page', () => {
    const html = '<nav><h2>Requirements</h2><li>Menu</li></nav><style>li{}</style><p><strong>Requirements</strong></p><ul><li>R&amp;D of <b>Caf&eacute;</b> machines<script>Requirements: evil()</script></li></ul><!-- <li>hidden</li> --><h3>Benefits</h3><li>Fruit</li>';
    const read = readRequirements(html);
    expect(brief(read)).toEqual(['required en:R&D of Café machines ?']);
    const [from = 0, to = 0] = read.requirements[0]!.source.slice('chars:'.length).split('-').map(Number);
    expect(html.slice(from, to)).toBe('R&amp;D of <b>Caf&eacute;</b> machines');
  });
  it('outside any section is read only where it says that it asks, and that it is required is assumed', () => {
    const read = readRequirements('Our office is by the sea.\nKnowledge of tides\nFree parking');
    expect([brief(read), codes(read).map((code) => code.split(' ')[0])]).toEqual([['required en:tides ?'], ['importance-assumed']]);
  });
});

describe('readRequirements', () => {
  const input = fc.oneof(
    fc.string(), fc.jsonValue().map((value) => value as string | object), fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.array(fc.constantFrom('<li>', '</li>', '<', '>', '<script', '<!--', 'Requirements', '\n', '- ', 'Python', ',', ';', '"', '&#x41;', '&', 'skill', '{', '[', ' or ', '. ', 'Benefits', '<b>', '5 years'), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.record({ '@type': fc.constant('JobPosting'), 'skills': fc.jsonValue(), 'qualifications': fc.jsonValue(), 'title': fc.jsonValue(), 'identifier': fc.jsonValue(), 'description': fc.jsonValue() }),
    fc.record({ competencies: fc.array(fc.record({ competencyName: fc.jsonValue(), competencyIds: fc.jsonValue(), weight: fc.jsonValue(), requiredProficiencyLevel: fc.jsonValue(), required: fc.jsonValue() })), skills: fc.record({ assertions: fc.array(fc.jsonValue()) }) }),
  );
  it('never throws, says the same twice, and gives each requirement one identifier', () => {
    fc.assert(fc.property(input, (posting) => {
      const read = readRequirements(posting);
      expect(readRequirements(posting)).toEqual(read);
      expect(new Set(read.requirements.map(({ id }) => id)).size).toBe(read.requirements.length);
      expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      for (const { origin, confirmed, source } of read.requirements) {
        expect(confirmed).toBe(origin === 'structured');
        expect(source).toMatch(/^(?:|(?:\/.*)|chars:\d+-\d+)$/s);
      }
    }), { numRuns: 600 });
  }, 60_000);
  it('is bounded: by number, depth, size, circles and getters that throw', () => {
    const many = readRequirements({ '@type': 'JobPosting', skills: Array.from({ length: 900 }, (_, index) => `Skill ${index}`) });
    expect(many.requirements).toHaveLength(500);
    expect(codes(many).at(-1)).toMatch(/^too-many /);
    const circle: Record<string, unknown> = { '@type': 'JobPosting', 'skills': 'Go' };
    circle['skills'] = [circle, 'Go'];
    expect(codes(readRequirements(circle))).toContain('too-many ');
    expect(codes(readRequirements({ get skills(): string { throw new Error('no'); } }))).toEqual(['unreadable ']);
    expect(codes(readRequirements('x'.repeat(1_000_001)))).toEqual(['unreadable ']);
    expect(readRequirements(`${'['.repeat(500_000)}`).requirements).toEqual([]);
    expect(readRequirements('<p '.repeat(300_000)).requirements).toEqual([]);
    expect(readRequirements(`<h2>Requirements</h2>${'<li>a. '.repeat(100_000)}`).requirements.length).toBeLessThanOrEqual(500);
    expect(codes(readRequirements('{"a":1', { as: 'json' }))).toEqual(['unreadable ']);
    expect(codes(readRequirements({ a: 1 }))).toEqual(['unreadable ']);
    expect(Object.is(readRequirements({ competencies: [{ competencyName: 'X', weight: -0 }] }).requirements[0]?.weight, 0)).toBe(true);
  }, 60_000);
});
