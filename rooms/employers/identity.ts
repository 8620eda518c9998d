import type { Duck } from '#platform/duck.ts';

/** A connection between two employers by number: branch and head, predecessor and successor, subsidiary and parent. */
export type Link = readonly [number, number];

/**
 * Names every connected set by its smallest member, whatever the direction and number of steps: number -> name of its
 * set. Numbers that no link mentions are not in the result: they stand alone (rule 3).
 */
export function connect(links: Iterable<Link>): Map<number, number> {
  const above = new Map<number, number>();
  const top = (number: number): number => {
    let at = number;
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) {
      above.set(at, above.get(next) ?? next);
      at = next;
    }
    if (!above.has(at)) above.set(at, at);
    return at;
  };
  for (const [a, b] of links) {
    const [low, high] = [top(a), top(b)].toSorted((x, y) => x - y) as [number, number];
    above.set(high, low);
  }
  return new Map([...above.keys()].map((number) => [number, top(number)]));
}

/**
 * Rule 3 in the given DuckDB, from the current rows of `employers`: table employers.identity with, for every employer
 * connected to another, `one` (the employer it is one with, through head and successor) and `kin` (its group, through
 * parent too), both named by their smallest number. Readers join it from the left: who is not in it stands alone.
 */
export async function loadIdentity(duck: Duck): Promise<void> {
  const rows = await duck.rows<{ employer: number; head: number | null; successor: number | null; parent: number | null }>(
    // Whoever has no row of its own stands alone, whoever points to it.
    `with known as (select employer from register.employers)
     select employer,
       case when head in (from known) then head end as head,
       case when successor in (from known) then successor end as successor,
       case when parent in (from known) then parent end as parent
     from register.employers
     where head is not null or successor is not null or parent is not null`,
  );
  const same: Link[] = [];
  const affiliated: Link[] = [];
  for (const { employer, head, successor, parent } of rows) {
    for (const other of [head, successor]) if (other !== null) same.push([employer, other]);
    if (parent !== null) affiliated.push([employer, parent]);
  }
  const one = connect(same);
  const kin = connect([...same, ...affiliated]);
  const list = (numbers: Iterable<number>) => `[${[...numbers].join(',')}]`;
  await duck.run(`
    create schema if not exists employers;
    create or replace table employers.identity as
    select unnest(${list(kin.keys())}::integer[]) as employer,
           unnest(${list([...kin.keys()].map((number) => one.get(number) ?? number))}::integer[]) as one,
           unnest(${list(kin.values())}::integer[]) as kin`);
}
