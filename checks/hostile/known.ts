import { sql } from 'kysely';
import type { Actor, Grant } from '#kernel/actor.ts';
import { operator } from '#kernel/actor.ts';
import { monthText } from '#kernel/month.ts';
import { placeText } from '#kernel/place.ts';
import { purposes } from '#kernel/purpose.ts';
import { asSystem } from '#platform/access.ts';
import type { TestCountry } from '../country.ts';
import type { Known, Values } from './values.ts';

/** What there is in a test country, by the names under which addresses and bodies ask for it: things first that have more to show. */
export async function listKnown(country: TestCountry): Promise<Known> {
  const { cube } = await country.app.views.current();
  const column = async <Value = string>(query: ReturnType<typeof sql>): Promise<Value[]> =>
    (await asSystem(country.app.db, (transaction) => query.execute(transaction))).rows.map((row) => Object.values(row as object)[0] as Value);
  const certified = await column(sql`select pledge_id from publishing.certificate`);
  const files = (await asSystem(country.app.db, (transaction) => sql<{ id: number; orderId: number }>`select id, order_id as "orderId" from oversight.order_file order by id`.execute(transaction))).rows;
  const pledges = [...cube.pledges.filter(({ pledgeId }) => certified.includes(pledgeId)), ...cube.pledges.filter(({ pledgeId }) => !certified.includes(pledgeId))].slice(0, 20);
  const persons = await column<number>(sql`select person from pledges.spell order by person limit 20`);
  const imports = await column(sql`select id from registers.import order by ordinal desc`);
  const months = Array.from({ length: cube.months }, (_, at) => monthText(cube.firstMonth + at)).toReversed();
  const drafted = (await column<number>(sql`select through from closing.draft order by id desc limit 1`)).map(monthText);
  const today = country.app.clock.now().getTime();
  const day = (days: number) => new Date(today + days * 86_400_000).toISOString().slice(0, 10);
  const everywhere: Values = {
    pledgeId: pledges.map(({ pledgeId }) => pledgeId), projectId: pledges.map(({ projectId }) => projectId), employer: pledges.map(({ employer }) => employer),
    place: [...new Set(pledges.flatMap(({ places }) => places))].map(placeText), importId: imports, register: await column(sql`select distinct register from registers.import`),
    number: [1, ...persons], person: persons, purpose: purposes, month: months.slice(0, 12), format: ['csv', 'xlsx', 'json', 'parquet', 'pdf'], product: ['places', 'overview', 'projects'], by: ['employer'],
    orderId: await column<number>(sql`select id from oversight.given_order order by id`), decisionId: await column<number>(sql`select id from oversight.decision order by id`),
    objectionId: await column<number>(sql`select o.id from oversight.objection as o left join oversight.objection_answer as a on a.objection = o.id order by a.objection nulls first`),
    draftId: await column(sql`select draft_id from projects.draft order by array_position(array['submitted', 'draft', 'returned', 'entered'], state), draft_id`),
    findingId: await column(sql`select id from findings.finding order by persons desc, id`), accountId: await column(sql`select id from accounts.account order by sign_in`),
    pledges: [certified], imports: [imports.slice(0, 1)], dueOn: [day(20), day(90)], decidedOn: [day(-20), day(-2)], until: [day(200)], on: [day(-30)], asOf: [day(-3)],
  };
  return {
    everywhere,
    at: {
      '/api/orders/{orderId}/files/{fileId}': { orderId: files.slice(0, 1).map(({ orderId }) => orderId), fileId: files.slice(0, 1).map(({ id }) => id) },
      '/api/reviews/{draftId}': { draftId: await column(sql`select draft_id from projects.draft where state = 'entered'`) },
      ...Object.fromEntries(['draft', 'answer', 'answers', 'answers.{format}', 'figures', 'figures.{format}'].map((part) => [`/api/months/{month}/${part}`, { month: drafted }])),
      '/api/pledges/{pledgeId}/certificate.pdf': { pledgeId: certified },
      '/api/public/certificates/{number}': { number: await column(sql`select number from publishing.certificate`) },
      '/api/public/releases/{number}/{product}.{format}': { number: [1] },
    },
  };
}

/** The people who work in the country, as who they are. */
export async function listOfficers({ app }: TestCountry): Promise<Actor[]> {
  const { rows } = await asSystem(app.db, (transaction) => sql<Grant & { account: string; name: string }>`
    select a.id as account, a.sign_in as name, g.role, g.place, g.employer from accounts.account as a join accounts.role_grant as g on g.account = a.id order by a.sign_in`.execute(transaction));
  return rows.map(({ account, name, ...grant }) => ({ kind: 'account', account, name, grants: [grant] }));
}

/** Uploads a file that the country will not take, and returns the id of the task that tells so. */
export async function uploadSomething(country: TestCountry): Promise<string> {
  const payload = '--b\r\nContent-Disposition: form-data; name="register"\r\n\r\nreports\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na,b\n1,2\n\r\n--b--\r\n';
  const reply = await country.ask(operator('test'), 'POST', '/api/imports', { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } });
  return reply.json<{ id: string }>().id;
}
