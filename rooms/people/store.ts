import { sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import type { Purpose } from '#kernel/purpose.ts';
import type { Database } from '#platform/database.ts';
import type { Seen } from './budget.ts';
import type { AlarmRow } from './contract.ts';

export type AlarmKind = AlarmRow['kind'];
type Grants = Actor['grants'];

/**
 * From here to its end the transaction is the system's own, whatever it was before: a reader has no right to what is written
 * about his reading.
 */
export async function becomeSystem(transaction: Database): Promise<void> {
  await sql`set local role none`.execute(transaction);
  await sql`set local jumys.system = 'on'`.execute(transaction);
}

/** Waits until nobody else reads for this reader, and tells how many persons he has seen on that day. */
export async function holdDay(transaction: Database, reader: string, day: string): Promise<number> {
  const { rows } = await sql<{ persons: number }>`
    insert into people.reader_day as d (reader, day, persons) values (${reader}, ${day}, 0)
    on conflict (reader, day) do update set persons = d.persons
    returning persons`.execute(transaction);
  return rows[0]?.persons ?? 0;
}

export type ReadingRow = {
  readonly at: Date; readonly day: string; readonly reader: string; readonly kind: string; readonly account: string | null; readonly name: string;
  readonly grants: Grants; readonly purpose: Purpose; readonly what: string; readonly subject: string | null; readonly request: string | null;
  /** Network address that it was asked from. */
  readonly from: string | null;
};

/** Enters a reading with whom it showed, and returns its id. */
export async function enterReading(transaction: Database, row: ReadingRow, persons: readonly number[]): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into people.reading (at, day, reader, kind, account, name, grants, purpose, what, subject, persons, request, came_from)
    values (${row.at}, ${row.day}, ${row.reader}, ${row.kind}, ${row.account}, ${row.name}, ${JSON.stringify(row.grants)}::jsonb, ${row.purpose},
      ${row.what}, ${row.subject}, ${persons.length}, ${row.request}, ${row.from})
    returning id`.execute(transaction);
  const id = rows[0]?.id ?? 0;
  await sql`insert into people.person_read (reading, person) select ${id}::bigint, unnest(${persons}::integer[])`.execute(transaction);
  return id;
}

/** What a reader has seen up to an instant; `medianDays` is how far back his own habit is looked for. */
export async function countSeen(transaction: Database, { reader, day, at }: ReadingRow, medianDays: number): Promise<Omit<Seen, 'personsOfDayBefore'>> {
  const { rows } = await sql<Omit<Seen, 'personsOfDayBefore' | 'median' | 'days'>>`
    select count(distinct p.person)::integer as "personsOfDay",
      count(distinct p.person) filter (where r.at > ${at}::timestamptz - interval '60 seconds')::integer as "personsOfMinute",
      count(distinct r.id) filter (where r.what in ('identifier', 'who-looked'))::integer as "identifiersOfDay"
    from people.reading as r left join people.person_read as p on p.reading = r.id
    where r.reader = ${reader} and r.day = ${day}`.execute(transaction);
  const habit = (await sql<{ median: number | null; days: number }>`
    select percentile_cont(0.5) within group (order by persons) as median, count(*)::integer as days
    from people.reader_day where reader = ${reader} and day < ${day} and day >= ${day}::date - ${medianDays}::integer and persons > 0`.execute(transaction)).rows[0];
  const { personsOfDay = 0, personsOfMinute = 0, identifiersOfDay = 0 } = rows[0] ?? {};
  return { personsOfDay, personsOfMinute, identifiersOfDay, median: habit?.median ?? null, days: habit?.days ?? 0 };
}

export async function putDay(transaction: Database, reader: string, day: string, persons: number): Promise<void> {
  await sql`update people.reader_day set persons = ${persons} where reader = ${reader} and day = ${day}`.execute(transaction);
}

export async function countCanaries(transaction: Database, persons: readonly number[]): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*)::integer as found from people.canary where person = any(${persons}::integer[])`.execute(transaction);
  return rows[0]?.found ?? 0;
}

/** Marks a person as one whom nobody has a reason to look at; false when he is marked already. */
export async function enterCanary(transaction: Database, person: number, at: Date, byWhom: string): Promise<boolean> {
  const { rows } = await sql`
    insert into people.canary (person, at, by_whom) values (${person}, ${at}, ${byWhom}) on conflict (person) do nothing returning person`.execute(transaction);
  return rows.length > 0;
}

