/**
 * The words, abbreviations and signs of a printed figure, in Kazakh, Russian and English, as patterns over its small letters.
 * Every pattern matches whole words; `bound` below puts it between what is no letter.
 */
const letter = '[\\p{L}]';

function bound(words: string): RegExp {
  return new RegExp(`(?<!${letter})(?:${words})(?!${letter})`, 'u');
}

/** Powers of ten that a figure is printed in. */
const scales: readonly (readonly [RegExp, number])[] = [
  [/^(?:мың\p{L}*|тыс|тысяч\p{L}*|thousands?|k)$/u, 3],
  [/^(?:млн|миллион\p{L}*|million\p{L}*|mln|mn|mio|m)$/u, 6],
  [/^(?:млрд|миллиард\p{L}*|billions?|bln|bn)$/u, 9],
  [/^(?:трлн|триллион\p{L}*|trillions?|trn|tn)$/u, 12],
];

/** The power of ten of a word that scales, such as 3 for *мыңнан*. */
export function scaleOf(word: string): number | undefined {
  return scales.find(([pattern]) => pattern.test(word))?.[1];
}

/** Whether a word that scales is English, which parts thousands with a comma. */
export function isEnglishScale(word: string): boolean {
  return /^(?:thousands?|[mbt]r?illions?|k|m|bn|tn|trn)$/.test(word);
}

/** Kazakh suffix *-дай* at a number or its scale: about so many. */
export function isAboutSuffix(word: string): boolean {
  return /[дт][ае]й$/u.test(word);
}

/** Kazakh ablative at the lower end of a range: *5 мыңнан 7 мыңға дейін*. */
export function isFromSuffix(word: string): boolean {
  return /[дтн][ае]н$/u.test(word);
}

/** What a figure is a number of. `number` is a count or an amount; points are percentage points; times is how often one goes into another. */
export type Unit = 'number' | 'percent' | 'points' | 'times';

const points = new RegExp(`^ ?-?(?:пп|п\\.? ?п|pp|p\\.? ?p|ppts?|(?:процент|пайыз)\\p{L}* (?:пункт|тармақ|тармағ|тарма)\\p{L}*|(?:%|per ?cent(?:age)?)-? ?points?|%-?(?:дық|тық) (?:пункт|тарма)\\p{L}*)(?!${letter})`, 'u');
const percent = new RegExp(`^ ?(?:%|-?(?:пайыз\\p{L}*|процент\\p{L}*|per ?cent\\p{L}*|pct)(?!${letter}))`, 'u');
const perMille = new RegExp(`^ ?(?:‰|-?(?:промилле\\p{L}*|per ?mill?e?)(?!${letter}))`, 'u');
const often = new RegExp(`^ ?(?:-?fold|-?кратн\\p{L}*|раза?|есе(?:ге|ден|дей)?|times|x|х|×)(?!${letter})`, 'u');

/** Words that bound a number and may stand between it and its scale or unit: *3 с лишним миллиона*, *85-ке жуық пайыз*. */
export const betweenNumberAndUnit = /^ ?(?:\+|(?:жуық|астам|аса|артық|дейін|с лишним|с небольшим|or more|and more)(?!\p{L}))(?= )/u;

/** The unit that a text begins with, its power of ten (a per mille is a tenth of a percent) and its length; undefined where the text goes on in words of its own. */
export function readUnit(rest: string): { readonly unit: Unit; readonly power: number; readonly length: number } | undefined {
  for (const [unit, pattern, power] of [['points', points, 0], ['percent', percent, 0], ['percent', perMille, -1], ['times', often, 0]] as const) {
    const found = pattern.exec(rest);
    if (found) return { unit, power, length: found[0].length };
  }
  return undefined;
}

/** How words around a number bound it. */
export type Bound = 'more' | 'at-least' | 'less' | 'at-most' | 'about' | 'nearly';

/** Directly before a number, with no more than these between. */
const gap = '[ (]*(?:(?:в|на|у|из|с|by|in|the|a|us|kzt|usd|eur|rub)(?!\\p{L})[ ]*)*[$₸€₽]?[ ]*$';

