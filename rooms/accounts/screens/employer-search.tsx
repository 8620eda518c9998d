import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEmployers } from '#web/employers.ts';

/** Finds an employer that has given a pledge, by its name. */
export function EmployerSearch({ onChoose }: { readonly onChoose: (employer: number) => void }) {
  const { t } = useTranslation('accounts');
  const employers = useEmployers();
  const data = useMemo(() => employers?.map(({ number, name }) => ({ value: String(number), label: name })) ?? [], [employers]);
  return (
    <Select size="xs" aria-label={t('demonstration.employer')} placeholder={t(employers === undefined ? 'demonstration.employersComing' : 'demonstration.employer')} searchable limit={50} data={data} value={null}
      nothingFoundMessage={t('demonstration.noEmployer')} onChange={(chosen) => { if (chosen !== null) onChoose(Number(chosen)); }} />
  );
}
