import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Failed, Loading } from '#web/parts/states.tsx';
import { getDraft, type Draft } from '../contract.ts';
import { DraftForm, Withdraw } from './draft-form.tsx';
import { DraftSteps } from './draft-steps.tsx';
import { RowCompare } from './row-compare.tsx';
import './projects.css';

const route = getRouteApi('/drafts/$draftId');

/** What a draft is and about what. */
export function DraftTitle({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('projects');
  const { name } = useFormat();
  const about = draft.names === null ? (draft.pledgeId ?? draft.projectId ?? t('drafts.noName')) : name(draft.names);
  return <><p className="eyebrow"><Link to="/drafts" search={{}}>{t('drafts.title')}</Link> · {t(`register.${draft.register}`)}: {t(`intent.${draft.intent}`)}</p><h1>{about}</h1></>;
}

/** An own draft: its form while it is written, and what became of it after. */
export function DraftScreen() {
  const { t } = useTranslation(['projects', 'web']);
  const { draftId } = route.useParams();
  const { data, error, refetch } = useReply(getDraft, { params: { draftId } }, { every: 15_000 });
  useDocumentTitle(`${t('drafts.title')} · ${t('web:name')}`);
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  if (data === undefined || data.draftId !== draftId) return <Loading />;
  const columns = data.columns.map(({ name }) => name);
  const open = data.state === 'draft' || data.state === 'returned';
  return (
    <article>
      <DraftTitle draft={data} />
      <p className="answer">{t(`draft.answer.${data.state}`)}</p>
      {data.state === 'returned' && data.reason !== null ? <p className="life-warning">{data.reason}</p> : null}
      {open ? (
        <>
          {data.intent === 'annulment' ? <p>{t('draft.annulment')}</p> : null}
          <DraftForm key={`${draftId} ${data.state}`} first={data} />
        </>
      ) : (
        <>
          <RowCompare caption={t('review.proposed')} columns={columns} left={{ head: t('review.current'), fields: data.current }} right={{ head: t('review.proposed'), fields: data.fields }} />
          {data.state === 'submitted' ? <Withdraw draftId={draftId} /> : null}
        </>
      )}
      <DraftSteps draft={data} />
    </article>
  );
}
