import { Identifier } from '#kernel/identifiers.ts';
import { Refusal } from '#kernel/refusal.ts';
import { asSystem } from '#platform/access.ts';
import { record } from '#platform/audit.ts';
import { route, type Route } from '#platform/http.ts';
import * as contract from './contract.ts';
import { rolesOf, showIdentifier, whoLooked, type PersonGround } from './person.ts';
import * as store from './store.ts';

/** The endpoints of this room: who looked at whom, alarms, and identifiers for a stated purpose. */
export function peopleRoutes(ground: PersonGround): Route[] {
  const { db, clock } = ground;
  return [
    route(contract.listAlarms, ({ query }) => asSystem(db, (transaction) => store.listAlarms(transaction, query))),
    route(contract.markAlarmSeen, ({ params, body, actor }) => asSystem(db, async (transaction) => {
      const alarm = await store.findAlarm(transaction, params.alarmId);
      if (alarm === undefined) throw new Refusal('no-such-alarm', 404);
      if (alarm.seen !== null) throw new Refusal('alarm-seen-already', 409);
      const at = clock.now();
      await store.markSeen(transaction, alarm.id, actor.name, at, body.note);
      await record(transaction, { actor, what: 'alarm-seen', subject: String(alarm.id), facts: { kind: alarm.kind }, at });
      return { ...alarm, seen: { by: actor.name, at: at.toISOString(), note: body.note } };
    })),
    route(contract.listReadings, ({ query, actor }) => asSystem(db, async (transaction) => {
      const { total, rows } = await store.listReadingsOf(transaction, query.person, query);
      await record(transaction, { actor, what: 'readings-read', subject: String(query.person), facts: { rows: rows.length }, at: clock.now() });
      return { total, rows: rows.map(({ grants, ...row }) => ({ ...row, at: row.at.toISOString(), roles: rolesOf(grants) })) };
    })),
    route(contract.whoLooked, async ({ body, actor, request }) =>
      ({ rows: await whoLooked(ground, new Identifier(body.identifier), { actor, purpose: 'person-request', request: request.id }) })),
    route(contract.showIdentifier, async ({ params, body, actor, scope, request }) =>
      ({ identifier: (await showIdentifier(ground, scope, params.number, { actor, purpose: body.purpose, request: request.id })).reveal() })),
  ];
}
