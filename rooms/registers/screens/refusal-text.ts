import { useTranslation } from 'react-i18next';

type Refused = { readonly code: string; readonly facts: { readonly [fact: string]: unknown } };

/** Why a file or request was refused, in words; a code that has none yet stands for itself. */
export function useRefusalText(): (refused: Refused) => string {
  const { t, i18n } = useTranslation(['registers', 'web']);
  /** What a manifest disagrees about: a thing it may state, or the sum of a column. */
  const stated = (what: string) => {
    const column = /^the sum of (.+)$/.exec(what)?.[1];
    if (column !== undefined) return t('manifest.sum', { column });
    return i18n.exists(`registers:manifest.${what}`) ? t(`manifest.${what as 'records'}`) : what;
  };
  return ({ code, facts }) => {
    const told = typeof facts['what'] === 'string' ? { ...facts, what: stated(facts['what']) } : facts;
    if (i18n.exists(`registers:refusal.${code}`)) return t(`refusal.${code as 'cut'}`, told);
    if (i18n.exists(`web:error.${code}`)) return t(`web:error.${code as 'fault'}`, told);
    return t('web:state.code', { code });
  };
}
