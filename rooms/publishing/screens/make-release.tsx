import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { queries, Unanswered, useChange } from '#web/client.ts';
import { useMay } from '#web/state.ts';
import { makeRelease } from '../contract.ts';

/** For whoever may publish: the figures in force become what the public sees, from then on unchanged. */
export function MakeRelease() {
  const { t, i18n } = useTranslation('publishing');
  const may = useMay();
  const { mutate, data, error, isPending } = useChange(makeRelease, () => queries.invalidateQueries());
  if (!may(makeRelease.may)) return null;
  const { code, facts = {} } = error instanceof Unanswered ? error.error : { code: undefined };
  return (
    <div className="public-make">
      <Button variant="default" size="xs" loading={isPending} onClick={() => mutate({})}>{t('make.action')}</Button>{' '}
      <span className="small soft">{t('make.note')}</span>
      {data === undefined ? null : <p role="status">{t('make.done', { number: data.number })}</p>}
      {code === undefined ? null : <p role="alert" className="lost">{i18n.exists(`publishing:make.${code}`) ? t(`make.${code as 'nothing-new'}`, facts) : t('make.refused', { code })}</p>}
    </div>
  );
}
