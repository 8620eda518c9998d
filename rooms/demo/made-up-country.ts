import { mkdir, rm } from 'node:fs/promises';
import { placeText } from '#kernel/place.ts';
import { Refusal } from '#kernel/refusal.ts';
import { concernsEnd, concernsOf } from './concern.ts';
import { countryOf } from './country.ts';
import type { Country } from './country.ts';
import { writeDistrict } from './district.ts';
import { closeFiles, dropFiles, makeRoomIn, openFiles, rowsIn } from './files.ts';
import type { Files } from './files.ts';
import { planProjects, type Project } from './project.ts';
import { put, quoted } from './rows.ts';
import { planSchemes, usualSchemes } from './scheme.ts';
import type { Planted } from './scheme.ts';

export type MadeUpOptions = {
  /** How many people: a whole number from 1,000 to 20,000,000. */
  people: number;
  /** A whole number from 0; another one makes another country of the same kind. */
  seed: number;
  /** Where the files are written; made when it is missing. Files of the same names are overwritten. */
  folder: string;
  /** How many schemes, of paper or honest and alike (scheme.ts); by default one for 12,500 people. */
  schemes?: number;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
};

/** `what` is the place being written, nine digits; `rows` of all registers so far, of about `expected`. */
export type Progress = { what: string; rows: number; expected: number };

export type MadeUpFile = { register: string; path: string; records: number };

const fewest = 1000;
const most = 20_000_000;
const lastSeed = 0x7fff_ffff;

/** Rows for each person, all registers together: measured, to say how long it will take. */
const rowsAPerson = 14.5;

/**
 * Writes a made-up Kazakhstan as register files, each with its manifest beside it. The same people and seed give the same bytes.
 * What paper jobs were planted is returned and stands in no file, and so is the id of the project with most jobs. One walk through the districts writes all registers at once, so memory holds one district at most. When `signal` is
 * given up, the files so far are removed and its reason is thrown. Refuses `made-up-people` and `made-up-seed` outside their limits.
 */
export async function writeMadeUpCountry({ people, seed, folder, schemes = usualSchemes(people), onProgress, signal }: MadeUpOptions): Promise<{ files: MadeUpFile[]; planted: Planted[]; largest: string }> {
  if (!Number.isInteger(people) || people < fewest || people > most) throw new Refusal('made-up-people', 400, { least: fewest, most });
  if (!Number.isInteger(seed) || seed < 0 || seed > lastSeed) throw new Refusal('made-up-seed', 400, { least: 0, most: lastSeed });
  const country = countryOf(people, seed);
  await mkdir(folder, { recursive: true });
  const files = openFiles(folder, people);
  const planted: Planted[] = [];
  let largest = '';
  try {
    writePlaces(files, country);
    const desk = { country, files, organisations: concernsEnd };
    const concerns = concernsOf(country);
    const projects = planProjects(country);
    largest = largestOf([...projects.values()].flat());
    const planned = planSchemes(country, schemes, [...projects.values()].reduce((sum, own) => sum + own.length, 0));
    for (const district of country.districts) {
      signal?.throwIfAborted();
      planted.push(...await writeDistrict(desk, district, projects.get(district.index) ?? [], planned.get(district.index) ?? [], concerns));
      await makeRoomIn(files);
      onProgress?.({ what: placeText(district.kato), rows: rowsIn(files), expected: Math.max(rowsIn(files), Math.round(people * rowsAPerson)) });
    }
    await closeFiles(files, folder);
  } catch (error) {
    dropFiles(files);
    await Promise.all(files.all.map((file) => rm(file.path, { force: true })));
    throw error;
  }
  return { files: files.all.map(({ register, path, records }) => ({ register, path, records })), planted, largest };
}

function largestOf(projects: readonly Project[]): string {
  const jobs = ({ pledges }: Project) => pledges.reduce((sum, pledge) => sum + pledge.jobs, 0);
  return projects.reduce((most, one) => (jobs(one) > jobs(most) ? one : most)).id;
}

function writePlaces(files: Files, country: Country): void {
  for (const { kato, names } of country.districts.flatMap((district) => district.below)) {
    put(files.places, `${placeText(kato)},,,${quoted(names.ru)},${quoted(names.kk)},${quoted(names.en)},2024-01-15T09:00:00+05:00\n`);
  }
}
