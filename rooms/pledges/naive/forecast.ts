/** What the text speaks of: months as integers, the jobs judged by month (NaN when unknown), and the classes from the narrowest to *any*. */
type Course = {
  readonly award: number; readonly due: number; readonly jobs: number; readonly seasonal: boolean; readonly classes: readonly string[];
  readonly judged: (month: number) => number;
};

/** What docs/forecast.md tells of one pledge at one month (rule 15); undefined when it is due. */
export type NaiveForecast = { readonly expected: number; readonly low: number | undefined; readonly high: number | undefined; readonly comparables: number } | 'unknown' | 'too early' | undefined;

const ascending = (a: number, b: number) => a - b;

/** Step 1. */
function standing({ award, jobs, judged }: Course, month: number): number {
  const shares = [month - 2, month - 1, month].filter((at) => at >= award).map((at) => judged(at) / jobs);
  return shares.some(Number.isNaN) ? Number.NaN : Math.max(0, ...shares);
}

/** Step 2. */
function heading(course: Course, month: number): number {
  const before = Math.max(month - 3, course.award - 1);
  const pace = Math.max(0, standing(course, month) - standing(course, before)) / (month - before);
  return standing(course, month) + pace * (course.due - month);
}

/** Step 5, around one heading that was seen. */
function around(seen: readonly { h: number; share: number }[], h: number): { low: number; middle: number; high: number } {
  const wanted = Math.min(100, Math.max(10, Math.ceil(seen.length / 10)));
  const reach = seen.map((one) => Math.abs(one.h - h)).toSorted(ascending)[Math.min(wanted, seen.length) - 1]!;
  const shares = seen.filter((one) => Math.abs(one.h - h) <= reach).map((one) => one.share).toSorted(ascending);
  const n = shares.length;
  const holds = Math.min(n, Math.ceil(0.8 * (n + 1)));
  const ranges = shares.slice(0, n - holds + 1).map((low, at) => ({ low, high: shares[at + holds - 1]! }));
  const shortest = Math.min(...ranges.map(({ low, high }) => high - low));
  const range = ranges.findLast(({ low, high }) => high - low === shortest)!;
  const middle = n % 2 === 1 ? shares[(n - 1) / 2]! : (shares[n / 2 - 1]! + shares[n / 2]!) / 2;
  return { ...range, middle };
}

/** Steps 3 to 7 read word by word, every pledge by itself. */
export function readForecast(courses: readonly Course[], course: Course, month: number): NaiveForecast {
  const { award, due, jobs } = course;
  if (due <= month) return undefined;
  const given = award <= month;
  const own = given ? heading(course, month) : 0;
  if (Number.isNaN(own)) return 'unknown';
  const tenth = Math.floor((10 * (month - award)) / (due - award));
  const past = courses.filter((one) => one.seasonal === course.seasonal && one.due <= month - 2 && one.due > one.award && !Number.isNaN(one.judged(one.due)));
  const seenOf = (pool: readonly Course[]) => pool
    .map((one) => ({ h: given ? heading(one, Math.min(one.due - 1, one.award + Math.round(((tenth * 2 + 1) * (one.due - one.award)) / 20))) : 0, share: one.judged(one.due) / one.jobs }))
    .filter(({ h }) => !Number.isNaN(h));
  const pools = course.classes.map((name) => seenOf(past.filter((one) => one.classes.includes(name))));
  const seen = pools.find((pool) => pool.length >= 100) ?? pools.at(-1)!;
  const pace = !course.seasonal && month - award >= 2 ? Math.min(1, own) : undefined;
  const inJobs = (share: number) => Math.round(share * jobs);
  if (seen.length < 50) return pace === undefined ? 'too early' : { expected: inJobs(pace), low: undefined, high: undefined, comparables: 0 };
  const headings = [...new Set(seen.map(({ h }) => h))].toSorted(ascending);
  const endings = new Map(headings.map((h) => [h, around(seen, h)]));
  const smooth = (asked: number, side: 'low' | 'middle' | 'high') => {
    const h = headings.toSorted((a, b) => Math.abs(a - asked) - Math.abs(b - asked) || a - b)[0]!;
    return (Math.max(...headings.filter((one) => one <= h).map((one) => endings.get(one)![side])) + Math.min(...headings.filter((one) => one >= h).map((one) => endings.get(one)![side]))) / 2;
  };
  const byEndings = seen.reduce((sum, one) => sum + Math.abs(one.share - smooth(one.h, 'middle')), 0);
  const byPace = seen.reduce((sum, one) => sum + Math.abs(one.share - Math.min(1, one.h)), 0);
  const weight = pace === undefined ? 0 : ((40 * (month - award)) / (due - month)) * (byPace === 0 ? 1 : (byEndings / byPace) ** 2);
  const middle = (seen.length * smooth(own, 'middle') + weight * (pace ?? 0)) / (seen.length + weight);
  return { expected: inJobs(middle), low: inJobs(Math.min(smooth(own, 'low'), middle)), high: inJobs(Math.max(smooth(own, 'high'), middle)), comparables: seen.length };
}
