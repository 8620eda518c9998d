import { useTranslation } from 'react-i18next';
import { Unanswered } from './client.ts';
import { useFormat } from './language.ts';

/** Why a request was refused or went wrong, in words: those of accounts and persons first, then those that every room shares. */
export function useRefusalWords(): (error: unknown) => string {
  const { t, i18n } = useTranslation(['web', 'accounts', 'people', 'oversight', 'projects', 'findings', 'closing']);
  const { duration, count, day, month } = useFormat();
  return (error) => {
    // Anything else than a reply is a mistake of the page itself; its text helps whoever is told of it.
    if (!(error instanceof Unanswered)) return t('error.page', { text: String(error) });
    const { code, facts: told } = error.error;
    const { seconds, most, why } = told;
    const dated = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, typeof value !== 'string' ? value : /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : /^\d{4}-\d\d$/.test(value) ? month(value) : value]));
    const facts = { ...dated, ...(typeof seconds === 'number' ? { seconds: duration(seconds) } : {}), ...(typeof most === 'number' ? { most: count(most) } : {}) };
    const named = typeof why === 'string' ? `${code}.${why}` : code;
    if (i18n.exists(`accounts:refusal.${named}`)) return t(`accounts:refusal.${named as 'wrong-code'}`, facts);
    if (i18n.exists(`oversight:refusal.${code}`)) return t(`oversight:refusal.${code as 'wrong-step'}`, facts);
    if (i18n.exists(`people:refusal.${code}`)) return t(`people:refusal.${code as 'budget-spent'}`, facts);
    if (i18n.exists(`projects:refusal.${code}`)) return t(`projects:refusal.${code as 'wrong-state'}`, facts);
    if (i18n.exists(`findings:refusal.${code}`)) return t(`findings:refusal.${code as 'finding-gone'}`, facts);
    if (i18n.exists(`closing:refusal.${code}`)) return t(`closing:refusal.${code as 'no-such-draft'}`, facts);
    return i18n.exists(`web:error.${code}`) ? t(`error.${code as 'fault'}`, facts) : t('error.other');
  };
}
