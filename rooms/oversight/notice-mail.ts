import { formatCount, formatDay, formatMonth, type Language } from '#kernel/format.ts';
import type { Facts } from '#kernel/refusal.ts';
import { fillIn } from '#platform/mail.ts';
import type { NoticeKind, NoticeRow } from './contract.ts';
import en from './words/notice.en.json' with { type: 'json' };
import kk from './words/notice.kk.json' with { type: 'json' };
import ru from './words/notice.ru.json' with { type: 'json' };

const words = { kk, ru, en } as const;
const paths = { order: 'orders', pledge: 'pledges', month: 'months' } as const;

type Told = { readonly what: NoticeKind; readonly subjectKind: NoticeRow['subjectKind']; readonly subject: string; readonly facts: Facts };

/** A notice as a mail in the language of its receiver: what it is about and a link to it, and nothing that stands there. */
export function noticeMail({ what, subjectKind, subject, facts }: Told, language: Language, address: string): { title: string; body: string } {
  const title = fillIn(words[language].text[what], Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, shown(name, value, language)])));
  const link = `${address}/${paths[subjectKind]}/${encodeURIComponent(subject)}`;
  return { title, body: `${title}.\n\n${link}\n\n${fillIn(words[language]['mailFoot'], { address })}\n` };
}

function shown(name: string, value: Facts[string], language: Language): string {
  if (typeof value === 'number') return formatCount(value, language);
  if (typeof value !== 'string') return '';
  if (name === 'month') return formatMonth(value, language);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value, language) : value;
}
