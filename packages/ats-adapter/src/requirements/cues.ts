// By what words postings are divided and say what they ask for: English, German, Spanish and French. Words are facts of those languages; the tables are our own.

export type Section = 'required' | 'preferred' | 'skip';

interface Cue { language: 'en' | 'de' | 'es' | 'fr'; words: RegExp }
const cue = (language: Cue['language'], words: RegExp): Cue => ({ language, words });

/** The first that fits counts: what is welcome is often called a qualification too. */
const HEADINGS: readonly (readonly [Section, readonly Cue[]])[] = [
  ['preferred', [
    cue('en', /nice[ -]to[ -]haves?|preferred|bonus|desirable|desired|good to have|advantageous|\bpluses\b|(?:is|are) a plus|would be great/i), cue('de', /von vorteil|wünschenswert|idealerweise|das wäre (?:toll|super)|pluspunkte|gern(?:e)? gesehen|nice[ -]to[ -]have/i),
    cue('es', /deseable|valorable|se valorar[áa]|plus|opcional/i), cue('fr', /souhait[ée]|serait un plus|les plus\b|atouts?\b|appréci[ée]/i),
  ]],
  ['skip', [
    cue('en', /about (?:us|the (?:company|team|role|job)|[A-Z])|who we are|our (?:company|mission|values|story|culture|commitment|team)|benefits|perks|we offer|what(?: we|['’]s in it| you(?:['’]ll| will) get)|compensation|salary|equal (?:opportunity|employment)|diversity|inclusion|how to apply|application|privacy|contact|responsibilit|duties|what you(?:['’]ll| will) (?:do|be doing)|your (?:role|tasks|mission)|day[ -]to[ -]day|location|accommodation/i),
    cue('de', /über uns|wir bieten|(?:unser|das) angebot|benefits|was wir bieten|(?:deine|ihre|die|unsere)? ?aufgaben|tätigkeit|bewerbung|kontakt|chancengleichheit|vielfalt|datenschutz|wer wir sind|vergütung|darauf (?:kannst|können)|das erwartet (?:dich|sie)|standort/i),
    cue('es', /sobre nosotros|quiénes somos|ofrecemos|beneficios|funciones|responsabilidades|tareas|igualdad|diversidad|cómo (?:aplicar|postular)|contacto|salario|condiciones|la empresa/i),
    cue('fr', /à propos|qui sommes[ -]nous|nous (?:vous )?offrons|(?:nos )?avantages|(?:vos |les )?missions?|responsabilités|égalité|diversité|candidature|postuler|contact|rémunération|l['’]entreprise|vos tâches/i),
  ]],
  ['required', [
    cue('en', /requirements?|qualifications?|must[ -]haves?|what you(?:['’]ll| will)? (?:bring|need|have)|you (?:have|bring|are)|your (?:profile|skills|background|experience)|who you are|skills?|competenc|knowledge|experience|looking for|minimum|essential|technologies|tech stack/i),
    cue('de', /anforderung|profil|qualifikation|voraussetzung|kenntnisse|das bringst du mit|was du mitbring|(?:das )?bringen sie mit|was sie mitbringen|muss[- ]kriterien|fähigkeiten|kompetenzen|das solltest du|erfahrung/i),
    cue('es', /requisitos|perfil|qué buscamos|buscamos|conocimientos|imprescindible|habilidades|competencias|experiencia|se requiere/i), cue('fr', /profil|compétences|pr[ée][- ]?requis|exigences|qualifications|connaissances|savoir|expérience|vous (?:avez|êtes)/i),
  ]],
];

export function sectionOf(heading: string): { section: Section; language: string } | undefined {
  const text = heading.slice(0, 200);
  for (const [section, cues] of HEADINGS) {
    const found = cues.find(({ words }) => words.test(text));
    if (found) return { section, language: found.language };
  }
  return undefined;
}

const WELCOME: readonly RegExp[] = [
  /\b(?:is|are|as|would be|considered) (?:a|an) (?:plus|bonus|advantage|asset)\b|\bnice to have\b|\bpreferred\b|\bpreferably\b|\bideally\b|\bdesirable\b|\badvantageous\b|\bdesired\b|\boptional(?:ly)?\b|\ba plus\b/i,
  /von vorteil|wünschenswert|idealerweise|ein plus|vorteilhaft|gern(?:e)? gesehen|optional/i, /deseable|se valorará|valorable|un plus|preferiblemente|opcional/i, /souhait(?:é|able)|serait un plus|un plus|appréci(?:é|able)|idéalement|de préférence|un atout/i,
];
const NEEDED: readonly RegExp[] = [/\bmust\b|\brequired\b|\bmandatory\b|\bessential\b|\bnecessary\b/i, /zwingend|erforderlich|\bmuss\b|unbedingt|notwendig|vorausgesetzt/i, /imprescindible|obligatori[oa]|indispensable|necesari[oa]|se requiere/i, /exig(?:é|ée)s?|requis|obligatoire|indispensable|impératif|nécessaire/i];

export function importanceIn(clause: string): 'required' | 'preferred' | undefined {
  return WELCOME.some((words) => words.test(clause)) ? 'preferred' : NEEDED.some((words) => words.test(clause)) ? 'required' : undefined;
}

/** What begins a statement of what somebody can, outside any section that says so; and what is taken away so that the skill is left. */
const LEADS: readonly Cue[] = [
  cue('en', /^(?:(?:you|candidates?|applicants?) (?:must |should |will |need to )?(?:have|bring|be|are|know|possess)\s+|must have\s+)?(?:(?:(?:strong|solid|good|excellent|proven|deep|basic|working|hands[- ]on|practical|professional|demonstrated|in[- ]depth|extensive|sound|advanced|prior|some|relevant|(?:at least|minimum(?: of)?|\d+\s*\+?)?\s*\d*\+?\s*(?:or more )?years?(?:['’])?(?: of)?)\s+(?:and\s+)?)*)(?:experience (?:with|in|of|using|working with)|working experience (?:with|in)|knowledge (?:of|in)|understanding of|familiarity with|familiar with|proficien(?:cy|t) (?:in|with)|skilled (?:in|at)|skills in|expertise (?:in|with)|command of|background in|ability to|able to|capable of|fluen(?:cy|t) in|competen(?:ce|t) (?:in|with)|comfortable with|certified in|must (?:know|have|be able to)|required:)\s+/i),
  cue('de', /^(?:(?:sehr |fundierte |gute |sehr gute |erste |mehrjährige |praktische |solide |ausgeprägte |fließende |sichere[rs]? |umfangreiche |einschlägige |nachweisliche |verhandlungssichere )*)(?:(?:berufs)?erfahrung(?:en)? (?:mit|in|im|als|bei)|kenntnisse (?:in|im|von|der|mit)|umgang mit|verständnis (?:von|für)|wissen (?:in|über)|vertraut(?:heit)? mit|beherrschung von|du (?:hast|kannst|beherrschst)|sie (?:haben|können|beherrschen)|fähigkeit,?)\s+/i),
  cue('es', /^(?:(?:sólidos |buenos |amplios |amplia |sólida |mínimo |al menos |\d+\s*\+?\s*años de )*)(?:experiencia (?:en|con|de)|conocimientos? (?:de|en|sobre)|dominio (?:de|del)|manejo (?:de|del)|capacidad (?:de|para)|habilidad(?:es)? (?:de|para|en)|nivel (?:alto|avanzado|medio) (?:de|en))\s+/i),
  cue('fr', /^(?:(?:bonnes? |solides? |excellentes? |première |une |de |au moins |\d+\s*ans d['’])*)(?:expérience (?:en|avec|dans|de|sur|du)|connaissances? (?:de|en|des|du|sur|d['’])|maîtrise (?:de|du|des|d['’])|compétences? (?:en|de)|capacité à|pratique (?:de|du|d['’])|aisance (?:avec|en)|vous maîtrisez|vous connaissez)\s*/i),
];

/** The clause without the words that only say that something is to be had; the language of those words. */
export function withoutLead(clause: string): { text: string; language: string } | undefined {
  for (const { language, words } of LEADS) {
    const lead = words.exec(clause)?.[0];
    if (lead !== undefined && clause.length > lead.length + 1) return { text: clause.slice(lead.length), language };
  }
  return undefined;
}

/** Said of the employer, of everybody's rights or of how to apply, in whatever section. */
const BOILERPLATE: readonly RegExp[] = [
  /equal (?:opportunity|employment)|regardless of|without regard to|\b(?:race|religion|gender identity|sexual orientation|disabilit(?:y|ies)|veteran status)\b|\bwe (?:are|offer|believe|welcome|encourage|provide)\b|\bour (?:company|team|mission|values)\b|\bapply (?:now|today|via)\b|accommodation|background check|\bcover letter\b|\bresume\b/i,
  /chancengleichheit|unabhängig von|geschlecht|behinderung|wir (?:sind|bieten|freuen)|unser (?:team|unternehmen)|\(?m\s*\/\s*w\s*\/\s*d\)?|bewirb dich|bewerbung/i,
  /igualdad de oportunidades|independientemente de|discapacidad|ofrecemos|somos una|nuestra empresa|envía tu/i, /égalité des chances|indépendamment de|handicap|nous (?:sommes|offrons|recherchons)|notre (?:équipe|entreprise)|postulez/i,
];
export const isBoilerplate = (clause: string): boolean => BOILERPLATE.some((words) => words.test(clause));

/** A degree, or years alone: facts that no skill of a taxonomy answers. */
const NO_SKILL = /\b(?:bachelor|master|ph\.?d|doctora|degree|diploma|graduat|abitur|hochschul|studium|studienabschluss|ausbildung|abschluss|título|titulación|licenciatura|grado en|diplôme|licence|bac ?\+ ?\d|ingénieur diplômé|driving licen[cs]e|führerschein|work permit|visa)/i;
const YEARS_ALONE = /^(?:at least |minimum(?: of)? |mindestens |mínimo |al menos |au moins )?\d+\s*\+?\s*(?:years?|jahre|años|ans)(?: of)?(?: (?:relevant |professional )?(?:work )?(?:experience|berufserfahrung|experiencia|d['’]expérience))?$/i;
export const isNoSkill = (clause: string): boolean => NO_SKILL.test(clause) || YEARS_ALONE.test(clause.trim());
