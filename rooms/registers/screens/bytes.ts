import { useTranslation } from 'react-i18next';
import { useFormat } from '#web/language.ts';

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in the largest decimal unit that leaves at least one whole: `12.3 MB`. */
export function useBytes(): (bytes: number) => string {
  const { t } = useTranslation('registers');
  const { count } = useFormat();
  return (bytes) => {
    const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
    return `${count(bytes / 1000 ** power, power === 0 ? 0 : 1)}\u00a0${t(`size.${units[power] ?? 'bytes'}`)}`;
  };
}
