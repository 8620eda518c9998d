// One database is enough: the outbox is one table and one statement, and SKIP LOCKED has no second connection to pass by in the embedded one.
import { sql } from 'kysely';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { fillIn, openMailer, type Mailer } from './mail.ts';
import { layMail, sendWaiting } from './mail-outbox.ts';
import { openTestDatabase } from './testing.ts';

type Taken = { readonly to: readonly string[]; readonly text: string; readonly secure: boolean };
let db: Database;
let now: Date;
let taken: Taken[];
let open: (() => Promise<void>)[] = [];
beforeAll(async () => {
  ({ db } = await openTestDatabase());
});
beforeEach(async () => {
  await sql`truncate platform.mail`.execute(db);
  now = new Date('2026-03-02T06:00:00Z');
  taken = [];
});
afterEach(async () => {
  for (const close of open) await close();
  open = [];
});

/** A real SMTP server, and a mailer that speaks to it. */
async function serve(options: SMTPServerOptions = {}, host = '127.0.0.1', scheme = 'smtp'): Promise<Mailer> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), text, secure: session.secure });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => void server.close(() => resolve())));
  return mailer(`${scheme}://${host}:${(server.server.address() as AddressInfo).port}`);
}

async function mailer(smtp: string): Promise<Mailer> {
  const made = await openMailer({ smtp, from: 'Jumys <notices@jumys.example>' }, { rejectUnauthorized: false });
  open.push(async () => made.close());
  return made;
}

const ground = () => ({ db, clock: { now: () => now } });
const lay = (receiver = 'officer@akimat.example') => db.transaction().execute((transaction) => layMail(transaction, { receiver, title: 'Сізге № 1 тапсырма берілді', body: 'https://jumys.example/orders/1' }, now));
const send = (through: Mailer) => sendWaiting(ground(), through);
const rows = async () => (await sql<{ state: string; tries: number; refused: string | null; receiver: string | null; minutes: number }>`
  select state, tries, refused, receiver, (extract(epoch from next_at - ${now}::timestamptz) / 60)::float8 as minutes from platform.mail order by at, id`.execute(db)).rows;
const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

test('a mail that is laid with what fails is not there', async () => {
  await expect(db.transaction().execute(async (transaction) => {
    await layMail(transaction, { receiver: 'a@b.example', title: 't', body: 'b' }, now);
    throw new Error('something else');
  })).rejects.toThrow('something else');
  expect(await rows()).toEqual([]);
});

test('a mail is taken once, in the letters of its language, and then forgotten', async () => {
  const through = await serve();
  await lay();
  expect(await send(through)).toBe(1);
  expect(await send(through)).toBe(0);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({ to: ['officer@akimat.example'] });
  expect(taken[0]!.text).toMatch(/^Subject: =\?UTF-8\?[BQ]\?/m);
  expect(taken[0]!.text).toContain('https://jumys.example/orders/1');
  expect(await rows()).toMatchObject([{ state: 'sent', receiver: null, refused: null }]);
  expect((await sql`select 1 from platform.mail where title is not null or body is not null`.execute(db)).rows).toEqual([]);
});

test('a server that is down keeps all waiting, tries the first alone, and waits longer from try to try', async () => {
  const closed = await mailer('smtp://127.0.0.1:1');
  await lay();
  await lay();
  expect(await send(closed)).toBe(0);
  expect((await rows()).map(({ tries }) => tries).toSorted()).toEqual([0, 1]);
  await sql`delete from platform.mail where tries = 0`.execute(db);
  const waits: number[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const [mail] = await rows();
    waits.push(mail!.minutes);
    now = new Date(now.getTime() + mail!.minutes * 60_000);
    await send(closed);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
  expect((await rows())[0]).toMatchObject({ state: 'waiting', refused: 'ESOCKET' });
});

test('what a server takes later is tried again under the same Message-ID', async () => {
  let turns = 0;
  const ids: (string | undefined)[] = [];
  const through = await serve({
    onData(stream, _session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => {
        ids.push(/^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());
        done((turns += 1) === 1 ? refusal(451, 'greylisted') : null);
      });
    },
  });
  await lay();
  expect(await send(through)).toBe(0);
  expect(await rows()).toMatchObject([{ state: 'waiting', tries: 1, refused: 'EMESSAGE 451', receiver: 'officer@akimat.example' }]);
  expect(await send(through)).toBe(0);
  now = new Date(now.getTime() + 60_000);
  expect(await send(through)).toBe(1);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toMatch(/^<[\w-]{36}@jumys\.example>$/);
  expect(ids[1]).toBe(ids[0]);
});

test('what a server refuses for good is given up, and the others are sent', async () => {
  const through = await serve({ onRcptTo: ({ address }, _session, done) => done(address.startsWith('gone') ? refusal(550, `no ${address} here`) : null) });
  await lay('gone@akimat.example');
  await lay();
  expect(await send(through)).toBe(1);
  const kept = await rows();
  expect(kept.map(({ state }) => state).toSorted()).toEqual(['given-up', 'sent']);
  expect(kept.find(({ state }) => state === 'given-up')).toMatchObject({ refused: 'EENVELOPE 550', receiver: null });
  expect(JSON.stringify(kept)).not.toContain('gone@');
});

test('a wrong password keeps mails waiting: it is the operator who mends it', async () => {
  const through = await serve({ authOptional: false, allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(refusal(535, 'no')) }, 'user:wrong@127.0.0.1');
  await lay();
  expect(await send(through)).toBe(0);
  expect(await rows()).toMatchObject([{ state: 'waiting', refused: 'EAUTH 535' }]);
});

test('after the last try a mail is given up', async () => {
  await lay();
  await sql`update platform.mail set tries = 19`.execute(db);
  await send(await mailer('smtp://127.0.0.1:1'));
  expect(await rows()).toMatchObject([{ state: 'given-up', tries: 20, receiver: null }]);
});

test('STARTTLS is used where it is offered, and beyond this machine nothing is said without it', async () => {
  await lay();
  expect(await send(await serve({ disabledCommands: [] }))).toBe(1);
  expect(taken[0]?.secure).toBe(true);
  await lay();
  // The same machine under an address that is not known for its own.
  const plain = await serve({}, '[::ffff:127.0.0.1]');
  expect(await send(plain)).toBe(0);
  expect((await rows()).find(({ state }) => state === 'waiting')).toMatchObject({ refused: expect.stringMatching(/^ETLS/) as unknown });
  now = new Date(now.getTime() + 60_000);
  expect(await send(await serve({ disabledCommands: [] }, '[::ffff:127.0.0.1]'))).toBe(1);
  now = new Date(now.getTime() + 60_000);
  await lay();
  expect(await send(await serve({ secure: true }, '[::ffff:127.0.0.1]', 'smtps'))).toBe(1);
  expect(taken.every(({ secure }) => secure)).toBe(true);
});

test('a text is filled in with its facts and nothing else', () => {
  expect(fillIn('{{a}} and {{b}}{{c}}', { a: '1', b: '{{a}}' })).toBe('1 and {{a}}');
});
