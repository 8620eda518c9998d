import { listRegions } from '#reference';
import { dice, shuffle } from './random.ts';
import { readTable } from './table.ts';

/** What makes a region what it is: round figures of 2024 and how its economy leans. */
export type Region = {
  kato: number;
  nameKk: string;
  /** People of 2024, thousands. */
  thousands: number;
  /** Wages as a multiple of the country's. */
  pay: number;
  /** Section of sectors to how much more (or less) of it there is than in the country. */
  mix: ReadonlyMap<string, number>;
  /** How well pledges fare here, from 0 to 1. Dealt out by the seed: it says nothing about the real region. */
  luck: number;
};

/** The 20 regions of today with their traits (`tables/regions.csv`). */
export function regionsOf(seed: number): Region[] {
  const rows = readTable('regions', ['kato', 'thousands', 'pay', 'mix']);
  const lucks = rows.map((_, at) => at / (rows.length - 1));
  shuffle(dice(seed, 'country', 0), lucks);
  return rows.map((row, at) => ({
    kato: Number(row.kato),
    nameKk: listRegions().find((region) => region.kato === row.kato && region.validTo === null)?.names.kk ?? '',
    thousands: Number(row.thousands),
    pay: Number(row.pay),
    mix: new Map(row.mix.split(' ').map((part) => [part.slice(0, 1), Number(part.slice(2))])),
    luck: lucks[at] ?? 0,
  }));
}
