import { useTranslation } from 'react-i18next';

/** Who brought a file, in words where the way is known, else as it is written. */
export function useBy(): (by: string) => string {
  const { t } = useTranslation('registers');
  return (by) => {
    if (by === 'operator of the first start') return t('by.firstStart');
    const [kind, name] = by.split(' ');
    return kind === 'operator' && name ? t('by.operator', { name }) : by === 'visitor' ? t('by.visitor') : by;
  };
}
