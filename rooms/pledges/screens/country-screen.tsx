import { useDocumentTitle } from '@mantine/hooks';
import { Navigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Filters } from '#web/parts/filters.tsx';
import { Stamp } from '#web/parts/stamp.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { filtersOf } from '#web/search.ts';
import { WhenThereAreFigures } from '#web/shell.tsx';
import { useMay, useMe, useSeesAll } from '#web/state.ts';
import { getOverview } from '../contract.ts';
import { Answer } from './answer.tsx';
import { Counts } from './counts.tsx';
import { OverviewBody } from './overview-body.tsx';

/** The first page: did the country's promised jobs appear? */
export function CountryScreen() {
  const me = useMe();
  const may = useMay();
  // Who may see no figures begins where his work is.
  const mustSetUp = me?.secondFactor?.needed === true && !me.secondFactor.on;
  if (me !== undefined && me.kind !== 'nobody' && !mustSetUp && !may(getOverview.may)) {
    return <Navigate to={may('manage-accounts') ? '/accounts' : may('read-imports') ? '/registers' : '/reference'} search={{}} replace />;
  }
  return <WhenThereAreFigures><Country /></WhenThereAreFigures>;
}

function Country() {
  const { t } = useTranslation('overview');
  const { t: shared } = useTranslation('web');
  const { name } = useFormat();
  const seesAll = useSeesAll();
  const search = useSearch({ from: '/' });
  const { data, error, refetch, isPlaceholderData } = useReply(getOverview, { query: filtersOf(search) });
  const place = data?.place;
  const subject = place !== undefined && place.level > 0 ? name(place.names) : seesAll ? t('country') : t('allYours');
  useDocumentTitle(`${subject} · ${shared('name')}`);
  return (
    <>
      <Filters />
      {error !== null ? <Failed error={error} again={() => void refetch()} /> : data === undefined ? <Loading /> : (
        <>
          {data.counts.pledges === 0 ? <h1>{subject}</h1> : (
            <>
              <p className="eyebrow">{subject}</p>
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
