import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { Life } from '../contract.ts';
import type { AboutProject } from './about-project.ts';

/** Term, scale and aim with what each rests on; under which programme and with whose money; and who answers, level by level. */
export function ProjectClasses({ life: { classes, counterObligation, offices }, about: { programme, funding } }: { readonly life: Life; readonly about: AboutProject }) {
  const { t } = useTranslation('projects');
  const { count, name } = useFormat();
  const { term, scale, aim, days, indices, thresholds } = classes;
  const row = (head: string, value: string, why: string | null) => <tr><th scope="row">{head}</th><td>{value}</td><td className="soft">{why}</td></tr>;
  return (
    <>
      <h3>{t('classes.title')}</h3>
      <div className="rows-box" role="region" aria-label={t('classes.title')} tabIndex={0}>
        <table className="plain">
          <tbody>
            {row(t('classes.term'), term === null ? t('classes.unknown') : t(`classes.${term}`), days === null ? null : t('classes.days', { count: days, n: count(days) }))}
            {row(t('classes.scale'), scale === null ? t('classes.unknown') : t(scale === 'medium' ? 'classes.mediumScale' : `classes.${scale}`),
              indices === null || thresholds === null ? null : t('classes.indices', { n: count(Math.round(indices)), small: count(thresholds.smallUpTo), medium: count(thresholds.mediumUpTo) }))}
            {row(t('classes.aim'), t(`classes.${aim}`), null)}
            {row(t('column.programme'), programme ?? '–', null)}
            {row(t('column.funding'), funding === null ? '–' : t(`word.funding.${funding}`), counterObligation ? t('classes.counter') : null)}
            <tr>
              <th scope="row">{t('classes.offices')}</th>
              <td colSpan={2}>{[offices.office, ...offices.akimats.map(({ names }) => t('classes.akimat', { place: name(names), interpolation: { escapeValue: false } }))].join(' → ')}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p className="small soft">{t('classes.rules')}</p>
    </>
  );
}