function before(words: string): RegExp {
  return new RegExp(`(?<!${letter})(?:${words})${gap}`, 'u');
}

/** After a number: within a few words of it, or where `near` says so right behind the word that has the ablative. */
function afterAblative(words: string, most: number): RegExp {
  return new RegExp(`^[^\\p{L}]*(?:\\p{L}+[^\\p{L}]+){0,${most}}?\\p{L}*[дтн][ае]н (?:${words})(?!${letter})`, 'u');
}

/** In order: what says more stands before what it contains, *не более* before *более*. */
const boundsBefore: readonly (readonly [Bound, RegExp])[] = [
  ['at-most', /(?:<=|≤|⩽|=<) *[$₸€₽]? *$/u],
  ['at-least', /(?:>=|≥|⩾|=>) *[$₸€₽]? *$/u],
  ['more', /> *[$₸€₽]? *$/u],
  ['less', /< *[$₸€₽]? *$/u],
  ['nearly', before('nearly|almost|close to|near|approach(?:es|ing)|приближа\\p{L}+ к|just (?:under|below)|(?:slightly|a little) (?:less|fewer) than|почти|без малого|(?:чуть|немногим|немного) (?:менее|меньше)(?: чем)?|близк\\p{L} к|близко к|дерлік')],
  ['about', before('(?:more or less|более[- ]или[- ]менее)')],
  ['at-most', before('(?:no|not) (?:more|greater|higher|larger) than|(?:not|no) (?:over|above)|(?:not|never) (?:to )?exceed(?:s|ing)?|at most|at maximum|(?:a |the )?maximum(?: of)?|max|up to|not to exceed|не (?:более|больше|свыше|выше|превы\\p{L}+)(?:,? чем)?|максимум|самое большее|ең көбі')],
  ['at-least', before('(?:no|not) (?:less|fewer|lower|smaller) than|(?:not|no) (?:under|below)|at (?:the very |the )?least|at minimum|(?:a |the )?minimum(?: of)?|min|не (?:менее|меньше|ниже)(?:,? чем)?|как минимум|минимум|по (?:меньшей|крайней) мере|кемінде|кем дегенде|ең (?:азы|кемі|аз дегенде)')],
  ['more', before('(?:more|greater|higher|larger) than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|north of|более(?:,? чем)?|больше(?:,? чем)?|свыше|сверх|выше|превы[сш]\\p{L}+')],
  ['less', before('(?:less|fewer|lower|smaller) than|under|below|менее(?:,? чем)?|меньше(?:,? чем)?|ниже')],
  ['about', before('about|around|approx(?:imately|\\.)?|roughly|circa|ca?\\.|ca|some|(?:an )?estimated|около|порядка|примерно|приблизительно|ориентировочно|где-то|в районе|шамамен|орта есеппен шамамен')],
  ['about', /[~≈] *[$₸€₽]? *$/u],
  ['at-most', before('до|to|в пределах|within')],
  ['at-least', before('от|from|starting at')],
];

