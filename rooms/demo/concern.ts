import { getActivity } from './activity.ts';
import type { Activity } from './activity.ts';
import type { Country } from './country.ts';
import { foundOrganisation } from './employer.ts';
import type { Desk, Employer } from './employer.ts';
import { organisationNumber } from './identifier.ts';
import type { District } from './place.ts';
import { dice, draw } from './random.ts';

/** An enterprise of the whole country: legal entity of branches in many districts, or parent of companies. Its BIN is known before it is met. */
export type Concern = { ordinal: number; bin: string; name: string; activity: Activity; seat: number; size: number };

const made: readonly (readonly [string, string, number])[] = [
  ['«Дала Банк» АҚ', '6419', 160], ['АО «Алтын Сақ Банк»', '6419', 120], ['«Көктем Банк» АҚ', '6419', 90],
  ['«Дала Теміржолы» АҚ', '4910', 260], ['«Ұшқын Телеком» АҚ', '6110', 130], ['АО «Сункар Байланыс»', '6110', 80],
  ['ТОО «Шанырак Маркет»', '4711', 90], ['«Арзан Дүкен» ЖШС', '4711', 70], ['ТОО «Отын Ойл»', '4730', 40],
  ['«Сенім Күзет» ЖШС', '8010', 60], ['ТОО «Беркут Щит»', '8010', 50], ['«Сарыарқа Құрылыс Тобы» АҚ', '4120', 110],
  ['АО «Жайык Мунай Групп»', '0610', 80], ['«Алтай Кен Тобы» АҚ', '0729', 90], ['АО «Дала Болат Холдинг»', '2410', 100],
  ['«Қуат Энерго Холдинг» АҚ', '3511', 70], ['«Дән Агро Холдинг» АҚ', '0111', 40], ['ТОО «Жетысу Фуд Групп»', '1051', 50],
];

/** First number free for other organisations. */
export const concernsEnd = 100;

export function concernsOf(country: Country): Concern[] {
  const seats = country.districts.filter((district) => [710_000_000, 750_000_000].includes(district.region.kato));
  return made.map(([name, code, size], ordinal) => {
    const seat = seats[(ordinal * 5 + country.seed) % seats.length]?.index ?? 0;
    return { ordinal, name, activity: getActivity(code), seat, size, bin: organisationNumber(ordinal, yearOf(ordinal), false).bin };
  });
}

function yearOf(ordinal: number): number {
  return 1996 + ((ordinal * 7) % 20);
}

/** The concern itself as an employer in the district of its seat. */
export function foundConcern(desk: Desk, concern: Concern, district: District): Employer {
  const place = draw(dice(desk.country.seed, 'employer', concern.ordinal), district.settlements);
  return foundOrganisation(desk, { name: concern.name, activity: concern.activity, district, place, year: yearOf(concern.ordinal) }, concern.ordinal);
}
