import type { Actor } from '#kernel/actor.ts';
import type { Clock } from '#platform/clock.ts';
import type { AccountGround } from '#accounts';
import type { VaultGround } from '#people';
import { placeName, type Cube, type Views } from '#pledges';
import type { OversightGround } from '#oversight';
import type { Config } from '#platform/config.ts';
import type { Officers } from './officer.ts';
import type { Scene } from './scene.ts';
import { daysBefore, type Step } from './step.ts';

/** What people’s work is written with. */
export type WorkGround = VaultGround & { readonly config: Config; readonly clock: Clock; readonly views: Views; readonly accounts: AccountGround };

/** Everything that the threads of one country are made of. */
export type Desk = { readonly ground: WorkGround; readonly scene: Scene; readonly officers: Officers; readonly now: Date };

type Pledge = Cube['pledges'][number];

/** What oversight works on, at the instant of a step; nobody is written to. */
export function oversightAt({ ground: { db, views } }: Desk, clock: Clock): OversightGround {
  return { db, views, clock, mailAddress: undefined };
}

/** A maker of steps, so many days before today at an hour in Kazakhstan. */
export function steps({ now }: Desk) {
  return (by: Actor, [days, hour]: readonly [number, number], what: string, take: Step['take']): Step => ({ at: daysBefore(now, days, hour), by, what, take });
}

/** What the wording of a paper may name of a pledge. */
export function factsOf({ scene }: Desk, { project, jobs, pledgeId, places }: Pledge): Readonly<Record<string, string | number>> {
  return { kk: project?.nameKk ?? pledgeId, ru: project?.nameRu ?? pledgeId, jobs, akimat: akimatOf(scene, places.at(-2) ?? 0) };
}

/** The office of a region as it signs. */
export function akimatOf({ view }: Scene, place: number): string {
  return `${placeName(view.cube, place).names.kk} әкімдігі`;
}
