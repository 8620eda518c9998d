import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Stamp as Facts } from '../../rooms/pledges/contract.ts';
import { useFormat } from '../language.ts';

/** The small type after every figure: its month, whether it can still change, how complete the data are, and by which definition. */
export function Stamp({ stamp, what }: { readonly stamp: Facts; readonly what?: string }) {
  const { t } = useTranslation();
  const { month, share, count } = useFormat();
  const complete = stamp.completeness;
  return (
    <p className="small stamp">
      {what === undefined ? null : `${what} · `}
      {month(stamp.month)} · <span className={stamp.provisional ? 'at-risk' : undefined}>{t(stamp.provisional ? 'stamp.provisional' : 'stamp.final')}</span>
      {' · '}
      {complete === null || complete.persons === 0 ? t('stamp.completeUnknown') : (
        <span title={t('stamp.completeNote', { persons: count(complete.persons), covered: count(complete.covered) })}>{t('stamp.complete', { share: share(complete.covered, complete.persons) })}</span>
      )}
      {' · '}
      <Link to="/definition" search={{}}>{t('stamp.definition', { version: stamp.definition })}</Link>
    </p>
  );
}
