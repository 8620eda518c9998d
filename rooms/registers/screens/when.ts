import { useFormat } from '#web/language.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** An instant as its day and time where the reader is; a day alone stays a day. */
export function useWhen(): (instant: string) => string {
  const { day } = useFormat();
  return (instant) => {
    if (instant.length === 10) return day(instant);
    const at = new Date(instant);
    return `${day(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
  };
}
