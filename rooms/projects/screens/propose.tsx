import { Button, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useChange, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Refused } from '#web/parts/refused.tsx';
import { beginDraft, getLife, type DraftIntent } from '../contract.ts';
import { useMayHere, type AboutProject } from './about-project.ts';
import '#web/parts/form.css';

type Begun = z.input<NonNullable<typeof beginDraft.body>>;

/** Begins drafts about a project: of new rows, and of those that are held, for whoever may write in its place. */
export function Propose({ about: { projectId, katos, rows: held } }: { readonly about: AboutProject }) {
  const { t } = useTranslation('projects');
  const { month } = useFormat();
  const navigate = useNavigate();
  const may = useMayHere(katos);
  const { data: life } = useReply(getLife, { params: { projectId } });
  const months = life?.investedMonths ?? [];
  const [chosen, setChosen] = useState('0');
  const { mutate, error, isPending, variables } = useChange(beginDraft, ({ draftId }) => void navigate({ to: '/drafts/$draftId', params: { draftId } }));
  if (!may('draft-projects')) return null;
  const button = (text: string, body: Begun) => (
    <Button key={text} size="xs" variant="default" disabled={isPending} loading={isPending && JSON.stringify(variables?.body) === JSON.stringify(body)} onClick={() => mutate({ body })}>{text}</Button>
  );
  const rows: AboutProject['rows'] = [...held, ...months.map((period) => ({ register: 'investments' as const, key: { projectId, period }, name: period }))];
  const row = rows[Number(chosen)] ?? rows[0]!;
  const of = (intent: DraftIntent): Begun => ({ register: row.register, intent, key: row.key });
  const label = ({ register, name }: AboutProject['rows'][number]) => [t(`register.${register}`), ...(name === null ? [] : [register === 'investments' ? month(name) : name])].join(': ');
  return (
    <section className="not-printed">
      <h2>{t('propose.title')}</h2>
      <div className="form-row">
        <Select size="xs" label={t('propose.row')} allowDeselect={false} searchable={rows.length > 12} limit={50} data={rows.map((one, at) => ({ value: String(at), label: label(one) }))} value={chosen} onChange={(value) => setChosen(value ?? '0')} />
        {button(t('propose.change'), of('change'))}
        {row.register === 'investments' ? null : button(t('propose.annul'), of('annulment'))}
      </div>
      <div className="propose">
        {button(t('propose.pledge'), { register: 'pledges', intent: 'new', key: { projectId } })}
        {button(t('propose.participant'), { register: 'participants', intent: 'new', key: { projectId } })}
        {button(t('propose.investment'), { register: 'investments', intent: 'new', key: { projectId } })}
      </div>
      <Refused error={error} />
    </section>
  );
}
