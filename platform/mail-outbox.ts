import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import type { Mail, Mailer, Sending } from './mail.ts';

export type OutboxGround = { readonly db: Database; readonly clock: Clock };

/** Lays a mail ready in the transaction of what it tells, so that both are committed or neither. */
export async function layMail(transaction: Database, mail: Omit<Mail, 'id'>, at: Date): Promise<void> {
  await sql`
    insert into platform.mail (id, receiver, title, body, state, at, next_at)
    values (${randomUUID()}, ${mail.receiver}, ${mail.title}, ${mail.body}, 'waiting', ${at}, ${at})`.execute(transaction);
}

/** Tries of one mail: after a minute, two, four … and then every six hours, for a little more than three days. */
const mostTries = 20;
const mostMinutes = 6 * 60;

/**
 * Sends what waits, oldest first, and returns how many were taken. Each try is counted and the next one put off before the server
 * is spoken to: whoever is killed in between sends no mail twice within that time, and then under the same Message-ID. A server that
 * cannot be spoken to keeps the others waiting, untried.
 */
export async function sendWaiting(ground: OutboxGround, mailer: Mailer): Promise<number> {
  for (let taken = 0; ; ) {
    const mail = await claim(ground);
    if (mail === undefined) return taken;
    const sending = await mailer.send(mail);
    await settle(ground, mail, sending);
    if (sending.result === 'taken') taken += 1;
    else if (sending.down) return taken;
  }
}

async function claim({ db, clock }: OutboxGround): Promise<(Mail & { tries: number }) | undefined> {
  const now = clock.now();
  const { rows } = await sql<Mail & { tries: number }>`
    update platform.mail set tries = tries + 1, next_at = ${now}::timestamptz + least(power(2, tries), ${mostMinutes}::integer) * interval '1 minute'
    where id = (select id from platform.mail where state = 'waiting' and next_at <= ${now} order by next_at, id limit 1 for update skip locked)
    returning id, receiver, title, body, tries`.execute(db);
  return rows[0];
}

async function settle({ db, clock }: OutboxGround, { id, tries }: { id: string; tries: number }, sending: Sending): Promise<void> {
  if (sending.result === 'later' && tries < mostTries) {
    await sql`update platform.mail set refused = ${sending.code} where id = ${id}`.execute(db);
    return;
  }
  const taken = sending.result === 'taken';
  await sql`
    update platform.mail set state = ${taken ? 'sent' : 'given-up'}, sent_at = ${taken ? clock.now() : null}::timestamptz, refused = ${taken ? null : sending.code},
      receiver = null, title = null, body = null where id = ${id}`.execute(db);
}

/** Sends at once and from then on every `period` milliseconds; a fault goes to the log and the next turn tries again. Returns how to stop, which waits for the mail under way. */
export function startMailing(ground: OutboxGround, mailer: Mailer, log: Pick<Log, 'error' | 'info'>, period = 20_000): () => Promise<void> {
  let running: Promise<void> | undefined;
  const turn = (): void => {
    running ??= sendWaiting(ground, mailer)
      .then((mails) => { if (mails > 0) log.info({ mails }, 'mails were sent'); }, (error: unknown) => log.error({ err: error }, 'mails could not be sent; the next turn tries again'))
      .finally(() => { running = undefined; });
  };
  turn();
  const timer = setInterval(turn, period);
  return async () => {
    clearInterval(timer);
    await running;
    mailer.close();
  };
}
