import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import type { PublicFigures, PublicOverview, PublicPart } from '../contract.ts';
import { Fulfilment, People } from './people.tsx';

type Figured = { readonly figures: PublicFigures; readonly wageMean?: number | null };

/** Columns of published figures, in the order of the ladder; a withheld figure sorts last. */
export function usePublicColumns<Row extends Figured>(withWage = false): readonly Column<Row>[] {
  const { t } = useTranslation(['publishing', 'web']);
  const { count } = useFormat();
  return useMemo((): readonly Column<Row>[] => [
    ...(['promised', 'due'] as const).map((key): Column<Row> => ({ key, head: t(`web:rungShort.${key}`), numeric: true, sorts: true, value: (row) => row.figures[key], cell: (row) => count(row.figures[key]) })),
    { key: 'fulfilment', head: t('web:rungShort.fulfilment'), numeric: true, value: ({ figures: { due, met } }) => (due === 0 || met === null ? null : met / due), cell: ({ figures }) => <Fulfilment figures={figures} /> },
    ...(['contracted', 'paid', 'held3', 'held12'] as const).map((key): Column<Row> => ({
      key, head: t(`web:rungShort.${key}`), numeric: true, sorts: key !== 'held3', hidden: key === 'held3', value: (row) => row.figures[key], cell: (row) => <People count={row.figures[key]} />,
    })),
    ...(withWage ? [{ key: 'wage', head: t('wage'), unit: t('wageUnit'), numeric: true, value: (row: Row) => row.wageMean ?? null, cell: (row: Row) => (row.wageMean == null ? '–' : count(row.wageMean)) }] : []),
  ], [t, count, withWage]);
}

type FiguresTableProps<Row extends Figured> = {
  readonly id: string; readonly caption: string; readonly rows: readonly Row[]; readonly rowKey: (row: Row) => string;
  readonly head: string; readonly first: (row: Row) => { readonly text: string; readonly show?: ReactNode }; readonly withWage?: boolean;
};

function FiguresTable<Row extends Figured>({ id, caption, rows, rowKey, head, first, withWage = false }: FiguresTableProps<Row>) {
  const [sort, setSort] = useState('-promised');
  const columns = usePublicColumns<Row>(withWage);
  const named: Column<Row> = { key: 'name', head, cell: (row) => first(row).show ?? first(row).text, value: (row) => first(row).text };
  return <DataTable id={id} caption={caption} columns={[named, ...columns]} rows={rows} rowKey={rowKey} sort={sort} onSort={setSort} />;
}

export function PartTable({ parts }: { readonly parts: readonly PublicPart[] }) {
  const { t } = useTranslation('publishing');
  const { name } = useFormat();
  return (
    <FiguresTable id="public-parts" caption={t('regions')} rows={parts} rowKey={({ place }) => place.kato} head={t('part')} withWage={parts[0]?.place.level === 1}
      first={({ place }) => ({ text: name(place.names), show: <Link to="/public" search={(now) => ({ ...now, place: place.kato, page: undefined })}>{name(place.names)}</Link> })} />
  );
}

export function KindTable({ kinds }: { readonly kinds: PublicOverview['kinds'] }) {
  const { t } = useTranslation(['publishing', 'web']);
  return <FiguresTable id="public-kinds" caption={t('kinds')} rows={kinds} rowKey={({ kind }) => kind} head={t('kind')} first={({ kind }) => ({ text: t(`web:kind.${kind}`) })} />;
}

export function SectionTable({ sections }: { readonly sections: PublicOverview['sections'] }) {
  const { t } = useTranslation(['publishing', 'web']);
  return <FiguresTable id="public-sections" caption={t('sections')} rows={sections} rowKey={({ section }) => section} head={t('section')} withWage first={({ section }) => ({ text: t(`web:section.${section as 'A'}`) })} />;
}

/** The last thirteen months, newest first. */
export function MonthTable({ trend }: { readonly trend: PublicOverview['trend'] }) {
  const { t } = useTranslation('publishing');
  const { monthShort } = useFormat();
  const columns = usePublicColumns<{ readonly month: string; readonly figures: PublicFigures }>();
  const rows = trend.toReversed().slice(0, 13).map(({ month, ...figures }) => ({ month, figures }));
  return <DataTable id="public-months" caption={t('months')} columns={[{ key: 'month', head: t('month'), cell: (row) => monthShort(row.month), value: (row) => row.month }, ...columns]} rows={rows} rowKey={({ month }) => month} />;
}
