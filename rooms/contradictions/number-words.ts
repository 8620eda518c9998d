/** Numbers from one to ten in the cases in which they stand before *thousand*, *million*, *times* and *percent*. */
const words = [
  'one|an?|один|одна|одного|одну|бір', 'two|два|две|двух|екі', 'three|три|тр[её]х|үш', 'four|четыре|четыр[её]х|төрт', 'five|пять|пяти|бес',
  'six|шесть|шести|алты', 'seven|семь|семи|жеті', 'eight|восемь|восьми|сегіз', 'nine|девять|девяти|тоғыз', 'ten|десять|десяти|он',
];
const one = 'тысяч[ауи]|мың(?!дағ)(?:нан|ға|ды|дай)?|(?:миллион|миллиард|триллион)(?:а|у|нан|ға|ды|дай|ом)?';
const scale = '(?:мың|тысяч|тыс|thousand|млн|миллион|million|млрд|миллиард|billion|трлн|триллион|trillion)';
const often = '(?:раза?(?!\\p{L})|есе|times|fold|процент|пайыз|per ?cent)';
/** Two words of which the second alone is not the number: *twenty-five thousand*, *жиырма бес мың*. */
const tens = '(?:ty|дцать|дцати|десят|десяти|сорок|сорока|сто|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз|hundred|and)[ -]';

const replacements: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<!\\p{L})(?:half an? |жарты |пол(?:овина |-)?)(?=${scale})`, 'gu'), '0.5 '],
  ...words.map((forms, at) => [new RegExp(`(?<![\\p{L}\\d])(?<!${tens})(?:${forms})[ -](?=(?:жарым |с половиной |and a half )?(?:${scale}|${often}))`, 'gu'), `${at + 1} `] as const),
  [new RegExp(`(?<![.,\\d])(\\d+) (?:жарым|с половиной|and a half) (?=${scale}|${often})`, 'gu'), '$1.5 '],
  [new RegExp(`(?<!\\p{L})полтор[аы]\\p{L}* (?=${scale}|${often})`, 'gu'), '1.5 '],
  [/(?<!\p{L})(?:вдвое|двукратн\p{L}*|удво\p{L}*|doubl(?:e|ed|ing)|twice|two-?fold|екі еселен\p{L}*)(?!\p{L})/gu, '2 times'],
  [/(?<!\p{L})(?:втрое|тр[её]хкратн\p{L}*|утро(?:ил|ен)\p{L}*|tripl(?:e|ed|ing)|thrice|three-?fold|үш еселен\p{L}*)(?!\p{L})/gu, '3 times'],
  [/(?<!\p{L})(?:вчетверо|quadrupl(?:e|ed|ing)|four-?fold|төрт еселен\p{L}*)(?!\p{L})/gu, '4 times'],
  [/(?<!\p{L})(?:впятеро|five-?fold|бес еселен\p{L}*)(?!\p{L})/gu, '5 times'],
];
const bare = new RegExp(`(?<!\\p{L})(?<!${tens})(?<!(?:${words.join('|')}|надцать|teen)[ -])(?=(?:${one})(?!\\p{L}))`, 'u');
const vague = /(?<!\p{L})тысячи(?!\p{L})/u;
const bounded = /(?:более|больше|свыше|около|порядка|почти|менее|меньше|до|чем) тысячи/u;

/** Small numbers in words written in digits, where a scale, *times* or *percent* follows: *полтора миллиона*, *half a million*, *екі есе*, *вдвое*, *more than a million*. */
export function inDigits(text: string): string {
  const written = replacements.reduce((changed, [pattern, digits]) => changed.replace(pattern, digits), text);
  // *Тысячи людей* is no number, *более тысячи* is one.
  return /\d/.test(written) || (vague.test(written) && !bounded.test(written)) ? written : written.replace(bare, '1 ');
}
