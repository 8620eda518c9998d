import { monthCount, monthOf, open } from './calendar.ts';
import type { Country } from './country.ts';
import { bornOn } from './person.ts';
import { chance, dice, unit, whole } from './random.ts';

/** A place to be filled by one person, whoever the employer: from a month (-1: before the first) through a month (`open`: still there). */
export type Post = { person: number; from: number; to: number; second: boolean };

/** Where a worker was in the months of contributions: mostly in one place, else come, gone, changed, or in two at once. */
export function careerOf(country: Country, person: number): Post[] {
  const stream = dice(country.seed, 'career', person);
  const adult = Math.max(-1, monthOf(bornOn(country, person)) + 12 * 18 + 1);
  const post = (from: number, to: number, second = false): Post => ({ person, from: Math.max(from, adult), to, second });
  const course = unit(stream);
  const turn = whole(stream, 1, monthCount - 3);
  if (course < 0.66) return [post(-1, open)];
  if (course < 0.76) return [post(turn, open)];
  if (course < 0.83) return [post(-1, turn)];
  if (course < 0.96) return [post(-1, turn), post(turn + 1 + whole(stream, 0, 4), open)];
  if (course < 0.975) return [post(turn, Math.min(open, turn + whole(stream, 1, 12)))];
  return [post(-1, open), post(chance(stream, 0.5) ? -1 : turn, open, true)];
}

/** True of a career that is one place from before the first month to beyond the last. */
export function isSteady(posts: readonly Post[]): boolean {
  return posts.length === 1 && posts[0]?.from === -1 && posts[0].to === open;
}
