import { activitiesIn, soleActivitiesIn } from './activity.ts';
import type { Activity } from './activity.ts';
import { endOf, open, startOf } from './calendar.ts';
import type { Post } from './career.ts';
import { foundConcern } from './concern.ts';
import type { Concern } from './concern.ts';
import { payMonths } from './contribution.ts';
import { foundOrganisation, foundSole, writeEmployer } from './employer.ts';
import type { Desk, Employer } from './employer.ts';
import { makeRoomIn } from './files.ts';
import { organisationName, soleName } from './naming.ts';
import { personAt } from './person.ts';
import type { District } from './place.ts';
import { bell, chance, dice, draw, whole } from './random.ts';
import type { Dice } from './random.ts';
import { fillPost } from './staff.ts';
import type { Takeover } from './staff.ts';
import { minimumWage, payOf } from './wage.ts';

/** The posts of a district that no project has taken, and who fills them next. */
export type Posts = { list: Post[]; next: number };

/** Spreads a district's posts over its employers: the concerns seated there, sole entrepreneurs, and organisations until no post is left. */
export async function foundFirms(desk: Desk, district: District, posts: Posts, entrepreneurs: readonly number[], concerns: readonly Concern[]): Promise<void> {
  const most = Math.max(3, Math.floor(posts.list.length * 0.3));
  for (const concern of concerns.filter((one) => one.seat === district.index)) {
    const employer = foundConcern(desk, concern, district);
    writeEmployer(desk, employer);
    await fillPosts(desk, employer, posts, Math.min(most, concern.size));
  }
  const soleWork = soleActivitiesIn(district);
  for (const index of entrepreneurs) {
    const person = personAt(desk.country, index);
    const stream = dice(desk.country.seed, 'employer', index * 2 + 1);
    const activity = draw(stream, soleWork);
    const place = draw(stream, district.settlements);
    const employer = foundSole(desk, person, { name: soleName(activity, stream), activity, district, place }, stream);
    writeEmployer(desk, employer);
    payOneself(desk, employer, stream);
    if (chance(stream, 0.4)) await fillPosts(desk, employer, posts, Math.min(most, Math.ceil(Math.exp(0.7 + 0.7 * bell(stream)))));
  }
  const work = activitiesIn(district);
  let neighbour: Employer | undefined;
  while (posts.next < posts.list.length) {
    const stream = dice(desk.country.seed, 'employer', desk.organisations * 2);
    const activity = draw(stream, work);
    const size = Math.min(most, Math.max(1, Math.round(activity.size * Math.exp(activity.spread * bell(stream)))));
    const { firm, takeover } = foundFirm(desk, { district, activity, size, concerns, neighbour }, stream);
    await fillPosts(desk, firm, posts, size, takeover);
    neighbour = firm;
  }
}

/** A sole entrepreneur's contributions for oneself, at or near the minimum. */
export function payOneself(desk: Desk, employer: Employer, stream: Dice): void {
  if (!chance(stream, 0.8)) return;
  const wage = chance(stream, 0.7) ? minimumWage : minimumWage + whole(stream, 0, 200) * 1000;
  const from = whole(stream, -20, 12);
  payMonths(desk.files, employer.payroll, { iin: employer.id, order: '', pay: payOf(wage, from, stream), rate: 1, from, to: open, unpaid: 0, sampled: null }, stream);
}

type Firm = { district: District; activity: Activity; size: number; concerns: readonly Concern[]; neighbour: Employer | undefined };

/** One organisation: sometimes a branch of a concern, sometimes a company of a group, now and then closed or taken over in these months. */
function foundFirm(desk: Desk, { district, activity, size, concerns, neighbour }: Firm, stream: Dice): { firm: Employer; takeover?: Takeover } {
  const place = draw(stream, district.settlements);
  const head = concerns.find((one) => one.activity === activity && chance(stream, 0.3));
  const grouped = head === undefined && size >= 8 && chance(stream, 0.07);
  const group = chance(stream, 0.5) ? neighbour?.id : concerns.find((one) => one.activity.section === activity.section)?.bin;
  const firm = foundOrganisation(desk, {
    name: head ? `${head.name} ${district.names.kk} филиалы` : organisationName(activity, size > 300, district, place, stream),
    activity, district, place,
    year: whole(stream, 1996, 2023),
    head: head?.bin ?? '',
    parent: grouped ? (group ?? '') : '',
  });
  if (size < 40 && chance(stream, 0.03)) firm.closedOn = endOf(whole(stream, 2, 26));
  const takeover = size >= 10 && firm.closedOn === null && chance(stream, 0.012) ? takeOver(desk, firm, stream) : undefined;
  writeEmployer(desk, firm);
  return takeover ? { firm, takeover } : { firm };
}

/** Another organisation takes the employer over on the last day of a month: contracts end here and begin there the day after. */
export function takeOver(desk: Desk, employer: Employer, stream: Dice, month: number = whole(stream, 4, 26)): Takeover {
  const { name, activity, district, place, parent } = employer;
  const by = foundOrganisation(desk, { name: name.replace('»', ' плюс»'), activity, district, place, parent, year: 2023 });
  employer.successor = by.id;
  employer.closedOn = startOf(month + 2) - 1;
  writeEmployer(desk, by);
  return { by, after: endOf(month) };
}

async function fillPosts(desk: Desk, employer: Employer, posts: Posts, size: number, takeover?: Takeover): Promise<void> {
  for (let at = 0; at < size; at += 1) {
    const post = posts.list[posts.next];
    if (!post) break;
    posts.next += 1;
    fillPost(desk, employer, post, { takeover });
    if (at % 500 === 0) await makeRoomIn(desk.files);
  }
}

