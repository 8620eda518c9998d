import { useTranslation } from 'react-i18next';

type Refused = { readonly code: string; readonly facts: { readonly [fact: string]: unknown } };

/** Why a file or request was refused, in words; a code that has none yet stands for itself. */
export function useRefusalText(): (refused: Refused) => string {
  const { t, i18n } = useTranslation(['registers', 'web']);
  return ({ code, facts }) => {
    if (i18n.exists(`registers:refusal.${code}`)) return t(`refusal.${code as 'cut'}`, facts);
    if (i18n.exists(`web:error.${code}`)) return t(`web:error.${code as 'fault'}`, facts);
    return t('web:state.code', { code });
  };
}
