/**
 * Numbers, money, dates and the order of words in the three languages, the same in server and browser: browsers claim
 * Kazakh and format it with root data. No `Intl` here.
 */
export type Language = 'kk' | 'ru' | 'en';

const narrowSpace = '\u202f';
const noBreakSpace = '\u00a0';
const minus = '\u2212';

const decimalMark = { kk: ',', ru: ',', en: '.' } as const;
const groupMark = { kk: narrowSpace, ru: narrowSpace, en: ',' } as const;

/** Digits in groups of three, with an optional fraction; `digits` holds neither sign nor separators. */
function grouped(digits: string, fraction: string, language: Language): string {
  const whole = digits.replace(/\B(?=(\d{3})+$)/g, groupMark[language]);
  return fraction === '' ? whole : whole + decimalMark[language] + fraction;
}

/**
 * A number rounded to `decimals` places: `1 204`, in English `1,204`; a true minus before it. A number above 2^53 may not be
 * exact: it has fifteen digits and says so, `≈1 000 000 000 000 000 000`.
 */
export function formatCount(n: number | bigint, language: Language, decimals = 0): string {
  if (typeof n === 'number' && Math.abs(n) > Number.MAX_SAFE_INTEGER) {
    const [digits = '', exponent = ''] = Math.abs(n).toExponential(14).replace('.', '').split('e');
    return `≈${n < 0 ? minus : ''}${grouped(digits.padEnd(Number(exponent) + 1, '0'), '', language)}`;
  }
  const [digits = '', fraction = ''] = typeof n === 'bigint' ? [String(n < 0n ? -n : n)] : Math.abs(n).toFixed(decimals).split('.');
  const isZero = /^0*$/.test(digits + fraction);
  return (n < 0 && !isZero ? minus : '') + grouped(digits, fraction, language);
}

/** A difference with its sign, plus or true minus; nought has none. */
export function formatSigned(n: number | bigint, language: Language): string {
  const text = formatCount(n, language);
  return n > 0 ? text.replace(/^≈?/, '$&+') : text;
}

/**
 * `part` of `whole` in per cent, one decimal: `62,5 %`. What is not all never reads 100 %, and what is not nothing never
 * 0 %. A dash when the whole is nought.
 */
export function formatShare(part: number, whole: number, language: Language): string {
  if (whole === 0) return '–';
  const percent = language === 'en' ? '%' : `${narrowSpace}%`;
  const thousandths = Math.round((1000 * part) / whole);
  const text = (value: number): string => formatCount(value / 10, language, 1) + percent;
  if (thousandths === 1000 && part < whole) return `>${text(999)}`;
  if (thousandths === 0 && part > 0) return `<${text(1)}`;
  return thousandths % 10 === 0 && part % whole === 0 ? formatCount(thousandths / 10, language) + percent : text(thousandths);
}

const largeSums = [
  { tenge: 1_000_000n, kk: 'млн', ru: 'млн', en: 'm' },
  { tenge: 1_000_000_000n, kk: 'млрд', ru: 'млрд', en: 'bn' },
  { tenge: 1_000_000_000_000n, kk: 'трлн', ru: 'трлн', en: 'tn' },
] as const;

/**
 * An amount of tiyn in tenge, half up: whole tenge below a million (`254 300 ₸`), above it with one decimal in millions,
 * milliards or billions (`1,2 млн ₸`, in English `₸1.2m`). A bigint, so that tenge are not taken for tiyn by mistake.
 */
export function formatMoney(tiyn: bigint, language: Language): string {
  const size = tiyn < 0n ? -tiyn : tiyn;
  const whole = (size + 50n) / 100n;
  let tenths = 0n;
  let unit = '';
  for (const sum of largeSums) {
    // A sum that would round up to a thousand of the smaller unit is one of the larger.
    if (whole < sum.tenge && tenths < 10_000n) break;
    tenths = (size + 5n * sum.tenge) / (10n * sum.tenge);
    unit = sum[language];
  }
  const text = unit === '' ? grouped(String(whole), '', language) : grouped(String(tenths / 10n), String(tenths % 10n), language);
  const sign = size !== tiyn && whole > 0n ? minus : '';
  if (language === 'en') return `${sign}₸${text}${unit}`;
  return `${sign}${text}${unit && noBreakSpace + unit}${noBreakSpace}₸`;
}

const timeUnits = { kk: ['с', 'мин', 'сағ'], ru: ['с', 'мин', 'ч'], en: ['s', 'min', 'h'] } as const;

/** How long something takes: `2,4 с`, `42 с`, `2 мин 5 с`, `1 ч 4 мин`. */
export function formatDuration(seconds: number, language: Language): string {
  const [second, minute, hour] = timeUnits[language];
  const text = (...pieces: [number, string][]): string =>
    pieces.filter(([n], at) => at === 0 || n > 0).map(([n, unit]) => formatCount(n, language, Number.isInteger(n) ? 0 : 1) + noBreakSpace + unit).join(' ');
  if (seconds < 9.95) return text([Math.round(10 * seconds) / 10, second]);
  const whole = Math.round(seconds);
  if (whole < 60) return text([whole, second]);
  if (whole < 3600) return text([Math.floor(whole / 60), minute], [whole % 60, second]);
  const minutes = Math.round(whole / 60);
  return text([Math.floor(minutes / 60), hour], [minutes % 60, minute]);
}

