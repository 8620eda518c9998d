import { youngerThan } from './age.ts';
import { districtsOf } from './place.ts';
import type { District } from './place.ts';
import { dice, whole } from './random.ts';

/** All that is known of a made-up country before its people: small, and the same for the same seed and size. */
export type Country = {
  seed: number;
  people: number;
  districts: readonly District[];
  /** Where each district's people begin in the count of all people; one more entry than districts. */
  firstPerson: readonly number[];
  /** How many people are younger than each age from 0 to 90. */
  youngerThan: readonly number[];
  /** Steps through the ages by which neighbours in the count differ; shares no factor with `people`. */
  stride: number;
};

export function countryOf(people: number, seed: number): Country {
  const districts = districtsOf(seed);
  const thousands = districts.reduce((sum, district) => sum + district.thousands, 0);
  let passed = 0;
  const firstPerson = [0, ...districts.map((district) => Math.round((people * (passed += district.thousands)) / thousands))];
  let stride = Math.round(people * 0.618) + whole(dice(seed, 'country', 1), 0, 1000);
  while (commonFactor(stride, people) !== 1) stride += 1;
  return { seed, people, districts, firstPerson, stride, youngerThan: youngerThan(people) };
}

/** People of a district. */
export function peopleOf(country: Country, district: District): number {
  return (country.firstPerson[district.index + 1] ?? 0) - (country.firstPerson[district.index] ?? 0);
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}
