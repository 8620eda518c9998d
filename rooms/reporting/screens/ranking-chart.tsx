import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Ranking, RegionShare } from '../ranking-contract.ts';
import { useShare } from './ranking-text.ts';

type Props = { readonly ranking: Ranking; /** Regions of the reader's own, set off from the others. */ readonly own: ReadonlySet<string> };

/** Each region's share as a dot on a line: the thick one is its own interval, the thin one that by which ranks are told. The table says the same in figures. */
export function RankingChart({ ranking, own }: Props) {
  const { t } = useTranslation('reporting');
  const ranked = ranking.rows.filter(({ rank }) => rank !== null);
  const others = ranking.rows.filter(({ rank, share }) => rank === null && share !== null);
  const groups = [...Map.groupBy(ranked, ({ rank }) => rank!.group)].toSorted(([a], [b]) => a - b);
  let from = 1;
  return (
    <div className="ranking-chart">
      <Axis />
      {groups.map(([group, rows]) => {
        const first = from;
        from += rows.length;
        const head = rows.length === 1 ? t('group.one', { from: first }) : t('group.many', { from: first, to: from - 1 });
        return <Rows key={group} head={head} rows={rows} ranking={ranking} own={own} />;
      })}
      {others.length === 0 ? null : <Rows head={t('unrankedTitle')} rows={others} ranking={ranking} own={own} />}
      <Key ranking={ranking} />
    </div>
  );
}

function Axis() {
  const share = useShare();
  return (
    <div className="ranking-row ranking-axis small soft" aria-hidden="true">
      <span className="ranking-track">{[0, 25, 50, 75, 100].map((percent) => <span key={percent} style={{ left: `${percent}%` }}>{share(percent / 100)}</span>)}</span>
    </div>
  );
}

function Rows({ head, rows, ranking, own }: Props & { readonly head: string; readonly rows: readonly RegionShare[] }) {
  return (
    <>
      <p className="ranking-group small soft">{head}</p>
      <ul>{rows.map((row) => <Row key={row.place.kato} row={row} country={ranking.country} own={own.has(row.place.kato)} />)}</ul>
    </>
  );
}

function Row({ row, country, own }: { readonly row: RegionShare; readonly country: number | null; readonly own: boolean }) {
  const { t } = useTranslation('reporting');
  const { name } = useFormat();
  const share = useShare();
  const { place, rank, unranked, own: interval, share: value } = row;
  const ranks = rank === null ? '–' : rank.best === rank.worst ? String(rank.best) : `${rank.best}–${rank.worst}`;
  const facts = { region: name(place.names), share: share(value), low: share(interval?.low ?? null), high: share(interval?.high ?? null), rank: ranks };
  return (
    <li className={own ? 'ranking-row ranking-own' : 'ranking-row'}>
      <span className="unseen">{unranked === null ? t('row', facts) : t('rowUnranked', { ...facts, why: t(`unranked.${unranked}`) })}</span>
      <span className="ranking-rank number" aria-hidden="true">{ranks}</span>
      <span className="ranking-name" aria-hidden="true">{facts.region}</span>
      <Track row={row} country={country} />
      <span className="ranking-share number" aria-hidden="true">{facts.share}</span>
    </li>
  );
}

function Track({ row: { share, own, joint, rank }, country }: { readonly row: RegionShare; readonly country: number | null }) {
  const at = (value: number) => `${(value * 100).toFixed(2)}%`;
  return (
    <svg className={rank === null ? 'ranking-track ranking-unranked' : 'ranking-track'} aria-hidden="true">
      {[0, 25, 50, 75, 100].map((percent) => <line key={percent} className="ranking-grid" x1={`${percent}%`} x2={`${percent}%`} y1="0" y2="100%" />)}
      {country === null ? null : <line className="ranking-country" x1={at(country)} x2={at(country)} y1="0" y2="100%" />}
      {joint === null ? null : <line className="ranking-joint" x1={at(joint.low)} x2={at(joint.high)} y1="50%" y2="50%" />}
      {own === null ? null : <line className="ranking-interval" x1={at(own.low)} x2={at(own.high)} y1="50%" y2="50%" />}
      {share === null ? null : <circle className="ranking-dot" cx={at(share)} cy="50%" r="4.5" />}
    </svg>
  );
}

function Key({ ranking: { country } }: { readonly ranking: Ranking }) {
  const { t } = useTranslation('reporting');
  const share = useShare();
  return (
    <p className="ranking-key small soft">
      <span><span className="ranking-key-dot" aria-hidden="true" />{t('key.dot')}</span>
      <span><span className="ranking-key-own" aria-hidden="true" />{t('key.own')}</span>
      <span><span className="ranking-key-joint" aria-hidden="true" />{t('key.joint')}</span>
      {country === null ? null : <span><span className="ranking-key-country" aria-hidden="true" />{t('key.country', { share: share(country) })}</span>}
    </p>
  );
}
