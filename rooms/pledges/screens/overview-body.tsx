import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Ladder, type RungLinks } from '#web/parts/ladder.tsx';
import { RegionMap } from '#web/parts/region-map.tsx';
import { drawnRungs } from '#web/parts/rungs.ts';
import { Empty } from '#web/parts/states.tsx';
import { Trend } from '#web/parts/trend.tsx';
import { WeeklySheet } from '#web/parts/weekly-sheet.tsx';
import { filtersOf, type FilterSearch } from '#web/search.ts';
import { useCountryState } from '#web/state.ts';
import { AtRisk } from './at-risk.tsx';
import { Apart, Beside } from './beside.tsx';
import { BehindTable } from './behind-table.tsx';
import type { getOverview } from '../contract.ts';
import { PartsTable } from './parts-table.tsx';
import { QualityOfJobs } from './quality.tsx';
import { RollUps } from './roll-ups.tsx';
import { Verdicts } from './verdict.tsx';
import './overview.css';

type Props = { readonly overview: z.output<(typeof getOverview)['reply']>; readonly stale: boolean };

/** What the pages of the country and of a place share below their first sentence. */
export function OverviewBody({ overview, stale }: Props) {
  const { t } = useTranslation('overview');
  const { data: state } = useCountryState();
  const search = useSearch({ strict: false }) as FilterSearch;
  const country = overview.place.level === 0;
  const place = country ? undefined : overview.place.kato;
  // Who sees one region alone needs no map of the others.
  const mapped = country && overview.parts.length > 1;
  const { ladder, stamp, parts, trend, counts } = overview;
  if (counts.pledges === 0 && overview.widerPaid === 0) {
    const filtered = search.sector ?? search.kind ?? search.employer ?? search.office;
    return filtered === undefined && !country
      ? <Empty title={t('noPledgesHere')}>{t('noPledgesHereWhy')}</Empty>
      : <Empty title={t('noPledges')}>{t('noPledgesWhy')}</Empty>;
  }
  return (
    <div className="overview" aria-busy={stale}>
      <section className="overview-main">
        <div>
          <Ladder ladder={ladder} links={linksTo({ ...search, place })} />
          <Apart ladder={ladder} stamp={stamp} selfEmployed={overview.selfEmployed} widerPaid={overview.widerPaid} />
        </div>
        <div>
          <Beside ladder={ladder} stamp={stamp} />
          <Verdicts rows={overview.verdicts} search={{ ...filtersOf(search), place }} />
        </div>
      </section>
      <div className="overview-two">
        {parts.length === 0 ? null : (
          <section>
            <h2>{t(mapped ? 'map' : 'parts')}</h2>
            {mapped ? <RegionMap parts={parts} boundaries={state?.boundaries ?? false} /> : <PartsTable parts={parts} />}
          </section>
        )}
        <section>
          <h2>{t('trend')}</h2>
          <Trend points={trend} />
        </section>
      </div>
      <section>
        <h2>{t('behind')}</h2>
        <BehindTable rows={overview.behind} search={{ ...filtersOf(search), place }} stale={stale} />
      </section>
      <QualityOfJobs query={{ ...filtersOf(search), place, month: stamp.month }} />
      {overview.verdicts.some(({ verdict }) => verdict === 'not-due') ? <AtRisk search={{ ...filtersOf(search), place }} /> : null}
      <p><Link to="/demand" search={place === undefined ? {} : { place }}>{t('demand')}</Link>{country ? <> · <Link to="/ranking" search={{}}>{t('ranking')}</Link></> : null} · <WeeklySheet place={place} /></p>
      <section className="overview-rolled">
        <h2>{t('rolled')}</h2>
        <RollUps place={place} />
      </section>
    </div>
  );
}

/** A bar leads to the projects it stands for, those with the most jobs on that rung first. */
function linksTo(search: FilterSearch): RungLinks {
  const sorted = { promised: 'promised', contracted: 'contracted', paid: 'paid', held3: 'held3', held6: 'held3', held12: 'held12' } as const;
  return Object.fromEntries(drawnRungs.flatMap((rung) => (rung === 'reported' ? [] : [[rung, { to: '/projects', search: { ...search, sort: `-${sorted[rung]}` } }]]))) as RungLinks;
}
