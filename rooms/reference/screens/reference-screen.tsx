import { useDocumentTitle } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Subjects } from '#web/parts/subjects.tsx';
import { AlmatyTable } from './almaty-table.tsx';
import { AmountsTable } from './amounts-table.tsx';
import { PlanTable } from './plan-table.tsx';
import { RatesTable } from './rates-table.tsx';
import './reference.css';

const tables = { plan: PlanTable, almaty: AlmatyTable, mci: AmountsTable, rates: RatesTable } as const;
type Name = keyof typeof tables;
const names = Object.keys(tables) as Name[];

/** Published figures and set amounts, each with its source; the table chosen stands in the address. */
export function ReferenceScreen() {
  const { t } = useTranslation('reference');
  const { t: shared } = useTranslation('web');
  const { table } = useSearch({ from: '/reference' });
  const setSearch = useSetSearch();
  const chosen = names.find((name) => name === table) ?? 'plan';
  const Table = tables[chosen];
  useDocumentTitle(`${t('title')} · ${shared('name')}`);
  return (
    <article className="reference">
      <h1>{t('title')}</h1>
      <p className="reference-lead">{t('lead')}</p>
      <Subjects label={t('tables')} subjects={names.map((key) => ({ key, name: t(`table.${key}`) }))} chosen={chosen} onChoose={(key) => setSearch({ table: key === 'plan' ? undefined : key })}>
        <Table />
      </Subjects>
    </article>
  );
}
