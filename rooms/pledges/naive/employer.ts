import type { RowOf } from './columns.ts';

type Link = 'head' | 'successor' | 'parent';

/** For every identifier with an `employers` row the smallest identifier that the links connect it with. */
function connect(rows: readonly RowOf<'employers'>[], links: readonly Link[]): Map<string, string> {
  const name = new Map(rows.map((row) => [row.employer, row.employer]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const row of rows) {
      for (const link of links) {
        const mine = name.get(row.employer);
        const other = name.get(row[link]);
        if (mine === undefined || other === undefined || mine === other) continue;
        const smaller = mine < other ? mine : other;
        name.set(row.employer, smaller);
        name.set(row[link], smaller);
        changed = true;
      }
    }
  }
  return name;
}

/**
 * Rule 3: the name of the one employer, or of the group, that an identifier belongs to. An identifier without a row
 * stands alone even where a row points to it: such a link leads nowhere and joins nobody.
 */
export type Employers = { employerOf: (identifier: string) => string; groupOf: (identifier: string) => string };

export function readEmployers(rows: readonly RowOf<'employers'>[]): Employers {
  const employers = connect(rows, ['head', 'successor']);
  const groups = connect(rows, ['head', 'successor', 'parent']);
  return {
    employerOf: (identifier) => employers.get(identifier) ?? identifier,
    groupOf: (identifier) => groups.get(identifier) ?? identifier,
  };
}
