// One database is enough: what is asked of it here, other rooms ask of both.
import { inflateRawSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { nobody, type Actor } from '#kernel/actor.ts';
import { asSystem } from '#platform/access.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { createShelves } from '#publishing';
import type { Ranking, RankingBeside } from './ranking-contract.ts';
import { reportingRoutes } from './routes.ts';
import { as, district, elsewhere, month, openTestReporting, region, scopeFor, tell, toldBy } from './testing.ts';

let server: FastifyInstance;
let actor: Actor = nobody;
const ministry = as('ministry-analyst', { place: 0 });
const akimat = as('region-staff', { place: region });
const districtOffice = as('district-staff', { place: district });
const factory = as('employer', { employer: 501 });

const get = async (who: Actor, url: string) => {
  actor = who;
  return server.inject({ method: 'GET', url, headers: { host: 'localhost' } });
};
const json = async <Reply>(who: Actor, url: string) => (await get(who, url)).json<Reply>();

beforeAll(async () => {
  const opened = await openTestGround();
  const ground = await openTestReporting(opened.db);
  const gate = { identify: () => actor, scopeOf: scopeFor };
  server = await buildServer({ routes: reportingRoutes(ground, createShelves(opened.db)), config: opened.config, log: openLog({ level: 'error' }), webFolder: undefined, gate });
  expect((await get(nobody, '/api/public/ranking')).json()).toMatchObject({ error: { code: 'no-release' } });
  expect((await get(akimat, '/api/weekly-sheet.pdf')).statusCode, 'before the first release the sheet has no rank').toBe(200);
  await tell(opened.db, toldBy([{ kato: region, sizes: Array.from({ length: 20 }, () => 50), met: 600 }, { kato: elsewhere, sizes: Array.from({ length: 20 }, () => 50), met: 500 }]));
  await asSystem(opened.db, (transaction) => sql`
    insert into oversight.objection (pledge_id, month, figure, reason, at, actor_kind, by_whom, seen_by)
    values ('P-1', ${2026 * 12}, 'paid', 'Жоқ', now(), 'account', 'test', ${[district, region, 0, -501]}::integer[])`.execute(transaction));
});

test('who has not signed in gets no weekly sheet, and no ranking but the public one', async () => {
  for (const url of ['/api/weekly-sheet.pdf', '/api/weekly-sheet.xlsx', '/api/ranking', '/api/ranking.csv']) expect((await get(nobody, url)).statusCode, url).toBe(401);
  expect((await get(as('administrator', { place: 0 }), '/api/weekly-sheet.pdf')).json()).toMatchObject({ error: { code: 'not-permitted' } });
});

test('a sheet has two formats, three languages, and places of nine digits', async () => {
  for (const url of ['/api/weekly-sheet.csv', '/api/weekly-sheet.pdf?language=de', '/api/weekly-sheet.pdf?place=11', '/api/ranking?measure=all', '/api/public/ranking?kind=none']) expect((await get(akimat, url)).statusCode, url).toBe(400);
});

test('of a place beyond one’s own one is told what is told of a place that does not exist', async () => {
  const told = async (who: Actor, place: number | string, format = 'pdf') => { const { statusCode, body } = await get(who, `/api/weekly-sheet.${format}?place=${place}`); return [statusCode, body]; };
  for (const format of ['pdf', 'xlsx']) {
    const none = await told(akimat, '990000000', format);
    expect(none).toMatchObject([404, expect.stringContaining('no-such-place') as string]);
    expect(await told(akimat, elsewhere, format)).toEqual(none);
    expect(await told(districtOffice, region, format)).toEqual(none);
    expect(await told(factory, district, format)).toEqual(none);
  }
});

test('without a place the sheet is of the reader’s own, of an employer of what he may see', async () => {
  for (const [who, place] of [[akimat, region], [districtOffice, district], [ministry, '000000000'], [factory, '000000000']] as const) {
    const { statusCode, headers } = await get(who, '/api/weekly-sheet.xlsx');
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toContain(`weekly-${place}-2026-04-02.xlsx`);
  }
});

test.each(['kk', 'ru', 'en'])('the sheet is one page in %s, and its workbook opens and says the same, with the ranks of a region', async (language) => {
  const pdf = await get(akimat, `/api/weekly-sheet.pdf?language=${language}`);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.rawPayload.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  const xlsx = await get(akimat, `/api/weekly-sheet.xlsx?language=${language}`);
  expect(xlsx.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  const files = unzip(xlsx.rawPayload);
  expect([...files.keys()]).toEqual(expect.arrayContaining(['xl/workbook.xml', 'xl/worksheets/sheet1.xml']));
  const text = [...files.values()].join('');
  expect(text).toContain('Область');
  expect(text).toContain({ kk: '2 өңірдің ішінде 1–2 орындар', ru: 'места 1–2 из 2', en: 'rank 1 to 2 of 2' }[language]);
  expect(text).toContain('P-1');
  expect(text).not.toContain('P-2');
});

test('the public ranking is of the release alone and for everybody the same', async () => {
  const { headers } = await get(nobody, '/api/public/ranking');
  expect(headers['cache-control']).toBe('public, max-age=60');
  const told = await json<Ranking>(nobody, '/api/public/ranking');
  expect(told).toMatchObject({ month, release: { number: 1 }, groups: 1, rows: [{ share: 0.6, rank: { best: 1, worst: 2 } }, { share: 0.5, rank: { best: 1, worst: 2 } }] });
  for (const who of [ministry, akimat, factory]) expect(await json<RankingBeside>(who, '/api/ranking')).toMatchObject(told);
});

test('completeness and contested pledges stand beside the regions that one may see, and no others', async () => {
  const beside = async (who: Actor) => (await json<RankingBeside>(who, '/api/ranking')).beside;
  const own = { completeness: { persons: 8, covered: 8 }, pledges: 1, contested: 1 };
  expect(await json(ministry, '/api/ranking')).toMatchObject({ completeness: { persons: 100, covered: 97 }, beside: { [region]: own, [elsewhere]: { completeness: { persons: 5, covered: 0 }, pledges: 1, contested: 0 } } });
  expect(await beside(akimat)).toEqual({ [region]: own });
  expect(await beside(districtOffice)).toEqual({});
  expect(await beside(factory)).toEqual({});
});

test('the ranking goes out as a file, with what stands beside it only to those who may see that', async () => {
  const lines = async (who: Actor, url: string) => (await get(who, url)).body.replace('\ufeff', '').trim().split('\r\n');
  expect((await lines(nobody, '/api/public/ranking.csv?language=en'))[0]).not.toContain('Completeness');
  const [head, first, second] = await lines(akimat, '/api/ranking.csv?language=en');
  expect(head).toContain('Completeness,Contested pledges');
  expect([first, second]).toEqual([expect.stringContaining(',1,1,Due jobs met') as string, expect.stringContaining(',,,Due jobs met') as string]);
  expect([...unzip((await get(nobody, '/api/public/ranking.xlsx')).rawPayload).keys()]).toContain('xl/worksheets/sheet1.xml');
});

/** Every file of a ZIP archive as text, by the records of its directory. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1')) + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [packed, size, name, extra, comment, local] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)];
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(from, from + size);
    files.set(archive.toString('utf8', at + 46, at + 46 + name), (packed === 0 ? content : inflateRawSync(content)).toString());
    at += 46 + name + extra + comment;
  }
  return files;
}
