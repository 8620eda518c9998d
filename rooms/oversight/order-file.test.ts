// One database is enough: bytes go in and come out alike in both, as rooms/publishing holds.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { placeText } from '#kernel/place.ts';
import { buildServer } from '#platform/http.ts';
import { openLog } from '#platform/log.ts';
import { openTestGround } from '#platform/testing.ts';
import { scopeThroughTime } from '#accounts';
import { mostBytes, typeOf } from './order-file.ts';
import { oversightRoutes } from './routes.ts';
import { akimat, district, districtOffice, ministry, openTestOversight, stranger, type TestOversight } from './testing.ts';

let world: TestOversight;
let server: FastifyInstance;
let actor: Actor;
beforeAll(async () => {
  const { db, config } = await openTestGround();
  world = await openTestOversight(db);
  server = await buildServer({ routes: oversightRoutes(world.ground), config, log: openLog({ level: 'fatal' }), webFolder: undefined, gate: { identify: () => actor, scopeOf: scopeThroughTime } });
});
afterAll(() => server.close());
beforeEach(() => world.clear());

const pdf = Buffer.from('%PDF-1.7\n…');
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('…')]);
const zip = (inside: string) => Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from(inside)]);

test.each<[string, Buffer, string | undefined]>([
  ['a PDF', pdf, 'application/pdf'], ['a PNG', png, 'image/png'], ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['a workbook', zip('[Content_Types].xml xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['a workbook with programs', zip('xl/workbook.xml xl/vbaProject.bin'), undefined], ['a workbook that fetches others', zip('xl/workbook.xml xl/externalLinks/x.xml'), undefined],
  ['another archive', zip('word/document.xml'), undefined], ['a table', Buffer.from('шарт,сома\n1,2\n'), 'text/csv'], ['a page', Buffer.from(' <!doctype html><script>'), undefined],
  ['a drawing', Buffer.from('<svg onload="x">'), undefined], ['a program', Buffer.from('\u007fELF\u0001'), undefined], ['bytes that are no text', Buffer.from([0xc3, 0x28]), undefined], ['nothing', Buffer.alloc(0), undefined],
])('%s is known by its contents', (_, content, type) => {
  expect(typeOf(content)).toBe(type);
});

const post = (url: string, body: object) => server.inject({ method: 'POST', url, headers: { host: 'localhost', 'content-type': 'application/json' }, payload: JSON.stringify(body) });
const get = (url: string) => server.inject({ method: 'GET', url, headers: { host: 'localhost' } });

function attach(order: number, name: string, content: Buffer) {
  const edge = 'a-line-that-no-file-has';
  const payload = Buffer.concat([Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/html\r\n\r\n`), content, Buffer.from(`\r\n--${edge}--\r\n`)]);
  return server.inject({ method: 'POST', url: `/api/orders/${order}/files`, headers: { host: 'localhost', 'content-type': `multipart/form-data; boundary=${edge}`, 'content-length': String(payload.length) }, payload });
}

async function give(): Promise<number> {
  actor = akimat;
  const reply = await post('/api/orders', { subject: null, wording: 'Ответить', dueOn: '2026-03-10', to: { place: placeText(district) } });
  return (reply.json() as { id: number }).id;
}

test('nobody but the addressee attaches, nothing but the five kinds, and nothing too large', async () => {
  const order = await give();
  for (const one of [stranger, akimat]) {
    actor = one;
    expect((await attach(order, 'a.pdf', pdf)).json(), one.name).toMatchObject({ error: { code: 'no-such-order' } });
  }
  actor = districtOffice;
  expect((await attach(order, 'a.pdf', Buffer.from('<html>'))).json()).toMatchObject({ error: { code: 'file-type' } });
  expect((await attach(order, 'a.csv', Buffer.from('iin\n550101100015\n'))).json()).toMatchObject({ error: { code: 'identifier-in-text' } });
  const large = await attach(order, 'a.pdf', Buffer.concat([pdf, Buffer.alloc(mostBytes)]));
  expect([large.statusCode, large.json()]).toMatchObject([413, { error: { code: 'too-large', facts: { most: mostBytes } } }]);
  expect((await attach(order + 1, 'a.pdf', pdf)).json()).toMatchObject({ error: { code: 'no-such-order' } });
});

test('a file is handed out for keeping, under a clean name and as what it is, to those who see the order', async () => {
  const order = await give();
  actor = districtOffice;
  const attached = await attach(order, '..\\..\\акт 550101100015.html', pdf);
  const { id } = attached.json() as { id: number };
  for (const one of [akimat, ministry, districtOffice]) {
    actor = one;
    const { headers, rawPayload } = await get(`/api/orders/${order}/files/${id}`);
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' });
    expect(decodeURIComponent(String(headers['content-disposition']))).toMatch(/^attachment; .*акт _{12}\.pdf$/);
    expect(rawPayload.equals(pdf)).toBe(true);
  }
  expect(((await get(`/api/orders/${order}`)).json() as { steps: { what: string }[] }).steps.map(({ what }) => what)).toEqual(['given', 'attached']);
  actor = stranger;
  expect((await get(`/api/orders/${order}/files/${id}`)).json()).toMatchObject({ error: { code: 'no-such-file' } });
  actor = akimat;
  expect((await get(`/api/orders/${await give()}/files/${id}`)).json()).toMatchObject({ error: { code: 'no-such-file' } });
});

test('after the answer nothing is attached to it until it is returned', async () => {
  const order = await give();
  actor = districtOffice;
  await post(`/api/orders/${order}/answer`, { text: 'Сделано' });
  expect((await attach(order, 'a.pdf', pdf)).json()).toMatchObject({ error: { code: 'wrong-step', facts: { state: 'answered' } } });
});

test('the list goes out as a file in the language asked for', async () => {
  await give();
  const csv = await get('/api/orders.csv?language=en');
  expect(csv.body).toContain('No.,State,Overdue,Term,From,To,About,What is to be done,Given');
  const xlsx = await get('/api/orders.xlsx?language=kk');
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
});
