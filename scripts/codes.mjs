// Fills the tables of docs/report.md and docs/policies.md from the code: checks, levels, codes with their outcomes and words. With --check it only compares.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { importSource, keepUpToDate } from './support/generate.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const core = `${root}packages/core/src/`;
const { CHECK_QUESTION, CHECK_IDS, CODES, POLICIES, PROFILES } = await importSource(`${core}report/index.ts`);
const { en } = await importSource(`${core}messages/en.ts`);

const code = (text) => `\`${text}\``;
const cell = (text) => text.replace(/\{([a-zA-Z]+)(?::([a-z]+))?\|([^{}]*)\}/g, (_, name, kind, fallback) => fallback || (kind === 'paren' || kind === 'size' ? ` (*${name}*)` : `*${name}*`)).replaceAll('|', '\\|');
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const checks = table(['check', 'question', 'in words'], CHECK_IDS.map((id) => [code(id), CHECK_QUESTION[id], cell(en.checks[id])]));
const levels = table(['check', ...Object.keys(POLICIES).map(code)], CHECK_IDS.map((id) => [code(id), ...Object.values(POLICIES).map((policy) => policy.levels[id])]));
const harder = table(['code', 'outcome', ...Object.keys(POLICIES).filter((name) => Object.keys(POLICIES[name].outcomes).length > 0).map((name) => `under ${code(name)}`)],
  Object.keys(CODES).filter((each) => Object.values(POLICIES).some((policy) => each in policy.outcomes))
    .map((each) => [code(each), CODES[each], ...Object.values(POLICIES).filter((policy) => Object.keys(policy.outcomes).length > 0).map((policy) => policy.outcomes[each] ?? '')]));
const profiles = table(['profile', 'suites', 'issuer', 'type', 'delivery', 'checks that must not be worse than a warning'],
  Object.values(PROFILES).map((each) => [code(each.id), each.suites.map(code).join(', '), each.issuerMethods.map(code).join(', '), each.types.map(code).join(' or ') || 'any', each.delivery, each.checks.map(code).join(', ')]));
const groups = [groupsOf('CODES', readFileSync(`${core}report/codes.ts`, 'utf8')), groupsOf('SEAL_CODES', readFileSync(`${core}report/seal-codes.ts`, 'utf8')), groupsOf('EDC_CODES', readFileSync(`${core}report/edc-codes.ts`, 'utf8')), groupsOf('TWINS_CODES', readFileSync(`${core}report/twins-codes.ts`, 'utf8'))].flat();
if (groups.flatMap((group) => group.names).length !== Object.keys(CODES).length) throw new Error('scripts/codes.mjs did not find every code');
const codes = groups.map(({ title, names }) => `#### ${title}\n\n${table(['code', 'outcome', 'in words', 'what to do'], names.map((name) => [code(name), CODES[name], cell(en.codes[name].says), cell(en.codes[name].next ?? '')]))}`).join('\n\n');

fill('docs/report.md', { checks, codes });
fill('docs/policies.md', { levels, harder, profiles });

/** The codes as their file groups them: a comment above a code begins a group. What is spread in has a file of its own. */
function groupsOf(table, text) {
  const groups = [];
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === table) {
      const object = node.initializer && ts.isSatisfiesExpression(node.initializer) ? node.initializer.expression.expression : undefined;
      for (const property of object.properties) {
        if (ts.isSpreadAssignment(property)) continue;
        const [comment] = ts.getLeadingCommentRanges(text, property.getFullStart()) ?? [];
        if (comment) groups.push({ title: text.slice(comment.pos + 2, comment.end).trim(), names: [] });
        groups.at(-1).names.push(property.name.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('codes.ts', text, ts.ScriptTarget.ES2022, true));
  return groups;
}

/** Replaces what stands between `<!-- generated: name -->` and `<!-- end -->`. @throws where a mark is missing */
function fill(name, parts) {
  const path = `${root}${name}`;
  let text = readFileSync(path, 'utf8');
  for (const [part, content] of Object.entries(parts)) {
    const marks = new RegExp(`(<!-- generated: ${part} -->\\n)[\\s\\S]*?(<!-- end -->)`);
    if (!marks.test(text)) throw new Error(`${name} has no marks for ${part}`);
    text = text.replace(marks, (_, begin, end) => `${begin}\n${content}\n\n${end}`);
  }
  keepUpToDate(path, text, 'npm run docs:codes');
}