const boundsAfter: readonly (readonly [Bound, RegExp])[] = [
  ['at-least', /(?:^ ?|[\p{L}.%] ?)\+(?![ \p{L}]*\d)|^[ \p{L}.%]{0,12}-plus(?!\p{L})|(?<!\p{L})(?:(?:or|and) (?:more|over|above|greater|higher)|at least|и (?:более|больше|выше|свыше)|или (?:более|больше)|одан (?:да )?(?:көп|жоғары|астам)|және одан \p{L}+)(?!\p{L})/u],
  ['at-most', /(?<!\p{L})(?:or (?:less|fewer|under|below|lower)|at most|и (?:менее|меньше|ниже)|или (?:менее|меньше))(?!\p{L})/u],
  ['at-most', /(?<!\p{L})(?:(?:аспай|аспау|аспас|асырмай|аспа)\p{L}*)(?!\p{L})/u],
  ['at-most', afterAblative('(?:артық|көп|жоғары|астам|аса) (?:емес|болмай\\p{L}*|болмау\\p{L}*)', 3)],
  ['at-least', afterAblative('(?:кем|аз|төмен|кіші) (?:емес|болмай\\p{L}*|болмау\\p{L}*)', 3)],
  ['more', afterAblative('артық\\p{L}*|аса|асты|асады|асып|асқан|асатын|асуда', 3)],
  ['more', afterAblative('жоғары|көп|көбі|көбірек', 1)],
  ['less', afterAblative('кем|кемі|кемірек|аз|азы|азырақ|төмен', 1)],
  ['more', bound('астам\\p{L}*|с лишним|с небольшим')],
  ['less', bound('жетпей\\p{L}*|толмай\\p{L}*|жетер-жетпес')],
  ['nearly', bound('дерлік|таяу|таяп\\p{L}*')],
  ['about', bound('жуық\\p{L}*|жуығы|шамамен|шамасында|шамалы|шақты|қарайлас|айналасы\\p{L}*|or so|-odd|approximately|примерно|приблизительно|или около того')],
  ['at-most', bound('дейін|дейінгі')],
  ['at-least', bound('бастап')],
];

/** What changed *to* a number is that number, and not up to it. */
const changedBefore = before('(?:сни[зж]|вырос|возрос|увелич|сократ|сокращ|довед|довес|повы[сш]|уменьш|упа[лд]|рост|raise|rais|reduc|fell|fall|rose|ris|increas|grew|grow|decreas|drop|declin|brought|down)\\p{L}* (?:[^\\d]{0,40} )?(?:до|to)');
const changedAfter = /(?<!\p{L})дейін (?:төмен|өс|арт|азай|қысқар|көтер|ұлғай|көбей|кемі|жетк|түс)\p{L}*/u;

/** How the words before and after a number bound it; undefined where none does. */
export function boundOf(wordsBefore: string, wordsAfter: string): Bound | undefined {
  if (changedBefore.test(wordsBefore) || changedAfter.test(wordsAfter)) return undefined;
  return boundsBefore.find(([, pattern]) => pattern.test(wordsBefore))?.[0] ?? boundsAfter.find(([, pattern]) => pattern.test(wordsAfter))?.[0];
}

/** A change by so much, and its direction. */
export type Change = 'up' | 'down';

const by = '\\p{L}*(?: (?:[^\\d]{0,40} )?(?:на|в|by|of))?';
const changesBefore: readonly (readonly [Change, RegExp])[] = [
  ['up', before(`(?:(?:при)?рост|вырос|возрос|увелич|прибав|повы[сш]|increas|grew|grow|rose|rise|rais|gain)${by}|up(?: by)?`)],
  ['down', before(`(?:сни[зж]|сократ|сокращ|уменьш|упа[лд]|спад|reduc|fell|fall|decreas|drop|declin|cut|lower)${by}|down(?: by)?`)],
  ['up', /\+ ?$/u],
];
const changesAfter: readonly (readonly [Change, RegExp])[] = [
  ['up', /^[^\d]{0,30}?(?:[ғгқк][ае]|н[ае]) (?:өс|арт|көбей|ұлғай|көтеріл|жоғарыла)\p{L}*|^[ %\p{L}]{0,10} (?:increase|growth|rise|больше|выше)(?!\p{L})/u],
  ['down', /^[^\d]{0,30}?(?:[ғгқк][ае]|н[ае]) (?:төмен|азай|қысқар|кемі|түс)\p{L}*|^[ %\p{L}]{0,10} (?:decrease|reduction|decline|drop|fall|меньше|ниже)(?!\p{L})/u],
];

/** What the words before and after a number say has changed by it; undefined where nothing has. */
export function changeOf(wordsBefore: string, wordsAfter: string): Change | undefined {
  return changesBefore.find(([, pattern]) => pattern.test(wordsBefore))?.[0] ?? changesAfter.find(([, pattern]) => pattern.test(wordsAfter))?.[0];
}

