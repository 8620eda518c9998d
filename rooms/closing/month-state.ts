import type { Scope } from '#kernel/actor.ts';
import { isProvisional, monthText } from '#kernel/month.ts';
import type { Database } from '#platform/database.ts';
import { today } from '#oversight';
import { closedMonths, listReleases } from '#publishing';
import type { MonthRow, Months } from './contract.ts';
import { draftView } from './draft.ts';
import type { ClosingGround } from './ground.ts';
import { findStanding, listDrafted } from './store.ts';

/** The month through which figures are frozen as a release, year * 12 + month - 1; undefined before the first release. */
export async function frozenThrough(db: Database): Promise<number | undefined> {
  return (await listReleases(db))[0]?.lastMonth;
}

/** The months of the computation in force, newest first, each with its state; and the draft that stands. */
export async function listMonths(ground: ClosingGround, scope: Scope): Promise<Months> {
  const { cube, today: utc } = await ground.views.of(scope);
  const releases = (await listReleases(ground.db)).toReversed();
  const standing = await findStanding(ground.db);
  const drafted = (await listDrafted(ground.db)).toSorted((a, b) => a - b);
  const frozen = releases.at(-1)?.lastMonth;
  const rows = Array.from({ length: cube.months }, (_, at) => cube.firstMonth + cube.months - 1 - at).map((month): MonthRow => {
    // A month is frozen by the first release that holds it; later ones correct it.
    const release = releases.find(({ lastMonth }) => lastMonth >= month);
    const state = release !== undefined ? 'frozen' : standing !== undefined && month <= standing.through ? 'draft' : 'open';
    const draft = drafted.find((through) => through >= month && (state !== 'frozen' || through === release?.lastMonth));
    const completeness = cube.completeness.get(month);
    return {
      month: monthText(month), state, provisional: isProvisional(month, utc),
      completeness: completeness === undefined || completeness.persons === 0 ? null : { persons: completeness.persons, covered: completeness.covered },
      draft: state === 'open' || draft === undefined ? null : monthText(draft), release: release?.number ?? null, frozenOn: release?.at.toISOString().slice(0, 10) ?? null,
    };
  });
  const last = rows.find(({ provisional }) => !provisional) === undefined ? undefined : closedMonths(cube, utc).at(-1)!;
  return {
    rows, frozenThrough: frozen === undefined ? null : monthText(frozen), draft: standing === undefined ? null : draftView(standing, today(ground.clock)),
    next: standing !== undefined || last === undefined || (frozen !== undefined && frozen > last) ? null : monthText(last), objectionDays: ground.config.objectionDays,
  };
}
