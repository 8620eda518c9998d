import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSetSearch } from '#web/parts/filters.tsx';
import { stages } from '../contract.ts';

const route = getRouteApi('/projects');

/** The stage of the project's life, as a filter in the address. */
export function StageFilter() {
  const { t } = useTranslation(['pledges', 'web']);
  const { stage } = route.useSearch();
  const setSearch = useSetSearch();
  return (
    <Select size="xs" label={t('projects.stage')} placeholder={t('web:filter.all')} value={stage ?? null} clearable={stage !== undefined}
      data={stages.map((value) => ({ value, label: t(`web:stage.${value}`) }))} onChange={(value) => setSearch({ stage: value ?? undefined })} />
  );
}

/** Projects whose wages so far are less than thirty per cent of what is invested so far, as a filter in the address. */
export function WageShareFilter() {
  const { t } = useTranslation(['pledges', 'web']);
  const { wageShare } = route.useSearch();
  const setSearch = useSetSearch();
  return (
    <Select size="xs" label={t('projects.column.wageShare')} placeholder={t('web:filter.all')} value={wageShare ?? null} clearable={wageShare !== undefined}
      data={[{ value: 'below', label: t('projects.wageShareBelow') }]} onChange={(value) => setSearch({ wageShare: value ?? undefined })} />
  );
}
