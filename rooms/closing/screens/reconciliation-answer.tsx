import { Trans, useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { correctedIn, reasons, type Reason, type Reconciliation, type ReconciliationTable } from '../reconciliation-contract.ts';

type ByReason = Reconciliation['sheet']['byReason'];

/** So many reasons stand in the sentence; the others are added up. */
const mostNamed = 3;

const strong = { strong: <strong className="number" /> };

/** The sheet in one sentence: reported, paid, and where the rest is. */
export function SheetAnswer({ found: { sheet, stamp } }: { readonly found: Reconciliation }) {
  const { t } = useTranslation('reconciliation');
  const { count, month } = useFormat();
  const { reported, paid, byReason, notFound } = sheet;
  const key = reported === null ? 'answer.noReport' : 'answer.reported';
  return <><Trans t={t} i18nKey={key} values={{ reported: count(reported ?? 0), paid: count(paid), month: month(stamp.month) }} shouldUnescape={false} components={strong} /><Gap byReason={byReason} notFound={notFound} /></>;
}

/** The same of many pledges. */
export function TableAnswer({ sum }: { readonly sum: ReconciliationTable['sum'] }) {
  const { t } = useTranslation('reconciliation');
  const { count } = useFormat();
  const values = { reported: count(sum.reported), pledges: count(sum.pledges - sum.unreported), paid: count(sum.paid) };
  return <><Trans t={t} i18nKey="answer.table" values={values} shouldUnescape={false} components={strong} /><Gap byReason={sum.byReason} notFound={sum.notFound} /></>;
}

function Gap(told: { readonly byReason: ByReason; readonly notFound: number | null }) {
  const { t } = useTranslation('reconciliation');
  const gap = useGap(told.byReason, told.notFound);
  return <>{gap === '' ? t('answer.nothing') : t('answer.gap', { gap })}</>;
}

function useGap(byReason: ByReason, notFound: number | null): string {
  const { t } = useTranslation('reconciliation');
  const { count } = useFormat();
  const largest = reasons.filter((reason) => reason !== 'counts' && byReason[reason] > 0).toSorted((a, b) => byReason[b] - byReason[a]);
  const named = largest.slice(0, largest.length === mostNamed + 1 ? mostNamed + 1 : mostNamed);
  const others = largest.slice(named.length).reduce((sum, reason) => sum + byReason[reason], 0);
  const one = (reason: Reason) => {
    const where = correctedIn[reason];
    const told = { short: t(`reason.${reason}.short`), people: count(byReason[reason]) };
    return where === undefined ? t('answer.one', told) : t('answer.oneWhere', { ...told, where: t(`correct.${where}`) });
  };
  return [
    ...named.map(one), ...(others === 0 ? [] : [t('answer.others', { people: count(others) })]),
    ...(notFound === null || notFound === 0 ? [] : [t(notFound > 0 ? 'answer.unknown' : 'answer.more', { people: count(Math.abs(notFound)) })]),
  ].join(', ');
}
