import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everywhere, type Scope } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import { asReader, asSystem, checkWall, scopeCodes } from '#platform/access.ts';
import type { Database } from '#platform/database.ts';
import { backTestPage } from './back-test-page.ts';
import { listPledges, listProjects } from './lists.ts';
import { smallCountry } from './naive/country.ts';
import { overview, rollUps } from './overview.ts';
import { pledgePage, pledgeSpells } from './pledge-page.ts';
import { projectPage } from './project-page.ts';
import { qualityPage } from './quality-page.ts';
import { coveredBy, readSeen } from './territory.ts';
import { openTestPublication, type TestPublication } from './testing.ts';
import { createViews, type View } from './view.ts';
import { wageClockPage } from './wage-clock-page.ts';

let { db, publish, close } = {} as TestPublication;
beforeAll(async () => { ({ db, publish, close } = await openTestPublication()); });
afterAll(() => close());

const clock = { now: () => new Date('2025-08-15T06:00:00Z') };
const stored = Array.from({ length: 4 }, (_, at) => 2024 * 12 + 8 + at);
const scoped = ['pledges.pledge', 'pledges.spell', 'pledges.passport', 'pledges.revision', 'pledges.payroll', 'pledges.quality', 'projects.project', 'projects.investment', 'projects.participant'];
const ofSystem = ['pledges.figure', 'pledges.stack_figure', 'pledges.two_jobs', 'pledges.self_employed', 'pledges.median_wage'];

const rowsOf = async (database: Database, table: string) => (await sql<{ rows: number }>`select count(*)::integer as rows from ${sql.table(table)}`.execute(database)).rows[0]!.rows;
const jsonOf = (value: unknown) => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));

/** All that the endpoints would tell a reader of a view; the spells of every pledge that there is anywhere. */
async function tellAll(view: View, scope: Scope, pledgeIds: readonly string[], projectIds: readonly string[]): Promise<unknown[]> {
  const refused = (error: { code: string; status: number }) => `${error.status} ${error.code}`;
  const told: unknown[] = [await overview(view, {}), await listPledges(view, { sort: '-gap', page: 1, size: 500 }), await listProjects(view, { sort: '-promised', page: 1, size: 500 })];
  for (const by of ['place', 'sector', 'kind', 'project', 'employer', 'office'] as const) told.push(await rollUps(view, { by }));
  told.push(await qualityPage(db, scope, view, {}), await backTestPage(view));
  for (const id of pledgeIds) {
    told.push(await qualityPage(db, scope, view, { pledgeId: id }).catch(refused));
    told.push(await pledgePage(db, scope, view, id, undefined, []).catch(refused));
    told.push(await asReader(db, scope, (transaction) => pledgeSpells(transaction, view, id, { sort: 'person', page: 1, size: 500 })).catch(refused));
  }
  for (const id of projectIds) {
    told.push(await projectPage(db, scope, view, id, undefined).catch(refused));
    told.push(await wageClockPage(db, scope, view, id, undefined).catch(refused));
    told.push(await qualityPage(db, scope, view, { projectId: id }).catch(refused));
  }
  return told;
}

test('either wall alone gives the answers that both give, whatever the country and the scope', async () => {
  let narrowed = 0;
  await fc.assert(
    fc.asyncProperty(smallCountry(), fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(2)), { minLength: 1, maxLength: 3 }), async (country, picks) => {
      await publish(country, stored);
      const views = createViews(db, clock);
      const { cube } = await views.current();
      fc.pre(cube.pledges.length > 0);
      const pledgeIds = cube.pledges.map(({ pledgeId }) => pledgeId);
      const places = [...new Set(cube.pledges.flatMap((pledge) => pledge.places))].filter((place) => place !== 0);
      const employers = [...new Set(cube.pledges.flatMap(({ employer, one }) => [employer, one]))];
      const of = <T>(pool: readonly T[], at: number) => pool.slice(at % (pool.length + 1)).slice(0, 1);
      for (const [place, employer, kind] of picks) {
        const scope: Scope = { places: kind === 1 ? [] : of(places, place), employers: kind === 0 ? [] : of(employers, employer) };
        expect(await readSeen(db, scope)).toEqual(coveredBy(cube, scope));
        const both = await tellAll(await views.of(scope), scope, pledgeIds, [...cube.projects.keys()]);
        const second = await tellAll(await createViews(db, clock, { firstWall: false }).of(scope), scope, pledgeIds, [...cube.projects.keys()]);
        expect(jsonOf(second)).toBe(jsonOf(both));
        const seen = coveredBy(cube, scope);
        if (seen.pledges.size < pledgeIds.length) narrowed += 1;
        const foreign = pledgeIds.filter((id) => !seen.pledges.has(id));
        const text = jsonOf(both);
        for (const id of foreign) expect(text).not.toContain(`"pledgeId":${JSON.stringify(id)}`);
      }
    }),
    { numRuns: Number(process.env['JUMYS_COUNTRIES'] ?? 8), endOnFailure: true },
  );
  expect(narrowed).toBeGreaterThan(0);
}, 600_000);

