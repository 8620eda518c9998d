import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { useSetSearch } from '#web/parts/filters.tsx';
import { Failed, Loading } from '#web/parts/states.tsx';
import { localDay, useWhen } from '#web/when.ts';
import { listPledgeVersions, listProjectVersions, type Version } from '../contract.ts';
import { countChanges, RowCompare } from './row-compare.tsx';
import { VersionTable } from './version-table.tsx';
import '#web/parts/form.css';
import './projects.css';

const project = getRouteApi('/projects/$projectId/versions');
const pledge = getRouteApi('/pledges/$pledgeId/versions');
type Versions = z.output<typeof listProjectVersions.reply>;

/** The history of a project's row. */
export function ProjectVersionsScreen() {
  const { t } = useTranslation('projects');
  const { projectId } = project.useParams();
  const { a, b } = project.useSearch();
  const reply = useReply(listProjectVersions, { params: { projectId } });
  return <Screen title={t('versions.ofProject')} id={projectId} reply={reply} a={a} b={b} back={<Link to="/projects/$projectId" params={{ projectId }}>{t('versions.back')}</Link>} />;
}

/** The history of a pledge's row. */
export function PledgeVersionsScreen() {
  const { t } = useTranslation('projects');
  const { pledgeId } = pledge.useParams();
  const { a, b } = pledge.useSearch();
  const reply = useReply(listPledgeVersions, { params: { pledgeId } });
  return <Screen title={t('versions.ofPledge')} id={pledgeId} reply={reply} a={a} b={b} back={<Link to="/pledges/$pledgeId" params={{ pledgeId }}>{t('versions.backPledge')}</Link>} />;
}

type Props = { readonly title: string; readonly id: string; readonly reply: { readonly data: Versions | undefined; readonly error: unknown; refetch(): unknown }; readonly a: string | undefined; readonly b: string | undefined; readonly back: ReactNode };

function Screen({ title, id, reply: { data, error, refetch }, a, b, back }: Props) {
  const { t } = useTranslation(['projects', 'web']);
  const { count } = useFormat();
  const when = useWhen();
  useDocumentTitle(`${title} ${id} · ${t('web:name')}`);
  if (error !== null && error !== undefined) return <Failed heads error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { versions } = data;
  const current = versions.find((version) => version.current);
  const [n, at] = [count(versions.length), current === undefined ? '' : when(current.source.at)];
  return (
    <article>
      <p className="eyebrow">{title} {id} · {back}</p>
      <h1 className="answer"><Trans t={t} i18nKey={current === undefined ? 'versions.answerNone' : 'versions.answer'} values={{ n, at }} shouldUnescape={false} components={{ strong: <strong className="number" /> }} /></h1>
      {versions.length < 2 ? <p>{t('versions.one')}</p> : <Comparison versions={versions} columns={data.columns} a={a} b={b} />}
      <h2>{t('versions.list')}</h2>
      <VersionTable versions={versions} />
    </article>
  );
}

/** Two versions chosen in the address; without a choice the last two that came. */
function Comparison({ versions, columns, a, b }: { readonly versions: readonly Version[]; readonly columns: readonly string[]; readonly a: string | undefined; readonly b: string | undefined }) {
  const { t } = useTranslation('projects');
  const { count, day } = useFormat();
  const setSearch = useSetSearch();
  const left = versions.find(({ version }) => version === a) ?? versions.at(-2)!;
  const right = versions.find(({ version }) => version === b) ?? versions.at(-1)!;
  const label = (one: Version) => t('versions.nth', { n: versions.indexOf(one) + 1, day: day(localDay(one.recordedAt)) });
  const data = versions.map((one) => ({ value: one.version, label: label(one) }));
  const changes = countChanges(columns, left.fields, right.fields);
  const choice = (text: string, chosen: Version, key: 'a' | 'b') => <Select size="xs" label={text} allowDeselect={false} data={data} value={chosen.version} onChange={(value) => setSearch({ [key]: value ?? undefined })} />;
  return (
    <section>
      <div className="form-row">{choice(t('versions.earlier'), left, 'a')}{choice(t('versions.later'), right, 'b')}</div>
      <p role="status">{changes === 0 ? t('versions.same') : t('versions.differ', { n: count(changes) })}</p>
      <RowCompare caption={t('versions.title')} columns={columns} left={{ head: label(left), fields: left.fields }} right={{ head: label(right), fields: right.fields }} />
    </section>
  );
}
