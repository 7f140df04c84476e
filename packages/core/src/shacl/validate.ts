import { DataFactory } from 'n3';
import Context, { type Pointers, type Result } from 'shacl-engine/lib/Context.js';
import Shape from 'shacl-engine/lib/Shape.js';
import Validator from 'shacl-engine/Validator.js';
import { constraintsOf } from './constraints.js';
import { Graph } from './graph.js';
import type { Shapes } from './shapes.js';
import { Exhausted, SH, type Budget, type Statement, type Term } from './terms.js';

/** One thing that a shape asks and a node does not give. */
export interface Violation {
  focus: Term;
  /** The property, where the path is one property. */
  path?: Term;
  value?: Term;
  severity: 'Violation' | 'Warning' | 'Info';
  /** The constraint component without its ending: `MinCount`, `Class`. */
  component: string;
}

export interface Held {
  violations: Violation[];
  /** Words of SHACL that could not be decided, `recursion` and `budget` among them. With any of these there is no pass. */
  undecided: string[];
  /** How many nodes were looked at. With none, nothing was asked of the document. */
  nodes: number;
}

const MOST_VIOLATIONS = 100;

/** Shapes in shapes: those of European Digital Credentials are four deep. */
const MOST_NESTED = 64;

class Recursion extends Error {}

/**
 * A shape that is asked anew each time. The engine remembers what a shape said of a node, but not all of it: asked a second time it may say that a node conforms which does not.
 * A shape that asks itself of the same node has no meaning in SHACL (section 3.4.3).
 */
class FreshShape extends Shape {
  override async validate(context: Context): Promise<Context> {
    const id = `${this.ptr.term?.termType} ${this.ptr.term?.value} ${context.focusNode.term?.termType} ${context.focusNode.term?.value.slice(0, 1000)}`;
    const { asking = [] } = context.options as { asking?: readonly string[] };
    if (asking.includes(id)) throw new Recursion();
    if (asking.length >= MOST_NESTED) throw new RangeError();
    const inner = context.create({ shape: this });
    inner.options = { asking: [...asking, id] };
    await this.shapeValidator.validate(inner);
    return context;
  }
}

class FreshValidator extends Validator {
  override shape(pointer: Pointers): Shape | null {
    if (!pointer.term) return null;
    const known = this.shapes.get(pointer.term);
    if (known) return known;
    const made = new FreshShape(pointer, { validator: this });
    this.shapes.set(pointer.term, made);
    return made;
  }
}

/**
 * Holds a graph to shapes (SHACL Core). No more steps than the budget has, no query and no script of the shapes is run, and nothing is thrown for what the two are.
 * An empty answer says that the graph gives what these shapes ask, of the nodes that they are about; it says nothing of whether what the document states is true.
 */
export async function validate(shapes: Shapes, data: readonly Statement[], budget: Budget): Promise<Held> {
  const undecided = new Set(shapes.skipped);
  const violations: Violation[] = [];
  let nodes = 0;
  // Texts of messages are made for every value, a fault or none: they are paid for, and nobody sees them.
  const factory = { ...DataFactory, literal: (...parts: Parameters<typeof DataFactory.literal>) => { budget.spend(1); return DataFactory.literal(...parts); } };
  try {
    const validator = new FreshValidator(new Graph(shapes.statements, budget), { factory, validations: constraintsOf(shapes, budget, (word) => undecided.add(word)) });
    const graph = new Graph(data, budget);
    const known = Array.from(validator.shapes.values());
    for (const shape of known) {
      budget.spend(20);
      const focusNode = Reflect.construct(validator.shapesPtr.constructor, [{ dataset: graph, factory }]) as Pointers;
      const about = new Context({ factory, focusNode, options: {}, validator }).create({ shape });
      for (const node of await shape.resolveTargets(about)) {
        nodes += 1;
        const context = new Context({ factory, focusNode: node, options: {}, validator }).create({ shape });
        try {
          await shape.validate(context);
        } finally {
          for (const result of reasons(context.report.results)) if (violations.length < MOST_VIOLATIONS) violations.push(violationOf(result));
        }
        if (violations.length >= MOST_VIOLATIONS) return { violations, undecided: [...undecided], nodes };
      }
    }
  } catch (error) {
    // What the engine stumbles over is what nothing here knows how to read, never a fault of the document.
    undecided.add(error instanceof Exhausted ? 'budget' : error instanceof Recursion ? 'recursion' : error instanceof RangeError ? 'depth' : 'shape');
  }
  return { violations, undecided: [...undecided], nodes };
}

const ALL_MUST_HOLD = new Set([`${SH}NodeConstraintComponent`, `${SH}AndConstraintComponent`]);

/** "Has not that shape" helps nobody: where another shape must hold as a whole, what it misses is the answer, with the severity of the shape that asks for it. */
function reasons(results: readonly Result[], depth = 0): Result[] {
  return results.flatMap((result) => (ALL_MUST_HOLD.has(result.constraintComponent.value) && result.results.length > 0 && depth < 8 ? reasons(result.results, depth + 1).map((inner) => ({ ...fieldsOf(inner), severity: result.severity })) : [result]));
}

const fieldsOf = ({ constraintComponent, focusNode, path, value, results, severity }: Result): Result => ({ constraintComponent, focusNode, results, severity, ...(path ? { path } : {}), ...(value ? { value } : {}) });

function violationOf({ constraintComponent, severity, focusNode, path, value }: Result): Violation {
  const [step, ...more] = path ?? [];
  const plain = step?.quantifier === 'one' && step.start === 'subject' && step.predicates.length === 1 && more.length === 0 ? step.predicates[0] : undefined;
  return {
    focus: focusNode.term!, component: constraintComponent.value.slice(SH.length).replace(/ConstraintComponent$/, ''),
    severity: severity.value === `${SH}Warning` ? 'Warning' : severity.value === `${SH}Info` ? 'Info' : 'Violation',
    ...(plain ? { path: plain } : {}), ...(value?.term ? { value: value.term } : {}),
  };
}
