import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { Figure, Figures } from '#web/parts/figure.tsx';
import type { PassportFacts } from '#web/parts/passport.tsx';
import type { Ladder, Stamp } from '../contract.ts';

type Props = {
  readonly ladder: Ladder;
  readonly stamp: Stamp;
  /** What every figure here rests on, where the page knows it. */
  readonly provenance?: Pick<PassportFacts, 'lines' | 'sources'>;
};

/** The figures that stand beside a ladder, each with its passport. */
export function Beside({ ladder, stamp, provenance }: Props) {
  const { t } = useTranslation('overview');
  const { count, share } = useFormat();
  const { wages, persons } = ladder;
  const told = { stamp, ...provenance };
  const jobs = (n: number) => t('beside.jobs', { count: n });
  const people = (n: number) => t('beside.people', { count: n });
  return (
    <div className="beside">
      <Figures>
        {ladder.due === 0 ? null : <Figure label={t('beside.fulfilment')} value={share(ladder.met, ladder.due)} passport={{ ...told, defines: 'fulfilment' }} />}
        {ladder.credited === null ? null : <Figure label={t('beside.credited')} value={count(ladder.credited)} unit={jobs(ladder.credited)} passport={{ ...told, defines: 'credited' }} />}
        {ladder.net === null ? null : <Figure label={t('beside.net')} value={count(ladder.net)} unit={people(ladder.net)} passport={{ ...told, defines: 'net' }} />}
        {ladder.base === null ? null : <Figure label={t('beside.base')} value={count(ladder.base)} unit={people(ladder.base)} passport={{ ...told, defines: 'base' }} />}
        {persons === null ? null : <Figure label={t('beside.persons')} value={count(persons.paid)} unit={people(persons.paid)} passport={{ ...told, meaning: t('meaning.persons') }} />}
        <Figure label={t('beside.permanent')} value={count(ladder.permanent)} unit={jobs(ladder.permanent)} passport={{ ...told, meaning: t('meaning.permanent') }} />
        <Figure label={t('beside.fte')} value={count(Math.round(ladder.fte))} passport={{ ...told, meaning: t('meaning.fte') }} />
        {wages === null ? null : <Figure label={t('beside.median')} value={<AmountText tenge={wages.median} />} passport={{ ...told, meaning: t('meaning.median') }} />}
        {wages === null ? null : <Figure label={t('beside.mean')} value={<AmountText tenge={wages.mean} />} passport={{ ...told, meaning: t('meaning.mean') }} />}
      </Figures>
      {wages === null || wages.atCeiling === 0 ? null : <p className="small soft">{t('beside.atCeiling', { count: wages.atCeiling, n: count(wages.atCeiling) })}</p>}
    </div>
  );
}

type ApartProps = Props & { readonly selfEmployed?: number | null; readonly widerPaid?: number };

/** What stands on no rung and is shown apart: people who are not new, whom contributions cannot evidence, or whose jobs count elsewhere (rules 6d, 17, 18). */
export function Apart({ ladder, stamp, provenance, selfEmployed = null, widerPaid = 0 }: ApartProps) {
  const { t } = useTranslation('overview');
  const { count } = useFormat();
  const apart = [['existing', ladder.existing, 'people'], ['exempt', ladder.exempt, 'people'], ['selfEmployed', selfEmployed, 'people'], ['wider', widerPaid === 0 ? null : widerPaid, 'jobs']] as const;
  return (
    <div className="apart">
      <h2>{t('beside.apart')}</h2>
      <Figures>
        {apart.map(([what, value, unit]) => (value === null ? null
          : <Figure key={what} label={t(`beside.${what}`)} value={count(value)} unit={t(`beside.${unit}`, { count: value })} passport={{ stamp, ...provenance, meaning: t(`meaning.${what}`) }} />))}
      </Figures>
    </div>
  );
}
