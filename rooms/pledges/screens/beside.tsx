import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { Figure, Figures } from '#web/parts/figure.tsx';
import type { Ladder, Stamp } from '../contract.ts';

type Props = {
  readonly ladder: Ladder;
  readonly stamp: Stamp;
  /** Shown apart where they are known: rules 17 and 18. */
  readonly selfEmployed?: number | null;
  readonly widerPaid?: number;
};

/** The figures that stand beside a ladder, each with its passport, and those that stand on no rung. */
export function Beside({ ladder, stamp, selfEmployed = null, widerPaid = 0 }: Props) {
  const { t } = useTranslation('overview');
  const { count, share } = useFormat();
  const { wages, persons } = ladder;
  const jobs = t('beside.jobs');
  const people = t('beside.people');
  const apart = [['existing', ladder.existing, people], ['exempt', ladder.exempt, people], ['selfEmployed', selfEmployed, people], ['wider', widerPaid, jobs]] as const;
  return (
    <div className="beside">
      <Figures>
        {ladder.due === 0 ? null : <Figure label={t('beside.fulfilment')} value={share(ladder.met, ladder.due)} passport={{ stamp, defines: 'fulfilment' }} />}
        {ladder.credited === null ? null : <Figure label={t('beside.credited')} value={count(ladder.credited)} unit={jobs} passport={{ stamp, defines: 'credited' }} />}
        {ladder.net === null ? null : <Figure label={t('beside.net')} value={count(ladder.net)} unit={jobs} passport={{ stamp, defines: 'net' }} />}
        {ladder.base === null ? null : <Figure label={t('beside.base')} value={count(ladder.base)} unit={people} passport={{ stamp, defines: 'base' }} />}
        {persons === null ? null : <Figure label={t('beside.persons')} value={count(persons.paid)} unit={people} passport={{ stamp, meaning: t('meaning.persons') }} />}
        <Figure label={t('beside.permanent')} value={count(ladder.permanent)} unit={jobs} passport={{ stamp, meaning: t('meaning.permanent') }} />
        <Figure label={t('beside.fte')} value={count(Math.round(ladder.fte))} passport={{ stamp, meaning: t('meaning.fte') }} />
        {wages === null ? null : <Figure label={t('beside.median')} value={<AmountText tenge={wages.median} />} passport={{ stamp, meaning: t('meaning.median') }} />}
        {wages === null ? null : <Figure label={t('beside.mean')} value={<AmountText tenge={wages.mean} />} passport={{ stamp, meaning: t('meaning.mean') }} />}
      </Figures>
      {wages === null || wages.atCeiling === 0 ? null : <p className="small soft">{t('beside.atCeiling', { n: count(wages.atCeiling) })}</p>}
      <h2>{t('beside.apart')}</h2>
      <Figures>
        {apart.map(([what, value, unit]) => (value === null || (what === 'wider' && value === 0) ? null
          : <Figure key={what} label={t(`beside.${what}`)} value={count(value)} unit={unit} passport={{ stamp, meaning: t(`meaning.${what}`) }} />))}
      </Figures>
    </div>
  );
}
