import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The value settled under a key, as it was put; undefined when there is none. */
export async function findSetting(db: Database, key: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`SELECT value FROM platform.setting WHERE key = ${key}`.execute(db);
  return rows[0]?.value;
}

/** Settles a value (anything JSON can hold) under a key, in place of the one before. */
export async function putSetting(db: Database, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await sql`
    INSERT INTO platform.setting (key, value) VALUES (${key}, ${json}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`.execute(db);
}
