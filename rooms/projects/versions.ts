import type { z } from 'zod';
import type { Scope } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { currentOf, getRegister, listVersions, type RowVersion } from '#registers';
import type { listProjectVersions } from './contract.ts';
import { coverOf, placeOf, reaches } from './draft.ts';
import { shownFields } from './draft-page.ts';
import { readReviewed } from './draft-store.ts';
import type { ProjectGround } from './ground.ts';
import { findProject, readOne } from './store.ts';

type Versions = z.input<typeof listProjectVersions.reply>;

/** Every version of a project's row. Refuses `no-such-project` where the reader does not see the project, or did not while it was. */
export async function projectVersions(ground: ProjectGround, scope: Scope, projectId: string): Promise<Versions> {
  const versions = await listVersions(ground, 'projects', { project_id: projectId });
  const row = currentOf(versions)?.fields;
  const seen = row !== undefined && ((await findProject(ground.db, scope, projectId)) !== undefined || reaches(scope, coverOf(placeOf(row) ?? 0)) || scope.employers.includes(Number(row['owner'])));
  if (!seen) throw new Refusal('no-such-project', 404);
  return versionsPage(ground, 'projects', versions);
}

/** Every version of a pledge's row. Refuses `no-such-pledge` to those who do not see the pledge: neither its place nor its employer is theirs. */
export async function pledgeVersions(ground: ProjectGround, scope: Scope, pledgeId: string): Promise<Versions> {
  const versions = await listVersions(ground, 'pledges', { pledge_id: pledgeId });
  const row = currentOf(versions)?.fields;
  const employer = Number(row?.['employer'] ?? 0);
  const seen = row !== undefined && (reaches(scope, coverOf(placeOf(row) ?? 0)) || scope.employers.includes(employer) || scope.employers.includes(await readOne(ground.db, employer)));
  if (!seen) throw new Refusal('no-such-pledge', 404);
  return versionsPage(ground, 'pledges', versions);
}

async function versionsPage(ground: ProjectGround, register: 'projects' | 'pledges', versions: readonly RowVersion[]): Promise<Versions> {
  const fields = await shownFields(ground, versions.map((version) => version.fields));
  const drafts = await readReviewed(ground.db, versions.flatMap(({ source }) => source.draft ?? []));
  return {
    columns: getRegister(register).columns.map(({ name }) => name),
    versions: versions.map(({ version, recordedAt, annulled, currentFrom, currentTo, source: { id, file, by, at, draft } }, nth) => ({
      version, fields: fields[nth] ?? {}, recordedAt: new Date(recordedAt / 1000).toISOString(), annulled,
      currentFrom: currentFrom?.toISOString() ?? null, currentTo: currentTo?.toISOString() ?? null, current: currentFrom !== null && currentTo === null,
      source: { importId: id, file, by, at: at.toISOString(), draft: draft === null ? null : drafts.get(draft) ?? null },
    })),
  };
}
