import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import type { NearRow, Reason } from '../reconciliation-contract.ts';

/** A row of a register as an objection names it. */
export type ContestedRow = { readonly register: 'contracts' | 'contributions'; readonly reference: string; readonly wrong: 'missing' | 'workplace' | 'person' | 'dates' | 'amount' | 'other' };
/** The form of an objection with the rows chosen, which another room draws. */
export type Contest = (chosen: { readonly pledgeId: string; readonly month: string; readonly rows: readonly ContestedRow[]; readonly done: () => void }) => ReactNode;

/** What is wrong with the contract of somebody who does not count for it. */
const wrongOf: { readonly [reason in Reason]?: ContestedRow['wrong'] } = { counts: 'person', ended: 'dates', 'before-award': 'dates', workplace: 'workplace' };

/** The row of a register that an objection about a person names: the one that gives the reason, or the one that is missing by what there is instead. */
export function useContestedRow(month: string): (row: NearRow) => ContestedRow {
  const { t } = useTranslation('reconciliation');
  const format = useFormat();
  return ({ reason, contracts, payments }) => {
    const contract = contracts.at(-1)?.reference ?? '';
    const payment = payments.at(-1)?.reference ?? '';
    if (reason === 'no-contribution' || reason === 'absent' || reason === 'exempt') {
      return { register: 'contributions', reference: t('people.missingPayment', { month: format.month(month), contract }), wrong: 'missing' };
    }
    if (reason === 'refunded') return { register: 'contributions', reference: payment, wrong: 'amount' };
    if (reason === 'no-contract') return { register: 'contracts', reference: t('people.missingContract', { payment }), wrong: 'missing' };
    return { register: 'contracts', reference: contract, wrong: wrongOf[reason] ?? 'other' };
  };
}
