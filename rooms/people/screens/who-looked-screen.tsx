import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { AuditPages } from '#web/parts/audit-pages.tsx';
import { useMay } from '#web/state.ts';
import { listReadings, whoLooked } from '../contract.ts';
import { Desk } from './desk.tsx';
import { Readings } from './readings.tsx';

/** Who was shown a person: for the person himself at a desk, and for an auditor by our own number. */
export function WhoLookedScreen() {
  const { t } = useTranslation(['people', 'web']);
  useDocumentTitle(`${t('whoLooked.title')} · ${t('web:name')}`);
  const may = useMay();
  return (
    <>
      <AuditPages />
      <h1>{t('whoLooked.title')}</h1>
      {may(whoLooked.may) ? <Desk /> : null}
      {may(listReadings.may) ? <Readings /> : null}
    </>
  );
}
