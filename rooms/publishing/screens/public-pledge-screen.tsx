import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { getPublicPledge, type PublicPledgePage } from '../contract.ts';
import { CertificateButton } from './certificate-button.tsx';
import { Facts } from './facts.tsx';
import { HowToRead, PublicFrame, PublicVerdictText, ReleaseStamp } from './public-frame.tsx';
import { PublicLadder } from './public-ladder.tsx';

const route = getRouteApi('/public/pledges/$pledgeId');

/** One pledge for everybody: promised, due, evidenced, and its verdict where that is told. */
export function PublicPledgeScreen() {
  const { pledgeId } = route.useParams();
  const { data, error, refetch } = useReply(getPublicPledge, { params: { pledgeId } });
  return <PublicFrame data={data?.pledge.pledgeId === pledgeId ? data : undefined} error={error} again={() => void refetch()}>{(page) => <Page page={page} />}</PublicFrame>;
}

function Page({ page: { release, month, pledge, project } }: { readonly page: PublicPledgePage }) {
  const { t } = useTranslation(['publishing', 'web']);
  const { name, day, count, month: text } = useFormat();
  const { pledgeId, projectId, employer, place, phase, jobs, awardedOn, dueOn, holdMonths, verdict, figures } = pledge;
  useDocumentTitle(`${t('pledgeTitle', { id: pledgeId })} · ${t('web:name')}`);
  return (
    <>
      <p className="eyebrow">
        <Link to="/public" search={{}}>{t('title')}</Link> › <Link to="/public/projects/$projectId" params={{ projectId }}>{project === null ? projectId : name(project)}</Link>
      </p>
      <h1>{t('pledgeTitle', { id: pledgeId })}</h1>
      <p className="answer">
        {t('promiseSentence', { jobs: count(jobs), day: day(dueOn) })}{' '}
        {figures.paid === null ? t('paidFew', { month: text(month) }) : t('paidSentence', { month: text(month), paid: count(figures.paid) })}
      </p>
      <p>{t('of.verdict')}: <strong><PublicVerdictText verdict={verdict} /></strong></p>
      <ReleaseStamp release={release} month={month} />
      <div className="public-two">
        <section><h2>{t('evidence')}</h2><PublicLadder figures={figures} /></section>
        <section>
          <h2>{t('facts')}</h2>
          <Facts rows={[
            [t('of.employer'), employer ?? <span className="soft">{t('sole')}</span>], [t('of.place'), name(place.names)], [t('of.jobs'), count(jobs)], [t('of.awardedOn'), day(awardedOn)],
            [t('of.dueOn'), day(dueOn)], [t('of.holdMonths'), count(holdMonths)], [t('of.phase'), t(`web:phase.${phase}`)],
          ]} />
          <CertificateButton pledgeId={pledgeId} />
        </section>
      </div>
      <HowToRead />
    </>
  );
}
