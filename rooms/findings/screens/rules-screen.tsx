import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { listRules, type RuleView } from '../contract.ts';
import { RuleText } from './rule-text.tsx';
import './findings.css';

/** The published rules that find paper jobs: what each asks, by which parameters, and how well it finds what was planted. */
export function RulesScreen() {
  const { t } = useTranslation(['findings', 'web']);
  useDocumentTitle(`${t('rules.title')} · ${t('web:name')}`);
  const { data, error, refetch } = useReply(listRules);
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  return (
    <article>
      <nav className="eyebrow" aria-label={t('page.all')}><Link to="/findings" search={{}}>{t('title')}</Link></nav>
      {data === undefined ? <Loading /> : <Rules rules={data.rows} />}
    </article>
  );
}

function Rules({ rules }: { readonly rules: readonly RuleView[] }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  const sum = (of: (measured: NonNullable<RuleView['measured']>) => number) => rules.reduce((total, { measured }) => total + (measured === null ? 0 : of(measured)), 0);
  const values = {
    rules: count(rules.length), planted: count(sum(({ planted }) => planted)), caught: count(sum(({ planted, missed }) => planted - missed)),
    found: count(sum(({ found }) => found)), right: count(sum(({ right }) => right)),
  };
  return (
    <>
      <h1 className="answer"><Trans t={t} i18nKey="rules.answer" values={values} shouldUnescape={false} components={{ strong: <strong className="number" /> }} /></h1>
      <p className="small soft">{t('rules.note')}</p>
      <RuleTable rules={rules} />
      {rules.map((rule) => (
        <section key={rule.rule} id={rule.rule} className="finding-rule">
          <h2>{t(`rule.${rule.rule}.name`)}</h2>
          <p className="small soft">{t('rules.measures', { what: t(`rule.${rule.rule}.measured`) })}</p>
          <RuleText rule={rule} />
        </section>
      ))}
    </>
  );
}

/** All rules at a glance, each leading to its words below. */
function RuleTable({ rules }: { readonly rules: readonly RuleView[] }) {
  const { t } = useTranslation('findings');
  const { count } = useFormat();
  const columns = useMemo((): readonly Column<RuleView>[] => [
    { key: 'rule', head: t('column.rule'), value: ({ rule }) => t(`rule.${rule}.name`), cell: ({ rule }) => <a href={`#${rule}`}>{t(`rule.${rule}.name`)}</a> },
    ...(['planted', 'missed', 'found', 'right'] as const).map((key) => ({
      key, head: t(`rules.column.${key}`), numeric: true, value: ({ measured }: RuleView) => measured?.[key] ?? null, cell: ({ measured }: RuleView) => (measured === null ? '–' : count(measured[key])),
    })),
  ], [t, count]);
  return <DataTable id="finding-rules" caption={t('rules.title')} columns={columns} rows={rules} rowKey={({ rule }) => rule} />;
}
