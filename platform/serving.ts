import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database, type OpenDatabase } from './database.ts';
import { migrate } from './migrations.ts';

/**
 * Opens the database as the program serves it, brought to this version. With `migrateUrl` the owner of the tables migrates, lets the
 * role of `databaseUrl` do what jumys_server may, and is let go: what serves then owns nothing. Refuses what `openDatabase` and
 * `migrate` refuse, `serving-role-owns` when both addresses are of one role, and `role-not-granted` where the owner may not grant.
 */
export async function openMigrated(config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'migrateUrl'>): Promise<OpenDatabase> {
  const opened = await openDatabase(config);
  try {
    if (config.migrateUrl === undefined) await migrate(opened.db);
    else await migrateFor(await roleOf(opened.db), config.migrateUrl);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function migrateFor(role: string, databaseUrl: string): Promise<void> {
  const owner = await openDatabase({ dataFolder: '', databaseUrl });
  try {
    if ((await roleOf(owner.db)) === role) throw new Refusal('serving-role-owns', 400, {}, 'JUMYS_MIGRATE_URL and DATABASE_URL are of one role: make a plain one that serves');
    await migrate(owner.db);
    await letServe(owner.db, role);
  } finally {
    await owner.close();
  }
}

async function roleOf(db: Database): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user::text as role`.execute(db);
  return rows[0]!.role;
}

/** Makes a role a member of those that the migrations have given their rights. */
async function letServe(owner: Database, role: string): Promise<void> {
  for (const given of ['jumys_server', 'jumys_reader']) {
    const { rows } = await sql<{ member: boolean }>`
      select exists (select from pg_auth_members where roleid = ${given}::regrole and member = ${role}::regrole) as member`.execute(owner);
    if (rows[0]?.member) continue;
    await sql`grant ${sql.id(given)} to ${sql.id(role)}`.execute(owner).catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error;
      throw new Refusal('role-not-granted', 409, { role: given }, `the owner of the tables may not grant it; let a superuser run: GRANT ${given} TO the role of DATABASE_URL`);
    });
  }
}
