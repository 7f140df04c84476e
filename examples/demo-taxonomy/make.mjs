// Writes the CSV files beside it: a small taxonomy of our own in the file format of ESCO's download, for the quick start and for tests. Nothing in it is from ESCO.
// node examples/demo-taxonomy/make.mjs
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const BASE = 'https://skills.example';
/** The same name has the same identifier, whenever and wherever it is made. */
const uuid = (name) => {
  const hex = createHash('sha256').update(`credlens demo taxonomy: ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

// Group | English, alternative names after / | German, likewise. A star marks knowledge.
const GROUPS = [['S1', 'working with data', 'mit Daten arbeiten'], ['S2', 'building software', 'Software entwickeln'], ['S3', 'working with people', 'mit Menschen arbeiten'], ['S4', 'making and repairing', 'herstellen und reparieren'], ['S5', 'caring for people', 'Menschen versorgen'], ['K1', 'languages and fields', 'Sprachen und Fachgebiete']];
const SKILLS = `S1|clean data sets/tidy up data/remove errors from data|Datensätze bereinigen/Daten aufräumen
S1|query databases/write database queries/SQL querying|Datenbanken abfragen/Datenbankabfragen schreiben
S1|visualise data/draw charts/data visualisation|Daten visualisieren/Diagramme zeichnen
S1|design surveys/plan questionnaires|Umfragen entwerfen/Fragebögen planen
S1|interpret statistics/read statistical results|Statistiken auswerten/statistische Ergebnisse lesen
S1|forecast demand/predict demand|Nachfrage vorhersagen/Bedarf prognostizieren
S1|protect personal data/data protection in practice|personenbezogene Daten schützen/Datenschutz umsetzen
S1|document measurements/keep measurement records|Messungen dokumentieren/Messprotokolle führen
S1|build spreadsheets/work with spreadsheets|Tabellenkalkulationen erstellen/mit Tabellen rechnen
S1|label training examples/annotate examples|Trainingsbeispiele kennzeichnen/Beispiele annotieren
S2|write unit tests/unit testing|Modultests schreiben/Unittests
S2|review code/code review|Quelltext begutachten/Codebegutachtung
S2|deploy web services/release web services|Webdienste bereitstellen/Webdienste ausrollen
S2|design programming interfaces/API design|Programmierschnittstellen entwerfen/Schnittstellenentwurf
S2|fix software defects/debug programs|Softwarefehler beheben/Programme entwanzen
S2|make pages accessible/web accessibility|Seiten barrierefrei gestalten/Barrierefreiheit im Web
S2|secure networks/network security|Netzwerke absichern/Netzwerksicherheit
S2|administer servers/server administration|Server verwalten/Serververwaltung
S2|program in Python/Python programming|in Python programmieren/Pythonprogrammierung
S2|program in Rust/Rust programming|in Rust programmieren/Rustprogrammierung
S2|train learning models/machine learning practice|lernende Modelle trainieren/maschinelles Lernen anwenden
S3|lead a team/team leadership|ein Team führen/Teamleitung
S3|work in mixed teams/teamwork|in gemischten Teams arbeiten/Teamarbeit
S3|chair meetings/run meetings|Besprechungen leiten/Sitzungen führen
S3|settle disputes/mediate between parties|Streit schlichten/zwischen Parteien vermitteln
S3|present to an audience/give talks|vor Publikum vortragen/Vorträge halten
S3|advise customers/customer advice|Kundschaft beraten/Kundenberatung
S3|negotiate prices/price negotiation|Preise verhandeln/Preisverhandlung
S3|plan projects/project planning|Projekte planen/Projektplanung
S3|write reports/report writing|Berichte schreiben/Berichte verfassen
S3|teach adults/adult teaching|Erwachsene unterrichten/Erwachsenenbildung
S3|coach trainees/guide apprentices|Auszubildende anleiten/Lehrlinge betreuen
S3|interview applicants/job interviewing|Bewerberinnen und Bewerber befragen/Bewerbungsgespräche führen
S4|weld steel/steel welding|Stahl schweißen/Stahlschweißen
S4|solder circuit boards/board soldering|Leiterplatten löten/Platinen löten
S4|machine metal parts/metal machining|Metallteile zerspanen/Metallbearbeitung
S4|operate forklifts/drive forklift trucks|Gabelstapler bedienen/Stapler fahren
S4|maintain wind turbines/wind turbine upkeep|Windkraftanlagen warten/Wartung von Windrädern
S4|install solar panels/fit photovoltaic modules|Solarmodule montieren/Photovoltaik einbauen
S4|bake bread/bread making|Brot backen/Brotherstellung
S4|sew garments/garment sewing|Kleidungsstücke nähen/Bekleidung nähen
S4|paint facades/paint outside walls|Fassaden streichen/Außenwände streichen
S4|repair bicycles/bicycle repair|Fahrräder reparieren/Fahrradreparatur
S4|lay floor tiles/floor tiling|Bodenfliesen verlegen/Fliesenlegen
S4|inspect electrical systems/check wiring|elektrische Anlagen prüfen/Verkabelung prüfen
S5|give first aid/first aid|Erste Hilfe leisten/Erste Hilfe
S5|dress wounds/wound care|Wunden verbinden/Wundversorgung
S5|measure blood pressure/take blood pressure|Blutdruck messen/Blutdruckmessung
S5|plan balanced meals/meal planning|ausgewogene Mahlzeiten planen/Speiseplanung
S5|support people with dementia/dementia support|Menschen mit Demenz begleiten/Demenzbegleitung
S5|keep rooms hygienic/room hygiene|Räume hygienisch halten/Raumhygiene
S5|look after small children/child care|kleine Kinder betreuen/Kinderbetreuung
K1|German/German language*|Deutsch/deutsche Sprache
K1|English/English language*|Englisch/englische Sprache
K1|Polish sign language/sign language of Poland*|polnische Gebärdensprache/Gebärdensprache Polens
K1|employment law/labour law*|Arbeitsrecht/Recht der Arbeit
K1|food safety rules/food hygiene rules*|Regeln der Lebensmittelsicherheit/Lebensmittelhygiene
K1|circular economy/closed material loops*|Kreislaufwirtschaft/geschlossene Stoffkreisläufe
K1|typography/lettering design*|Typografie/Schriftgestaltung
K1|optics/science of light*|Optik/Lehre vom Licht`.split('\n').map((line) => {
  const [group, en = '', de = ''] = line.split('|');
  return { group, knowledge: en.endsWith('*'), en: en.replace('*', '').split('/'), de: de.split('/') };
});
const skill = (name) => `${BASE}/skill/${uuid(name)}`;
const groupUri = (code) => `${BASE}/group/${code}`;
const OCCUPATIONS = [
  ['data steward', 'Datenverwalter/Datenverwalterin', ['clean data sets', 'query databases', 'protect personal data'], ['visualise data', 'write reports']],
  ['workshop trainer', 'Werkstattausbilder/Werkstattausbilderin', ['coach trainees', 'machine metal parts', 'give first aid'], ['weld steel', 'plan projects']],
];
const RELATED = [['lead a team', 'optional', 'chair meetings'], ['plan projects', 'essential', 'write reports'], ['dress wounds', 'essential', 'keep rooms hygienic'], ['deploy web services', 'optional', 'administer servers'], ['visualise data', 'essential', 'interpret statistics']];

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const write = (name, header, rows) => writeFileSync(new URL(name, import.meta.url), [header, ...rows].map((row) => row.map(cell).join(',')).join('\n') + '\n');
const HEADER = ['conceptType', 'conceptUri', 'skillType', 'reuseLevel', 'preferredLabel', 'altLabels', 'hiddenLabels', 'status', 'modifiedDate', 'scopeNote', 'definition', 'inScheme', 'description'];
for (const language of ['en', 'de']) {
  write(`skills_${language}.csv`, HEADER, SKILLS.map(({ knowledge, group, en, [language]: labels }) =>
    ['KnowledgeSkillCompetence', skill(en[0]), knowledge ? 'knowledge' : 'skill/competence', group === 'S3' ? 'transversal' : 'cross-sector', labels[0], labels.slice(1).join('\n'), '', 'released', '', '', '', `${BASE}/scheme`, '']));
  write(`skillGroups_${language}.csv`, ['conceptType', 'conceptUri', 'preferredLabel', 'altLabels', 'status', 'code'], GROUPS.map(([code, en, de]) => ['SkillGroup', groupUri(code), language === 'en' ? en : de, '', 'released', `demo-${code}`]));
  write(`occupations_${language}.csv`, ['conceptType', 'conceptUri', 'preferredLabel', 'altLabels', 'status'], OCCUPATIONS.map(([en, de]) => ['Occupation', `${BASE}/occupation/${uuid(en)}`, language === 'en' ? en : de.split('/')[0], language === 'en' ? '' : de.split('/').slice(1).join('\n'), 'released']));
}
write('broaderRelationsSkillPillar_en.csv', ['conceptType', 'conceptUri', 'broaderType', 'broaderUri'], SKILLS.map(({ group, en }) => ['KnowledgeSkillCompetence', skill(en[0]), 'SkillGroup', groupUri(group)]));
write('skillSkillRelations_en.csv', ['originalSkillUri', 'originalSkillType', 'relationType', 'relatedSkillType', 'relatedSkillUri'], RELATED.map(([from, relation, to]) => [skill(from), 'skill/competence', relation, 'skill/competence', skill(to)]));
write('occupationSkillRelations_en.csv', ['occupationUri', 'relationType', 'skillType', 'skillUri'], OCCUPATIONS.flatMap(([name, , essential, optional]) =>
  [...essential.map((each) => ['essential', each]), ...optional.map((each) => ['optional', each])].map(([relation, each]) => [`${BASE}/occupation/${uuid(name)}`, relation, 'skill/competence', skill(each)])));
