import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { TwoWays } from '#web/parts/two-ways.tsx';
import type { FindingPage, Rule } from '../contract.ts';

type Point = FindingPage['picture'][number];

/** What the two columns of a rule's picture mean: a part of a whole, or two numbers beside each other. */
const meanings: Readonly<Record<Rule, 'people' | 'payroll' | 'wages' | 'moves' | 'reports'>> = {
  'spike-before-due-day': 'people', 'one-month-chain': 'people', 'one-person-many-projects': 'people', 'jobs-above-contracts': 'payroll',
  'wages-at-minimum': 'wages', 'return-to-former-employer': 'moves', 'move-inside-group': 'moves', 'report-outruns-evidence': 'reports',
};

/** What was measured, by month or by band of wages: as columns, and the same as a table. */
export function Picture({ page: { finding, picture } }: { readonly page: FindingPage }) {
  const { t } = useTranslation('findings');
  const { monthShort, month, count } = useFormat();
  if (picture.length === 0) return <p className="soft">–</p>;
  const meaning = meanings[finding.rule];
  const byWage = meaning === 'wages';
  const due = finding.pledge?.dueOn.slice(0, 7);
  const words = { whole: t(`picture.${meaning}.whole`), marked: t(`picture.${meaning}.marked`), due: t('picture.due') };
  const short = (along: string) => (byWage ? count(Number(along) / 1000) : monthShort(along));
  const long = (along: string) => (byWage ? short(along) : month(along));
  return (
    <TwoWays label={t('page.picture')} first={{ name: t('page.chart'), show: <Columns points={picture} meaning={meaning} due={due} words={words} short={short} head={byWage ? t('picture.band') : t('picture.month')} /> }}
      second={{ name: t('page.table'), show: <PictureTable points={picture} words={words} head={byWage ? t('picture.band') : t('picture.month')} long={long} /> }} />
  );
}

type Words = { readonly whole: string; readonly marked: string; readonly due: string };
type ColumnsProps = { readonly points: readonly Point[]; readonly meaning: string; readonly due: string | undefined; readonly words: Words; readonly head: string; readonly short: (along: string) => string };

function Columns({ points, meaning, due, words, head, short }: ColumnsProps) {
  const { count } = useFormat();
  const highest = Math.max(1, ...points.flatMap(({ whole, marked }) => [whole, marked]));
  // At most three, so that they stand apart on a telephone too.
  const every = Math.ceil(points.length / 3);
  const share = (value: number) => `${(value / highest) * 100}%`;
  const said = points.map(({ along, whole, marked }) => `${short(along)}: ${count(whole)}, ${count(marked)}`).join('; ');
  return (
    <figure className="finding-picture" data-meaning={meaning}>
      <div className="finding-columns" role="img" aria-label={`${head}. ${words.whole}, ${words.marked}. ${said}`}>
        <span className="finding-highest small soft">{count(highest)}</span>
        {points.map(({ along, whole, marked }, at) => (
          <div key={along} className="finding-column" title={`${short(along)}: ${count(whole)} / ${count(marked)}`}>
            {along === due ? <span className="finding-due">▾</span> : null}
            <span className="finding-whole" style={{ height: share(whole) }} />
            <span className="finding-marked" style={{ height: share(marked) }} />
            {at % every === 0 ? <span className="finding-along small soft" data-last={at / points.length > 0.72 || undefined}>{short(along)}</span> : null}
          </div>
        ))}
      </div>
      <figcaption className="small"><span className="finding-key finding-whole" /> {words.whole}<br /><span className="finding-key finding-marked" /> {words.marked}{due !== undefined && points.some(({ along }) => along === due) ? <><br />▾ {words.due}</> : null}</figcaption>
    </figure>
  );
}

function PictureTable({ points, words, head, long }: { readonly points: readonly Point[]; readonly words: Words; readonly head: string; readonly long: (along: string) => string }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  return (
    // A box that scrolls must be reachable by keyboard.
    <div className="finding-table" role="region" aria-label={t('page.picture')} tabIndex={0}>
      <table className="plain">
        <thead><tr><th scope="col">{head}</th><th scope="col" className="number">{words.whole}</th><th scope="col" className="number">{words.marked}</th></tr></thead>
        <tbody>{points.map(({ along, whole, marked }) => <tr key={along}><th scope="row">{long(along)}</th><td className="number">{count(whole)}</td><td className="number">{count(marked)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
