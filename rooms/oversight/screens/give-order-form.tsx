import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries, useChange } from '#web/client.ts';
import { useEmployers } from '#web/employers.ts';
import { useFormat } from '#web/language.ts';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { Refused } from '#web/parts/refused.tsx';
import { localDay } from '#web/when.ts';
import { giveOrder } from '../contract.ts';
import type { PledgeFacts } from './pledge-facts.ts';
import '#web/parts/form.css';

/** Gives an order: about a pledge, then to its employer or an akimat around it, or about nothing in particular to whomever one chooses. */
export function GiveOrderForm({ pledge, done }: { readonly pledge?: PledgeFacts; readonly done: (id: number) => void }) {
  const { t } = useTranslation('oversight');
  const [kind, setKind] = useState<'employer' | 'place'>(pledge === undefined ? 'place' : 'employer');
  const [place, setPlace] = useState(pledge?.places[0]?.kato);
  const [employer, setEmployer] = useState(pledge?.employer.number);
  const [wording, setWording] = useState('');
  const [dueOn, setDueOn] = useState('');
  const { mutate, error, isPending } = useChange(giveOrder, ({ id }) => {
    done(id);
    return queries.invalidateQueries();
  });
  const to = kind === 'place' ? (place === undefined ? undefined : { place }) : employer === undefined ? undefined : { employer };
  const send = () => { if (to !== undefined) mutate({ body: { subject: pledge === undefined ? null : { kind: 'pledge', id: pledge.pledgeId }, wording, dueOn, to } }); };
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Select label={t('order.to')} allowDeselect={false} value={kind} data={[{ value: 'place', label: t('order.toPlace') }, { value: 'employer', label: t('order.toEmployer') }]} onChange={(chosen) => setKind(chosen === 'employer' ? 'employer' : 'place')} />
      {kind === 'place'
        ? <div>{place === undefined ? null : <p className="small"><strong><PlaceText kato={place} /></strong></p>}<PlaceSearch label={t('order.toPlace')} hint={t('order.another')} onChoose={setPlace} /></div>
        : <ChooseEmployer employer={employer} known={pledge?.employer} onChoose={setEmployer} />}
      <Textarea label={t('order.wordingLabel')} description={t('order.plainNote')} classNames={{ description: 'soft small' }} required withAsterisk={false} maxLength={4000} rows={4} value={wording} onChange={(event) => setWording(event.currentTarget.value)} data-autofocus />
      <TextInput type="date" label={t('order.dueOn')} required withAsterisk={false} min={localDay(new Date().toISOString())} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" loading={isPending} disabled={to === undefined}>{t('order.send')}</Button></div>
    </form>
  );
}

function ChooseEmployer({ employer, known, onChoose }: { readonly employer: number | undefined; readonly known: PledgeFacts['employer'] | undefined; readonly onChoose: (employer: number) => void }) {
  const { t } = useTranslation('oversight');
  const { count } = useFormat();
  const employers = useEmployers();
  const data = useMemo(() => {
    const named = (number: number, name: string | null) => ({ value: String(number), label: name ?? t('order.employerNumber', { n: count(number) }) });
    const others = (employers ?? []).filter(({ number }) => number !== known?.number).map(({ number, name }) => named(number, name));
    return known === undefined ? others : [named(known.number, known.name), ...others];
  }, [employers, known, t, count]);
  return <Select label={t('order.toEmployer')} searchable limit={50} allowDeselect={false} data={data} value={employer === undefined ? null : String(employer)} onChange={(chosen) => { if (chosen !== null) onChoose(Number(chosen)); }} />;
}