export type NewAlarm = {
  readonly kind: AlarmKind; readonly reading: number | null; readonly persons: number; readonly most: number | null;
};

export async function enterAlarm(transaction: Database, { at, reader, account, name }: Pick<ReadingRow, 'at' | 'reader' | 'account' | 'name'>, alarm: NewAlarm): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into people.alarm (at, kind, reader, account, name, reading, persons, most)
    values (${at}, ${alarm.kind}, ${reader}, ${account}, ${name}, ${alarm.reading}, ${alarm.persons}, ${alarm.most})
    returning id`.execute(transaction);
  return rows[0]?.id ?? 0;
}

const alarmColumns = sql`
  a.id, a.at, a.kind, a.name, a.persons, a.most, a.seen_by as "seenBy", a.seen_at as "seenAt", a.note, r.id as reading, r.purpose, r.what, r.subject
  from people.alarm as a left join people.reading as r on r.id = a.reading`;

type StoredAlarm = Omit<AlarmRow, 'at' | 'reading' | 'seen'> & {
  at: Date; reading: number | null; purpose: Purpose; what: string; subject: string | null; seenBy: string | null; seenAt: Date; note: string;
};

function alarmRow({ id, at, kind, name, persons, most, reading, purpose, what, subject, seenBy, seenAt, note }: StoredAlarm): AlarmRow {
  return {
    id, at: at.toISOString(), kind, name, persons, most,
    reading: reading === null ? null : { id: reading, purpose, what, subject },
    seen: seenBy === null ? null : { by: seenBy, at: seenAt.toISOString(), note },
  };
}

export async function listAlarms(transaction: Database, { seen, page, size }: { seen?: 'yes' | 'no' | undefined; page: number; size: number }): Promise<{ total: number; unseen: number; rows: AlarmRow[] }> {
  const condition = seen === undefined ? sql`true` : seen === 'yes' ? sql`a.seen_at is not null` : sql`a.seen_at is null`;
  const { rows } = await sql<StoredAlarm>`select ${alarmColumns} where ${condition} order by a.id desc limit ${size} offset ${(page - 1) * size}`.execute(transaction);
  const [counted] = (await sql<{ total: number; unseen: number }>`
    select count(*) filter (where ${condition})::integer as total, count(*) filter (where a.seen_at is null)::integer as unseen from people.alarm as a`.execute(transaction)).rows;
  return { total: counted?.total ?? 0, unseen: counted?.unseen ?? 0, rows: rows.map(alarmRow) };
}

export async function findAlarm(transaction: Database, id: number): Promise<AlarmRow | undefined> {
  const { rows } = await sql<StoredAlarm>`select ${alarmColumns} where a.id = ${id} for update of a`.execute(transaction);
  return rows[0] && alarmRow(rows[0]);
}

export async function markSeen(transaction: Database, id: number, seenBy: string, at: Date, note: string): Promise<void> {
  await sql`update people.alarm set seen_by = ${seenBy}, seen_at = ${at}, note = ${note} where id = ${id}`.execute(transaction);
}

export type PastReading = {
  readonly id: number; readonly at: Date; readonly kind: string; readonly name: string; readonly grants: Grants;
  readonly purpose: Purpose; readonly what: string; readonly subject: string | null; readonly persons: number; readonly from: string | null;
};

/** Readings that showed a person, newest first. */
export async function listReadingsOf(transaction: Database, person: number, { page, size }: { page: number; size: number }): Promise<{ total: number; rows: PastReading[] }> {
  const { rows } = await sql<PastReading>`
    select r.id, r.at, r.kind, r.name, r.grants, r.purpose, r.what, r.subject, r.persons, r.came_from as "from"
    from people.person_read as p join people.reading as r on r.id = p.reading
    where p.person = ${person} order by r.id desc limit ${size} offset ${(page - 1) * size}`.execute(transaction);
  const [counted] = (await sql<{ total: number }>`select count(*)::integer as total from people.person_read where person = ${person}`.execute(transaction)).rows;
  return { total: counted?.total ?? 0, rows };
}
