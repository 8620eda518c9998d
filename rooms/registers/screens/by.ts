import { useTranslation } from 'react-i18next';

/** Who brought a file, in words where the way is known, else as it is written. */
export function useBy(): (by: string) => string {
  const { t, i18n } = useTranslation('registers');
  return (by) => (i18n.exists(`registers:by.${by}`) ? t(`by.${by as 'upload'}`) : by);
}
