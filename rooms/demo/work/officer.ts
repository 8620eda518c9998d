import { operator, type Actor, type Grant, type Permission, type Role, type Scope } from '#kernel/actor.ts';
import { findAccountByName, invite, scopeThroughTime, type AccountGround } from '#accounts';
import { revealNumbers, type VaultGround } from '#people';
import { readTable } from '../table.ts';
import { pledgeAt, regionAt, type Scene } from './scene.ts';

const table = readTable('officers', ['key', 'sign_in', 'name', 'language', 'role', 'seat']);

/** The made-up persons by the part that they play; a part that nobody can play in a country is not there. */
export type Officers = ReadonlyMap<string, Actor>;

type Ground = VaultGround & { readonly accounts: AccountGround };

/** Where a seat is: a place, or an employer; undefined where the country has none. */
function seatOf(scene: Scene, seat: string): Pick<Grant, 'place' | 'employer'> | undefined {
  const at = (place: number | undefined) => (place === undefined ? undefined : { place, employer: null });
  const by = (employer: number) => ({ place: null, employer });
  switch (seat) {
    case 'country': return at(0);
    case 'first': return at(regionAt(scene, 0).place);
    case 'second': return at(regionAt(scene, 1).place);
    case 'third': return at(regionAt(scene, 2).place);
    case 'district': return at(scene.district);
    case 'works': return by(pledgeAt(scene, 0, 0).employer);
    case 'plant': return by(pledgeAt(scene, 0, 1).employer);
    case 'builder': return by(pledgeAt(scene, 1, 0).employer);
    default: return by(pledgeAt(scene, 2, 0).employer);
  }
}

/** The two who move a project on before there are figures: of the ministry, and so of no place of the scene. */
export async function seatPlanners(ground: Ground): Promise<Officers> {
  return seat(ground, table.filter(({ key }) => key === 'planner' || key === 'reviewer'), () => ({ place: 0, employer: null }));
}

/** Makes the accounts of made-up persons, who are invited and never come in; those that are there already are found. */
export async function seatOfficers(ground: Ground, scene: Scene): Promise<Officers> {
  return seat(ground, table, ({ seat: where }) => seatOf(scene, where));
}

async function seat(ground: Ground, rows: typeof table, where: (row: (typeof table)[number]) => Pick<Grant, 'place' | 'employer'> | undefined): Promise<Officers> {
  const officers = new Map<string, Actor>();
  const seats = new Map(rows.map((row) => [row.key, where(row)]));
  const bins = await revealNumbers(ground, [...seats.values()].flatMap((one) => one?.employer ?? []));
  for (const { key, sign_in: signIn, name, language, role: named } of rows) {
    const at = seats.get(key);
    if (at === undefined) continue;
    const role = named as Role;
    const bin = at.employer === null ? null : bins.get(at.employer)?.reveal() ?? null;
    // Whose BIN it is was asked once for all of them: each search of the vault takes as long as an order.
    const known = { ...ground.accounts, findEmployer: () => Promise.resolve(at.employer ?? undefined) };
    const held = await findAccountByName(ground.db, signIn)
      ?? await invite(known, operator('of the made-up country'), { signIn, name, language: language as 'kk' | 'ru', grants: [{ role, place: at.place, bin }] });
    officers.set(key, { kind: 'account', account: held.id, name: signIn, grants: [{ role, ...at }] });
  }
  return officers;
}

/** Where somebody may do something, by the policy. */
export function mayWhere(actor: Actor, permission: Permission): Scope {
  const scope = scopeThroughTime(actor, permission);
  if (scope === undefined) throw new Error(`${actor.name} may not ${permission}`);
  return scope;
}
