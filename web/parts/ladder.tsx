import { Link, type LinkProps } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../language.ts';
import { type Bar, barsOf, type DrawnRung, type RungCounts } from './rungs.ts';
import './ladder.css';

/** Where the bars of a ladder lead: what they stand for, as links of the router. */
export type RungLinks = { readonly [rung in DrawnRung]?: LinkProps };

type Props = { readonly ladder: RungCounts; readonly links?: RungLinks; readonly size?: 'full' | 'tiny' };

/**
 * The evidence ladder: bars from promised to held for 12 months on one scale, the number on each, the loss between
 * neighbours written between them. `tiny` shows the bars alone and says the rest to screen readers.
 */
export function Ladder({ ladder, links = {}, size = 'full' }: Props) {
  const bars = barsOf(ladder);
  return size === 'tiny' ? <TinyLadder bars={bars} /> : <FullLadder ladder={ladder} bars={bars} links={links} />;
}

function TinyLadder({ bars }: { readonly bars: readonly Bar[] }) {
  return (
    <svg className="ladder-tiny" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      {bars.filter((bar) => bar.rung !== 'reported').map((bar, at) => (
        <g key={bar.rung}>
          <rect className={`bar-${bar.rung}`} x="0" y={at * 5} width={bar.share * 100} height="4" />
          {bar.due === null ? null : <rect className="bar-due" x="0" y={at * 5} width={bar.due * 100} height="4" />}
        </g>
      ))}
    </svg>
  );
}

function FullLadder({ ladder, bars, links }: { readonly ladder: RungCounts; readonly bars: readonly Bar[]; readonly links: RungLinks }) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const changeText = useChangeText();
  /** What a link says to whoever does not see where it stands: rung, number, loss. */
  const nameOf = (bar: Bar): string =>
    [t('ladder.bar', { rung: t(`rung.${bar.rung}`), count: bar.jobs, n: count(bar.jobs) }), changeText(bar)].filter((text) => text !== null).join(', ');
  return (
    <figure className="ladder" aria-label={t('ladder.label')}>
      <div role="table" aria-label={t('ladder.label')}>
        <div role="row" className="unseen">
          <span role="columnheader">{t('ladder.rung')}</span>
          <span role="columnheader">{t('ladder.jobs')}</span>
          <span role="columnheader">{t('ladder.loss')}</span>
        </div>
        {bars.map((bar) => (
          <div role="row" className="rung" key={bar.rung}>
            <span role="rowheader" className="rung-name">
              {t(`rung.${bar.rung}`)}
              {bar.rung === 'promised' ? <span className="rung-note">{t('ladder.dueOf', { n: count(ladder.due) })}</span> : null}
              {bar.rung === 'reported' ? <span className="rung-note">{t('ladder.notCounted')}</span> : null}
            </span>
            <span role="cell" className="rung-value">
              <BarLink link={links[bar.rung]} name={nameOf(bar)}>
                <span className={`rung-bar bar-${bar.rung}`} style={{ '--share': bar.share } as CSSProperties}>
                  {bar.due === null ? null : <span className="rung-due bar-due" style={{ width: bar.share === 0 ? '0' : `${(bar.due / bar.share) * 100}%` }} />}
                </span>
                <span className="rung-number number">{count(bar.jobs)}</span>
              </BarLink>
            </span>
            <span role="cell" className="rung-loss"><Change bar={bar} /></span>
          </div>
        ))}
      </div>
    </figure>
  );
}

function BarLink({ link, name, children }: { readonly link: LinkProps | undefined; readonly name: string; readonly children: ReactNode }) {
  return link === undefined ? <span className="rung-link">{children}</span> : <Link className="rung-link" aria-label={name} {...link}>{children}</Link>;
}

/** The loss against the rung above in words, null where there is none; a gain can stand only above a promise. */
function useChangeText(): (bar: Bar) => string | null {
  const { t } = useTranslation();
  const { signed } = useFormat();
  return ({ rung, change }) => {
    if (change === null || change === 0 || rung === 'promised' || rung === 'reported') return null;
    return t(change > 0 ? 'loss.gain' : `loss.${rung}`, { count: Math.abs(change), n: signed(change) });
  };
}

function Change({ bar }: { readonly bar: Bar }) {
  const text = useChangeText()(bar);
  if (text === null) return null;
  // A contract or a contribution that is missing is a loss; a month count not reached yet may still be.
  const lost = (bar.change ?? 0) < 0 && (bar.rung === 'contracted' || bar.rung === 'paid');
  return <span className={lost ? 'lost' : 'soft'}>{text}</span>;
}
