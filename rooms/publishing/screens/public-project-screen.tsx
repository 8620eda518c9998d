import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { AmountText } from '#web/parts/amount-text.tsx';
import { DataTable, type Column } from '#web/parts/data-table.tsx';
import { getOc4idsProject, getPublicProject, type PublicPledge, type PublicProjectPage } from '../contract.ts';
import { Facts } from './facts.tsx';
import { Answer, HowToRead, PublicFrame, PublicVerdictText, ReleaseStamp } from './public-frame.tsx';
import { PublicLadder } from './public-ladder.tsx';
import { usePublicColumns } from './public-tables.tsx';

const route = getRouteApi('/public/projects/$projectId');

/** One project for everybody: what was promised on it and what came of it, from the newest release. */
export function PublicProjectScreen() {
  const { projectId } = route.useParams();
  const { data, error, refetch } = useReply(getPublicProject, { params: { projectId } });
  return <PublicFrame data={data?.project.projectId === projectId ? data : undefined} error={error} again={() => void refetch()}>{(page) => <Page page={page} />}</PublicFrame>;
}

function Page({ page: { release, month, project, owner, office, pledges } }: { readonly page: PublicProjectPage }) {
  const { t } = useTranslation(['publishing', 'web']);
  const { name, day } = useFormat();
  useDocumentTitle(`${name(project.names)} · ${t('web:name')}`);
  return (
    <>
      <p className="eyebrow"><Link to="/public" search={{}}>{t('title')}</Link> › {t('projectPage')}</p>
      <h1>{name(project.names)}</h1>
      <p className="answer"><Answer figures={project.figures} /></p>
      <ReleaseStamp release={release} month={month} />
      <div className="public-two">
        <section><h2>{t('evidence')}</h2><PublicLadder figures={project.figures} /></section>
        <section>
          <h2>{t('facts')}</h2>
          <Facts rows={[
            [t('of.office'), office], [t('of.owner'), owner ?? <span className="soft">{t('sole')}</span>], [t('of.place'), name(project.place.names)],
            [t('of.kind'), t(`web:kind.${project.kind}`)], [t('of.section'), project.section === null ? '–' : t(`web:section.${project.section as 'A'}`)],
            [t('of.stage'), t(`web:stage.${project.stage as 'idea'}`)], [t('of.startsOn'), day(project.startsOn)], [t('of.endsOn'), project.endsOn === null ? t('open') : day(project.endsOn)],
            [t('of.investment'), <AmountText key="investment" tenge={project.investment} />], [t('of.number'), project.projectId],
          ]} />
        </section>
      </div>
      <section><h2>{t('pledges')}</h2><Pledges pledges={pledges} /></section>
      <section><h2>{t('files')}</h2><ul className="public-files"><li><a href={addressOf(getOc4idsProject, { params: { projectId: project.projectId } })} download>{t('oc4idsOne')}</a></li></ul></section>
      <HowToRead />
    </>
  );
}

function Pledges({ pledges }: { readonly pledges: readonly PublicPledge[] }) {
  const { t } = useTranslation(['publishing', 'web', 'overview']);
  const { name, day, monthShort } = useFormat();
  const [sort, setSort] = useState('dueOn');
  const figures = usePublicColumns<PublicPledge>();
  const columns = useMemo((): readonly Column<PublicPledge>[] => [
    { key: 'pledge', head: t('of.pledge'), value: ({ pledgeId }) => pledgeId, cell: ({ pledgeId }) => <Link to="/public/pledges/$pledgeId" params={{ pledgeId }}>{pledgeId}</Link> },
    { key: 'employer', head: t('of.employer'), value: ({ employer }) => employer, cell: ({ employer }) => employer ?? <span className="soft">{t('sole')}</span> },
    { key: 'place', head: t('of.place'), value: ({ place }) => name(place.names), cell: ({ place }) => name(place.names) },
    { key: 'phase', head: t('of.phase'), hidden: true, value: ({ phase }) => t(`web:phase.${phase}`), cell: ({ phase }) => t(`web:phase.${phase}`) },
    { key: 'dueOn', head: t('of.dueOn'), value: ({ dueOn }) => dueOn, cell: ({ dueOn }) => <span title={day(dueOn)}>{monthShort(dueOn.slice(0, 7))}</span> },
    { key: 'verdict', head: t('of.verdict'), value: ({ verdict }) => (verdict === null ? null : t(`overview:verdict.${verdict}`)), cell: ({ verdict }) => <PublicVerdictText verdict={verdict} /> },
    ...figures,
  ], [t, name, day, monthShort, figures]);
  return <DataTable id="public-pledges" caption={t('pledges')} columns={columns} rows={pledges} rowKey={({ pledgeId }) => pledgeId} sort={sort} onSort={setSort} />;
}
