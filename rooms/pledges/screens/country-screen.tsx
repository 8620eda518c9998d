import { useDocumentTitle } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { Filters } from '#web/parts/filters.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { filtersOf } from '#web/search.ts';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { getOverview } from '../contract.ts';
import { Answer } from './answer.tsx';
import { Counts } from './counts.tsx';
import { OverviewBody } from './overview-body.tsx';

/** The first page: did the country's promised jobs appear? */
export function CountryScreen() {
  return <WhenThereAreFigures><Country /></WhenThereAreFigures>;
}

function Country() {
  const { t } = useTranslation('overview');
  const { t: shared } = useTranslation('web');
  const search = useSearch({ from: '/' });
  const { data, error, refetch, isPlaceholderData } = useReply(getOverview, { query: filtersOf(search) });
  useDocumentTitle(`${t('country')} · ${shared('name')}`);
  return (
    <>
      <Filters />
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : data === undefined ? <Loading /> : (
        <>
          {data.counts.pledges === 0 ? <h1>{t('country')}</h1> : (
            <>
              <p className="eyebrow">{t('country')}</p>
              <h1 className="answer"><Answer ladder={data.ladder} month={data.stamp.month} /></h1>
            </>
          )}
          <Stamp stamp={data.stamp} />
          <Counts counts={data.counts} />
          <OverviewBody overview={data} stale={isPlaceholderData} />
        </>
      )}
    </>
  );
}
