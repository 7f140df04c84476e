import type { Mapping, Taxonomy } from '../taxonomy/taxonomy.js';
import { sourceOf, type Meaning, type Sense } from './meaning.js';
import { MATCH_VERDICTS, type MatchVerdict, type PathStep } from './match-report.js';

/** How what a claim means stands to what a requirement means, with the way from the one to the other. */
export interface Relation {
  verdict: Exclude<MatchVerdict, 'none'>;
  path: PathStep[];
  similarity?: number;
  /** The words fit more than one concept, or concepts of two frameworks that nobody has mapped: a person has to say. */
  ambiguous?: true;
}

export interface World { taxonomies: readonly Taxonomy[]; hierarchySteps: number }

/** A verdict's place: a way is as strong as its weakest step. */
const rank = (verdict: MatchVerdict): number => MATCH_VERDICTS.indexOf(verdict);
const weakest = (a: Relation['verdict'], b: Relation['verdict']): Relation['verdict'] => (rank(a) >= rank(b) ? a : b);
export const strongest = (relations: readonly Relation[]): Relation | undefined => relations.reduce<Relation | undefined>((best, one) => (!best || isStronger(one, best) ? one : best), undefined);

function isStronger(a: Relation, b: Relation): boolean {
  const by = rank(a.verdict) - rank(b.verdict) || Number(a.ambiguous ?? false) - Number(b.ambiguous ?? false) || (b.similarity ?? 0) - (a.similarity ?? 0) || a.path.length - b.path.length;
  if (by !== 0) return by < 0;
  return JSON.stringify(a.path) < JSON.stringify(b.path);
}

/** The strongest relation by identifiers, tables, labels and hierarchies; spelling and models are asked elsewhere. */
export function relate(claim: Meaning, wanted: Meaning, world: World): Relation | undefined {
  const found: Relation[] = [...sameWords(claim, wanted)];
  for (const from of [...claim.named, ...claim.labelled]) {
    for (const to of [...wanted.named, ...wanted.labelled]) {
      const byLabel = claim.labelled.includes(from) || wanted.labelled.includes(to);
      // What names itself by an identifier of this framework is not what its words would be.
      if (byLabel && contradicts(claim, from, wanted, to)) continue;
      const between = concepts(from.id, to.id, world);
      if (between) found.push({ ...between, verdict: byLabel ? weakest(between.verdict, 'label') : between.verdict, path: [...from.path, ...between.path, ...reversed(to.path)] });
    }
  }
  for (const { id, path } of [...wanted.named, ...wanted.labelled]) {
    if (claim.ambiguous.includes(id) && !contradictsAny(claim.named, id)) found.push({ verdict: 'label', path: [{ from: claim.texts[0]?.text ?? '', relation: 'alternative-label', to: id }, ...reversed(path)], ambiguous: true });
  }
  for (const { id, path } of [...claim.named, ...claim.labelled]) {
    if (wanted.ambiguous.includes(id) && !contradictsAny(wanted.named, id)) found.push({ verdict: 'label', path: [...path, { from: id, relation: 'alternative-label', to: wanted.texts[0]?.text ?? '' }], ambiguous: true });
  }
  return strongest(found);
}

const framework = (id: string): string => (/^(?:https?|urn):/.test(id) ? id : id.slice(0, id.indexOf(':')));
const contradictsAny = (named: readonly Sense[], id: string): boolean => named.some((one) => one.id !== id && framework(one.id) === framework(id));

/** One side's words are a label of a concept, and its identifier names another concept of the same framework: the identifier is what it means. */
function contradicts(claim: Meaning, from: Sense, wanted: Meaning, to: Sense): boolean {
  return (claim.labelled.includes(from) && contradictsAny(claim.named, from.id)) || (wanted.labelled.includes(to) && contradictsAny(wanted.named, to.id));
}

/** The same words, with no taxonomy asked. Where both name concepts, and not the same ones, the words prove nothing of two frameworks, and are outweighed within one. */
function sameWords(claim: Meaning, wanted: Meaning): Relation[] {
  for (const a of claim.texts) {
    for (const b of wanted.texts) {
      if (a.folded !== b.folded || (a.language !== b.language && a.language !== 'und' && b.language !== 'und')) continue;
      if (claim.named.some((one) => contradictsAny(wanted.named, one.id))) return [];
      const frameworks = claim.named.length > 0 && wanted.named.length > 0;
      const unclear = frameworks || claim.ambiguous.length > 0 || wanted.ambiguous.length > 0;
      return [{ verdict: 'label', path: [{ from: a.text, relation: 'same', to: b.text }], ...(unclear ? { ambiguous: true as const } : {}) }];
    }
  }
  return [];
}

