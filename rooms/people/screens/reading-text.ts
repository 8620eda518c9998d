import { useTranslation } from 'react-i18next';

/** What of a person was shown, in words; what has none yet stands as it is written. */
export function useReadingText(): (what: string) => string {
  const { t, i18n } = useTranslation('people');
  return (what) => (i18n.exists(`people:reading.shown.${what}`) ? t(`reading.shown.${what as 'spells'}`) : what);
}
