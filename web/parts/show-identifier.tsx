import { Button, Modal, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { purposes, type Purpose } from '#kernel/purpose.ts';
import { showIdentifier } from '../../rooms/people/contract.ts';
import { useChange } from '../client.ts';
import { usePurpose } from '../purpose.ts';
import { useMay } from '../state.ts';
import { Refused } from './refused.tsx';
import './form.css';
import './purpose.css';

/** For those who may: shows the identifier behind a person's number, for a purpose, until the dialog is closed. It never comes into an address. */
export function ShowIdentifier({ person }: { readonly person: number }) {
  const { t } = useTranslation(['people', 'web']);
  const may = useMay();
  const [opened, { open, close }] = useDisclosure(false);
  if (!may(showIdentifier.may)) return null;
  return (
    <>
      <Button variant="subtle" size="compact-xs" aria-label={t('identifier.showOf', { n: person })} onClick={open}>{t('identifier.show')}</Button>
      <Modal opened={opened} onClose={close} title={t('identifier.title', { n: person })} closeButtonProps={{ 'aria-label': t('web:passport.close') }}><Identifier person={person} /></Modal>
    </>
  );
}

function Identifier({ person }: { readonly person: number }) {
  const { t } = useTranslation('people');
  const [purpose, setPurpose] = useState<Purpose | null>(usePurpose());
  const { mutate, data, error, isPending } = useChange(showIdentifier);
  if (data !== undefined) return <><p className="identifier">{data.identifier}</p><p className="small soft">{t('identifier.written')}</p></>;
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); if (purpose !== null) mutate({ params: { number: person }, body: { purpose } }); }}>
      <p>{t('identifier.why')}</p>
      <Select label={t('purpose.label')} placeholder={t('purpose.choose')} value={purpose} allowDeselect={false} data={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))} onChange={(value) => setPurpose(purposes.find((one) => one === value) ?? null)} />
      <Refused error={error} />
      <div className="form-actions"><Button type="submit" disabled={purpose === null} loading={isPending}>{t('identifier.show')}</Button></div>
    </form>
  );
}
