import { Button, Textarea } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useChange } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { figureColumns, relationColumns } from '../columns.ts';
import { checkFigures, type Findings } from '../contract.ts';
import { rowsOf } from '../typed.ts';
import { FindingsTable } from './findings-table.tsx';
import './contradictions.css';

const route = getRouteApi('/contradictions');
const examples = ['plan', 'almaty', 'documents'] as const;
/** The figures of public documents that this system was asked for in, fetched when one is opened. */
const files = import.meta.glob<string>('../data/*.csv', { query: '?raw', import: 'default' });

/** Figures as a document prints them, held against each other; public documents to begin with. */
export function ContradictionsScreen() {
  const { t } = useTranslation(['contradictions', 'web']);
  const { example } = route.useSearch();
  const [figures, setFigures] = useState(`${figureColumns.join()}\n`);
  const [relations, setRelations] = useState(`${relationColumns.join()}\n`);
  const [fault, setFault] = useState<string>();
  const { mutate, data, error, isPending, reset } = useChange(checkFigures);
  useDocumentTitle(`${t('title')} · ${t('web:name')}`);
  const check = (one: string, other: string) => {
    const [first, second] = [rowsOf(one, figureColumns), rowsOf(other, relationColumns)];
    const broken = 'fault' in first ? first.fault : 'fault' in second ? second.fault : undefined;
    setFault(broken);
    if ('rows' in first && 'rows' in second) mutate({ body: { figures: first.rows, relations: second.rows } });
  };
  useEffect(() => {
    const name = examples.find((one) => one === example);
    if (name === undefined) return;
    const read = (what: string) => files[`../data/${name}-${what}.csv`]!();
    void Promise.all([read('figures'), read('relations')]).then(([one, other]) => {
      setFigures(one);
      setRelations(other);
      check(one, other);
    });
    // The check of an example that is opened runs once, when it is opened.
  }, [example]);
  return (
    <article className="contradictions">
      <h1>{t('title')}</h1>
      <p className="answer" role="status">{data === undefined ? t('intro') : <Answer findings={data.findings} />}</p>
      <p className="contradictions-examples">{t('examples')}: {examples.map((name) => <Link key={name} to="/contradictions" search={{ example: name }}>{t(`example.${name}`)}</Link>)}</p>
      <form onSubmit={(event) => { event.preventDefault(); check(figures, relations); }}>
        <div className="contradictions-two">
          <Textarea label={t('figures')} description={t('figuresHint')} rows={10} spellCheck={false} value={figures} onChange={({ currentTarget }) => { setFigures(currentTarget.value); reset(); }} />
          <Textarea label={t('relations')} description={t('relationsHint')} rows={10} spellCheck={false} value={relations} onChange={({ currentTarget }) => { setRelations(currentTarget.value); reset(); }} />
        </div>
        <Button type="submit" size="xs" loading={isPending}>{t('check')}</Button> <span className="small soft">{t('kept')}</span>
      </form>
      {fault === undefined ? null : <p role="alert" className="lost">{t('broken', { faults: 1, first: fault })}</p>}
      {error === null || fault !== undefined ? null : <Refused error={error} />}
      <section>
        <h2>{t('findings')}</h2>
        {data === undefined ? <p className="soft">{t('empty')}</p> : <FindingsTable findings={data.findings} />}
      </section>
    </article>
  );
}

function Answer({ findings }: { readonly findings: Findings }) {
  const { t } = useTranslation('contradictions');
  const { count } = useFormat();
  const number = (verdict: string) => findings.filter((finding) => finding.verdict === verdict).length;
  const [checked, wrong, apart] = [count(findings.length), number('contradicts'), number('incomparable')];
  return <>{wrong === 0 && apart === 0 ? t('answer.none', { checked }) : t('answer.some', { checked, wrong: count(wrong) })}{apart === 0 ? null : <> {t('answer.apart', { count: apart })}</>}</>;
}

function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('contradictions');
  const { code, facts } = error instanceof Unanswered ? error.error : { code: 'page', facts: {} };
  return <p role="alert" className="lost">{code === 'broken-figures' ? t('broken', facts as { faults: number; first: string }) : code === 'too-large' ? t('tooLarge') : t('failed', { code })}</p>;
}
