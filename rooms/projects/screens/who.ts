import { useTranslation } from 'react-i18next';

/** Who did something, as the audit names people; those without an account in words. */
export function useWho(): (name: string) => string {
  const { t } = useTranslation('registers');
  return (name) => {
    if (name === 'visitor') return t('by.visitor');
    if (name === 'operator of the first start') return t('by.firstStart');
    return name.startsWith('operator ') ? t('by.operator', { name: name.slice('operator '.length) }) : name;
  };
}
