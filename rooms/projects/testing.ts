import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operator, type Actor, type Grant, type Scope } from '#kernel/actor.ts';
import { checkDigit } from '#kernel/identifiers.ts';
import { asSystem } from '#platform/access.ts';
import type { Clock } from '#platform/clock.ts';
import { openDuck } from '#platform/duck.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { loadIdentity, storeEmployers } from '#employers';
import { loadCover, loadPlaces, storePlaces } from '#reference';
import { getRegister, importFile, loadCurrent, writtenFile, type RegisterName, type WrittenRow } from '#registers';
import type { ProjectGround } from './ground.ts';
import { storeProjects } from './store.ts';

/** The BIN of a made-up company. */
export function company(nth: number): string {
  for (let number = nth * 100; ; number += 1) {
    const eleven = `1501${String(4_000_000 + number).padStart(7, '0')}`;
    const digit = checkDigit(eleven);
    if (digit !== undefined) return `${eleven}${digit}`;
  }
}

export const asStaff = (name: string, role: Grant['role'] = 'region-staff'): Actor => ({ kind: 'account', account: name, name, grants: [{ role, place: 0, employer: null }] });
export const inPlace = (...places: number[]): Scope => ({ places, employers: [] });

const usual: Readonly<Record<string, WrittenRow>> = {
  employers: { sector: 'C', place: '271000000', registered_on: '2015-01-05', recorded_at: '2015-02-01T00:00:00Z' },
  projects: {
    name_kk: 'Зауыт', name_ru: 'Завод', kind: 'investment', sector: 'C', owner: company(1), place: '271000000', stage: 'construction', starts_on: '2024-01-01', ends_on: '2025-12-31',
    investment: '1000000.00', office: 'Управление предпринимательства', status: 'active', recorded_at: '2024-01-10T00:00:00Z',
  },
  pledges: {
    project_id: 'P-1', employer: company(1), place: '271000000', phase: 'operation', jobs: '10', awarded_on: '2024-02-01', due_on: '2025-06-30', hold_months: '12', term: 'any', status: 'active', recorded_at: '2024-02-10T00:00:00Z',
  },
  participants: { project_id: 'P-1', role: 'contractor', starts_on: '2024-03-01', status: 'active', recorded_at: '2024-03-02T00:00:00Z' },
  investments: { project_id: 'P-1', amount: '1000.00', recorded_at: '2024-04-02T00:00:00Z' },
};

export type TestProjects = ProjectGround & {
  /** Rows as a file; what a computation makes of them, `compute` stores. */
  bring(register: RegisterName, ...rows: WrittenRow[]): Promise<void>;
  compute(): Promise<void>;
  imports: () => number;
  now: { at: string };
};

/** A ground over an empty country, into which rows come as files. */
export function openTestProjects(opened: { db: Database; config: Config; files: string }): TestProjects {
  const now = { at: '2025-03-01T08:00:00.000Z' };
  const clock: Clock = { now: () => new Date(now.at) };
  let files = 0;
  let imports = 0;
  const ground: TestProjects = {
    ...opened, clock, now, imports: () => imports,
    async importFiles(requests, onResult) {
      for (const request of requests) {
        imports += 1;
        onResult(await importFile({ db: opened.db, config: opened.config, clock, ...request }));
      }
    },
    compute: () => lay(ground),
    async bring(register, ...rows) {
      const file = join(opened.files, `${(files += 1)}-${register}.csv`);
      const texts = rows.map((row) => writtenFile(getRegister(register), { ...usual[register], ...row }));
      writeFileSync(file, texts.map((text, at) => (at === 0 ? text : text.slice(text.indexOf('\n') + 1))).join(''));
      await ground.importFiles([{ register, file, by: operator('test') }], (result) => {
        if (result.accepted + result.duplicates !== rows.length) throw new Error(`a row of ${register} is wrong`);
      });
    },
  };
  return ground;
}

/** Projects and employers as a computation stores them. */
async function lay(ground: ProjectGround): Promise<void> {
  const duck = await openDuck({ threads: 1 });
  try {
    await loadCurrent(duck, ground);
    await loadPlaces(duck);
    await loadIdentity(duck);
    await loadCover(duck, 'from register.projects select place union from register.pledges select place');
    await asSystem(ground.db, async (transaction) => {
      await storePlaces(duck, transaction);
      await storeProjects(duck, transaction);
      await storeEmployers(duck, transaction, 'values (0)');
    });
  } finally {
    duck.close();
  }
}
