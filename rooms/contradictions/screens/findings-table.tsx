import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import type { Findings } from '../contract.ts';

type Found = Findings[number];

/** What became of each relation, contradictions first. */
export function FindingsTable({ findings }: { readonly findings: Findings }) {
  const { t } = useTranslation('contradictions');
  const { count } = useFormat();
  const [sort, setSort] = useState('verdict');
  const columns = useMemo((): readonly Column<Found>[] => {
    const number = (value: number | null) => (value === null ? t('unbounded') : count(value, Number.isInteger(value) ? 0 : 2));
    const reason = ({ verdict, low, high }: Found) => t(`reason.${verdict === 'contradicts' && low !== null && high !== null && low > high ? 'excluded' : verdict}`);
    return [
      { key: 'relation', head: t('relation'), value: ({ relation }) => relation, cell: ({ relation }) => relation },
      { key: 'verdict', head: t('verdict'), value: ({ verdict }) => ['contradicts', 'incomparable', 'holds'].indexOf(verdict), cell: ({ verdict }) => <span className={verdict === 'contradicts' ? 'lost' : verdict === 'incomparable' ? 'soft' : ''}>{t(`is.${verdict}`)}</span> },
      { key: 'printed', head: t('printed'), numeric: true, cell: ({ printed }) => printed, value: ({ printed }) => printed },
      { key: 'range', head: t('range'), numeric: true, value: ({ low }) => low, cell: ({ verdict, low, high }) => (verdict === 'incomparable' ? '–' : low === high ? number(low) : <>{number(low)} – {number(high)}</>) },
      { key: 'why', head: t('why'), value: ({ why }) => why, cell: (found) => <>{reason(found)}<br /><span className="small soft">{t('original')}: <span lang="en">{found.why}</span></span></> },
    ];
  }, [t, count]);
  return <DataTable id="contradictions" caption={t('findings')} columns={columns} rows={findings} rowKey={({ relation }) => relation} sort={sort} onSort={setSort} />;
}
