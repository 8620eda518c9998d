import { z } from 'zod';

/*
 * The parts of OC4IDS 0.9.5 that we write, stated as strictly as its project-level schema does, and more: nothing that is not
 * named here is written. Where the standard lets a codelist be open, the codes are those of docs/oc4ids.md.
 */
const text = z.string().min(1);
const uri = z.url();
const instant = z.iso.datetime({ offset: true });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).refine((items) => new Set(items.map((one) => JSON.stringify(one))).size === items.length, 'repeats');

export const statuses = ['identification', 'preparation', 'implementation', 'completion', 'maintenance', 'decommissioning', 'decommissioned', 'cancelled'] as const;
export const sectors = [
  'education', 'health', 'energy', 'communications', 'waterAndWaste', 'governance', 'economy', 'cultureSportsAndRecreation', 'transport', 'socialHousing', 'naturalResources',
] as const;
export const metricIds = ['jobsContracted', 'jobsPaid', 'jobsHeld3', 'jobsHeld12'] as const;

const Period = z.strictObject({ startDate: instant, endDate: instant.optional() });
const Party = z.strictObject({ id: text, name: text });
/** Titles in the other languages stand beside, as fields that the standard lets a publisher add. */
const titles = { title: text, title_kk: text, title_en: text.optional() };
const Observation = z.strictObject({
  id: text, period: Period, measure: z.number().optional(), unit: z.strictObject({ name: text }), dimensions: z.strictObject({ phase: text }).optional(), notes: text.optional(),
});
const metric = <Id extends z.ZodType>(id: Id) => z.strictObject({ id, ...titles, observations: list(Observation) });

export const Oc4idsProject = z.strictObject({
  id: text, updated: instant, language: z.literal('ru'), identifiers: list(z.strictObject({ id: text, scheme: z.literal('KZ-JUMYS') })),
  publicAuthority: Party, ...titles,
  budget: z.strictObject({ amount: z.strictObject({ amount: z.number(), currency: z.literal('KZT') }) }),
  period: Period,
  locations: list(z.strictObject({
    id: text, description: text, gazetteer: z.strictObject({ scheme: z.literal('KZ-KATO'), identifiers: list(z.string().regex(/^\d{9}$/)) }),
    address: z.strictObject({ region: text.optional(), countryName: text }),
  })),
  status: z.enum(statuses).optional(),
  type: z.literal('construction').optional(),
  sector: list(z.enum(sectors)).optional(),
  additionalClassifications: list(z.strictObject({ scheme: z.enum(['KZ-JUMYS-KIND', 'KZ-JUMYS-STAGE', 'KZ-OKED']), id: text })),
  parties: list(z.strictObject({ id: text, name: text, roles: list(z.enum(['publicAuthority', 'projectOwner', 'pledgingEmployer'])) })),
  forecasts: list(metric(z.literal('jobsPromised'))).optional(),
  metrics: list(metric(z.enum(metricIds))).optional(),
  documents: list(z.strictObject({ id: text, title: text, url: uri, format: z.literal('text/html') })),
});
export type Oc4idsProject = z.infer<typeof Oc4idsProject>;

export const Oc4idsPackage = z.strictObject({
  uri, version: z.literal('0.9'), publishedDate: instant, publisher: z.strictObject({ name: text }), license: uri,
  /** Our own: the release it belongs to, and whether the country is made up. */
  release: z.int(), madeUp: z.boolean(),
  projects: list(Oc4idsProject),
});
export type Oc4idsPackage = z.infer<typeof Oc4idsPackage>;
