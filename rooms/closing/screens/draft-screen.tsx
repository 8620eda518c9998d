import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { Unanswered, useReply } from '#web/client.ts';
import { useFormat } from '#web/language.ts';
import { Stamp } from '#web/parts/stamp.tsx';
import { Empty, Failed, Loading } from '#web/parts/states.tsx';
import { useMay } from '#web/state.ts';
import { freezeDraft, getDraft, withdrawDraft, type DraftPage } from '../contract.ts';
import { AnswerTable } from './answer-table.tsx';
import { FreezeForm, WithdrawForm } from './end-forms.tsx';
import { FigureTable } from './figure-table.tsx';
import { OwnAnswer } from './own-answer.tsx';
import { ReconciliationTableLink } from './reconciliation-link.tsx';
import { RegionTallies } from './region-tallies.tsx';
import { ActText, DraftSentence } from './sentence.tsx';
import './closing.css';

const route = getRouteApi('/months/$month');

/** The draft of the months through one: its figures, who said what, and what is the reader's to do. */
export function DraftScreen() {
  const { t } = useTranslation(['closing', 'web']);
  const { month } = route.useParams();
  const format = useFormat();
  useDocumentTitle(`${format.month(month)} · ${t('title')} · ${t('web:name')}`);
  const { data, error, refetch } = useReply(getDraft, { params: { month } }, { every: 60_000 });
  const toMonths = <Link to="/months" search={{}}>{t('toMonths')}</Link>;
  if (error instanceof Unanswered && error.error.code === 'no-such-draft') return <Empty heads title={t('noDraft')} action={toMonths}>{t('noDraftWhy')}</Empty>;
  if (error !== null && data === undefined) return <Failed heads error={error} again={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Page page={data} />;
}

function Page({ page: { draft, stamp, said, regions, own, unanswered } }: { readonly page: DraftPage }) {
  const { t } = useTranslation('closing');
  const { count, month } = useFormat();
  const tally = { asked: count(said.asked), agreed: count(said.agreed), remarks: count(said.remarks), contests: count(said.contests), silent: count(said.silent) };
  const ends = draft.ended === null ? <Ends draft={draft} unanswered={unanswered} /> : null;
  return (
    <>
      <p className="eyebrow"><Link to="/months" search={{}}>{t('title')}</Link> / {month(draft.month)}</p>
      <h1 className="answer" aria-live="polite"><DraftSentence draft={draft} /></h1>
      <Stamp stamp={stamp} />
      <ReconciliationTableLink month={draft.month} />
      <p>{said.asked > 1 ? <Trans t={t} i18nKey="tally" values={tally} shouldUnescape={false} components={{ strong: <strong className="number" /> }} /> : null}{unanswered === 0 ? null : <span className="at-risk"> {t('unanswered', { n: count(unanswered) })}</span>}</p>
      <p className="small">{t('opened')} <ActText act={draft.opened} />{draft.ended === null || draft.state === 'running' || draft.state === 'over' ? null : <><br />{t(`endedBy.${draft.state}`)} <ActText act={draft.ended} />{draft.ended.reason === null ? null : <>: {draft.ended.reason}</>}</>}</p>
      {own.map((row) => <OwnAnswer key={row.party.place?.kato ?? row.party.employer?.number} draft={draft} row={row} />)}
      {/* What ends the draft comes first once its period is over. */}
      {draft.state === 'over' ? ends : null}
      {said.asked > 1 && regions.length > 0 ? <RegionTallies regions={regions} /> : null}
      <FigureTable draft={draft} />
      {said.asked > 1 ? <AnswerTable draft={draft} /> : null}
      {draft.state === 'over' ? null : ends}
    </>
  );
}

/** For those of the ministry: freezing and withdrawing. */
function Ends({ draft: { month, state }, unanswered }: { readonly draft: DraftPage['draft']; readonly unanswered: number }) {
  const may = useMay();
  return (
    <div className="closing-two">
      {may(freezeDraft.may) ? <FreezeForm month={month} ready={state === 'over' && unanswered === 0} /> : null}
      {may(withdrawDraft.may) ? <WithdrawForm month={month} /> : null}
    </div>
  );
}
