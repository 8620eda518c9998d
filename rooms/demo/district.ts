import { careerOf, isSteady } from './career.ts';
import type { Post } from './career.ts';
import { foundCast } from './cast.ts';
import type { Cast } from './cast.ts';
import type { Concern } from './concern.ts';
import { solesFrom } from './employer.ts';
import type { Desk } from './employer.ts';
import { makeRoomIn } from './files.ts';
import { foundFirms, payOneself } from './firm.ts';
import { hirePeople } from './hire.ts';
import type { Market } from './hire.ts';
import { hiresFor } from './outcome.ts';
import type { District } from './place.ts';
import { writePeople } from './population.ts';
import type { Project } from './project.ts';
import { dice, shuffle, whole } from './random.ts';
import type { Dice } from './random.ts';
import { writePledge, writeProject } from './registration.ts';
import type { Planted, Scheme } from './scheme.ts';
import { carryOutScheme } from './scheme-work.ts';
import { fillPost } from './staff.ts';

/**
 * Writes a district: its people; the employers, hires and papers of its projects and schemes; and the other employers with
 * everybody who is left. Returns the paper jobs planted in it.
 */
export async function writeDistrict(desk: Desk, district: District, projects: readonly Project[], schemes: readonly Scheme[], concerns: readonly Concern[]): Promise<Planted[]> {
  const { workers, entrepreneurs } = await writePeople(desk, district);
  const stream = dice(desk.country.seed, 'country', 1000 + district.index);
  shuffle(stream, workers);
  const market: Market = { workers, next: 0, posts: [] };
  const planted: Planted[] = [];
  for (const project of projects) planted.push(...await carryOut(desk, project, market, entrepreneurs, concerns));
  for (const scheme of schemes) {
    planted.push(...carryOutScheme(desk, scheme, market, (count) => steadyPosts(desk, market, count)));
    await makeRoomIn(desk.files);
  }
  const { posts } = market;
  for (const index of workers.slice(market.next)) posts.push(...careerOf(desk.country, index));
  shuffle(stream, posts);
  await foundFirms(desk, district, { list: posts, next: 0 }, entrepreneurs, concerns);
  return planted;
}

async function carryOut(desk: Desk, project: Project, market: Market, entrepreneurs: number[], concerns: readonly Concern[]): Promise<Planted[]> {
  const planted: Planted[] = [];
  const stream = dice(desk.country.seed, 'project', -1 - project.index);
  const cast = foundCast(desk, project, entrepreneurs, concerns, stream);
  writeProject(desk.files, project, cast, stream);
  const spare = (index: number): void => void market.posts.push(...careerOf(desk.country, index));
  keepStaff(desk, project, cast, market, stream);
  for (const pledge of project.pledges) {
    const hires = hiresFor(pledge, stream);
    const giver = pledge.by === 'contractor' && cast.contractor ? cast.contractor : cast.owner;
    planted.push(...writePledge(desk.files, project, pledge, giver.id, hires, stream));
    hirePeople({ desk, market, project, cast, spare }, pledge, hires);
    await makeRoomIn(desk.files);
  }
  return planted;
}

/** The people whom a project's employers have anyway: they stay, but where hires displace them; then about as many go as come. */
function keepStaff(desk: Desk, project: Project, cast: Cast, market: Market, stream: Dice): void {
  const jobs = project.pledges.reduce((sum, pledge) => sum + pledge.jobs, 0);
  const displaced = project.pledges.find((pledge) => pledge.outcome === 'displaced');
  const { owner, takeover } = cast;
  if (owner.key >= solesFrom) payOneself(desk, owner, stream);
  const many = displaced ? jobs + 2 : project.kind === 'business' ? whole(stream, 0, 3) : whole(stream, 2, 2 + Math.round(jobs * 1.2));
  for (const [at, post] of steadyPosts(desk, market, many).entries()) {
    const to = displaced && at < jobs ? whole(stream, displaced.award, displaced.due) : post.to;
    fillPost(desk, owner, { ...post, to }, { takeover, workplace: displaced?.site });
  }
  for (const other of [cast.contractor, cast.agency, cast.sister]) {
    if (other) for (const post of steadyPosts(desk, market, whole(stream, 2, 6))) fillPost(desk, other, post);
  }
}

/** So many of the next workers whose career is one place from first to last; the others go to other employers. */
function steadyPosts(desk: Desk, market: Market, count: number): Post[] {
  const found: Post[] = [];
  while (found.length < count && market.next < market.workers.length) {
    const posts = careerOf(desk.country, market.workers[market.next] ?? 0);
    market.next += 1;
    if (isSteady(posts)) found.push(...posts);
    else market.posts.push(...posts);
  }
  return found;
}