test('the rows that a reader gets from any table are those that his places and employers see', async () => {
  await publish(fc.sample(smallCountry(), { seed: 11, numRuns: 1 })[0]!, stored);
  const { cube } = await createViews(db, clock).current();
  const scope: Scope = { places: [cube.pledges[0]!.place], employers: [cube.pledges.at(-1)!.employer] };
  for (const table of scoped) {
    const mine = await asSystem(db, async (transaction) => (await sql<{ rows: number }>`
      select count(*)::integer as rows from ${sql.table(table)} where seen_by && ${scopeCodes(scope)}::integer[]`.execute(transaction)).rows[0]!.rows);
    expect(await asReader(db, scope, (transaction) => rowsOf(transaction, table)), table).toBe(mine);
    expect(await asReader(db, everywhere, (transaction) => rowsOf(transaction, table)), table).toBe(await asSystem(db, (transaction) => rowsOf(transaction, table)));
    expect(await asReader(db, { places: [], employers: [] }, (transaction) => rowsOf(transaction, table)), table).toBe(0);
  }
});

test('a reader may read no table of the system, and write none', async () => {
  for (const table of ofSystem) {
    await expect(asReader(db, everywhere, (transaction) => rowsOf(transaction, table)), table).rejects.toMatchObject({ code: '42501' });
  }
  for (const table of [...scoped, ...ofSystem]) {
    await expect(asReader(db, everywhere, (transaction) => sql`delete from ${sql.table(table)}`.execute(transaction)), table).rejects.toMatchObject({ code: '42501' });
    await expect(asReader(db, everywhere, (transaction) => sql`truncate ${sql.table(table)}`.execute(transaction)), table).rejects.toMatchObject({ code: '42501' });
  }
});

test('every table of pledges and projects either forces its policies or holds nobody’s rows', async () => {
  const { rows } = await sql<{ name: string; forced: boolean; seen: boolean; policies: string[] }>`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
      exists (select from pg_attribute where attrelid = c.oid and attname = 'seen_by' and not attisdropped) as seen,
      array(select polname::text from pg_policy where polrelid = c.oid order by 1) as policies
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('pledges', 'projects') and c.relkind in ('r', 'p', 'v', 'm') order by 1`.execute(db);
  const open = ['pledges.computation', 'pledges.month'];
  expect(rows.filter(({ forced }) => !forced).map(({ name }) => name)).toEqual(open);
  const forced = rows.filter(({ name }) => !open.includes(name));
  expect(forced.filter((row) => !row.policies.includes('system_work') || (row.seen && !row.policies.includes('readers'))).map(({ name }) => name)).toEqual([]);
  expect(rows.filter(({ seen }) => seen).map(({ name }) => name)).toEqual(expect.arrayContaining(scoped));
});

test.runIf(process.env['JUMYS_TEST_SERVER'] !== undefined)('a statement that does not say for whom it reads sees nothing, the owner’s too', async () => {
  for (const table of [...scoped, ...ofSystem]) expect(await rowsOf(db, table), table).toBe(0);
  expect(await asSystem(db, (transaction) => rowsOf(transaction, 'pledges.pledge'))).toBeGreaterThan(0);
});

test('a hole in the wall is found before anybody is let in', async () => {
  await checkWall(db);
  for (const [hole, mend] of [
    ['alter table pledges.spell no force row level security', 'alter table pledges.spell force row level security'],
    ['grant delete on pledges.pledge to jumys_reader', 'revoke delete on pledges.pledge from jumys_reader'],
    ['create view pledges.peep as select person from pledges.spell; grant select on pledges.peep to jumys_reader', 'drop view pledges.peep'],
  ] as const) {
    for (const statement of hole.split(';')) await sql.raw(statement).execute(db);
    await expect(checkWall(db), hole).rejects.toMatchObject({ code: 'wall-open' });
    await sql.raw(mend).execute(db);
  }
  await checkWall(db);
});

test('a scope leaves nothing behind on the connection that it used', async () => {
  await asReader(db, everywhere, (transaction) => rowsOf(transaction, 'pledges.pledge'));
  await asReader(db, everywhere, () => Promise.reject(new Error('broken'))).catch(() => undefined);
  const { rows } = await sql<{ role: string; scope: string | null; system: string | null }>`
    select current_user::text as role, current_setting('jumys.scope', true) as scope, current_setting('jumys.system', true) as system`.execute(db);
  expect([rows[0]!.role === 'jumys_reader', rows[0]!.scope ?? '', rows[0]!.system ?? '']).toEqual([false, '', '']);
});

test('a place outside of the scope answers as one that does not exist', async () => {
  const view = await createViews(db, clock).of({ places: [110000000], employers: [] });
  for (const kato of [750000000, 999999999]) {
    await expect(overview(view, { place: placeText(kato) })).rejects.toMatchObject({ code: 'no-such-place', status: 404, facts: {} });
  }
});
