import { everywhere, operator } from '#kernel/actor.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { formatCount } from '#kernel/format.ts';
import { openVault } from '#people';
import { openTestGround } from '#platform/testing.ts';
import { importFile, type RegisterName } from '#registers';
import * as contracts from './contract.ts';
import { evidenceCsv } from './evidence.ts';
import { csvFile, pledgeColumns, xlsxFile } from './files.ts';
import { listPledges } from './lists.ts';
import { lookInto } from './look-into.ts';
import { writeCountry } from './naive/extract.ts';
import { berik, contract, payment, pledge, rival } from './naive/rows.ts';
import { readEvidence as readNaively } from './naive/reading.ts';
import { overview } from './overview.ts';
import { pledgePage } from './pledge-page.ts';
import { projectPage } from './project-page.ts';
import { readEvidence } from './read-evidence.ts';
import { recompute, type Ground } from './recompute.ts';
import { createViews, type View } from './view.ts';

const most = '999999999999999999';
/** The first whole number that a double cannot hold. */
const odd = '9007199254740993';
const recorded_at = '2026-06-01T09:00:00+05:00';
const country = {
  pledges: [
    pledge({ jobs: most, hold_months: most, young: most, due_on: '2024-01-31' }),
    pledge({ pledge_id: 'B', jobs: odd, hold_months: '2100', due_on: '2024-02-01' }),
    pledge({ pledge_id: 'C', jobs: '2147483648', hold_months: '2147483648', due_on: '2024-12-31' }),
  ],
  projects: [{
    project_id: 'P', name_kk: 'Зауыт', name_ru: 'Завод', name_en: '', kind: 'investment', programme: '', funding: '', sector: 'C', owner: pledge().employer, place: pledge().place,
    stage: 'operation', starts_on: '2023-01-01', ends_on: '', investment: '1', foreign_share: '', office: 'akimat', status: 'active', recorded_at,
  }],
  contracts: [contract()],
  contributions: [payment(), payment({ iin: berik, payer: rival, period: '2023-12' })],
  reports: ['A', 'B'].map((pledge_id) => ({ pledge_id, period: '2024-02', jobs: most, recorded_at })),
};
const clock = { now: () => new Date('2024-04-15T06:00:00Z') };
const [january, february] = [2024 * 12, 2024 * 12 + 1];
let ground: Ground;
let view: View;

beforeAll(async () => {
  const { files, ...opened } = await openTestGround();
  ground = { ...opened, clock };
  mkdirSync(join(opened.config.dataFolder, 'tmp'), { recursive: true });
  await openVault(ground);
  for (const { register, path, records } of writeCountry(country, files)) {
    expect(await importFile({ ...ground, register: register as RegisterName, file: path, by: operator('test') })).toMatchObject({ accepted: records });
  }
  await recompute(ground);
  view = await createViews(ground.db, clock).current();
});

test('evidence has every digit of the greatest numbers, of a stored month and of one computed when asked for', async () => {
  for (const [month, text] of [[february, '2024-02'], [february + 12, '2025-02'], [january, '2024-01']] as const) {
    expect(await readEvidence(ground, month)).toEqual(readNaively(country, text, new Set(['110000000', '113600000'])));
  }
  const lines = evidenceCsv(await readEvidence(ground, february)).split('\n');
  expect(lines.slice(1).map((line) => line.split(',').slice(4, 7).join())).toEqual([`${most},2024-01-31,${most}`, `${odd},2024-02-01,${odd}`, '2147483648,2024-12-31,0', '']);
  const { columns, rows } = await lookInto(ground, february, 'pledges.figure', 'A');
  expect(rows.map((row) => [row[columns.indexOf('due')], row[columns.indexOf('reported')]])).toEqual([[most, most]]);
});

test('pages have the nearest number and show that it is not exact', async () => {
  const { ladder, trend, behind } = contracts.getOverview.reply.parse(await overview(view, {}));
  expect(ladder).toMatchObject({ promised: Number(most) + Number(odd) + 2_147_483_648, due: Number(most) + Number(odd), met: 1, reported: 2 * Number(most) });
  expect(trend.at(-1)).toMatchObject({ promised: ladder.promised, due: ladder.due });
  expect(behind.map(({ pledgeId }) => pledgeId)).toEqual(['A', 'B']);
  expect(formatCount(ladder.due, 'en')).toBe('≈1,009,007,199,254,740,000');
  const page = contracts.getPledge.reply.parse(await pledgePage(ground.db, everywhere, view, 'A', undefined, []));
  expect(page.conditions).toMatchObject({ holdMonths: Number(most), young: Number(most) });
  expect(formatCount(contracts.getPledge.reply.parse(await pledgePage(ground.db, everywhere, view, 'C', undefined, [])).pledge.ladder.promised, 'en')).toBe('2,147,483,648');
});

test('files show which numbers are not exact', async () => {
  const asked = contracts.listPledges.query.parse({ sort: '-promised' }) as z.infer<typeof contracts.PledgeQuery>;
  const { rows, stamp } = contracts.listPledges.reply.parse(await listPledges(view, asked));
  expect(rows.map(({ pledgeId }) => pledgeId)).toEqual(['A', 'B', 'C']);
  const lines = csvFile(pledgeColumns(stamp), rows, 'en').split('\r\n').slice(1, 4).map((line) => line.split(','));
  expect(lines.map((fields) => fields[10])).toEqual(['1.00000000000000e+18', '9.00719925474099e+15', '2147483648']);
  expect((await xlsxFile(pledgeColumns(stamp), rows, 'en')).byteLength).toBeGreaterThan(1000);
});

test('a hold period that leads past the calendar of the registers fails nothing and is no event', async () => {
  const { timeline } = contracts.getProject.reply.parse(await projectPage(ground.db, everywhere, view, 'P', undefined));
  expect(timeline.filter(({ what }) => what === 'held')).toEqual([{ on: '2199-02-01', what: 'held', pledgeId: 'B', jobs: Number(odd) }]);
});
