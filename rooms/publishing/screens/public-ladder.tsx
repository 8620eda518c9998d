import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import '#web/parts/ladder.css';
import type { PublicFigures } from '../contract.ts';
import { People } from './people.tsx';

const rungs = ['promised', 'contracted', 'paid', 'held3', 'held6', 'held12'] as const;

/** The evidence ladder of published figures; a withheld rung has the word in place of its bar. */
export function PublicLadder({ figures }: { readonly figures: PublicFigures }) {
  const { t } = useTranslation('web');
  const { count } = useFormat();
  const longest = Math.max(1, ...rungs.map((rung) => figures[rung] ?? 0));
  return (
    <figure className="ladder public-ladder" aria-label={t('ladder.label')}>
      <div role="table" aria-label={t('ladder.label')}>
        <div role="row" className="unseen"><span role="columnheader">{t('ladder.rung')}</span><span role="columnheader">{t('ladder.jobs')}</span></div>
        {rungs.map((rung) => {
          const jobs = figures[rung];
          return (
            <div role="row" className="rung" key={rung}>
              <span role="rowheader" className="rung-name">
                {t(`rung.${rung}`)}
                {rung === 'promised' ? <span className="rung-note">{t('ladder.dueOf', { n: count(figures.due) })}</span> : null}
              </span>
              <span role="cell" className="rung-value">
                <span className="rung-link">
                  {jobs === null ? null : (
                    <span className={`rung-bar bar-${rung}`} style={{ '--share': jobs / longest } as CSSProperties}>
                      {rung === 'promised' ? <span className="rung-due bar-due" style={{ width: jobs === 0 ? '0' : `${(figures.due / jobs) * 100}%` }} /> : null}
                    </span>
                  )}
                  <span className="rung-number number"><People count={jobs} /></span>
                </span>
              </span>
            </div>
          );
        })}
      </div>
    </figure>
  );
}
