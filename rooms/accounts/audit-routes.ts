import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { exportAudit, listAuditLines, record } from '#platform/audit.ts';
import { openAuditLog, type AuditConfig } from '#platform/audit-key.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database.ts';
import { route, type Route } from '#platform/http.ts';
import * as contract from './audit-contract.ts';

type Ground = { readonly db: Database; readonly config: AuditConfig; readonly clock: Clock };

/** The audit for those who read it, and its seals for everybody. */
export function auditRoutes({ db, config, clock }: Ground): Route[] {
  return [
    route(contract.listAudit, async ({ query: { day, size, ...asked } }) => {
      const rows = await listAuditLines(db, { ...asked, ...(day === undefined ? {} : dayOf(day)), limit: size + 1 });
      return { rows: rows.slice(0, size), more: rows.length > size };
    }),
    route(contract.getSeal, async () => {
      const { firstKey: publicKey } = await openAuditLog({ db, config });
      const { rows } = await sql<{ checkpoints: number; sealed: number | null; sealedAt: Date | null }>`
        select count(*)::int as checkpoints, max(size)::int as sealed, max(sealed_at) as "sealedAt" from platform.audit_checkpoint`.execute(db);
      const { checkpoints = 0, sealed = null, sealedAt = null } = rows[0] ?? {};
      return { publicKey, checkpoints, sealed: sealed ?? 0, sealedAt: sealedAt?.toISOString() ?? null };
    }),
    route(contract.exportCheckpoints, async () => {
      const { file } = await openAuditLog({ db, config });
      const isThere = await stat(file).then(() => true, () => false);
      return { name: 'audit-checkpoints.txt', type: 'text/plain; charset=utf-8', body: isThere ? createReadStream(file) : '' };
    }),
    route(contract.exportAudit, async ({ actor }) => {
      await db.transaction().execute((transaction) => record(transaction, { actor, what: 'audit-exported', at: clock.now() }));
      return { name: 'audit-lines.jsonl', type: 'application/jsonl', body: Readable.from(withEnds(exportAudit(db))) };
    }),
  ];
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** When a day of Kazakhstan begins and ends: five hours before Greenwich, since 1 March 2024 in the whole country. */
function dayOf(day: string): { from: string; to: string } {
  const from = new Date(`${day}T00:00:00+05:00`);
  return { from: from.toISOString(), to: new Date(from.getTime() + 24 * 60 * 60_000).toISOString() };
}
