import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { Figure, Figures } from '#web/parts/figure.tsx';
import type { PledgePage } from '../contract.ts';
import { useProvenance } from './pledge-passport.tsx';
import './counting.css';

/** Base, net and credited, each with the sum that gives it (rule 10). */
export function Counting({ page }: { readonly page: PledgePage }) {
  const { t } = useTranslation(['pledges', 'web', 'overview', 'reconciliation']);
  const { count, signed } = useFormat();
  const { base, net, credited } = page.pledge.ladder;
  const provenance = useProvenance(page);
  const facts = (defines: 'base' | 'net' | 'credited') => ({ stamp: page.stamp, defines, ...provenance });
  const shown = (value: number | null, format = count) => (value === null ? t('web:unknown') : format(value));
  const how = useExplanations(page);
  return (
    <section id="counting">
      <h2>{t('pledge.counting')}</h2>
      <div className="counting">
        <div><Figures><Figure label={t('overview:beside.base')} value={shown(base)} passport={facts('base')} /></Figures><p>{how.base}</p></div>
        <div><Figures><Figure label={t('overview:beside.net')} value={shown(net, signed)} passport={facts('net')} /></Figures><p>{how.net}</p></div>
        <div><Figures><Figure label={t('web:rungShort.credited')} value={shown(credited)} passport={facts('credited')} /></Figures><p>{how.credited}</p></div>
      </div>
      <p className="small"><Link to="/months/$month/reconciliation" params={{ month: page.stamp.month }} search={{ pledge: page.pledge.pledgeId }} hash="base">{t('reconciliation:openBase')}</Link></p>
    </section>
  );
}

function useExplanations({ pledge: { ladder }, baseMonth, headcount }: PledgePage) {
  const { t } = useTranslation('pledges');
  const { count, signed, month } = useFormat();
  const { base, net, paid } = ladder;
  if (base === null || net === null || headcount === null || baseMonth === null) {
    const unknown = t('pledge.baseUnknown');
    return { base: unknown, net: unknown, credited: unknown };
  }
  const others = net - (headcount - base);
  return {
    base: t('pledge.base', { month: month(baseMonth) }),
    net: t(others === 0 ? 'pledge.net' : 'pledge.netOthers', { headcount: count(headcount), base: count(base), others: count(others) }),
    credited: t('pledge.credited', { paid: count(paid), net: signed(net) }),
  };
}
