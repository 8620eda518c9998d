import { birthAt } from './age.ts';
import type { Birth } from './age.ts';
import { addMonths, cutOff, startOf } from './calendar.ts';
import type { Country } from './country.ts';
import { personNumber } from './identifier.ts';
import { bell, chance, dice, pick, unit, whole } from './random.ts';
import type { Dice } from './random.ts';

export type Role = 'child' | 'student' | 'pensioner' | 'disabled' | 'serving' | 'entrepreneur' | 'self-employed' | 'worker' | 'idle';

export type Person = {
  index: number;
  iin: string;
  sex: 'm' | 'f';
  /** Days as in `calendar.ts`; null where it has not come. */
  bornOn: number;
  graduatedOn: number | null;
  exemptFrom: number | null;
  diedOn: number | null;
  leftOn: number | null;
  role: Role;
  citizenship: string;
  /** NQF level; 0 is unknown. */
  education: number;
  exempt: '' | 'pension' | 'disability' | 'foreign' | 'service';
  /** What a person earns beside others in the same job: standard normal. */
  skill: number;
};

/**
 * Anybody by number. Ages are dealt without chance: the count of people is walked in steps of `stride`, so every district has
 * every age in its share, and the place inside a day of birth gives each person a number of their own (`personNumber`).
 */
export function personAt(country: Country, index: number): Person {
  const { age, bornOn, sex, inDay } = birthOf(country, index);
  const stream = dice(country.seed, 'person', index);
  const role = roleOf(age, sex, stream);
  return {
    index, sex, bornOn, role,
    iin: personNumber(bornOn, sex, inDay),
    skill: bell(stream),
    ...schoolingOf(age, bornOn, stream),
    ...standingOf(age, sex, bornOn, role, stream),
  };
}

function birthOf(country: Country, index: number): Birth {
  return birthAt(country.youngerThan, (index * country.stride) % country.people);
}

/** Day of birth alone, which is quicker to have than the whole person. */
export function bornOn(country: Country, index: number): number {
  return birthOf(country, index).bornOn;
}

function roleOf(age: number, sex: 'm' | 'f', stream: Dice): Role {
  const at = unit(stream);
  if (age < 16) return 'child';
  if (age < 18) return 'student';
  if (age >= pensionAge(sex)) return age < 70 && at < 0.12 ? 'worker' : 'pensioner';
  if (age < 22 && at < 0.4) return 'student';
  if (at < 0.03) return 'disabled';
  if (at < 0.045) return sex === 'm' && age < 45 ? 'serving' : 'idle';
  const left = unit(stream);
  if (age >= 22 && left < 0.034) return 'entrepreneur';
  if (left < 0.094) return 'self-employed';
  return left < 0.975 ? 'worker' : 'idle';
}

/** Age of retirement in 2026. */
function pensionAge(sex: 'm' | 'f'): number {
  return sex === 'm' ? 63 : 61;
}

type Schooling = Pick<Person, 'education' | 'graduatedOn'>;

function schoolingOf(age: number, bornOn: number, stream: Dice): Schooling {
  if (age < 16) return { education: 0, graduatedOn: null };
  const education = age < 18 ? 1 : pick(stream, [0, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 6, 6, 6, 7, 7, 8]);
  const done = addMonths(bornOn, 12 * (education < 3 ? 18 : education < 6 ? 20 : 22) + whole(stream, 0, 11));
  return { education: done > cutOff ? 2 : education, graduatedOn: age < 45 && education > 2 && done < cutOff ? done : null };
}

type Standing = Pick<Person, 'citizenship' | 'exempt' | 'exemptFrom' | 'diedOn' | 'leftOn'>;

function standingOf(age: number, sex: 'm' | 'f', bornOn: number, role: Role, stream: Dice): Standing {
  const abroad = chance(stream, 0.006) ? pick(stream, ['RU', 'UZ', 'UZ', 'CN', 'TR', 'KG', 'TJ', 'IN']) : '';
  const standing: Standing = { citizenship: abroad || 'KZ', exempt: '', exemptFrom: null, diedOn: null, leftOn: null };
  const inWindow = startOf(whole(stream, 0, 28)) + whole(stream, 0, 27);
  if (role === 'pensioner' && chance(stream, 0.06)) standing.diedOn = inWindow;
  if (role === 'idle' && chance(stream, 0.06)) standing.leftOn = inWindow;
  if (age >= pensionAge(sex)) return { ...standing, exempt: 'pension', exemptFrom: addMonths(bornOn, 12 * pensionAge(sex)) };
  if (role === 'disabled') return { ...standing, exempt: 'disability', exemptFrom: addMonths(bornOn, 12 * whole(stream, 3, 17)) };
  if (role === 'serving') return { ...standing, exempt: 'service', exemptFrom: addMonths(bornOn, 12 * 18 + whole(stream, 0, 5)) };
  if (abroad && !'RU KG'.includes(abroad) && age >= 18) return { ...standing, exempt: 'foreign', exemptFrom: Math.max(bornOn, startOf(whole(stream, -40, 0))) };
  return standing;
}
