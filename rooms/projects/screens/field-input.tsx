import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PlaceText } from '#web/parts/grant-text.tsx';
import { PlaceSearch } from '#web/parts/place-search.tsx';
import { useReferenceNames } from '#web/reference-names.ts';
import type { DraftColumn, DraftField, DraftFault } from '../contract.ts';
import { FieldText, useEmployerText, useListWord } from './field-text.tsx';

type Props = {
  readonly column: DraftColumn;
  readonly field: DraftField;
  /** What is typed and not yet taken by the server. */
  readonly typed: string | undefined;
  readonly fault: DraftFault['code'] | undefined;
  readonly onType: (text: string) => void;
};

const letter = /^[A-U]$/;

/** Blanks go, a comma is a point: as people write amounts. */
const asMoney = (text: string) => text.replace(/[\s\u00a0]/g, '').replace(',', '.');

/** One field of a row: what may be written, what is wrong with it, and whether it must be. */
export function FieldInput({ column, field, typed, fault, onType }: Props) {
  const { t } = useTranslation(['projects', 'web']);
  const word = useListWord();
  const employer = useEmployerText();
  const { occupation } = useReferenceNames();
  const { name, type, words, required, fixed } = column;
  const label = t(`column.${name as 'place'}`);
  if (fixed) return <div><p className="small"><strong>{label}</strong></p><p><FieldText column={name} field={field} /></p></div>;
  const value = typed ?? (typeof field === 'string' ? field : '');
  const error = fault === undefined ? undefined : t(`fault.${fault}`);
  const common = { size: 'xs', label, error, required, withAsterisk: false, classNames: { description: 'soft small', error: 'lost small' }, inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'description' | 'input' | 'error')[] };
  const optional = required ? undefined : t('hint.optional');
  if (type === 'list' || type === 'level') {
    const data = (type === 'level' ? ['1', '2', '3', '4', '5', '6', '7', '8'] : words).map((one) => ({ value: one, label: word(name, one) ?? one }));
    return <Select {...common} description={optional} data={data} value={value === '' ? null : value} clearable={!required} onChange={(chosen) => onType(chosen ?? '')} />;
  }
  if (type === 'place') {
    return (
      <div>
        <PlaceSearch label={label} labelled onChoose={onType} />
        <p className="small" role="status">{value === '' ? null : <>{/^\d{9}$/.test(value) ? <PlaceText kato={value} /> : null} <span className="soft number">{value}</span></>}</p>
        {error === undefined ? null : <p className="lost small" role="alert">{error}</p>}
      </div>
    );
  }
  const text = (description: string | undefined, more: object = {}) => (
    <TextInput {...common} description={description} autoComplete="off" value={value} onChange={({ currentTarget }) => onType(currentTarget.value)} {...more} />
  );
  switch (type) {
    case 'employer': return text(field !== null && typeof field !== 'string' && typed === undefined ? t('hint.chosen', { name: employer(field) }) : t('hint.employer'), { inputMode: 'numeric', maxLength: 12, required: required && field === null });
    case 'date': return text(optional, { placeholder: t('hint.date'), maxLength: 10 });
    case 'month': return text(optional, { placeholder: t('hint.month'), maxLength: 7 });
    case 'money': return text(optional, { inputMode: 'decimal', onBlur: () => { if (value !== asMoney(value)) onType(asMoney(value)); } });
    case 'share': return text(`${t('hint.share')}; ${t('hint.optional')}`, { inputMode: 'decimal' });
    case 'count': case 'whole': return text(optional, { inputMode: 'numeric' });
    case 'sector': return text(letter.test(value) ? t(`web:section.${value as 'A'}`) : t('hint.sector'), { maxLength: 5 });
    case 'occupation-prefix': return text(occupation(value) ?? t('hint.occupation'), { maxLength: 6 });
    default: return text(optional, { maxLength: 400 });
  }
}
