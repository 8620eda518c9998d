/** The days from one to another, both included; a month ends on its 31st, whatever its length. */
export type Span = { readonly from: string; readonly to: string };

const months: readonly RegExp[] = [
  /^(?:jan(?:uary)?|янв(?:ар[ьяею])?|қаңтар)/u, /^(?:feb(?:ruary)?|фев(?:рал[ьяею])?|ақпан)/u, /^(?:mar(?:ch)?|март[ае]?|наурыз)/u, /^(?:apr(?:il)?|апр(?:ел[ьяею])?|сәуір)/u,
  /^(?:may|ма[йяею]|мамыр)/u, /^(?:june?|июн[ьяею]|маусым)/u, /^(?:july?|июл[ьяею]|шілде)/u, /^(?:aug(?:ust)?|авг(?:уст[ае]?)?|тамыз)/u,
  /^(?:sept?(?:ember)?|сент(?:ябр[ьяею])?|қыркүйек)/u, /^(?:oct(?:ober)?|окт(?:ябр[ьяею])?|қазан)/u, /^(?:nov(?:ember)?|ноя(?:бр[ьяею])?|қараша)/u, /^(?:dec(?:ember)?|дек(?:абр[ьяею])?|желтоқсан)/u,
];
/** Ordinals and small numbers that a quarter, a half or a number of months is named by. */
const numbers: readonly RegExp[] = [
  /^(?:i|1|first|one|перв\p{L}+|один|бірінші|бір)$/u, /^(?:ii|2|second|two|втор\p{L}+|два|екінші|екі)$/u, /^(?:iii|3|third|three|трет\p{L}+|три|үшінші|үш)$/u, /^(?:iv|4|fourth|four|четв[её]рт\p{L}+|четыре|төртінші|төрт)$/u,
  /^(?:5|five|пять|бес)$/u, /^(?:6|six|шесть|алты)$/u, /^(?:7|seven|семь|жеті)$/u, /^(?:8|eight|восемь|сегіз)$/u, /^(?:9|nine|девять|тоғыз)$/u, /^(?:10|ten|десять|он)$/u, /^(?:11|eleven|одиннадцать|он бір)$/u, /^(?:12|twelve|двенадцать|он екі)$/u,
];
/** What says no more than that a time is meant; a letter may follow the year in Kazakh (*2025 жылғы*). */
const fillers = /(?<!\p{L})(?:жылдар\p{L}*|жыл\p{L}*|жж|ж|год\p{L}*|гг|г|years?|of|the|in|for|during|within|в|во|за|first(?= \p{L}+ months)|перв\p{L}+(?= \p{L}+ месяц)|first(?= \d+ months)|перв\p{L}+(?= \d+ месяц)|алғашқы|бойынша)\.?(?!\p{L})/gu;

function indexIn(list: readonly RegExp[], word: string): number | undefined {
  const at = list.findIndex((pattern) => pattern.test(word));
  return at < 0 ? undefined : at + 1;
}

/** Months of one year, counted from 1. */
function monthsOf(year: string, from: number, to = from): Span | undefined {
  const text = (month: number): string => `${year}-${String(month).padStart(2, '0')}`;
  return from >= 1 && from <= to && to <= 12 ? { from: `${text(from)}-01`, to: `${text(to)}-31` } : undefined;
}

function join(one: Span | undefined, other: Span | undefined): Span | undefined {
  return one && other && one.from <= other.from && one.to <= other.to ? { from: one.from, to: other.to } : undefined;
}

/**
 * The days that a period names, in Kazakh, Russian or English: years (*2025 г.*, *2013-2020*), halves, quarters (*I квартал 2025*, *Q1
 * 2025*), months (*2025-03*, *қаңтар-наурыз 2025*), so many months from January (*9 месяцев 2025*), days. Undefined for any other name.
 */
export function parsePeriod(text: string): Span | undefined {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s+/g, ' ').trim();
  return parseNumeric(plain.replace(/^(?:по состоянию )?(?:на|as of|as at|on) (?=\d)/u, '')) ?? parseWorded(plain);
}

/** A period in digits only: *2025-03*, *03.2025*, *01.04.2025*, *2025-01/2025-03*. */
function parseNumeric(text: string): Span | undefined {
  const halves = /^(\S{7,10}) ?(?:-|\/|\.\.+|…|to|до|по) ?(\S{7,10})$/u.exec(text);
  const whole = halves && join(parseNumeric(halves[1] ?? ''), parseNumeric(halves[2] ?? ''));
  if (whole) return whole;
  const [, year = '', month = '', day] = /^(\d{4})[-.](\d\d)(?:[-.](\d\d))?$/.exec(text) ?? [];
  const turned = /^(?:(\d\d?)\.)?(\d\d)\.(\d{4})$/.exec(text);
  return dayOf(year || (turned?.[3] ?? ''), Number(month || turned?.[2]), day ?? turned?.[1]);
}

