import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { useWhen } from '#web/when.ts';
import type { DraftField } from '../contract.ts';

const money: readonly string[] = ['investment', 'wage_floor', 'amount'];

/** The word for a word of a list, by the column it stands in; undefined for columns without one. */
export function useListWord(): (column: string, word: string) => string | undefined {
  const { t } = useTranslation(['projects', 'web']);
  return (column, word) => {
    switch (column) {
      case 'kind': return t(`web:kind.${word as 'social'}`);
      case 'stage': return t(`web:stage.${word as 'idea'}`);
      case 'phase': return t(`web:phase.${word as 'operation'}`);
      case 'funding': return t(`word.funding.${word as 'state'}`);
      case 'role': return t(`word.role.${word as 'investor'}`);
      case 'term': return t(`word.term.${word as 'any'}`);
      case 'status': return t(`word.status.${word as 'active'}`);
      default: return undefined;
    }
  };
}

/** An employer by name, else by our own number. */
export function useEmployerText(): (employer: { readonly number: number; readonly name: string | null }) => string {
  const { t } = useTranslation('projects');
  return ({ number, name }) => name ?? t('hint.number', { n: number });
}

/** A field of a register row in words. What a hand wrote wrong stands as it was written. */
export function FieldText({ column, field }: { readonly column: string; readonly field: DraftField | undefined }) {
  const { day, month, count } = useFormat();
  const when = useWhen();
  const word = useListWord();
  const employer = useEmployerText();
  if (field === null || field === undefined) return <span className="soft">–</span>;
  if (typeof field !== 'string') return employer(field);
  const known = word(column, field);
  if (known !== undefined) return known;
  if (column === 'place' && /^\d{9}$/.test(field)) return <><PlaceText kato={field} /> <span className="soft number">{field}</span></>;
  if (money.includes(column) && /^\d+(\.\d{1,2})?$/.test(field)) return <span className="number">{count(Number(field), /\.0?[1-9]/.test(field) ? 2 : 0)} ₸</span>;
  if (column.endsWith('_on') && /^\d{4}-\d\d-\d\d$/.test(field)) return day(field);
  if (column === 'period' && /^\d{4}-\d\d$/.test(field)) return month(field);
  if (column === 'recorded_at' && !Number.isNaN(Date.parse(field))) return when(field);
  return field;
}

/** Whether two fields say the same. */
export function isSame(one: DraftField | undefined, other: DraftField | undefined): boolean {
  const plain = (field: DraftField | undefined) => (field === null || field === undefined ? null : typeof field === 'string' ? field : field.number);
  return plain(one) === plain(other);
}
