import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { purposes, type Purpose } from '#kernel/purpose.ts';
import { choosePurpose } from '../purpose.ts';
import './purpose.css';

/** Stands where rows about persons would: they are shown once it is said for what purpose, which is written down. */
export function PurposeChoice() {
  const { t } = useTranslation('people');
  return (
    <div className="purpose-choice">
      <p className="state-title">{t('purpose.title')}</p>
      <p>{t('purpose.why')}</p>
      <ul>
        {purposes.map((purpose) => (
          <li key={purpose}>
            <button type="button" onClick={() => choosePurpose(purpose)}>{t(`purpose.${purpose}`)}</button>
            <span className="small soft">{t(`purposeNote.${purpose}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Beside rows about persons: for what purpose one looks, and the way to another. */
export function PurposeStamp({ purpose }: { readonly purpose: Purpose }) {
  const { t } = useTranslation('people');
  return (
    <p className="small purpose-stamp">
      {t('purpose.stamp', { purpose: t(`purpose.${purpose}`) })}{' '}
      <Button variant="subtle" size="compact-xs" onClick={() => choosePurpose(null)}>{t('purpose.change')}</Button>
    </p>
  );
}
