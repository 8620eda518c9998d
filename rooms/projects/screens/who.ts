import { useTranslation } from 'react-i18next';
import { roles } from '#kernel/actor.ts';

/** Who did something, as the audit names people; those without an account in words, visitors of the demonstration with the role they looked as. */
export function useWho(): (name: string) => string {
  const { t } = useTranslation(['registers', 'accounts']);
  return (name) => {
    if (name === 'visitor') return t('by.visitor');
    const role = roles.find((one) => name.startsWith(`visitor ${one} `));
    if (role !== undefined) return `${t('by.visitor')} (${t(`accounts:role.${role}`)})`;
    if (name === 'operator of the first start') return t('by.firstStart');
    return name.startsWith('operator ') ? t('by.operator', { name: name.slice('operator '.length) }) : name;
  };
}