function dayOf(year: string, month: number, day: string | undefined): Span | undefined {
  const span = monthsOf(year, month);
  if (year === '' || !span || day === undefined) return year === '' ? undefined : span;
  const one = `${span.from.slice(0, 8)}${day.padStart(2, '0')}`;
  return Number(day) >= 1 && Number(day) <= 31 ? { from: one, to: one } : undefined;
}

function parseWorded(text: string): Span | undefined {
  const years = text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [];
  const [year = '', last = ''] = years;
  const rest = text.replace(/(?<!\d)(?:19|20)\d\d(?!\d)/g, ' # ').replace(fillers, ' ').replace(/[,«»"]/g, ' ').replace(/\s+/g, ' ').trim();
  if (years.length === 2 && /^(?:с |from |between )?# ?(?:-|\/|по|до|to|and) ?#$/u.test(rest)) return join(monthsOf(year, 1, 12), monthsOf(last, 1, 12));
  if (years.length !== 1) return undefined;
  const words = rest.replace('#', ' ').replace(/\s+/g, ' ').replace(/ ?- ?/g, '-').replace(/^-|-$/g, '').trim();
  return words === '' ? monthsOf(year, 1, 12) : parseQuarter(year, words) ?? parseMonths(year, words);
}

const parts: readonly (readonly [number, string])[] = [
  [3, 'q|quarters?|qtr|кв|квартал\\p{L}*|тоқсан\\p{L}*'], [6, 'h|half|half-years?|полугоди\\p{L}*|жартыжылды\\p{L}*'],
];

function parseQuarter(year: string, words: string): Span | undefined {
  for (const [length, names] of parts) {
    const found = new RegExp(`^(?:(?<n>[\\p{L}\\d]+?)(?:-(?<m>[\\p{L}\\d]+))? ?-?(?:${names})\\.?|(?:${names})\\.? ?(?<t>[\\p{L}\\d]+))$`, 'u').exec(words)?.groups;
    if (!found) continue;
    const first = indexIn(numbers, found['n'] ?? found['t'] ?? '');
    // *1-й квартал*, *2-тоқсан*: a suffix, or none; *I-III кварталы*: the last of several.
    const to = found['m'] === undefined ? first : indexIn(numbers, found['m']) ?? (/^\p{L}{1,3}$/u.test(found['m']) ? first : undefined);
    return first === undefined || to === undefined ? undefined : monthsOf(year, (first - 1) * length + 1, to * length);
  }
  return undefined;
}

function parseMonths(year: string, words: string): Span | undefined {
  const many = /^(.+?)[ -](?:months?|мес(?:яц\p{L}*)?\.?|ай\p{L}*)$/u.exec(words);
  if (many) {
    const count = indexIn(numbers, many[1] ?? '');
    return count === undefined ? undefined : monthsOf(year, 1, count);
  }
  const day = /^(?:на |as (?:at )?|on |по состоянию на )?(?:(\d{1,2})(?:st|nd|rd|th)? (\p{L}+)|(\p{L}+) (\d{1,2})(?:st|nd|rd|th)?)$/u.exec(words);
  if (day) return dayOf(year, monthNamed(day[2] ?? day[3] ?? '') ?? 0, day[1] ?? day[4]);
  const [, from = '', to] = /^(?:с |from )?(\p{L}+)\.?(?:(?:-| по | до | to )(\p{L}+)\.?)?$/u.exec(words) ?? [];
  return monthsOf(year, monthNamed(from) ?? 0, monthNamed(to ?? from) ?? 0);
}

/** A month in any of its cases, but no other word that begins like it. */
function monthNamed(word: string): number | undefined {
  const at = months.findIndex((pattern) => /^(?:\p{L}{0,2}|\p{L}*(?:да|де|та|те|ында|інде|нан|нен|дан|ден|ға|ге|қа|ке|дағы|дегі|тағы|тегі|дың|дің|тың|тің|ның|нің|ына|іне|ынан|інен))$/u.test(word.replace(pattern, '')) && pattern.test(word));
  return at < 0 ? undefined : at + 1;
}
