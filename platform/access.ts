import { sql } from 'kysely';
import type { Scope } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Database } from './database.ts';

/** The scope as the policies of the database read it: places as they are, employers as negative numbers. */
export function scopeCodes({ places, employers }: Scope): number[] {
  return [...places, ...employers.map((employer) => -employer)];
}

/**
 * Runs work in one transaction that sees only what the scope covers: as the role jumys_reader, under the policies of the
 * tables, whatever the statements ask for. An empty scope sees nothing.
 */
export async function asReader<Result>(db: Database, scope: Scope, work: (transaction: Database) => Promise<Result>): Promise<Result> {
  const codes = scopeCodes(scope);
  if (!codes.every(Number.isSafeInteger)) throw new Error('a scope holds whole numbers only');
  return db.transaction().execute(async (transaction) => {
    // Literals, not set_config: a pooled connection keeps nothing of it, and a distributed server passes it on.
    await sql`set local role jumys_reader`.execute(transaction);
    await sql`set local jumys.scope = ${sql.lit(codes.join(','))}`.execute(transaction);
    return work(transaction);
  });
}

/** Runs the system's own work, which sees every row, in one transaction. */
export async function asSystem<Result>(db: Database, work: (transaction: Database) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await sql`set local jumys.system = 'on'`.execute(transaction);
    return work(transaction);
  });
}

/**
 * Refuses `wall-open` when the second wall has a hole: a table with rows that somebody sees and others do not whose policies
 * are not forced, a view over them that reads as its owner, or a reader's role that passes by policies or could change a
 * published row. Asked at every start: a restore or a hand in the database may have left it open. Says whether the role that serves
 * could open it itself: it owns tables, or is a superuser or another that policies do not hold, as that of the embedded database is.
 */
export async function checkWall(db: Database): Promise<{ ownsTables: boolean }> {
  const { rows } = await sql<{ hole: string }>`
    select n.nspname || '.' || c.relname as hole
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attname = 'seen_by' and not a.attisdropped
    where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
    union all
    select n.nspname || '.' || c.relname
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname !~ '^(pg_|information_schema$)' and c.relkind in ('v', 'm')
      and has_table_privilege('jumys_reader', c.oid, 'select') and not coalesce('security_invoker=true' = any (c.reloptions), false)
    union all
    select 'role jumys_reader' from pg_roles where rolname = 'jumys_reader' and (rolsuper or rolbypassrls or rolcanlogin)
    union all
    select n.nspname || '.' || c.relname
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('pledges', 'projects', 'registers', 'accounts') and c.relkind in ('r', 'p')
      and has_table_privilege('jumys_reader', c.oid, 'insert, update, delete, truncate')`.execute(db);
  if (rows.length > 0) throw new Refusal('wall-open', 503, { tables: rows.map(({ hole }) => hole).join(', ') }, `row-level security does not hold: ${rows.map(({ hole }) => hole).join(', ')}`);
  const { rows: [own] } = await sql<{ owns: boolean }>`
    select rolsuper or rolbypassrls or exists (
      select from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname !~ '^(pg_|information_schema$)' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')) as owns
    from pg_roles where rolname = current_user`.execute(db);
  return { ownsTables: own?.owns ?? true };
}
