import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '#web/state.ts';

/** For whoever may publish: releases are made where months are closed. */
export function ToClosing() {
  const { t } = useTranslation('publishing');
  const may = useMay();
  return may('make-release') ? <p className="small"><Link to="/months" search={{}}>{t('closing')}</Link></p> : null;
}
