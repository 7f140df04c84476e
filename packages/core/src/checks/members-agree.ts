import type { Agreement, AgreementFact, AgreementFactId, AgreementStatus } from '../report/agreement.js';
import { CODES, type Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { JsonObject } from '../report/json.js';
import type { Params, Problem, Report } from '../report/report.js';
import { candidatesOf, meant, type Candidate } from './twins/candidates.js';
import { comparePair, worstStatus, type Pair } from './twins/compare.js';
import { hiddenHolder } from './twins/hidden.js';
import { pageWords } from './twins/page-words.js';
import type { Statement } from './twins/statement.js';
import { isSealedFile, statementsOf, statementsOfFile } from './twins/statements.js';

const FACTS: readonly AgreementFactId[] = ['identifier', 'title', 'holder', 'issuer', 'date', 'certificate'];

/** Every one is compared with every other. */
const MOST_TWINS = 32;
const MOST_VALUES = 200;
/** Of one fact, in one input. */
const MOST_STATEMENTS = 128;

/** What the report of an input leaves out: the document that was secured, for what is hidden in it, and the pages of a PDF. */
export interface Behind { document?: JsonObject; pages?: () => string }

/** One input: the credentials that it is or holds, and all that it says. */
interface Twin { report: Report; candidates: readonly Candidate[]; statements: readonly Statement[]; several: boolean }

const problem = (code: Code, params: Params, pointer?: string): Problem => ({ type: 'about:blank', code, ...(pointer === undefined ? {} : { pointer }), params, retryable: false });

/**
 * Do the forms of one award say the same? They must agree, in what identifies an award, so far that each belongs to the others: the same file, the same identifier, or the same title and holder. One fact that differs is enough to say no,
 * and what only one of them says is no agreement. It asserts nothing of whether what they say is true, and nothing where one of them does not hold by itself.
 * @param behind what stands behind the report of an input
 */
export async function membersAgree(subjects: readonly Report[], behind: (report: Report) => Behind | undefined = () => undefined): Promise<{ finding: Finding; agreement: Agreement }> {
  if (subjects.length > MOST_TWINS) return { finding: { code: 'members.too-many', params: { members: subjects.length, limit: MOST_TWINS } }, agreement: { facts: [], sameBytes: [] } };
  const twins = await readTwins(subjects, behind);
  const facts = FACTS.flatMap((fact): Compared[] => { const compared = compareFact(fact, twins); return compared ? [compared] : []; });
  const agreement: Agreement = { facts: facts.map(({ told }) => told), sameBytes: sameBytes(twins) };
  const pages = pageWords(twins.map(({ report, statements }) => ({ statements, pages: behind(report)?.pages })));
  if (pages.length > 0) agreement.pages = pages;
  return { finding: decide(twins, facts, agreement), agreement };
}

async function readTwins(subjects: readonly Report[], behind: (report: Report) => Behind | undefined): Promise<Twin[]> {
  const all = subjects.map(candidatesOf);
  const chosen = all.map((candidates, index) => meant(candidates, all.flatMap((others, other) => (other === index ? [] : others))));
  const open = chosen.map(({ candidates }, index) => [...candidates.flatMap((each) => statementsOf(each, index, isSealedFile(subjects[index]!))), ...statementsOfFile(subjects[index]!, index)]);
  const holders = open.flat().filter(({ fact, value }) => fact === 'holder' && value.ignored === undefined);
  return Promise.all(chosen.map(async ({ candidates, several }, index): Promise<Twin> => {
    const hidden = await Promise.all(candidates.map(async (each) => { const document = behind(each.report)?.document; return document ? hiddenHolder(each, document, index, holders) : []; }));
    return { report: subjects[index]!, candidates, several, statements: [...open[index]!, ...hidden.flat()] };
  }));
}

/** `cut`: some of them says it in more ways than are compared. */
interface Compared { told: AgreementFact; pairs: { a: number; b: number; pair: Pair }[]; cut: boolean }

function compareFact(fact: AgreementFactId, twins: readonly Twin[]): Compared | undefined {
  const all = twins.map(({ statements }) => statements.filter((each) => each.fact === fact));
  const said = all.map((statements) => statements.slice(0, MOST_STATEMENTS));
  const values = said.flat().map(({ value }) => value);
  if (values.length === 0) return undefined;
  const pairs = said.flatMap((mine, a) => said.slice(a + 1).map((theirs, index) => ({ a, b: a + 1 + index, pair: comparePair(mine, theirs) })));
  const status = worstStatus(pairs.map(({ pair }) => pair));
  return { told: { fact, status: status === 'silent' ? 'alone' : status, values: values.slice(0, MOST_VALUES) }, pairs, cut: all.some(({ length }) => length > MOST_STATEMENTS) };
}

/** Files that two inputs or more are or hold, where whoever sealed the one that holds it stands behind it. */
function sameBytes(twins: readonly Twin[]): Agreement['sameBytes'] {
  const places = new Map<string, { pointer: string; subject: number }[]>();
  for (const [subject, { report, candidates }] of twins.entries()) {
    const inside = candidates.flatMap(({ report: each, path, ignored }) => (ignored ? [] : [{ sha256: each.input.sha256, pointer: path }]));
    const whole = { sha256: report.input.sha256, pointer: `/subjects/${subject}` };
    for (const { sha256, pointer } of inside.some((each) => each.pointer === whole.pointer) ? inside : [whole, ...inside]) places.set(sha256, [...(places.get(sha256) ?? []), { pointer, subject }]);
  }
  return [...places].filter(([, found]) => new Set(found.map(({ subject }) => subject)).size > 1).map(([sha256, found]) => ({ sha256, pointers: found.map(({ pointer }) => pointer) }));
}

const SAME: readonly (AgreementStatus | 'silent')[] = ['agrees', 'partly'];

const isOneFile = (a: Twin, b: Twin): boolean => a.report.input.sha256 === b.report.input.sha256;

/** Whether a pair says the same of a fact, as far as it can be compared. */
type IsSame = (fact: AgreementFactId, a: number, b: number) => boolean;

function decide(twins: readonly Twin[], facts: readonly Compared[], { sameBytes: files }: Agreement): Finding {
  const isSame: IsSame = (fact, a, b) => SAME.includes(facts.find(({ told }) => told.fact === fact)?.pairs.find((each) => each.a === a && each.b === b)?.pair.status ?? 'silent');
  const problems = [...facts.flatMap((compared) => problemsOf(compared, twins, isSame)), ...notesOf(twins)];
  const found = (code: Code, params: Params = {}): Finding => ({ code, params, problems });
  const named = (code: Code) => problems.find((each) => each.code === code);
  const differ = named('twins.differ');
  if (differ) return found('twins.differ', differ.params);
  if (named('twins.unproven')) return found('twins.unproven');

  const isIn = (subject: number, pointers: readonly string[]) => pointers.some((pointer) => pointer === `/subjects/${subject}` || pointer.startsWith(`/subjects/${subject}/`));
  const shares = ([a, b]: readonly [number, number]) => files.some(({ pointers }) => isIn(a, pointers) && isIn(b, pointers));
  const pairs = twins.flatMap((_, a) => twins.slice(a + 1).map((__, index) => [a, a + 1 + index] as const));
  if (!pairs.some((pair) => shares(pair) || FACTS.some((fact) => isSame(fact, ...pair)))) return found('twins.not-comparable');
  if (named('twins.several')) return found('twins.several');
  // Anybody can put into a sealed file what another one has issued: whose award it is belongs to what award it is.
  const isOneIssuers = (pair: readonly [number, number]) => isOneFile(twins[pair[0]]!, twins[pair[1]]!) || isSame('issuer', ...pair) || isSame('certificate', ...pair);
  const isOneAward = (pair: readonly [number, number]) => shares(pair) || isSame('identifier', ...pair) || (isSame('title', ...pair) && isSame('holder', ...pair));
  const joined = pairs.filter((pair) => isOneIssuers(pair) && isOneAward(pair));
  if (!isOneGroup(twins.length, joined)) return found('twins.too-little');

  const caution = problems.find(({ code }) => CODES[code] === 'warn');
  if (caution) return found(caution.code, caution.params);
  const isHeld = !named('twins.same-file') && isOneGroup(twins.length, joined.filter(shares));
  return found(isHeld ? 'twins.same-bytes' : 'twins.agree', { facts: facts.filter(({ told }) => told.status === 'agrees').length });
}

/** What there is to say of the inputs themselves. A page that nobody sealed proves nothing, whatever is attached to it. */
function notesOf(twins: readonly Twin[]): Problem[] {
  const own = twins.flatMap(({ report, several }, index) => {
    const unsealed = report.checks.some(({ id, code }) => id === 'proof.coverage' && code === 'pdf.page-not-sealed');
    return [...(report.verdict !== 'verified' || unsealed ? [problem('twins.unproven', { verdict: report.verdict }, `/${index}`)] : []), ...(several ? [problem('twins.several', {}, `/${index}`)] : [])];
  });
  return new Set(twins.map(({ report }) => report.input.sha256)).size < twins.length ? [...own, problem('twins.same-file', {})] : own;
}

/**
 * What there is to say of a fact. Each form of an award may be issued by itself, with a number and a date of its own: where the forms are of two kinds, that is a caution.
 * So is another organisation's seal on what is the same issuer's, which it may have sealed on its behalf.
 */
function problemsOf({ told: { fact, values }, pairs, cut }: Compared, twins: readonly Twin[], isSame: IsSame): Problem[] {
  const codes = pairs.flatMap(({ a, b, pair: { status, text, claimed } }): Code[] => {
    const self: Code[] = fact === 'issuer' && claimed && !isSame('certificate', a, b) && !isOneFile(twins[a]!, twins[b]!) ? ['twins.issuer-claimed'] : [];
    if (status === 'partly' || (status === 'differs' && fact === 'certificate' && isSame('issuer', a, b))) return ['twins.agree-in-part', ...self];
    if (status === 'differs') return [(fact === 'identifier' || fact === 'date') && isOtherKind(twins[a]!, twins[b]!) ? 'twins.other-number' : 'twins.differ'];
    return text ? ['twins.unclear'] : self;
  });
  if (cut) codes.push('twins.unclear');
  if (values.some(({ ignored }) => ignored === 'not-sealed')) codes.push('twins.not-sealed');
  return [...new Set(codes)].map((code) => problem(code, { fact }));
}

/** Whether the credentials of both are known, and of no one format in common. */
function isOtherKind(a: Twin, b: Twin): boolean {
  const [mine, theirs] = [a, b].map(({ candidates }) => new Set(candidates.flatMap(({ report, ignored }) => (ignored ? [] : [report.credential?.format]))));
  return mine!.size > 0 && theirs!.size > 0 && ![...mine!].some((format) => theirs!.has(format));
}

/** Whether every one is joined to every other, through others perhaps. */
function isOneGroup(count: number, pairs: readonly (readonly [number, number])[]): boolean {
  const reached = new Set([0]);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (const [a, b] of pairs) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
  }
  return reached.size === count;
}