const unreadBefore = bound('half|halves|third|quarter|hundreds?|dozens?|not|полов\\p{L}*|треть|трети|четверт\\p{L}+|полтор\\p{L}*|сотни|сотен|десятк\\p{L}+|не|жарты\\p{L}*|ширек\\p{L}*|жүз|жүздеген|ондаған');
const unreadAfter = /^[ -]*(?:hundreds?|dozens?|and a half|and a quarter|сотен|сотни|сотня|десятк\p{L}+|дюжин\p{L}*|с половиной|с четвертью|жүз|жарым|million-?th|th|st|nd|rd|-?е (?:год|место))(?!\p{L})/u;
const negations = new RegExp(boundsBefore.filter(([bound]) => bound === 'at-most' || bound === 'at-least').map(([, { source }]) => source).join('|'), 'u');

/** The words that are part of a number and that this grammar does not read (*half*, *hundred*, *полтора*, *жарым*), if there are any. */
export function findUnread(wordsBefore: string, wordsAfter: string): string | undefined {
  return unreadBefore.exec(wordsBefore.replace(negations, ' '))?.[0] ?? unreadAfter.exec(wordsAfter)?.[0].trim();
}

/** Things that are counted or measured and never one for the other. */
const things: readonly (readonly [string, RegExp])[] = [
  ['persons', /^(?:people|persons?|чел|человек\p{L}*|люд(?:и|ей|ям|ьми)|адам\p{L}*|members?|член\p{L}*|мүше\p{L}*)$/u],
  ['families', /^(?:famil(?:y|ies)|households?|сем(?:ья|ьи|ей|ьям|ьях|ьями)|домохозяйств\p{L}*|отбасы\p{L}*)$/u],
  ['tenge', /^(?:tenge|теңге\p{L}*|тенге|тг|kzt|₸)$/u],
  ['dollars', /^(?:dollars?|доллар\p{L}*|долл|usd|\$)$/u],
  ['euros', /^(?:euros?|евро|еуро\p{L}*|eur|€)$/u],
  ['roubles', /^(?:rou?bles?|рубл\p{L}*|руб|rub|₽)$/u],
  ['monthly indices', /^(?:mci|mrp|мрп|аек\p{L}*)$/u],
  ['years', /^(?:years?|лет|год|года|жыл)$/u],
  ['months', /^(?:months?|месяц\p{L}*|мес|ай|айға|айдан)$/u],
  ['days', /^(?:days?|день|дня|дней|күн|күннен|күнге)$/u],
];
const amounts: ReadonlySet<string> = new Set(['tenge', 'dollars', 'euros', 'roubles']);
/** What stands after one of these is no longer what is counted: *people from large families*. */
const leads = /^(?:of|from|in|per|for|on|by|with|at|из|в|на|с|по|у|для|за|от|до|к|бойынша|үшін|a|an)$/u;

/** What the words after a number say is counted, or a sign of money before it. */
export function thingOf(before: string, after: string): string | undefined {
  const words = after.match(/[\p{L}]+|[₸$€₽]/gu) ?? [];
  const end = words.findIndex((word) => leads.test(word));
  const named = (end < 0 ? words : words.slice(0, end)).map(findThing).findLast((thing) => thing !== undefined);
  return named ?? (before.match(/[₸$€₽]|kzt|usd|eur|rub/g) ?? []).map(findThing).at(-1);
}

/** The thing that one word names. */
export function findThing(word: string): string | undefined {
  return things.find(([, pattern]) => pattern.test(word))?.[0];
}

/** Whether a thing is money: it is measured, and so rounded, also where all its digits are printed. */
export function isMoney(thing: string | undefined): boolean {
  return thing !== undefined && amounts.has(thing);
}

const measures: ReadonlySet<string> = new Set([...amounts, 'monthly indices', 'years', 'months', 'days']);

/** Whether a thing is an amount of money or time, and so never meant by a number without a word. */
export function isMeasure(thing: string | undefined): boolean {
  return thing !== undefined && measures.has(thing);
}
