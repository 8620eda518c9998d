import highs, { type Highs } from 'highs';
import type { System } from './system.ts';

export type Bounds = { readonly least: number; readonly most: number };

/** Its types are written for CommonJS, where the loader would be one step further in. */
const load = highs as unknown as typeof highs.default;
let loaded: Promise<Highs> | undefined;

/**
 * The least and the most that each sum of unknowns can be, by linear programming (HiGHS): what an attacker can tell at best.
 * Whole numbers. A fault when the conditions contradict each other: then the attacker has them wrong.
 */
export async function boundsOf({ columns, rows }: System, targets: readonly (readonly [column: number, factor: number][])[]): Promise<Bounds[]> {
  const solver = await (loaded ??= load());
  const starts = [0];
  for (const { terms } of rows) starts.push(starts.at(-1)! + terms.length);
  const model = solver.createModel({
    numCols: columns.length, numRows: rows.length, colCost: columns.map(() => 0),
    colLower: columns.map(({ least }) => least), colUpper: columns.map(({ most }) => finite(solver, most)),
    rowLower: rows.map(({ least }) => least), rowUpper: rows.map(({ most }) => finite(solver, most)),
    matrix: { format: 'csr', numRows: rows.length, numCols: columns.length, starts, indices: rows.flatMap(({ terms }) => terms.map(([column]) => column)), values: rows.flatMap(({ terms }) => terms.map(([, factor]) => factor)) },
  });
  try {
    // Without presolve each run begins at the basis of the one before.
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', simplex_strategy: 4 });
    const { optimal, unbounded, unboundedOrInfeasible } = solver.constants.modelStatus;
    const best = (sense: 'minimize' | 'maximize', open: number): number => {
      model.changeObjectiveSense(solver.constants.objectiveSense[sense]);
      const { modelStatus } = model.run();
      if (modelStatus === unbounded || modelStatus === unboundedOrInfeasible) return open;
      if (modelStatus !== optimal) throw new Error(`what was published contradicts itself (${modelStatus})`);
      return model.getObjectiveValue();
    };
    return targets.map((terms) => {
      for (const [column, factor] of terms) model.changeColCost(column, factor);
      const bounds = { least: Math.ceil(best('minimize', -Infinity) - 1e-6) + 0, most: Math.floor(best('maximize', Infinity) + 1e-6) };
      for (const [column] of terms) model.changeColCost(column, 0);
      return bounds;
    });
  } finally {
    model.dispose();
  }
}

function finite(solver: Highs, bound: number): number {
  return bound === Infinity ? solver.infinity : bound;
}
