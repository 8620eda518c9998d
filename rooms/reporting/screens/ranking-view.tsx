import { Checkbox, Select } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { useSetSearch } from '#web/parts/filters.tsx';
import { rankedKinds, rankingMeasures, type Ranking, type RankingBeside } from '../ranking-contract.ts';
import { RankingChart } from './ranking-chart.tsx';
import { RankingTable } from './ranking-table.tsx';
import './ranking.css';

/** What the address asks for. */
export function useQuestion() {
  const { measure, kind, mix } = useSearch({ strict: false }) as { readonly [key in 'measure' | 'kind' | 'mix']?: string };
  return {
    measure: rankingMeasures.find((one) => one === measure) ?? ('met' as const),
    kind: rankedKinds.find((one) => one === kind),
    mix: mix === 'standard' ? ('standard' as const) : ('own' as const),
  };
}

type Props = {
  readonly ranking: Ranking & Partial<Pick<RankingBeside, 'beside'>>;
  readonly stale: boolean;
  /** Month, release, completeness and definition of all figures of the page. */
  readonly stamp: string;
  readonly files: readonly { readonly label: string; readonly href: string }[];
  readonly children?: ReactNode;
};

/** The ranking as a page: what it says in a sentence, the picture, the table, and how it was made. */
export function RankingView({ ranking, stale, stamp, files, children }: Props) {
  const { t } = useTranslation(['reporting', 'web']);
  const { sort = 'rank' } = useSearch({ strict: false }) as { readonly sort?: string };
  const setSearch = useSetSearch();
  const { beside = {}, measure, rows } = ranking;
  const own = new Set(Object.keys(beside).length < rows.length ? Object.keys(beside) : []);
  return (
    <article className="ranking" aria-busy={stale}>
      <p className="eyebrow">{t('title')}</p>
      <h1 className="answer" aria-live="polite"><Answer ranking={ranking} /></h1>
      <p className="small stamp">{t(`measure.${measure}`)} · {stamp} · <Link to="/definition" search={{}}>{t('web:stamp.definition', { version: ranking.release.definition })}</Link></p>
      <Controls ranking={ranking} />
      <p className="small soft">{t(`measureNote.${measure}`)}</p>
      <section aria-label={t('picture')}><RankingChart ranking={ranking} own={own} /><MixNote ranking={ranking} /></section>
      <section>
        <RankingTable ranking={ranking} sort={sort} onSort={(next) => setSearch({ sort: next })} files={files} stale={stale} />
        <p className="small soft">{t('rounded')} {children}</p>
      </section>
      <section className="ranking-method">
        <h2>{t('method')}</h2>
        {(['evidence', 'pledge', 'ranks', 'release'] as const).map((what) => <p key={what}>{t(`methodText.${what}`)}</p>)}
      </section>
    </article>
  );
}

function Answer({ ranking: { rows } }: Pick<Props, 'ranking'>) {
  const { t } = useTranslation('reporting');
  const { name } = useFormat();
  const ranks = rows.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const ranked = ranks.length;
  if (ranked < 2) return t('answer.few');
  const apart = ranks.filter(({ best, worst }) => best > 1 || worst < ranked).length;
  if (apart === 0) return t('answer.none', { ranked });
  if (apart === ranked) {
    const first = rows.filter(({ rank }) => rank?.best === 1);
    return first.length > 1 ? t('answer.all', { ranked, first: first.length }) : t('answer.leader', { ranked, region: name(first[0]!.place.names) });
  }
  return <Trans t={t} i18nKey="answer.some" values={{ ranked, apart, rest: ranked - apart }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} />;
}

/** What is ranked by, of which kind of project, and whether with the same mix of kinds. */
function Controls({ ranking: { standard } }: Pick<Props, 'ranking'>) {
  const { t } = useTranslation(['reporting', 'web']);
  const { measure, kind, mix } = useQuestion();
  const setSearch = useSetSearch();
  return (
    <div className="ranking-filters">
      <Select size="xs" label={t('measureLabel')} value={measure} allowDeselect={false} data={rankingMeasures.map((value) => ({ value, label: t(`measure.${value}`) }))} onChange={(value) => setSearch({ measure: value === 'met' ? undefined : value ?? undefined })} />
      <Select size="xs" label={t('web:filter.kind')} value={kind ?? null} placeholder={t('web:filter.all')} clearable={kind !== undefined} data={rankedKinds.map((value) => ({ value, label: t(`web:kind.${value}`) }))} onChange={(value) => setSearch({ kind: value ?? undefined, mix: undefined })} />
      {standard.possible ? <Checkbox size="xs" label={t('mix.label')} checked={mix === 'standard'} onChange={(event) => setSearch({ mix: event.currentTarget.checked ? 'standard' : undefined })} /> : null}
    </div>
  );
}

/** What the same mix means, or why there is none. */
function MixNote({ ranking: { kind, standard } }: Pick<Props, 'ranking'>) {
  const { t } = useTranslation(['reporting', 'web']);
  if (kind !== null) return null;
  const lacking = standard.lacking.map((one) => `${t(`web:kind.${one.kind}`)}: ${one.regions}`).join(', ');
  if (standard.possible) return <p className="small soft">{t('mix.label')}: {t('mix.note')}</p>;
  return lacking === '' ? null : <p className="small soft">{t('mix.not', { kinds: lacking })}</p>;
}

/** When and as what a ranking was frozen. */
export function useRankingStamp(): (ranking: Ranking & Partial<Pick<RankingBeside, 'completeness'>>) => string {
  const { t } = useTranslation('reporting');
  const { month, day, share } = useFormat();
  return ({ month: ranked, release: { number, at }, completeness }) => {
    const facts = { month: month(ranked), number, day: day(at.slice(0, 10)) };
    if (completeness === undefined) return t('stampPublic', facts);
    return t('stamp', { ...facts, share: completeness === null ? t('unknown') : share(completeness.covered, completeness.persons) });
  };
}
