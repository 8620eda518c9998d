import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Forecast } from '../forecast-contract.ts';

/** On track or at risk in a word, a sign and amber beside the latter; for pledges that are not due. */
export function OutlookText({ outlook }: { readonly outlook: Forecast['outlook'] }) {
  const { t } = useTranslation('forecast');
  if (outlook === null) return <span className="soft">{t('outlook.untold')}</span>;
  return outlook === 'at-risk' ? <span className="at-risk"><span aria-hidden="true">▲ </span>{t('outlook.at-risk')}</span> : <>{t('outlook.on-track')}</>;
}

/** The way to the rule and its back-test. */
export function HowForecast() {
  const { t } = useTranslation('forecast');
  return <Link to="/forecast" search={{}}>{t('how')}</Link>;
}
