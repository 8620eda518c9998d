import { monthIndex, monthOfDay } from '#kernel/month.ts';
import { chosenMonth, employerName, placeName, projectNames, stampOf, type Cube, type View } from '#pledges';
import type { Demand, DemandRow, PledgeDemand } from './contract.ts';
import { directionOf, peopleFor, quarterOf, share, type Open, type People } from './demand.ts';

type Asked = { readonly place?: string | undefined; readonly occupation?: string | undefined };
type Post = Open & { readonly at: number; readonly quarter: string };

/** Region of a place, 0 for the country. */
const regionOf = (place: number) => Math.trunc(place / 10_000_000) * 10_000_000;

/** A promise whose day is longer past is no demand for people any more: its verdict says what became of it. */
const overdueMonths = 12;

/** Posts of a cube that are still to be filled at a month, of pledges awarded by then and due at most a year before: jobs less those that the pledge is judged by (rule 16), else paid. */
export function openPosts(cube: Cube, month: number): Post[] {
  return cube.pledges.flatMap((pledge, at) => {
    const due = monthIndex(monthOfDay(pledge.dueOn));
    if (due < month - overdueMonths || monthIndex(monthOfDay(pledge.awardedOn)) > month) return [];
    const judged = cube.figure('judged', at, month);
    const open = Math.max(0, pledge.jobs - (Number.isNaN(judged) ? cube.figure('paid', at, month) || 0 : judged));
    if (open === 0) return [];
    const occupation = pledge.occupation?.slice(0, 2) ?? null;
    return [{ pledgeId: pledge.pledgeId, region: regionOf(pledge.place), occupation, dueOn: pledge.dueOn, open, at, quarter: due < month ? 'overdue' : quarterOf(pledge.dueOn) }];
  });
}

/**
 * How sought the posts are that a view shows. People are shared out among the pledges of the whole country, since those of a
 * neighbour compete for them too; what is told is of the pledges within the view alone.
 */
export function demandOf(view: View, people: readonly People[], asked: Asked): Demand {
  const month = chosenMonth(view, undefined);
  const shares = new Map(share(openPosts(view.whole.cube, month), people).map((one) => [one.pledgeId, one]));
  const { cube } = view;
  const place = Number(asked.place ?? 0);
  const posts = openPosts(cube, month).filter(({ at, occupation }) =>
    cube.pledges[at]!.places.includes(place) && (asked.occupation === undefined || (occupation ?? '').startsWith(asked.occupation)));
  const short = posts.flatMap((post) => {
    const found = shares.get(post.pledgeId);
    // A tenth may fail and the pledge is still substantially kept (rule 15).
    return found !== undefined && 10 * found.short > cube.pledges[post.at]!.jobs ? [{ ...post, people: found.people, short: found.short }] : [];
  });
  return {
    stamp: stampOf(view, month),
    totals: {
      open: sum(posts, ({ open }) => open), pledges: posts.length,
      short: sum(short, (one) => one.short), pledgesShort: short.length,
      free: peopleFor(people, { region: regionOf(place), occupation: asked.occupation ?? null }).free,
    },
    rows: rowsOf(cube, posts, people),
    short: short.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : b.short - a.short)).map((one) => pledgeDemand(cube, one)),
    untold: ['vacancies', 'jobseekers', 'training'],
  };
}

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

/** A row for each region, occupation and quarter with posts; quarters in their order, so that posts so far add up. */
function rowsOf(cube: Cube, posts: readonly Post[], people: readonly People[]): DemandRow[] {
  const groups = Map.groupBy(posts, ({ region, occupation }) => `${region} ${occupation ?? ''}`);
  return [...groups.values()].flatMap((group) => {
    const { region, occupation } = group[0]!;
    const found = peopleFor(people, { region, occupation });
    const quarters = [...Map.groupBy(group, ({ quarter }) => quarter)].toSorted(([a], [b]) => Number(b === 'overdue') - Number(a === 'overdue') || (a < b ? -1 : 1));
    let soFar = 0;
    return quarters.map(([quarter, members]): DemandRow => {
      const open = sum(members, (member) => member.open);
      soFar += open;
      return {
        region: placeName(cube, region), occupation, quarter, pledges: members.length, posts: open, postsSoFar: soFar, ...found,
        tightness: found.free === null ? null : Math.round((soFar / found.free) * 1000) / 1000, direction: directionOf(soFar, found.free),
      };
    });
  });
}

function pledgeDemand(cube: Cube, { at, open, people, short, occupation }: Post & { people: number; short: number }): PledgeDemand {
  const pledge = cube.pledges[at]!;
  return {
    pledgeId: pledge.pledgeId, project: pledge.project === null ? null : projectNames(pledge.project), employer: employerName(cube, pledge.employer),
    place: placeName(cube, pledge.place), dueOn: pledge.dueOn, occupation, jobs: pledge.jobs, open, people, short,
  };
}
