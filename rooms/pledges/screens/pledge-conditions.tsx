import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { PlaceLink } from '#web/parts/place-link.tsx';
import { useReferenceNames } from '#web/reference-names.ts';
import type { PledgePage } from '../contract.ts';
import { EmployerText } from './employer-text.tsx';
import { Facts } from './project-facts.tsx';

/** What was promised, word for word of the register; what decides nothing in the count says so. */
export function PledgeConditions({ page: { pledge, conditions } }: { readonly page: PledgePage }) {
  const { t } = useTranslation(['pledges', 'web']);
  const { count, day } = useFormat();
  const names = useReferenceNames();
  const idle = <span className="soft small"> {t('pledge.notDeciding')}</span>;
  const any = <span className="soft">{t('pledge.any')}</span>;
  const { occupation, qualification, term, young, wageFloor, holdMonths } = conditions;
  return (
    <section id="conditions">
      <h2>{t('pledge.conditions')}</h2>
      <Facts rows={[
        [t('pledge.condition.jobs'), <span key="jobs" className="number">{count(pledge.ladder.promised)}</span>],
        [t('pledge.condition.awardedOn'), day(pledge.awardedOn)],
        [t('pledge.condition.dueOn'), day(pledge.dueOn)],
        [t('pledge.condition.holdMonths'), t('pledge.holdMonths', { count: holdMonths, n: count(holdMonths) })],
        [t('pledge.condition.place'), <PlaceLink key="place" place={pledge.place} />],
        [t('pledge.condition.employer'), <EmployerText key="employer" employer={pledge.employer} />],
        [t('pledge.condition.occupation'), occupation === null ? any : `${t('pledge.occupationFrom', { code: occupation })}${names.occupation(occupation) === undefined ? '' : `: ${names.occupation(occupation)}`}`],
        [t('pledge.condition.qualification'), qualification === null ? any : `${t('pledge.orHigher', { level: qualification })}${names.qualification(qualification) === undefined ? '' : `: ${names.qualification(qualification)}`}`],
        [t('pledge.condition.term'), term === null || term === 'any' ? any : t(`pledge.termOf.${term}`)],
        [t('pledge.condition.phase'), <span key="phase">{t(`web:phase.${pledge.phase}`)}{idle}</span>],
        [t('pledge.condition.young'), young === null ? any : <span key="young">{count(young)}{idle}</span>],
        [t('pledge.condition.wageFloor'), wageFloor === null ? any : <span key="floor"><AmountText tenge={wageFloor} />{idle}</span>],
      ]} />
    </section>
  );
}
