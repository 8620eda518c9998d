import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { contested, openObjection, wrongs, type ObjectionRow } from '../contract.ts';
import '#web/parts/form.css';
import './oversight.css';

type Row = ObjectionRow['rows'][number];
const blank: Row = { register: 'contributions', reference: '', wrong: 'missing' };
const registers = ['contributions', 'contracts'] as const;

type Props = {
  readonly pledgeId: string;
  readonly month: string;
  /** Rows chosen elsewhere, to begin with. */
  readonly named?: readonly Row[];
  readonly done: () => void;
};

/** Contests a figure of the month looked at, row by row. */
export function ObjectionForm({ pledgeId, month, named = [blank], done }: Props) {
  const { t } = useTranslation('oversight');
  const format = useFormat();
  const [figure, setFigure] = useState<ObjectionRow['figure']>('paid');
  const [reason, setReason] = useState('');
  const [rows, setRows] = useState<readonly Row[]>(named);
  const { mutate, error, isPending } = useChange(openObjection, () => {
    done();
    return queries.invalidateQueries();
  });
  const change = (at: number, to: Partial<Row>) => setRows(rows.map((row, index) => (index === at ? { ...row, ...to } : row)));
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); mutate({ params: { pledgeId }, body: { month, figure, reason, rows: [...rows] } }); }}>
      <Select label={t('objection.figureLabel', { month: format.month(month) })} allowDeselect={false} value={figure} data={contested.map((value) => ({ value, label: t(`objection.figure.${value}`) }))} onChange={(chosen) => setFigure(contested.find((one) => one === chosen) ?? figure)} />
      <Textarea label={t('objection.reason')} description={t('order.plainNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={4000} rows={3} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      {rows.map((row, at) => (
        <fieldset key={at} className="oversight-row">
          <legend>{t('objection.row', { n: at + 1 })} <span className="soft">{t(`objection.where.${row.register}`)}</span></legend>
          <Select label={t('objection.registerLabel')} allowDeselect={false} value={row.register} data={registers.map((value) => ({ value, label: t(`objection.register.${value}`) }))} onChange={(chosen) => change(at, { register: registers.find((one) => one === chosen) ?? row.register })} />
          <TextInput label={t('objection.reference')} required withAsterisk={false} maxLength={200} autoComplete="off" value={row.reference} onChange={(event) => change(at, { reference: event.currentTarget.value })} />
          <Select label={t('objection.wrongLabel')} allowDeselect={false} value={row.wrong} data={wrongs.map((value) => ({ value, label: t(`objection.wrong.${value}`) }))} onChange={(chosen) => change(at, { wrong: wrongs.find((one) => one === chosen) ?? row.wrong })} />
          {rows.length === 1 ? null : <div><Button variant="subtle" size="compact-xs" px={0} onClick={() => setRows(rows.filter((_, index) => index !== at))}>{t('objection.dropRow', { n: at + 1 })}</Button></div>}
        </fieldset>
      ))}
      {rows.length < 50 ? <div><Button variant="default" size="xs" onClick={() => setRows([...rows, blank])}>{t('objection.addRow')}</Button></div> : null}
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending}>{t('objection.send')}</Button></div>
    </form>
  );
}
