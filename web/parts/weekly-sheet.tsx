import { useTranslation } from 'react-i18next';
import { getWeeklySheet } from '../../rooms/reporting/contract.ts';
import { addressOf } from '../client.ts';
import { useFormat } from '../language.ts';

/** Where the weekly sheet of a place is to be had, in the language of the page; without a place that of the country. */
export function WeeklySheet({ place }: { readonly place: string | undefined }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const file = (format: 'pdf' | 'xlsx') => addressOf(getWeeklySheet, { params: { format }, query: { place, language } });
  return <span>{t('weeklySheet')}: <a href={file('pdf')} download>PDF</a>, <a href={file('xlsx')} download>XLSX</a></span>;
}