function concepts(from: string, to: string, world: World): Relation | undefined {
  if (from === to) return { verdict: 'exact', path: [{ from, relation: 'same', to }] };
  const found = [...mapped(from, to, world), ...hierarchy(from, to, world), ...neighbours(from, to, world)];
  return strongest(found);
}

const OPPOSITE: Record<Mapping['relation'], Mapping['relation']> = { exactMatch: 'exactMatch', closeMatch: 'closeMatch', relatedMatch: 'relatedMatch', narrowMatch: 'broadMatch', broadMatch: 'narrowMatch' };
/** SKOS: `broadMatch` says that the other is the broader one, so whoever has the first has what is asked. */
const OF_MAPPING: Record<Mapping['relation'], Relation['verdict']> = { exactMatch: 'crosswalk-exact', closeMatch: 'crosswalk-close', broadMatch: 'narrower', narrowMatch: 'broader', relatedMatch: 'related' };

/** A row of a table between the two, read from either side; or one row from each side to a concept between them, both exact. */
function mapped(from: string, to: string, { taxonomies }: World): Relation[] {
  const rows = (id: string): Mapping[] => taxonomies.flatMap((taxonomy) => taxonomy.mappings(id));
  const step = (row: Mapping, a: string, b: string, relation: Mapping['relation']): PathStep => ({ from: a, relation, to: b, source: row.source });
  const out = rows(from);
  const back = rows(to);
  const found: Relation[] = [
    ...out.filter(({ id }) => id === to).map((row) => ({ verdict: OF_MAPPING[row.relation], path: [step(row, from, to, row.relation)] })),
    ...back.filter(({ id }) => id === from).map((row) => ({ verdict: OF_MAPPING[OPPOSITE[row.relation]], path: [step(row, from, to, OPPOSITE[row.relation])] })),
  ];
  for (const one of out) {
    for (const other of back) {
      if (one.id !== other.id || one.relation !== 'exactMatch' || other.relation !== 'exactMatch') continue;
      found.push({ verdict: 'crosswalk-exact', path: [step(one, from, one.id, 'exactMatch'), step(other, one.id, to, 'exactMatch')] });
    }
  }
  return found;
}

function hierarchy(from: string, to: string, { taxonomies, hierarchySteps }: World): Relation[] {
  return taxonomies.flatMap((taxonomy): Relation[] => {
    const up = climb(taxonomy, from, to, hierarchySteps);
    if (up) return [{ verdict: 'narrower', path: up }];
    const down = climb(taxonomy, to, from, hierarchySteps);
    return down ? [{ verdict: 'broader', path: reversed(down) }] : [];
  });
}

/** The shortest way up, of at most so many steps. */
function climb(taxonomy: Taxonomy, from: string, to: string, steps: number): PathStep[] | undefined {
  let edge: { id: string; path: PathStep[] }[] = [{ id: from, path: [] }];
  const seen = new Set([from]);
  for (let step = 0; step < steps; step += 1) {
    const next: typeof edge = [];
    for (const { id, path } of edge) {
      for (const above of taxonomy.broader(id)) {
        if (seen.has(above)) continue;
        seen.add(above);
        const way: PathStep[] = [...path, { from: id, relation: 'broader', to: above, source: sourceOf(taxonomy) }];
        if (above === to) return way;
        next.push({ id: above, path: way });
      }
    }
    edge = next;
  }
  return undefined;
}

/** Beside each other: one is essential or optional for the other, or both stand in one group. */
function neighbours(from: string, to: string, { taxonomies }: World): Relation[] {
  return taxonomies.flatMap((taxonomy): Relation[] => {
    const source = sourceOf(taxonomy);
    const direct = taxonomy.related(from).find(({ id }) => id === to) ?? taxonomy.related(to).find(({ id }) => id === from);
    if (direct) return [{ verdict: 'related', path: [{ from, relation: direct.relation, to, source }] }];
    const above = new Set(taxonomy.broader(from));
    const group = taxonomy.broader(to).find((id) => above.has(id));
    return group === undefined ? [] : [{ verdict: 'related', path: [{ from, relation: 'broader', to: group, source }, { from: group, relation: 'narrower', to, source }] }];
  });
}

const BACK: Partial<Record<PathStep['relation'], PathStep['relation']>> = { broader: 'narrower', narrower: 'broader', broadMatch: 'narrowMatch', narrowMatch: 'broadMatch' };
/** The same way, walked from its end. */
function reversed(path: readonly PathStep[]): PathStep[] {
  return path.map((step) => ({ ...step, from: step.to, to: step.from, relation: BACK[step.relation] ?? step.relation })).reverse();
}