const months = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
  /** "In the month's", as a phrase of state asks for. */
  kkState: 'қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы шілдедегі тамыздағы қыркүйектегі қазандағы қарашадағы желтоқсандағы',
  kkShort: 'қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.',
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  ruOf: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  ruShort: 'янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.',
  en: 'January February March April May June July August September October November December',
  enShort: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
} as const;

/** The month of `YYYY-MM` or `YYYY-MM-DD` in one of the lists; a fault when there is no such month. */
function monthName(list: keyof typeof months, date: string): string {
  const name = months[list].split(' ')[Number(date.slice(5, 7)) - 1];
  if (name === undefined) throw new RangeError(`no month in ${date}`);
  return name;
}

/** A month `YYYY-MM`: «2026 жылғы наурыз», «март 2026 года», "March 2026". */
export function formatMonth(month: string, language: Language): string {
  const year = month.slice(0, 4);
  if (language === 'kk') return `${year}${noBreakSpace}жылғы ${monthName('kk', month)}`;
  if (language === 'ru') return `${monthName('ru', month)} ${year}${noBreakSpace}года`;
  return `${monthName('en', month)} ${year}`;
}

/** A month `YYYY-MM` for narrow places: «2026 ж. нау.», «март 2026», "Mar 2026". */
export function formatMonthShort(month: string, language: Language): string {
  const year = month.slice(0, 4);
  if (language === 'kk') return `${year}${noBreakSpace}ж. ${monthName('kkShort', month)}`;
  return `${monthName(language === 'ru' ? 'ruShort' : 'enShort', month)} ${year}`;
}

/** A day `YYYY-MM-DD`: «2026 жылғы 1 наурыз», «1 марта 2026 года», "1 March 2026". */
export function formatDay(day: string, language: Language): string {
  const year = day.slice(0, 4);
  const date = Number(day.slice(8, 10));
  if (language === 'kk') return `${year}${noBreakSpace}жылғы ${date}${noBreakSpace}${monthName('kk', day)}`;
  if (language === 'ru') return `${date}${noBreakSpace}${monthName('ruOf', day)} ${year}${noBreakSpace}года`;
  return `${date}${noBreakSpace}${monthName('en', day)} ${year}`;
}

/** The state on a day as a whole phrase: «2026 жылғы 1 наурыздағы жағдай бойынша», «по состоянию на 1 марта 2026 года», "as of 1 March 2026". */
export function asOfDay(day: string, language: Language): string {
  if (language === 'kk') return `${day.slice(0, 4)}${noBreakSpace}жылғы ${Number(day.slice(8, 10))}${noBreakSpace}${monthName('kkState', day)} жағдай бойынша`;
  if (language === 'ru') return `по состоянию на ${formatDay(day, 'ru')}`;
  return `as of ${formatDay(day, 'en')}`;
}

/** Which form of a word goes with a number, by the rules of CLDR: Kazakh and English one/other, Russian one/few/many, other for fractions. */
export function plural(n: number, language: Language): 'one' | 'few' | 'many' | 'other' {
  const size = Math.abs(n);
  if (language !== 'ru') return size === 1 ? 'one' : 'other';
  if (!Number.isInteger(size)) return 'other';
  const [tens, ones] = [size % 100, size % 10];
  if (ones === 1 && tens !== 11) return 'one';
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 'few' : 'many';
}

const cyrillic = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const latin = 'abcdefghijklmnopqrstuvwxyz';
const ranks = { kk: rankBy(cyrillic + latin), ru: rankBy(cyrillic + latin), en: rankBy(latin + cyrillic) } as const;

/** Places in the order: other signs, digits, the letters given, other letters. */
function rankBy(letters: string): (sign: string) => number {
  const known = new Map([...`0123456789${letters}`].map((sign, at) => [sign, at]));
  const beyond = 0x110000;
  return (sign) => known.get(sign) ?? (sign.codePointAt(0) ?? 0) + (/\p{L}/u.test(sign) ? beyond : -beyond);
}

/**
 * Compares two texts for sorting: the Kazakh alphabet for Kazakh and Russian alike, Latin letters after it (in English
 * before it), digits before letters, case only when nothing else differs.
 */
export function compareText(a: string, b: string, language: Language): number {
  const rank = ranks[language];
  const [left, right] = [a, b].map((text) => [...text.normalize('NFC').toLowerCase()]) as [string[], string[]];
  for (const [at, sign] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (sign !== other) return rank(sign) - rank(other);
  }
  if (left.length < right.length) return -1;
  return a < b ? -1 : Number(a > b);
}
