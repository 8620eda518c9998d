import { useDocumentTitle } from '@mantine/hooks';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Filters } from '#web/parts/filters.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { filtersOf } from '#web/search.ts';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { getOverview, type PlaceName } from '../contract.ts';
import { Answer } from './answer.tsx';
import { Counts } from './counts.tsx';
import { OverviewBody } from './overview-body.tsx';

/** One place, from a region down to a village: did the jobs promised here appear? */
export function PlaceScreen() {
  return <WhenThereAreFigures><Place /></WhenThereAreFigures>;
}

function Place() {
  const { kato } = useParams({ from: '/places/$kato' });
  const search = useSearch({ from: '/places/$kato' });
  const { name } = useFormat();
  const { t } = useTranslation('web');
  const { data, error, refetch, isPlaceholderData } = useReply(getOverview, { query: { ...filtersOf(search), place: kato } });
  // The reply to the place before is no answer for this one.
  const here = data?.place.kato === kato ? data : undefined;
  useDocumentTitle(here === undefined ? t('name') : `${name(here.place.names)} · ${t('name')}`);
  return (
    <>
      <Filters />
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : here === undefined ? <Loading /> : (
        <>
          <Crumbs above={here.above} />
          <h1>{name(here.place.names)}</h1>
          {here.counts.pledges === 0 ? null : <p className="answer"><Answer ladder={here.ladder} month={here.stamp.month} /></p>}
          <Stamp stamp={here.stamp} />
          <Counts counts={here.counts} />
          <OverviewBody overview={here} stale={isPlaceholderData} />
        </>
      )}
    </>
  );
}

/** The places above, from the country down. */
export function Crumbs({ above }: { readonly above: readonly PlaceName[] }) {
  const { t } = useTranslation('overview');
  const search = (now: { [key: string]: unknown }) => ({ ...filtersOf(now), place: undefined });
  return (
    <nav className="eyebrow" aria-label={t('crumbs')}>
      {above.map((place) => <span key={place.kato}>{place.level === 0 ? <Link to="/" search={search}>{t('country')}</Link> : <PlaceLink place={place} />}{' › '}</span>)}
    </nav>
  );
}
