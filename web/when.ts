import { useFormat } from './language.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** The day of an instant where the reader is, `YYYY-MM-DD`; a day alone stays a day. */
export function localDay(instant: string): string {
  if (instant.length === 10) return instant;
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** An instant as its day and time where the reader is. */
export function useWhen(): (instant: string) => string {
  const { day } = useFormat();
  return (instant) => `${day(localDay(instant))}, ${two(new Date(instant).getHours())}:${two(new Date(instant).getMinutes())}`;
}
