import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const kato = z.string().regex(/^\d{9}$/);
const names = z.object({ kk: z.string(), ru: z.string(), en: z.string() });

/** What every value says of itself: keys of the sources it is taken from, and whether somebody has seen it there. */
const provenance = { source: z.array(z.string()).min(1), confirmed: z.enum(['yes', 'partly', 'no']), note: z.string().nullable() };
export const Provenance = z.object(provenance);
export type Provenance = z.infer<typeof Provenance>;

export const Source = z.object({ key: z.string(), title: z.string(), address: z.string().nullable() });
export type Source = z.infer<typeof Source>;

/** A region in one of its validities: a code that was renamed has several. Days are included; null is open. */
export const Region = z.object({
  kato,
  names,
  validFrom: day.nullable(),
  validTo: day.nullable(),
  /** The centre's Kazakh name; null for a region that is a city. */
  centre: z.string().nullable(),
  iso: z.string().nullable(),
  /** The alphabetic code of ISO 3166-2 until November 2022. */
  isoBefore: z.string().nullable(),
  ...provenance,
});
export type Region = z.infer<typeof Region>;

export const Succession = z.object({ from: kato, to: kato, on: day, kind: z.enum(['rename', 'split']), ...provenance });
export type Succession = z.infer<typeof Succession>;

/** A group of occupations: 1 digit major, 2 sub-major, 3 minor, 4 unit. Only major groups have names in all languages. */
export const Occupation = z.object({
  code: z.string().regex(/^\d{1,4}$/),
  parent: z.string().nullable(),
  names: z.object({ kk: z.string().nullable(), ru: z.string().nullable(), en: z.string() }),
  skillLevels: z.array(z.int().min(1).max(4)),
  ...provenance,
});
export type Occupation = z.infer<typeof Occupation>;

/** A section of the classifier of economic activities with its first and last division. */
export const Sector = z.object({ section: z.string().regex(/^[A-U]$/), firstDivision: z.int(), lastDivision: z.int(), names, ...provenance });
export type Sector = z.infer<typeof Sector>;

/** A level of the national qualifications framework, named by its typical education. */
export const Qualification = z.object({ level: z.int().min(1).max(8), names, eqf: z.int(), skillLevels: z.array(z.int()), ...provenance });
export type Qualification = z.infer<typeof Qualification>;

/** A class of working conditions. */
export const Condition = z.object({ class: z.enum(['1', '2', '3.1', '3.2', '3.3', '3.4', '4']), names, ...provenance });
export type Condition = z.infer<typeof Condition>;

export const Contribution = z.object({ code: z.string(), names, ...provenance });
export type Contribution = z.infer<typeof Contribution>;

/** A rate in force from `validFrom` through `validTo`, null while no end is known. */
export const Rate = z.object({
  code: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  /** In its unit: 0.1 is ten per cent of the income, 0.5 half an MCI a month. */
  rate: z.number(),
  /** The same as a whole number of ten-thousandths, to divide by exactly: 0.1 is 1000. */
  tenThousandths: z.int(),
  unit: z.enum(['share-of-income', 'share-of-payroll', 'mci-a-month']),
  /** On what and for whom, in words; null when nothing is known. */
  base: z.string().nullable(),
  ...provenance,
});
export type Rate = z.infer<typeof Rate>;

/** Ages that count as young, in full years, both included, from `validFrom` through `validTo`, null while no end is known. */
export const YouthBand = z.object({ validFrom: day, validTo: day.nullable(), fromAge: z.int(), toAge: z.int(), ...provenance });
export type YouthBand = z.infer<typeof YouthBand>;

const measures = ['mci-general', 'mci-social', 'minimum-wage', 'subsistence-minimum'] as const;
/** An amount in whole tenge, in force from `validFrom` until the next of its measure. */
export const Amount = z.object({ measure: z.enum(measures), validFrom: day, tenge: z.int(), ...provenance });
export type Amount = z.infer<typeof Amount>;

/** Jobs to be secured in a region by year, as printed; the country's row is the printed total. */
export const PlanRow = z.object({
  kato,
  nameKk: z.string(),
  years: z.array(z.object({ year: z.int(), jobs: z.int() })),
  total: z.int(),
  ...provenance,
});
export type PlanRow = z.infer<typeof PlanRow>;

/** An indicator of the labour market of Almaty, as printed, by year or quarter. */
export const AlmatyIndicator = z.object({
  indicator: z.string(),
  names,
  unit: z.enum(['thousand-persons', 'persons', 'percent']),
  values: z.array(z.object({ period: z.string(), value: z.number() })),
  ...provenance,
});
export type AlmatyIndicator = z.infer<typeof AlmatyIndicator>;

/** Where a region stands on the map of equal tiles: columns to the east, rows to the south, from 0. */
export const Tile = z.object({ kato, column: z.int(), row: z.int(), shortNames: names, ...provenance });
export type Tile = z.infer<typeof Tile>;

const empty = z.object({});
const sources = z.array(Source);

function get<Shape extends z.ZodRawShape>(name: string, summary: string, shape: Shape) {
  return endpoint({
    method: 'GET',
    path: `/api/reference/${name}`,
    may: 'anyone',
    summary: `${summary} Every value carries its sources and whether it is confirmed.`,
    params: empty,
    query: empty,
    reply: z.object({ ...shape, sources }),
  });
}

export const getRegions = get('regions', 'Regions and cities of republican significance through time, and what became of them.', {
  regions: z.array(Region),
  succession: z.array(Succession),
});
export const getOccupations = get('occupations', 'Groups of occupations, ISCO-08.', { occupations: z.array(Occupation) });
export const getSectors = get('sectors', 'Sections of economic activity.', { sectors: z.array(Sector) });
export const getQualifications = get('qualifications', 'Levels of the national qualifications framework.', { qualifications: z.array(Qualification) });
export const getConditions = get('conditions', 'Classes of working conditions.', { conditions: z.array(Condition) });
export const getRates = get('rates', 'Contributions and their rates by date.', { contributions: z.array(Contribution), rates: z.array(Rate) });
export const getMci = get('mci', 'Monthly calculation index, minimum wage and subsistence minimum by date, in tenge.', { amounts: z.array(Amount) });
export const getYouth = get('youth', 'Ages that count as young, by date.', { bands: z.array(YouthBand) });
export const getPlan = get('plan', 'Regional plan of jobs to be secured, 2013-2020.', { plan: z.array(PlanRow) });
export const getAlmaty = get('almaty', 'Labour market of Almaty, 2009 to the third quarter of 2014.', { indicators: z.array(AlmatyIndicator) });
export const getTiles = get('tiles', 'Places of the twenty regions on a map of equal tiles.', { tiles: z.array(Tile) });
